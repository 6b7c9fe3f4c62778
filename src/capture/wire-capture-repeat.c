/* wire-capture-repeat.c: listening to the streams of a capture once more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/decode/wire-frame-decode.h"
#include "capture/reassembly/wire-segmenter.h"
#include "capture/wire-capture-private.h"
#include "capture/wire-capture-segment.h"
#include "capture/wire-capture-streams.h"
#include "capture/wire-packet-scan.h"

/* Packets that are looked at together. */
#define BATCH 1024u

typedef struct
{
  WireCapture *capture;
  WireStreamTable *streams; /* which nobody else sees yet */
  WirePacketScan *scan;
  WireSegmenter *segmenter;
  WirePacketRecord records[BATCH];
} Hearing;

static void
hear_segment (Hearing *self, WireSegment *segment, guint32 flow)
{
  segment->flow = flow;
  if (flow != WIRE_FLOW_NONE)
    wire_stream_table_add (self->streams, self->capture->flows, segment, 1);
}

/* A WireSegmenterDeliver. The first pass made all flows known. */
static void
hear_source (const WireSegmentSource *source, gpointer user_data)
{
  Hearing *self = user_data;
  WireSegment segment = source->segment;

  hear_segment (self, &segment, wire_flow_table_find (self->capture->flows, &source->tuple));
}

static gboolean
hear_packet (Hearing *self, guint32 packet, const WirePacketRecord *record, GError **error)
{
  const guint8 *data = wire_packet_scan_read (self->scan, record, error);
  WireSegment segment;
  WireFrame frame;

  if (!data)
    return FALSE;
  wire_frame_decode (&frame,
                     wire_capture_get_interface (self->capture, record->interface).link_type, data,
                     record->captured, record->length);
  if (frame.flags & (WIRE_FRAME_FRAGMENT | WIRE_FRAME_TUNNELLED))
    wire_segmenter_add (self->segmenter, &frame, packet, record->offset, record->time);
  else if (wire_capture_segment_init (&segment, &frame, record->offset, record->time, packet))
    hear_segment (self, &segment, record->flow);
  while (wire_frame_decode_next (&frame))
    wire_segmenter_add (self->segmenter, &frame, packet, record->offset, record->time);
  wire_segmenter_release (self->segmenter);
  return TRUE;
}

static gboolean
hear_packets (Hearing *self, WireJob *job, GError **error)
{
  guint32 length = wire_capture_get_n_packets (self->capture);
  guint32 n;

  for (guint32 first = 0; first < length; first += n)
    {
      n = wire_capture_get_packets (self->capture, first, MIN (BATCH, length - first),
                                    self->records);
      if (job && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      for (guint32 i = 0; i < n; i++)
        if (self->records[i].flow != WIRE_FLOW_NONE
            && !hear_packet (self, first + i, &self->records[i], error))
          return FALSE;
      if (job)
        wire_job_set_progress (job, (double) (first + n) / length, NULL);
    }
  wire_segmenter_finish (self->segmenter);
  return TRUE;
}

/* What earlier passes found stays: others hold its strings. */
static void
replace_streams (WireCaptureHearing *hearing, WireStreamTable *streams)
{
  g_mutex_lock (&hearing->lock);
  if (!hearing->old)
    hearing->old = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_stream_table_free);
  g_ptr_array_add (hearing->old, hearing->streams);
  hearing->streams = streams;
  g_mutex_unlock (&hearing->lock);
}

/**
 * wire_capture_hearing_repeat:
 * @capture: a capture whose packets were all read, and whose streams were wanted
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * Listens to all streams again, from the file, with the keys that are there by now. Blocks.
 * Meanwhile, and where this fails, what was found before is there.
 *
 * Returns: whether all of it was read
 */
gboolean
wire_capture_hearing_repeat (WireCapture *capture, WireJob *job, GError **error)
{
  g_autofree Hearing *self = g_new0 (Hearing, 1);
  g_autoptr (WirePacketScan) scan = wire_packet_scan_new (capture);
  g_autoptr (WireSegmenter) segmenter = wire_segmenter_new (hear_source, self);
  g_autoptr (WireStreamTable) streams = wire_capture_hearing_new_streams (&capture->hearing);
  WireStreamBudget bounds = wire_capture_get_stream_bounds (capture);

  wire_stream_table_set_bounds (streams, bounds.each, bounds.limit);
  self->capture = capture;
  self->streams = streams;
  self->scan = scan;
  self->segmenter = segmenter;
  if (!hear_packets (self, job, error))
    return FALSE;
  wire_stream_table_finish (streams);
  replace_streams (&capture->hearing, g_steal_pointer (&streams));
  return TRUE;
}

/**
 * wire_capture_hear_again:
 * @capture: a capture that is loaded, and whose streams were wanted
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
wire_capture_hear_again (WireCapture *capture, WireJob *job, GError **error)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (capture), FALSE);
  g_return_val_if_fail (capture->hearing.streams != NULL, FALSE);

  if (!wire_capture_hearing_repeat (capture, job, error))
    return FALSE;
  g_mutex_lock (&capture->lock);
  wire_capture_announce_hearing (capture);
  g_mutex_unlock (&capture->lock);
  return TRUE;
}
