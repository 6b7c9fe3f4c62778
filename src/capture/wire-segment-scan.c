/* wire-segment-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-segment-scan.h"

#include "capture/decode/wire-frame-decode.h"
#include "capture/protocols/network/wire-checksum.h"
#include "capture/reassembly/wire-segmenter.h"
#include "capture/wire-capture-private.h"
#include "capture/wire-capture-segment.h"
#include "capture/wire-packet-scan.h"

/* Packets that are looked at together. */
#define BATCH 1024u

struct _WireSegmentScan
{
  WireCapture *capture;
  WireSegmentVisit visit;
  gpointer user_data;
  WirePacketVisit visit_packet; /* NULL: only segments are wanted */
  gpointer packet_data;
  GHashTable *flows; /* NULL: all */
  gboolean checks;
  WirePacketScan *packets;
  WireSegmenter *segmenter;
  WirePacketRecord records[BATCH];
};

static void
visit_segment (WireSegmentScan *self, WireSegment *segment, guint32 flow)
{
  segment->flow = flow;
  if (flow != WIRE_FLOW_NONE)
    self->visit (segment, self->user_data);
}

/* A WireSegmenterDeliver. The first pass made all flows known. */
static void
visit_source (const WireSegmentSource *source, gpointer user_data)
{
  WireSegmentScan *self = user_data;
  WireSegment segment = source->segment;

  visit_segment (self, &segment, wire_flow_table_find (self->capture->flows, &source->tuple));
}

/**
 * wire_segment_scan_new:
 * @capture: a capture whose packets were all read
 * @visit: called with each segment
 * @user_data: for @visit
 *
 * Returns: (transfer full): a scan
 */
WireSegmentScan *
wire_segment_scan_new (WireCapture *capture, WireSegmentVisit visit, gpointer user_data)
{
  WireSegmentScan *self = g_new0 (WireSegmentScan, 1);

  self->capture = g_object_ref (capture);
  self->visit = visit;
  self->user_data = user_data;
  self->packets = wire_packet_scan_new (capture);
  self->segmenter = wire_segmenter_new (visit_source, self);
  return self;
}

void
wire_segment_scan_free (WireSegmentScan *self)
{
  g_clear_pointer (&self->flows, g_hash_table_unref);
  wire_segmenter_free (self->segmenter);
  wire_packet_scan_free (self->packets);
  g_object_unref (self->capture);
  g_free (self);
}

/**
 * wire_segment_scan_want_flows:
 * @self: a scan that has not begun
 * @flows: a set of GUINT_TO_POINTER (flow)
 *
 * Packets of other flows are not read, but for those that carry others inside. What is visited may
 * still be of other flows.
 */
void
wire_segment_scan_want_flows (WireSegmentScan *self, GHashTable *flows)
{
  self->flows = g_hash_table_ref (flows);
}

/** Visits all packets, too: those without a flow as well. */
void
wire_segment_scan_want_packets (WireSegmentScan *self, WirePacketVisit visit, gpointer user_data)
{
  self->visit_packet = visit;
  self->packet_data = user_data;
}

/** Has #WireSegment.checksum filled in, where a segment came in one packet and not in a tunnel. */
void
wire_segment_scan_want_checksums (WireSegmentScan *self)
{
  self->checks = TRUE;
}

static gboolean
is_wanted (const WireSegmentScan *self, const WirePacketRecord *record)
{
  if (self->visit_packet)
    return TRUE;
  if (record->flow == WIRE_FLOW_NONE)
    return FALSE;
  return !self->flows || record->flags & (WIRE_FRAME_FRAGMENT | WIRE_FRAME_TUNNELLED)
         || g_hash_table_contains (self->flows, GUINT_TO_POINTER (record->flow));
}

static gboolean
read_packet (WireSegmentScan *self, guint32 packet, const WirePacketRecord *record, GError **error)
{
  const guint8 *data = wire_packet_scan_read (self->packets, record, error);
  WireSegment segment;
  WireFrame frame;

  if (!data)
    return FALSE;
  wire_frame_decode (&frame,
                     wire_capture_get_interface (self->capture, record->interface).link_type, data,
                     record->captured, record->length);
  if (self->visit_packet)
    self->visit_packet (packet, record, &frame, self->packet_data);
  if (frame.flags & (WIRE_FRAME_FRAGMENT | WIRE_FRAME_TUNNELLED))
    wire_segmenter_add (self->segmenter, &frame, packet, record->offset, record->time);
  else if (wire_capture_segment_init (&segment, &frame, record->offset, record->time, packet))
    {
      segment.checksum = self->checks ? wire_checksum_check (&frame) : WIRE_CHECKSUM_UNKNOWN;
      visit_segment (self, &segment, record->flow);
    }
  while (wire_frame_decode_next (&frame))
    {
      if (self->visit_packet)
        self->visit_packet (packet, record, &frame, self->packet_data);
      wire_segmenter_add (self->segmenter, &frame, packet, record->offset, record->time);
    }
  wire_segmenter_release (self->segmenter);
  return TRUE;
}

static gboolean
read_batch (WireSegmentScan *self, guint32 first, guint32 n, GError **error)
{
  for (guint32 i = 0; i < n; i++)
    if (is_wanted (self, &self->records[i])
        && !read_packet (self, first + i, &self->records[i], error))
      return FALSE;
  return TRUE;
}

/**
 * wire_segment_scan_run:
 * @self: a scan; it can be run once
 * @job: (nullable): for progress and cancellation
 * @cancellable: (nullable): polled now and then
 * @error: set where %FALSE is returned
 *
 * Blocks.
 *
 * Returns: whether all of the capture was read
 */
gboolean
wire_segment_scan_run (WireSegmentScan *self,
                       WireJob *job,
                       GCancellable *cancellable,
                       GError **error)
{
  guint32 length = wire_capture_get_n_packets (self->capture);
  guint32 n;

  for (guint32 first = 0; first < length; first += n)
    {
      n = wire_capture_get_packets (self->capture, first, MIN (BATCH, length - first),
                                    self->records);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || (job && wire_job_set_error_if_cancelled (job, error))
          || !read_batch (self, first, n, error))
        return FALSE;
      if (job)
        wire_job_set_progress (job, (double) (first + n) / length, NULL);
    }
  wire_segmenter_finish (self->segmenter);
  return TRUE;
}
