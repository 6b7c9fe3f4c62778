/* wire-stream-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-stream-table.h"

#include "capture/http/wire-http-connection.h"

/* Streams a chunk: they never move, so that growing copies nothing. */
#define CHUNK 1024u

#define IP_TCP 6
#define IP_UDP 17

typedef struct
{
  guint32 flows[2];
  guint32 first_packet;
  guint32 next;     /* a later stream of the same flows, or WIRE_STREAM_NONE */
  guint32 previous; /* an earlier one */
  guint8 protocol;
  gboolean closed; /* its ports were used again: nothing more of it comes */
  WireHttpConnection *http;
  WireStreamDirection directions[2];
} Stream;

struct _WireStreamTable
{
  GPtrArray *chunks;
  guint32 length;
  GArray *of_flow; /* by flow: the number of its last stream and 1, or 0 */
  WireStreamBudget budget;
  WireHttpLog *http;
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

/** Returns: (transfer full): a table without streams */
WireStreamTable *
wire_stream_table_new (void)
{
  WireStreamTable *self = g_new0 (WireStreamTable, 1);

  self->chunks = g_ptr_array_new_with_free_func (free_chunk);
  self->of_flow = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->budget.limit = WIRE_STREAM_MAX_HELD_TOTAL;
  self->budget.each = WIRE_STREAM_MAX_HELD;
  self->http = wire_http_log_new ();
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
  g_clear_pointer (&stream->http, wire_http_connection_free);
}

void
wire_stream_table_free (WireStreamTable *table)
{
  for (guint32 i = 0; i < table->length; i++)
    clear_stream (table, get_stream (table, i));
  g_ptr_array_unref (table->chunks);
  g_array_unref (table->of_flow);
  wire_http_log_free (table->http);
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
  return stream;
}

/* A SYN begins a new connection where one was before, but for one that is sent again. */
static gboolean
begins_anew (const Stream *stream, guint side, const WireSegment *segment)
{
  const WireStreamDirection *own = &stream->directions[side];
  const WireStreamDirection *other = &stream->directions[!side];
  gboolean ended = own->finished || own->reset || other->finished || other->reset;

  if (stream->protocol != IP_TCP)
    return FALSE;
  if (!(segment->tcp_flags & WIRE_TCP_SYN) || segment->tcp_flags & WIRE_TCP_RST)
    return ended && wire_stream_direction_is_stray (own, segment);
  if (segment->tcp_flags & WIRE_TCP_ACK)
    return own->started && own->first_sequence != segment->sequence + 1;
  return (own->started && own->first_sequence != segment->sequence + 1)
         || (own->started && own->position > 0 && ended) || (!own->started && other->position > 0);
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

static guint64
find_acknowledged (const Receiver *receiver, const WireStreamPiece *piece)
{
  const WireStreamDirection *other = &receiver->stream->directions[!receiver->side];

  if (!piece->acknowledges || !other->started)
    return WIRE_HTTP_UNKNOWN;
  return wire_stream_direction_to_position (other, piece->acknowledgement);
}

/* A WireStreamDeliver. Most streams are no HTTP: for those, a look at the first bytes is all. */
static void
receive (const WireStreamPiece *piece, gpointer user_data)
{
  Receiver *receiver = user_data;
  Stream *stream = receiver->stream;

  if (!stream->http)
    {
      if (!piece->data || !wire_http_may_start (piece->data, piece->length))
        return;
      stream->http = wire_http_connection_new (receiver->table->http, receiver->number);
    }
  wire_http_connection_add (stream->http, receiver->side, piece,
                            find_acknowledged (receiver, piece));
  if (wire_http_connection_is_idle (stream->http))
    g_clear_pointer (&stream->http, wire_http_connection_free);
}

/* All of a direction was delivered. Where both were, nothing has to be remembered any more. */
static void
end_side (Receiver *receiver)
{
  Stream *stream = receiver->stream;

  wire_http_connection_end (stream->http, receiver->side, TRUE);
  if (wire_stream_direction_has_ended (&stream->directions[!receiver->side]))
    g_clear_pointer (&stream->http, wire_http_connection_free);
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
  if (!ended && wire_stream_direction_has_ended (own) && receiver->stream->http)
    end_side (receiver);
}

static void
add_udp (Receiver *receiver, const WireSegment *segment)
{
  const WireStreamPiece datagram = {
    .data = segment->data,
    .length = segment->captured,
    .packet = segment->packet,
    .offset = segment->offset,
    .time = segment->time,
  };

  if (segment->captured > 0)
    wire_http_add_datagram (receiver->table->http, receiver->number, receiver->side, &datagram);
}

static void
add_segment (WireStreamTable *self, const WireFlowTable *flows, const WireSegment *segment)
{
  Receiver receiver = { .table = self };

  receiver.stream = find_stream (self, flows, segment, &receiver.number, &receiver.side);
  if (segment->protocol == IP_TCP)
    add_tcp (&receiver, segment);
  else
    add_udp (&receiver, segment);
}

/* Delivers what is held back, and ends what is being read. */
static void
end_stream (WireStreamTable *self, Receiver *receiver)
{
  Stream *stream = receiver->stream;

  for (receiver->side = 0; receiver->side < 2; receiver->side++)
    wire_stream_direction_flush (&stream->directions[receiver->side], &self->budget, receive,
                                 receiver);
  for (guint side = 0; stream->http && side < 2; side++)
    wire_http_connection_end (stream->http, side,
                              wire_stream_direction_has_ended (&stream->directions[side]));
  g_clear_pointer (&stream->http, wire_http_connection_free);
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
  wire_http_log_grant (table->http, n);
  for (guint i = 0; i < n; i++)
    if (segments[i].protocol == IP_TCP || segments[i].protocol == IP_UDP)
      add_segment (table, flows, &segments[i]);
}

/** The capture is read to its end: what still waits for missing bytes waits no longer. */
void
wire_stream_table_finish (WireStreamTable *table)
{
  for (guint32 number = 0; number < table->length; number++)
    {
      Receiver receiver = { table, get_stream (table, number), number, 0 };

      if (!receiver.stream->closed)
        end_stream (table, &receiver);
      receiver.stream->closed = TRUE;
    }
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

/** Returns: (transfer none): what was said in HTTP */
const WireHttpLog *
wire_stream_table_get_http (const WireStreamTable *table)
{
  return table->http;
}
