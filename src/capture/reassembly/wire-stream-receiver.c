/* wire-stream-receiver.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-stream-receiver.h"

#include "capture/frame/wire-ip.h"
#include "capture/reassembly/wire-listening.h"
#include "capture/reassembly/wire-recognition.h"

/** Closes who hears @self, and frees what waits in it. */
void
wire_stream_record_clear (WireStreamRecord *self,
                          WireListening *listening,
                          WireStreamBudget *budget)
{
  for (guint side = 0; side < 2; side++)
    wire_stream_direction_clear (&self->directions[side], budget);
  if (self->channel)
    wire_channel_close (self->heard.channel);
  else if (!self->stored)
    wire_recognition_forget (listening, &self->heard.pending);
}

/* The position of @direction is already after @piece. */
static guint32
find_sequence (const WireStreamDirection *direction, const WireStreamPiece *piece)
{
  return direction->sequence - (guint32) (direction->position - piece->position);
}

/* A WirePendingVisit. */
static void
add_waiting (guint side, const WireStreamPiece *piece, gpointer channel)
{
  wire_channel_add (channel, side, piece);
}

/* @row has recognised the stream: what waited for that is heard now. */
static void
open_channel (const WireStreamReceiver *receiver, const WireListener *row)
{
  WireListening *listening = receiver->listening;
  WireStreamRecord *stream = receiver->stream;
  g_autoptr (WirePending) pending = g_steal_pointer (&stream->heard.pending);

  stream->heard.channel =
      wire_channel_new (listening, receiver->number, row, NULL, stream->protocol != WIRE_IP_TCP);
  stream->channel = TRUE;
  if (!pending)
    return;
  wire_listening_hold (listening, wire_pending_get_cost (pending), 0);
  wire_pending_visit (pending, add_waiting, stream->heard.channel);
}

static void
close_channel (WireStreamRecord *stream)
{
  wire_channel_close (stream->heard.channel);
  stream->heard.channel = NULL;
  stream->channel = FALSE;
}

/* Returns: what waits to be recognised, in memory; it has to be put back with put_pending() */
static WirePending **
take_pending (const WireStreamReceiver *receiver)
{
  WireListening *listening = receiver->listening;
  WireStreamRecord *stream = receiver->stream;

  if (G_LIKELY (!stream->stored))
    return &stream->heard.pending;
  stream->stored = FALSE;
  stream->heard.pending =
      wire_pending_load (wire_listening_get_derived (listening), stream->heard.stored);
  if (stream->heard.pending)
    wire_listening_hold (listening, 0, wire_pending_get_cost (stream->heard.pending));
  else
    wire_listening_miss (listening);
  return &stream->heard.pending;
}

/* Many streams that have said little keep it elsewhere: a million of them would take too much. */
static void
put_pending (const WireStreamReceiver *receiver)
{
  WireListening *listening = receiver->listening;
  WireStreamRecord *stream = receiver->stream;
  guint64 place;

  if (G_LIKELY (!stream->heard.pending) || !wire_listening_is_crowded (listening))
    return;
  place = wire_pending_store (stream->heard.pending, wire_listening_get_derived (listening));
  wire_recognition_forget (listening, &stream->heard.pending);
  if (place == WIRE_EXTENT_GAP)
    {
      wire_listening_miss (listening);
      return;
    }
  stream->heard.stored = place;
  stream->stored = TRUE;
}

/* Nothing more comes that would tell whose the stream is. */
static void
decide (const WireStreamReceiver *receiver)
{
  WireListening *listening = receiver->listening;
  WirePending **pending = take_pending (receiver);
  const WireListener *row = *pending ? wire_recognition_ask_last (listening, *pending) : NULL;

  if (row)
    open_channel (receiver, row);
  else
    wire_recognition_forget (listening, pending);
}

/* Most streams are nobody's: for those, a look at what a segment begins with is all. */
static void
recognise (const WireStreamReceiver *receiver, const WireStreamPiece *piece)
{
  const WireListener *row = NULL;

  if (!piece->data)
    decide (receiver);
  else
    wire_recognition_ask (receiver->listening, take_pending (receiver), receiver->side, piece,
                          piece->position == 0, &row);
  if (row)
    open_channel (receiver, row);
  else if (!receiver->stream->channel)
    put_pending (receiver);
}

/* What comes is not the beginning, and may not be recognised. */
static void
resume (const WireStreamReceiver *receiver)
{
  receiver->stream->given_up = FALSE;
  wire_listening_note_resumed (receiver->listening);
}

static void
hear (const WireStreamReceiver *receiver, const WireStreamPiece *piece)
{
  WireStreamRecord *stream = receiver->stream;

  wire_channel_add (stream->heard.channel, receiver->side, piece);
  if (wire_channel_is_done (stream->heard.channel))
    close_channel (stream);
}

/* A WireStreamDeliver. */
static void
receive (const WireStreamPiece *piece, gpointer user_data)
{
  const WireStreamReceiver *receiver = user_data;
  WireStreamPiece heard = *piece;

  heard.sequence = find_sequence (&receiver->stream->directions[receiver->side], piece);
  heard.anchored =
      receiver->stream->directions[0].synchronised || receiver->stream->directions[1].synchronised;
  if (G_UNLIKELY (receiver->stream->given_up))
    resume (receiver);
  if (!receiver->stream->channel)
    recognise (receiver, &heard);
  if (receiver->stream->channel)
    hear (receiver, &heard);
}

static void
end_side (const WireStreamReceiver *receiver, guint side)
{
  WireStreamRecord *stream = receiver->stream;

  if (!stream->channel || stream->ended & 1 << side)
    return;
  stream->ended |= (guint8) (1 << side);
  wire_channel_end (stream->heard.channel, side,
                    wire_stream_direction_has_ended (&stream->directions[side]));
}

static void
end_both (const WireStreamReceiver *receiver)
{
  if (!receiver->stream->channel)
    decide (receiver);
  for (guint side = 0; side < 2; side++)
    end_side (receiver, side);
  if (receiver->stream->channel)
    close_channel (receiver->stream);
}

/* All of a direction was delivered. Where both were, nothing has to be remembered any more. */
static void
note_end (const WireStreamReceiver *receiver)
{
  end_side (receiver, receiver->side);
  if (wire_stream_direction_has_ended (&receiver->stream->directions[!receiver->side]))
    end_both (receiver);
}

/* A segment that others are missing before, which is held back. */
static void
foresee (const WireStreamReceiver *receiver, const WireSegment *segment)
{
  const WireStreamDirection *own = &receiver->stream->directions[receiver->side];
  const WireStreamPiece piece = {
    .data = segment->data,
    .length = MIN (segment->captured, segment->length),
    .packet = segment->packet,
    .offset = segment->offset,
    .time = segment->time,
    .sequence = segment->sequence,
  };

  if (own->started && piece.length > 0 && (gint32) (segment->sequence - own->sequence) > 0)
    wire_channel_foresee (receiver->stream->heard.channel, receiver->side, &piece);
}

static void
add_tcp (WireStreamReceiver *receiver, const WireSegment *segment)
{
  WireStreamDirection *own = &receiver->stream->directions[receiver->side];
  WireStreamDirection *other = &receiver->stream->directions[!receiver->side];
  gboolean ended = own->finished && wire_stream_direction_has_ended (own);

  if (segment->tcp_flags & WIRE_TCP_ACK && !(segment->tcp_flags & WIRE_TCP_RST))
    wire_stream_direction_expect (other, segment->acknowledgement);
  if (segment->length == 0 && !(segment->tcp_flags & (WIRE_TCP_SYN | WIRE_TCP_FIN | WIRE_TCP_RST)))
    return;
  if (receiver->stream->channel)
    foresee (receiver, segment);
  wire_stream_direction_add (own, receiver->budget, segment, receive, receiver);
  if (!ended && wire_stream_direction_has_ended (own) && receiver->stream->heard.channel)
    note_end (receiver);
}

/* The packets of SCTP have streams of their own, which one listener takes apart for the others. */
static const WireListener *
recognise_datagram (const WireStreamReceiver *receiver,
                    const WireStreamPiece *datagram,
                    gboolean first)
{
  if (receiver->stream->protocol == WIRE_IP_SCTP)
    return wire_listening_find_row (receiver->listening, "SCTP");
  return wire_recognition_ask_datagram (receiver->listening, receiver->side, datagram, first);
}

static void
hear_datagram (const WireStreamReceiver *receiver, const WireStreamPiece *datagram, gboolean first)
{
  WireStreamRecord *stream = receiver->stream;
  const WireListener *row;

  if (G_UNLIKELY (stream->given_up))
    resume (receiver);
  if (!stream->channel)
    {
      row = recognise_datagram (receiver, datagram, first);
      if (row)
        open_channel (receiver, row);
    }
  if (stream->channel)
    hear (receiver, datagram);
}

static void
add_udp (const WireStreamReceiver *receiver, const WireSegment *segment)
{
  WireStreamDirection *own = &receiver->stream->directions[receiver->side];
  WireStreamPiece piece = {
    .data = segment->data,
    .length = MIN (segment->captured, segment->length),
    .packet = segment->packet,
    .position = own->position,
    .offset = segment->offset,
    .time = segment->time,
    .sequence = segment->sequence,
  };

  if (piece.length > 0)
    hear_datagram (receiver, &piece, !own->started);
  own->started = TRUE;
  own->position += segment->length;
  piece.position += piece.length;
  piece.sequence += piece.length;
  piece.length = segment->length - piece.length;
  piece.data = NULL;
  if (piece.length > 0 && receiver->stream->channel)
    hear (receiver, &piece);
}

/** Adds the next segment of side @self->side, in the order of the capture. */
void
wire_stream_receiver_add (WireStreamReceiver *self, const WireSegment *segment)
{
  if (segment->protocol == WIRE_IP_TCP)
    add_tcp (self, segment);
  else
    add_udp (self, segment);
}

/** Delivers what is held back, and ends what is being heard: no more segments will come. */
void
wire_stream_receiver_finish (WireStreamReceiver *self)
{
  WireStreamRecord *stream = self->stream;

  for (self->side = 0; self->side < 2; self->side++)
    wire_stream_direction_flush (&stream->directions[self->side], self->budget, receive, self);
  end_both (self);
}

/** Ends what is being heard, which has been quiet for long: others need the room. What still comes
 * is looked at as what comes in the middle of a stream. */
void
wire_stream_receiver_give_up (WireStreamReceiver *self)
{
  end_both (self);
  self->stream->ended = 0;
  self->stream->given_up = TRUE;
}
