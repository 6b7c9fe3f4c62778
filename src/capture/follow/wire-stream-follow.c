/* wire-stream-follow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-stream-follow.h"

#include "capture/decode/wire-frame-decode.h"
#include "capture/frame/wire-ip.h"
#include "capture/reassembly/wire-segmenter.h"
#include "capture/wire-packet-scan.h"

#include <glib/gi18n.h>

/* Records of the index that are looked at together. */
#define BATCH 1024u

typedef struct
{
  WireCapture *capture;
  WireStream stream;
  WirePacketScan *scan;
  WireSegmenter *segmenter;
  WireTuple tuples[2]; /* of the two flows */
  WireStreamVisitor visit;
  gpointer user_data;
  WireStreamFigures *figures;
  WireStreamBudget budget;
  WireStreamDirection directions[2];
  guint64 positions[2]; /* of datagrams, one after the other */
  guint side;
  gboolean stopped;
} Follow;

/* A WireStreamDeliver. */
static void
deliver (const WireStreamPiece *piece, gpointer user_data)
{
  Follow *follow = user_data;
  guint side = follow->side;

  if (follow->stopped)
    return;
  if (piece->data)
    follow->figures->bytes[side] += piece->length;
  else
    {
      follow->figures->missing[side] += piece->length;
      follow->figures->gaps[side]++;
    }
  follow->stopped = !follow->visit (side, piece, follow->user_data);
}

static void
follow_datagram (Follow *self, const WireSegment *segment)
{
  guint32 captured = MIN (segment->captured, segment->length);
  WireStreamPiece piece = {
    .data = segment->data,
    .length = captured,
    .packet = segment->packet,
    .position = self->positions[self->side],
    .offset = segment->offset,
    .time = segment->time,
  };

  self->positions[self->side] += segment->length;
  if (captured > 0)
    deliver (&piece, self);
  piece.data = NULL;
  piece.position += captured;
  piece.length = segment->length - captured;
  if (piece.length > 0)
    deliver (&piece, self);
}

static void
follow_segment (Follow *self, const WireSegment *segment)
{
  if (segment->protocol != WIRE_IP_TCP)
    {
      follow_datagram (self, segment);
      return;
    }
  if (segment->tcp_flags & WIRE_TCP_ACK && !(segment->tcp_flags & WIRE_TCP_RST))
    wire_stream_direction_expect (&self->directions[!self->side], segment->acknowledgement);
  wire_stream_direction_add (&self->directions[self->side], &self->budget, segment, deliver, self);
}

static void
note_time (WireStreamFigures *figures, gint64 time)
{
  if (time == WIRE_TIME_NONE)
    return;
  figures->first = figures->first == WIRE_TIME_NONE ? time : MIN (figures->first, time);
  figures->last = MAX (figures->last, time); /* none is the least of all */
}

static gboolean
is_of_flows (const Follow *self, const WirePacketRecord *record)
{
  return record->flow != WIRE_FLOW_NONE
         && (record->flow == self->stream.flows[0] || record->flow == self->stream.flows[1]);
}

static void
count_packet (Follow *self, gint64 time)
{
  self->figures->packets[self->side]++;
  note_time (self->figures, time);
}

/* A WireSegmenterDeliver. Flows are distinguished by their tuples: a datagram that was in fragments
 * has its ports in one of them only. */
static void
follow_source (const WireSegmentSource *source, gpointer user_data)
{
  Follow *self = user_data;
  gboolean other = !wire_tuple_equal (&source->tuple, &self->tuples[0]);

  if (self->stopped || (other && !wire_tuple_equal (&source->tuple, &self->tuples[1])))
    return;
  self->side = other;
  if (source->first && source->tunnelled && source->fragmented)
    count_packet (self, source->segment.time);
  follow_segment (self, &source->segment);
}

static gboolean
follow_packet (Follow *self, guint32 packet, const WirePacketRecord *record, GError **error)
{
  const guint8 *data = wire_packet_scan_read (self->scan, record, error);
  WireFrame frame;

  if (!data)
    return FALSE;
  wire_frame_decode (&frame,
                     wire_capture_get_interface (self->capture, record->interface).link_type, data,
                     record->captured, record->length);
  if (is_of_flows (self, record))
    {
      self->side = record->flow != self->stream.flows[0];
      count_packet (self, record->time);
    }
  do
    wire_segmenter_add (self->segmenter, &frame, packet, record->offset, record->time);
  while (wire_frame_decode_next (&frame));
  wire_segmenter_release (self->segmenter);
  return TRUE;
}

/* What a fragment carries, and what comes after the first packet of a frame, is not known by the
 * frame's flow. */
static gboolean
may_belong (const Follow *self, const WirePacketRecord *record)
{
  return is_of_flows (self, record) || record->flags & (WIRE_FRAME_FRAGMENT | WIRE_FRAME_SEVERAL);
}

static gboolean
follow_packets (Follow *self, GCancellable *cancellable, GError **error)
{
  g_autofree WirePacketRecord *records = g_new (WirePacketRecord, BATCH);
  guint32 first = self->stream.first_packet;
  guint32 n;

  while (first < self->stream.end_packet
         && (n = wire_capture_get_packets_inside (
                 self->capture, first, MIN (BATCH, self->stream.end_packet - first), records))
                > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint32 i = 0; i < n && !self->stopped; i++)
        if (may_belong (self, &records[i]) && !follow_packet (self, first + i, &records[i], error))
          return FALSE;
      first += n;
    }
  wire_segmenter_finish (self->segmenter);
  return TRUE;
}

static void
find_tuples (Follow *self)
{
  for (guint side = 0; side < 2; side++)
    {
      WireFlow flow;

      if (wire_capture_get_flow (self->capture, self->stream.flows[side], &flow))
        self->tuples[side] = flow.tuple;
    }
}

static void
finish (Follow *self)
{
  for (self->side = 0; self->side < 2; self->side++)
    {
      WireStreamDirection *direction = &self->directions[self->side];
      WireStreamTrouble trouble;

      wire_stream_direction_flush (direction, &self->budget, deliver, self);
      trouble = wire_stream_direction_get_trouble (direction);
      self->figures->repeated[self->side] = trouble.repeated;
      self->figures->overlapping[self->side] = trouble.overlapping;
      self->figures->strays[self->side] = trouble.strays;
      wire_stream_direction_clear (direction, &self->budget);
    }
}

/**
 * wire_stream_follow:
 * @capture: a capture whose streams were wanted
 * @stream: counted from 0
 * @cancellable: (nullable): polled now and then
 * @visit: called with every piece of both directions. Each direction is in order; between the two,
 *   the order is that in which pieces were known
 * @user_data: for @visit
 * @figures: (out): what there was
 * @error: set where %FALSE is returned
 *
 * Reads the packets of one stream again from the file and puts them together as the first pass did.
 * A UDP exchange is its datagrams, one after the other. Blocks; memory stays bounded as in
 * wire-stream-direction.h.
 */
gboolean
wire_stream_follow (WireCapture *capture,
                    guint32 stream,
                    GCancellable *cancellable,
                    WireStreamVisitor visit,
                    gpointer user_data,
                    WireStreamFigures *figures,
                    GError **error)
{
  Follow follow = {
    .capture = capture,
    .visit = visit,
    .user_data = user_data,
    .figures = figures,
    .budget = wire_capture_get_stream_bounds (capture),
  };
  gboolean done;

  *figures = (WireStreamFigures){ .first = WIRE_TIME_NONE, .last = WIRE_TIME_NONE };
  if (!wire_capture_get_stream (capture, stream, &follow.stream))
    {
      guint32 n = wire_capture_get_n_streams (capture);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   ngettext ("Stream %u does not exist: the capture has %u stream.",
                             "Stream %u does not exist: the capture has %u streams.", n),
                   stream + 1, n);
      return FALSE;
    }
  find_tuples (&follow);
  follow.scan = wire_packet_scan_new (capture);
  follow.segmenter = wire_segmenter_new (follow_source, &follow);
  done = follow_packets (&follow, cancellable, error);
  finish (&follow);
  wire_segmenter_free (follow.segmenter);
  wire_packet_scan_free (follow.scan);
  return done;
}
