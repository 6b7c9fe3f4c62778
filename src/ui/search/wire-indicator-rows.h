/* wire-indicator-rows.h: indicators of a list, and where a capture has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/indicators/wire-indicator-find.h"

G_BEGIN_DECLS

#define WIRE_TYPE_INDICATOR_ROWS (wire_indicator_rows_get_type ())
/** WireIndicatorRows: indicators of a list, and where a capture has them */
G_DECLARE_FINAL_TYPE (WireIndicatorRows, wire_indicator_rows, WIRE, INDICATOR_ROWS, GObject)

/**
 * WireIndicatorQuestion:
 * @capture: loaded, with its streams
 * @objects: (nullable): its transfers; listed by the worker where they are not there yet
 * @view: (nullable): only what its packets say counts; %NULL for everything
 * @path: (nullable): of the list
 * @text: (nullable): what is in the list, where it has no path
 * @name: what the list is called
 *
 * What to look for, and where.
 */
typedef struct
{
  WireCapture *capture;
  WireObjectList *objects;
  WireView *view;
  const char *path;
  GBytes *text;
  const char *name;
} WireIndicatorQuestion;

/**
 * WireIndicatorsFound:
 * @job: how it ended
 * @rows: (nullable): those that were seen; %NULL where it was cancelled, or failed
 * @owner: what wire_indicator_rows_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireIndicatorsFound) (WireJob *job, WireIndicatorRows *rows, GObject *owner);

WireJob *wire_indicator_rows_start (const WireIndicatorQuestion *question,
                                    WireIndicatorsFound found,
                                    GObject *owner);

WireIndicatorRows *wire_indicator_rows_new_all (WireIndicatorRows *rows, gboolean unseen);

guint wire_indicator_rows_get_length (WireIndicatorRows *rows);
guint wire_indicator_rows_count_seen (WireIndicatorRows *rows);
WireCapture *wire_indicator_rows_get_capture (WireIndicatorRows *rows);
const WireObjectList *wire_indicator_rows_get_objects (WireIndicatorRows *rows);
const WireIndicatorList *wire_indicator_rows_get_list (WireIndicatorRows *rows);
const WireIndicator *wire_indicator_rows_get (WireIndicatorRows *rows, guint row);
const WireSighting *wire_indicator_rows_get_sighting (WireIndicatorRows *rows, guint row);

G_END_DECLS
