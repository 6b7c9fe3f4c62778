/* wire-search-run.h: searches a capture in a worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/search/wire-capture-search.h"
#include "capture/view/wire-view.h"
#include "ui/search/wire-found-list.h"

G_BEGIN_DECLS

/**
 * WireSearchQuestion:
 * @capture: loaded
 * @objects: (nullable): its transfers; listed by the worker where they are not there yet
 * @view: (nullable): only what its packets brought is looked for; %NULL for everything
 * @places: where to look
 *
 * Where a search looks.
 */
typedef struct
{
  WireCapture *capture;
  WireObjectList *objects;
  WireView *view;
  WireSearchPlaces places;
} WireSearchQuestion;

/**
 * WireSearchEnded:
 * @job: how it ended
 * @rest: what was not looked at, as far as the search went
 * @owner: what wire_search_run_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireSearchEnded) (WireJob *job, const WireSearchRest *rest, GObject *owner);

WireJob *wire_search_run_start (const WireSearchQuestion *question,
                                WireSearchPattern *pattern,
                                WireFoundList *found,
                                WireSearchEnded ended,
                                GObject *owner);

G_END_DECLS
