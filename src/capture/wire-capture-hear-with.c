/* wire-capture-hear-with.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-hear-with.h"

#include "capture/wire-capture-private.h"
#include "capture/wire-capture-streams.h"

typedef struct
{
  WireCapture *capture;
  WireStreamTable *streams;
} Hearing;

/* A WireSegmentVisit. */
static void
hear_segment (const WireSegment *segment, gpointer user_data)
{
  Hearing *self = user_data;

  wire_stream_table_add (self->streams, self->capture->flows, segment, 1);
}

/**
 * wire_capture_hear_with:
 * @self: a capture that is loaded, and whose streams were wanted
 * @rows: who listens, up to a %NULL
 * @visit: (nullable): called for each packet
 * @user_data: for @visit
 * @job: (nullable): for progress and cancellation
 * @error: set where %NULL is returned
 *
 * Reads the capture once more for listeners that are not those of its own table. They have the keys
 * that the capture has, and streams have the numbers that they have there. What the capture itself
 * knows does not change. Blocks: for a worker thread; it holds no lock.
 *
 * Returns: (transfer full) (nullable): the streams, with the logs of @rows. Use it as long as
 *   @self lives.
 */
WireStreamTable *
wire_capture_hear_with (WireCapture *self,
                        const WireListener *const *rows,
                        WirePacketVisit visit,
                        gpointer user_data,
                        WireJob *job,
                        GError **error)
{
  const WireListeningSetup setup = {
    .rows = rows,
    .key_files = (const char *const *) self->hearing.key_files,
    .secrets = self->hearing.secrets,
  };
  g_autoptr (WireStreamTable) streams = wire_stream_table_new (&setup);
  Hearing hearing = { self, streams };
  g_autoptr (WireSegmentScan) scan = wire_segment_scan_new (self, hear_segment, &hearing);
  WireStreamBudget bounds = wire_capture_get_stream_bounds (self);

  wire_stream_table_set_bounds (streams, bounds.each, bounds.limit);
  if (visit)
    wire_segment_scan_want_packets (scan, visit, user_data);
  if (!wire_segment_scan_run (scan, job, NULL, error))
    return NULL;
  wire_stream_table_finish (streams);
  return g_steal_pointer (&streams);
}
