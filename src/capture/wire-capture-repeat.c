/* wire-capture-repeat.c: listening to the streams of a capture once more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-capture-private.h"
#include "capture/wire-capture-streams.h"
#include "capture/wire-segment-scan.h"

typedef struct
{
  WireCapture *capture;
  WireStreamTable *streams; /* which nobody else sees yet */
} Hearing;

/* A WireSegmentVisit. */
static void
hear_segment (const WireSegment *segment, gpointer user_data)
{
  Hearing *self = user_data;

  wire_stream_table_add (self->streams, self->capture->flows, segment, 1);
}

/* What earlier passes found stays: others hold its strings. */
static void
replace_streams (WireCaptureHearing *hearing, WireStreamTable *streams)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&hearing->lock);

  if (!hearing->old)
    hearing->old = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_stream_table_free);
  g_ptr_array_add (hearing->old, hearing->streams);
  hearing->streams = streams;
}

/**
 * wire_capture_hearing_repeat:
 * @self: a capture whose packets were all read, and whose streams were wanted
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * Listens to all streams again, from the file, with the keys that are there by now. Blocks.
 * Meanwhile, and where this fails, what was found before is there.
 *
 * Returns: whether all of it was read
 */
gboolean
wire_capture_hearing_repeat (WireCapture *self, WireJob *job, GError **error)
{
  g_autoptr (WireStreamTable) streams = wire_capture_hearing_new_streams (&self->hearing);
  Hearing hearing = { self, streams };
  g_autoptr (WireSegmentScan) scan = wire_segment_scan_new (self, hear_segment, &hearing);
  WireStreamBudget bounds = wire_capture_get_stream_bounds (self);

  wire_stream_table_set_bounds (streams, bounds.each, bounds.limit);
  if (!wire_segment_scan_run (scan, job, NULL, error))
    return FALSE;
  wire_stream_table_finish (streams);
  replace_streams (&self->hearing, g_steal_pointer (&streams));
  return TRUE;
}

/**
 * wire_capture_hear_again:
 * @self: a capture that is loaded, and whose streams were wanted
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * Listens to all streams again, from the file, with the keys that are set by now
 * (wire_capture_set_key_files()). Blocks: for a worker thread. Meanwhile, and where this fails,
 * what was found before is there. Afterwards exchanges and transfers have other numbers, and
 * #WireCapture::heard-again is emitted. Streams keep their numbers, and strings that were handed
 * out stay as long as the capture.
 *
 * Returns: whether all of it was read
 */
gboolean
wire_capture_hear_again (WireCapture *self, WireJob *job, GError **error)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);
  g_return_val_if_fail (self->hearing.streams != NULL, FALSE);

  if (!wire_capture_hearing_repeat (self, job, error))
    return FALSE;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  wire_capture_announce_hearing (self);
  return TRUE;
}
