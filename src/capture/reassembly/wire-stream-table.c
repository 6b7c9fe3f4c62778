/* wire-stream-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-stream-table.h"

#include "base/wire-chunks.h"
#include "capture/frame/wire-ip.h"
#include "capture/reassembly/wire-stream-receiver.h"

/* Streams a chunk: they never move, so that growing copies nothing. 384 KiB: what is not used of it
 * takes no memory. */
#define CHUNK 4096u
#define CHUNK_BYTES (CHUNK * sizeof (WireStreamRecord))

/* 170,000 streams are in memory. */
#define MAX_MEMORY ((gsize) 16 * 1024 * 1024)

struct _WireStreamTable
{
  WireChunks *chunks; /* of WireStreamRecord[CHUNK] */
  guint32 length;
  GArray *of_flow; /* by flow: the number of its last stream and 1, or 0 */
  WireStreamBudget budget;
  WireListening *listening;
  const WireFlowTable *flows; /* NULL before there is a stream */
};

static WireStreamRecord *get_stream (const WireStreamTable *self, guint32 number);

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

  self->chunks = wire_chunks_new (CHUNK_BYTES, MAX_MEMORY);
  self->of_flow = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->budget.limit = WIRE_STREAM_MAX_HELD_TOTAL;
  self->budget.each = WIRE_STREAM_MAX_HELD;
  self->listening = wire_listening_new (setup, get_tuple, self);
  return self;
}

/**
 * wire_stream_table_set_bounds:
 * @self: a table without streams
 * @each: bytes that one direction of a stream may hold back
 * @total: and all of them together
 */
void
wire_stream_table_set_bounds (WireStreamTable *self, gsize each, gsize total)
{
  self->budget.each = each;
  self->budget.limit = total;
}

/** Returns: a budget as this table's, of which nothing is used */
WireStreamBudget
wire_stream_table_get_bounds (const WireStreamTable *self)
{
  WireStreamBudget budget = self->budget;

  budget.used = 0;
  return budget;
}

static WireStreamRecord *
get_stream (const WireStreamTable *self, guint32 number)
{
  return wire_chunks_get (self->chunks, number / CHUNK, number % CHUNK * sizeof (WireStreamRecord));
}

void
wire_stream_table_free (WireStreamTable *self)
{
  for (guint32 i = 0; i < self->length; i++)
    wire_stream_record_clear (get_stream (self, i), self->listening, &self->budget);
  wire_chunks_free (self->chunks);
  g_array_unref (self->of_flow);
  wire_listening_free (self->listening);
  g_free (self);
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
meet_expectation (WireStreamTable *self, WireStreamRecord *stream, guint32 number)
{
  WireExpectation met;
  WireTuple tuple;

  if (!get_tuple (number, 0, &tuple, self)
      || !wire_expectations_take (wire_listening_get_expectations (self->listening), &tuple, &met))
    return;
  stream->heard.channel = wire_channel_new (self->listening, number, met.listener, met.hint,
                                            stream->protocol != WIRE_IP_TCP);
  stream->channel = TRUE;
}

static WireStreamRecord *
append_stream (WireStreamTable *self, const WireSegment *segment, guint32 reverse, guint32 previous)
{
  guint32 number = self->length++;
  WireStreamRecord *stream;

  if (number % CHUNK == 0)
    wire_chunks_add (self->chunks);
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
begins_anew (const WireStreamRecord *stream, guint side, const WireSegment *segment)
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

/* Nothing more comes of a stream. */
static void
close_stream (WireStreamTable *self, guint32 number)
{
  WireStreamReceiver receiver = {
    .listening = self->listening,
    .budget = &self->budget,
    .stream = get_stream (self, number),
    .number = number,
  };

  if (!receiver.stream->closed)
    wire_stream_receiver_finish (&receiver);
  receiver.stream->closed = TRUE;
}

static WireStreamRecord *
follow_up (WireStreamTable *self, guint32 number, const WireSegment *segment)
{
  WireStreamRecord *old = get_stream (self, number);
  guint32 reverse = old->flows[segment->flow == old->flows[0]];

  close_stream (self, number);
  old->next = self->length;
  return append_stream (self, segment, reverse, number);
}

static WireStreamRecord *
find_stream (WireStreamTable *self,
             const WireFlowTable *flows,
             const WireSegment *segment,
             guint32 *number,
             guint *side)
{
  guint32 slot = *get_slot (self, segment->flow);
  guint32 reverse;
  WireStreamRecord *stream;

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

static void
make_room (WireStreamTable *self)
{
  WireStreamReceiver receiver = { .listening = self->listening, .budget = &self->budget };
  WireChannel *quiet = wire_listening_find_quietest (self->listening);

  if (G_LIKELY (!quiet))
    return;
  receiver.number = wire_channel_get_stream (quiet);
  receiver.stream = get_stream (self, receiver.number);
  wire_stream_receiver_give_up (&receiver);
}

static void
add_segment (WireStreamTable *self, const WireFlowTable *flows, const WireSegment *segment)
{
  WireStreamReceiver receiver = { .listening = self->listening, .budget = &self->budget };

  receiver.stream = find_stream (self, flows, segment, &receiver.number, &receiver.side);
  wire_stream_receiver_add (&receiver, segment);
  make_room (self);
}

/**
 * wire_stream_table_add:
 * @self: a table
 * @flows: where the flows of @segments are
 * @segments: the next packets that have a flow, in the order of the capture
 * @n: how many
 */
void
wire_stream_table_add (WireStreamTable *self,
                       const WireFlowTable *flows,
                       const WireSegment *segments,
                       guint n)
{
  self->flows = flows;
  for (guint i = 0; i < n; i++)
    if (wire_protocol_has_ports (segments[i].protocol))
      add_segment (self, flows, &segments[i]);
}

/**
 * wire_stream_table_finish_some:
 * @self: a table to which no more segments will be added
 * @next: (inout): the first stream that was not ended yet; 0 at first
 * @n: how many streams to end at most
 *
 * The capture is read to its end: what still waits for missing bytes waits no longer.
 *
 * Returns: whether there are more
 */
gboolean
wire_stream_table_finish_some (WireStreamTable *self, guint32 *next, guint n)
{
  for (; *next < self->length && n > 0; (*next)++, n--)
    close_stream (self, *next);
  return *next < self->length;
}

/** As wire_stream_table_finish_some(), for all streams. */
void
wire_stream_table_finish (WireStreamTable *self)
{
  guint32 next = 0;

  while (wire_stream_table_finish_some (self, &next, CHUNK))
    ;
}

guint32
wire_stream_table_get_length (const WireStreamTable *self)
{
  return self->length;
}

/** Returns: whether there is a stream number @stream; @out is filled where there is */
gboolean
wire_stream_table_get (const WireStreamTable *self, guint32 stream, WireStream *out)
{
  const WireStreamRecord *found;

  if (stream >= self->length)
    return FALSE;
  found = get_stream (self, stream);
  *out = (WireStream){
    .flows = { found->flows[0], found->flows[1] },
    .first_packet = found->first_packet,
    .end_packet = found->next == WIRE_STREAM_NONE ? G_MAXUINT32
                                                  : get_stream (self, found->next)->first_packet,
    .protocol = found->protocol,
  };
  return TRUE;
}

/** Returns: bytes that side @side of stream number @stream, which must be there, sent again */
guint32
wire_stream_table_get_repeated (const WireStreamTable *self, guint32 stream, guint side)
{
  return wire_stream_direction_get_trouble (&get_stream (self, stream)->directions[side]).repeated;
}

/** Returns: the stream of packet @packet of flow @flow, or %WIRE_STREAM_NONE */
guint32
wire_stream_table_find (const WireStreamTable *self, guint32 flow, guint32 packet)
{
  guint32 slot = flow < self->of_flow->len ? g_array_index (self->of_flow, guint32, flow) : 0;
  guint32 number = slot == 0 ? WIRE_STREAM_NONE : slot - 1;

  while (number != WIRE_STREAM_NONE && get_stream (self, number)->first_packet > packet)
    number = get_stream (self, number)->previous;
  return number;
}

/** Returns: the earliest stream of @flow, whose ports may have been used again since, or
 *   %WIRE_STREAM_NONE */
guint32
wire_stream_table_find_first (const WireStreamTable *self, guint32 flow)
{
  guint32 number = wire_stream_table_find (self, flow, G_MAXUINT32);
  guint32 first = number;

  for (; number != WIRE_STREAM_NONE; number = get_stream (self, number)->previous)
    first = number;
  return first;
}

/** Returns: (transfer none): who listens, and what they made of it */
WireListening *
wire_stream_table_get_listening (const WireStreamTable *self)
{
  return self->listening;
}
