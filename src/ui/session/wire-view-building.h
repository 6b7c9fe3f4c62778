/* wire-view-building.h: works out in a worker what a filter lets through
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/**
 * WireViewBuilt:
 * @job: the job, which has ended
 * @view: (nullable): the view, where it was built
 * @owner: as it was given
 *
 * Called on the main thread.
 */
typedef void (*WireViewBuilt) (WireJob *job, WireView *view, GObject *owner);

WireJob *wire_view_building_start (WireCapture *capture,
                                   WireFilter *filter,
                                   WireViewParts parts,
                                   WireViewBuilt built,
                                   GObject *owner);

G_END_DECLS
