/* wire-capture-listen.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-listen.h"

#include "capture/wire-capture-private.h"
#include "capture/wire-capture-streams.h"
#include "capture/wire-segment-scan.h"

typedef struct
{
  WireCapture *capture;
  WireStreamTable *streams; /* which nobody else sees */
} Listen;

/* A WireSegmentVisit. */
static void
hear_segment (const WireSegment *segment, gpointer user_data)
{
  Listen *self = user_data;

  wire_stream_table_add (self->streams, self->capture->flows, segment, 1);
}

/**
 * wire_capture_listen:
 * @capture: a capture that is loaded, with its streams
 * @listener: hears every stream for which its may_start says so. It finds its own row by
 *   wire_listening_get_rows()
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * Puts all streams together once more, from the file, for @listener alone. Streams have the numbers
 * that they have in @capture. Blocks: call it in a worker.
 */
gboolean
wire_capture_listen (WireCapture *capture,
                     const WireListener *listener,
                     WireJob *job,
                     GError **error)
{
  const WireListener *const rows[] = { listener, NULL };
  const WireListeningSetup setup = { .rows = rows };
  g_autoptr (WireStreamTable) streams = wire_stream_table_new (&setup);
  Listen listen = { capture, streams };
  g_autoptr (WireSegmentScan) scan = wire_segment_scan_new (capture, hear_segment, &listen);
  WireStreamBudget bounds = wire_capture_get_stream_bounds (capture);

  wire_stream_table_set_bounds (streams, bounds.each, bounds.limit);
  if (!wire_segment_scan_run (scan, job, NULL, error))
    return FALSE;
  wire_stream_table_finish (streams);
  return TRUE;
}
