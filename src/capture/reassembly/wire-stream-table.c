/* wire-stream-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-stream-table.h"

#include "capture/frame/wire-ip.h"
#include "capture/reassembly/wire-channel.h"
#include "capture/reassembly/wire-recognition.h"

/* Streams a chunk: they never move, so that growing copies nothing. */
#define CHUNK 1024u

typedef struct
{
  guint32 flows[2];
  guint32 first_packet;
  guint32 next;     /* a later stream of the same flows, or WIRE_STREAM_NONE */
  guint32 previous; /* an earlier one */
  guint8 protocol;
  guint8 ended;       /* a bit for each side that its listener knows to have ended */
  guint8 closed : 1;  /* its ports were used again: nothing more of it comes */
  guint8 channel : 1; /* which of @heard it is */
  guint8 stored : 1;  /* likewise */
  union
  {
    WirePending *pending; /* NULL where nothing waits to be recognised */
    WireChannel *channel;
    guint64 stored; /* where in the derived bytes what waits is */
  } heard;
  WireStreamDirection directions[2];
} Stream;

/* There may be millions. */
G_STATIC_ASSERT (sizeof (Stream) == 96);

struct _WireStreamTable
{
  GPtrArray *chunks;
  guint32 length;
  GArray *of_flow; /* by flow: the number of its last stream and 1, or 0 */
  WireStreamBudget budget;
  WireListening *listening;
  const WireFlowTable *flows; /* NULL before there is a stream */
};

/* What a delivery must know. */
typedef struct
{
  WireStreamTable *table;
  Stream *stream;
  guint32 number;
  guint side;
} Receiver;

static void
free_chunk (gpointer chunk)
{
  g_free (chunk);
}

static Stream *get_stream (const WireStreamTable *self, guint32 number);

/* A WireListeningTuple. */
static gboolean
get_tuple (guint32 stream, guint side, WireTuple *tuple, gpointer user_data)
{
  const WireStreamTable *self = user_data;
  const guint32 *flows = get_stream (self, stream)->flows;

  if (flows[side] != WIRE_FLOW_NONE)
    *tuple = wire_flow_table_get (self->flows, flows[side])->tuple;
  else
    wire_tuple_reverse (&wire_flow_table_get (self->flows, flows[!side])->tuple, tuple);
  return TRUE;
}

/**
 * wire_stream_table_new:
 * @setup: who listens
 *
 * Returns: (transfer full): a table without streams
 */
WireStreamTable *
wire_stream_table_new (const WireListeningSetup *setup)
{
  WireStreamTable *self = g_new0 (WireStreamTable, 1);

  self->chunks = g_ptr_array_new_with_free_func (free_chunk);
  self->of_flow = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->budget.limit = WIRE_STREAM_MAX_HELD_TOTAL;
  self->budget.each = WIRE_STREAM_MAX_HELD;
  self->listening = wire_listening_new (setup, get_tuple, self);
  return self;
}

/**
 * wire_stream_table_set_bounds:
 * @table: a table without streams
 * @each: bytes that one direction of a stream may hold back
 * @total: and all of them together
 */
void
wire_stream_table_set_bounds (WireStreamTable *table, gsize each, gsize total)
{
  table->budget.each = each;
  table->budget.limit = total;
}

/** Returns: a budget as this table's, of which nothing is used */
WireStreamBudget
wire_stream_table_get_bounds (const WireStreamTable *table)
{
  WireStreamBudget budget = table->budget;

  budget.used = 0;
  return budget;
}

static Stream *
get_stream (const WireStreamTable *self, guint32 number)
{
  Stream *chunk = g_ptr_array_index (self->chunks, number / CHUNK);

  return &chunk[number % CHUNK];
}

static void
clear_stream (WireStreamTable *self, Stream *stream)
{
  for (guint side = 0; side < 2; side++)
    wire_stream_direction_clear (&stream->directions[side], &self->budget);
  if (stream->channel)
    wire_channel_close (stream->heard.channel);
  else if (!stream->stored)
    wire_recognition_forget (self->listening, &stream->heard.pending);
}

void
wire_stream_table_free (WireStreamTable *table)
{
  for (guint32 i = 0; i < table->length; i++)
    clear_stream (table, get_stream (table, i));
  g_ptr_array_unref (table->chunks);
  g_array_unref (table->of_flow);
  wire_listening_free (table->listening);
  g_free (table);
}

/* Streams of flows */

static guint32 *
get_slot (WireStreamTable *self, guint32 flow)
{
  if (G_UNLIKELY (flow >= self->of_flow->len))
    g_array_set_size (self->of_flow, flow + 1);
  return &g_array_index (self->of_flow, guint32, flow);
}

/* Another connection may have said what this one will be. */
static void
meet_expectation (WireStreamTable *self, Stream *stream, guint32 number)
{
  WireExpectation met;
  WireTuple tuple;

  if (!get_tuple (number, 0, &tuple, self)
      || !wire_expectations_take (wire_listening_get_expectations (self->listening), &tuple, &met))
    return;
  stream->heard.channel = wire_channel_new (self->listening, number, met.listener, met.hint,
                                            stream->protocol == WIRE_IP_UDP);
  stream->channel = TRUE;
}

static Stream *
append_stream (WireStreamTable *self, const WireSegment *segment, guint32 reverse, guint32 previous)
{
  guint32 number = self->length++;
  Stream *stream;

  if (number % CHUNK == 0)
    g_ptr_array_add (self->chunks, g_new0 (Stream, CHUNK));
  stream = get_stream (self, number);
  stream->flows[0] = segment->flow;
  stream->flows[1] = reverse;
  stream->first_packet = segment->packet;
  stream->next = WIRE_STREAM_NONE;
  stream->previous = previous;
  stream->protocol = segment->protocol;
  *get_slot (self, segment->flow) = number + 1;
  if (reverse != WIRE_FLOW_NONE)
    *get_slot (self, reverse) = number + 1;
  meet_expectation (self, stream, number);
  return stream;
}

/* Where the clocks of two taps differ, answers may come before the SYN of who is answered. */
static gboolean
is_awaited (const WireStreamDirection *own, const WireSegment *syn)
{
  return own->hinted && own->sequence - (syn->sequence + 1) <= WIRE_STREAM_MAX_HINT;
}

/* A SYN begins a new connection where one was before, but for one that is sent again. */
static gboolean
begins_anew (const Stream *stream, guint side, const WireSegment *segment)
{
  const WireStreamDirection *own = &stream->directions[side];
  const WireStreamDirection *other = &stream->directions[!side];
  gboolean ended = own->finished || own->reset || other->finished || other->reset;

  if (stream->protocol != WIRE_IP_TCP)
    return FALSE;
  if (!(segment->tcp_flags & WIRE_TCP_SYN) || segment->tcp_flags & WIRE_TCP_RST)
    return ended && wire_stream_direction_is_stray (own, segment);
  if (segment->tcp_flags & WIRE_TCP_ACK)
    return own->started && wire_stream_direction_get_first_sequence (own) != segment->sequence + 1;
  return (own->started && wire_stream_direction_get_first_sequence (own) != segment->sequence + 1)
         || (own->started && own->position > 0 && ended)
         || (!own->started && other->position > 0 && !is_awaited (own, segment));
}

static void end_stream (WireStreamTable *self, Receiver *receiver);

static Stream *
follow_up (WireStreamTable *self, guint32 number, const WireSegment *segment)
{
  Receiver receiver = { self, get_stream (self, number), number, 0 };
  Stream *old = receiver.stream;
  guint32 reverse = old->flows[segment->flow == old->flows[0]];

  end_stream (self, &receiver);
  old->closed = TRUE;
  old->next = self->length;
  return append_stream (self, segment, reverse, number);
}

static Stream *
find_stream (WireStreamTable *self,
             const WireFlowTable *flows,
             const WireSegment *segment,
             guint32 *number,
             guint *side)
{
  guint32 slot = *get_slot (self, segment->flow);
  guint32 reverse;
  Stream *stream;

  if (slot == 0)
    {
      reverse = wire_flow_table_get (flows, segment->flow)->reverse;
      slot = reverse == WIRE_FLOW_NONE ? 0 : *get_slot (self, reverse);
      if (slot == 0)
        stream = append_stream (self, segment, reverse, WIRE_STREAM_NONE);
      else
        {
          stream = get_stream (self, slot - 1);
          stream->flows[1] = segment->flow;
          *get_slot (self, segment->flow) = slot;
        }
    }
  else
    stream = get_stream (self, slot - 1);
  *side = segment->flow != stream->flows[0];
  if (G_UNLIKELY (begins_anew (stream, *side, segment)))
    {
      stream = follow_up (self, slot - 1, segment);
      *side = 0;
    }
  *number = *get_slot (self, segment->flow) - 1;
  return stream;
}

/* Delivery */

/* The position of @direction is already behind @piece. */
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
open_channel (const Receiver *receiver, const WireListener *row)
{
  WireListening *listening = receiver->table->listening;
  Stream *stream = receiver->stream;
  g_autoptr (WirePending) pending = g_steal_pointer (&stream->heard.pending);

  stream->heard.channel =
      wire_channel_new (listening, receiver->number, row, NULL, stream->protocol == WIRE_IP_UDP);
  stream->channel = TRUE;
  if (!pending)
    return;
  wire_listening_hold (listening, wire_pending_get_cost (pending), 0);
  wire_pending_visit (pending, add_waiting, stream->heard.channel);
}

static void
close_channel (Stream *stream)
{
  wire_channel_close (stream->heard.channel);
  stream->heard.channel = NULL;
  stream->channel = FALSE;
}

/* Returns: what waits to be recognised, in memory; it has to be put back with put_pending() */
static WirePending **
take_pending (const Receiver *receiver)
{
  WireListening *listening = receiver->table->listening;
  Stream *stream = receiver->stream;

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
put_pending (const Receiver *receiver)
{
  WireListening *listening = receiver->table->listening;
  Stream *stream = receiver->stream;
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
decide (const Receiver *receiver)
{
  WireListening *listening = receiver->table->listening;
  WirePending **pending = take_pending (receiver);
  const WireListener *row = *pending ? wire_recognition_ask_last (listening, *pending) : NULL;

  if (row)
    open_channel (receiver, row);
  else
    wire_recognition_forget (listening, pending);
}

/* Most streams are nobody's: for those, a look at what a segment begins with is all. */
static void
recognise (const Receiver *receiver, const WireStreamPiece *piece)
{
  const WireListener *row = NULL;

  if (!piece->data)
    decide (receiver);
  else
    wire_recognition_ask (receiver->table->listening, take_pending (receiver), receiver->side,
                          piece, piece->position == 0, &row);
  if (row)
    open_channel (receiver, row);
  else if (!receiver->stream->channel)
    put_pending (receiver);
}

static void
hear (const Receiver *receiver, const WireStreamPiece *piece)
{
  Stream *stream = receiver->stream;

  wire_channel_add (stream->heard.channel, receiver->side, piece);
  if (wire_channel_is_done (stream->heard.channel))
    close_channel (stream);
}

/* A WireStreamDeliver. */
static void
receive (const WireStreamPiece *piece, gpointer user_data)
{
  const Receiver *receiver = user_data;
  WireStreamPiece heard = *piece;

  heard.sequence = find_sequence (&receiver->stream->directions[receiver->side], piece);
  if (!receiver->stream->channel)
    recognise (receiver, &heard);
  if (receiver->stream->channel)
    hear (receiver, &heard);
}

static void
end_side (const Receiver *receiver, guint side)
{
  Stream *stream = receiver->stream;

  if (!stream->channel || stream->ended & 1 << side)
    return;
  stream->ended |= (guint8) (1 << side);
  wire_channel_end (stream->heard.channel, side,
                    wire_stream_direction_has_ended (&stream->directions[side]));
}

static void
end_both (const Receiver *receiver)
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
note_end (const Receiver *receiver)
{
  end_side (receiver, receiver->side);
  if (wire_stream_direction_has_ended (&receiver->stream->directions[!receiver->side]))
    end_both (receiver);
}

static void
add_tcp (Receiver *receiver, const WireSegment *segment)
{
  WireStreamTable *self = receiver->table;
  WireStreamDirection *own = &receiver->stream->directions[receiver->side];
  WireStreamDirection *other = &receiver->stream->directions[!receiver->side];
  gboolean ended = own->finished && wire_stream_direction_has_ended (own);

  if (segment->tcp_flags & WIRE_TCP_ACK && !(segment->tcp_flags & WIRE_TCP_RST))
    wire_stream_direction_expect (other, segment->acknowledgement);
  if (segment->length == 0 && !(segment->tcp_flags & (WIRE_TCP_SYN | WIRE_TCP_FIN | WIRE_TCP_RST)))
    return;
  wire_stream_direction_add (own, &self->budget, segment, receive, receiver);
  if (!ended && wire_stream_direction_has_ended (own) && receiver->stream->heard.channel)
    note_end (receiver);
}

static void
hear_datagram (const Receiver *receiver, const WireStreamPiece *datagram, gboolean first)
{
  Stream *stream = receiver->stream;
  const WireListener *row;

  if (!stream->channel)
    {
      row = wire_recognition_ask_datagram (receiver->table->listening, receiver->side, datagram,
                                           first);
      if (row)
        open_channel (receiver, row);
    }
  if (stream->channel)
    hear (receiver, datagram);
}

static void
add_udp (const Receiver *receiver, const WireSegment *segment)
{
  WireStreamDirection *own = &receiver->stream->directions[receiver->side];
  WireStreamPiece piece = {
    .data = segment->data,
    .length = MIN (segment->captured, segment->length),
    .packet = segment->packet,
    .position = own->position,
    .offset = segment->offset,
    .time = segment->time,
  };

  if (piece.length > 0)
    hear_datagram (receiver, &piece, !own->started);
  own->started = TRUE;
  own->position += segment->length;
  piece.position += piece.length;
  piece.length = segment->length - piece.length;
  piece.data = NULL;
  if (piece.length > 0 && receiver->stream->channel)
    hear (receiver, &piece);
}

static void
add_segment (WireStreamTable *self, const WireFlowTable *flows, const WireSegment *segment)
{
  Receiver receiver = { .table = self };

  receiver.stream = find_stream (self, flows, segment, &receiver.number, &receiver.side);
  if (segment->protocol == WIRE_IP_TCP)
    add_tcp (&receiver, segment);
  else
    add_udp (&receiver, segment);
}

/* Delivers what is held back, and ends what is being heard. */
static void
end_stream (WireStreamTable *self, Receiver *receiver)
{
  Stream *stream = receiver->stream;

  for (receiver->side = 0; receiver->side < 2; receiver->side++)
    wire_stream_direction_flush (&stream->directions[receiver->side], &self->budget, receive,
                                 receiver);
  end_both (receiver);
}

/**
 * wire_stream_table_add:
 * @table: a table
 * @flows: where the flows of @segments are
 * @segments: the next packets that have a flow, TCP and UDP, in the order of the capture
 * @n: how many
 */
void
wire_stream_table_add (WireStreamTable *table,
                       const WireFlowTable *flows,
                       const WireSegment *segments,
                       guint n)
{
  table->flows = flows;
  for (guint i = 0; i < n; i++)
    if (segments[i].protocol == WIRE_IP_TCP || segments[i].protocol == WIRE_IP_UDP)
      add_segment (table, flows, &segments[i]);
}

/**
 * wire_stream_table_finish_some:
 * @table: a table to which no more segments will be added
 * @next: (inout): the first stream that was not ended yet; 0 at first
 * @n: how many streams to end at most
 *
 * The capture is read to its end: what still waits for missing bytes waits no longer.
 *
 * Returns: whether there are more
 */
gboolean
wire_stream_table_finish_some (WireStreamTable *table, guint32 *next, guint n)
{
  for (; *next < table->length && n > 0; (*next)++, n--)
    {
      Receiver receiver = { table, get_stream (table, *next), *next, 0 };

      if (!receiver.stream->closed)
        end_stream (table, &receiver);
      receiver.stream->closed = TRUE;
    }
  return *next < table->length;
}

/** As wire_stream_table_finish_some(), for all streams. */
void
wire_stream_table_finish (WireStreamTable *table)
{
  guint32 next = 0;

  while (wire_stream_table_finish_some (table, &next, CHUNK))
    ;
}

guint32
wire_stream_table_get_length (const WireStreamTable *table)
{
  return table->length;
}

/** Returns: whether there is a stream number @stream; @out is filled where there is */
gboolean
wire_stream_table_get (const WireStreamTable *table, guint32 stream, WireStream *out)
{
  const Stream *found;

  if (stream >= table->length)
    return FALSE;
  found = get_stream (table, stream);
  *out = (WireStream){
    .flows = { found->flows[0], found->flows[1] },
    .first_packet = found->first_packet,
    .end_packet = found->next == WIRE_STREAM_NONE ? G_MAXUINT32
                                                  : get_stream (table, found->next)->first_packet,
    .protocol = found->protocol,
  };
  return TRUE;
}

/** Returns: the stream of packet @packet of flow @flow, or %WIRE_STREAM_NONE */
guint32
wire_stream_table_find (const WireStreamTable *table, guint32 flow, guint32 packet)
{
  guint32 slot = flow < table->of_flow->len ? g_array_index (table->of_flow, guint32, flow) : 0;
  guint32 number = slot == 0 ? WIRE_STREAM_NONE : slot - 1;

  while (number != WIRE_STREAM_NONE && get_stream (table, number)->first_packet > packet)
    number = get_stream (table, number)->previous;
  return number;
}

/** Returns: the earliest stream of @flow, whose ports may have been used again since, or
 *   %WIRE_STREAM_NONE */
guint32
wire_stream_table_find_first (const WireStreamTable *table, guint32 flow)
{
  guint32 number = wire_stream_table_find (table, flow, G_MAXUINT32);
  guint32 first = number;

  for (; number != WIRE_STREAM_NONE; number = get_stream (table, number)->previous)
    first = number;
  return first;
}

/** Returns: (transfer none): who listens, and what they made of it */
WireListening *
wire_stream_table_get_listening (const WireStreamTable *table)
{
  return table->listening;
}
