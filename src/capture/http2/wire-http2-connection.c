/* wire-http2-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http2/wire-http2-connection-private.h"

#include "capture/http/wire-http-listener.h"

/* Streams that are open at once on one connection: servers allow some hundred. Beyond, the oldest
 * is taken to have ended. */
#define MAX_STREAMS 4096u

/* What a connection and a stream take in addition to what they hold; the tables of HPACK among it.
 */
#define OWN_COST 20000u
#define STREAM_COST 300u

/* Numbers of streams that are remembered after they were closed: what was on its way then is not a
 * new stream. */
#define MAX_CLOSED 1024u

/* Numbers of streams are the client's to choose. */
static guint
hash_id (gconstpointer id)
{
  static gsize seed = 0;

  if (g_once_init_enter (&seed))
    g_once_init_leave (&seed, (gsize) g_random_int () << 32 | g_random_int () | 1);
  return (guint) ((guint64) GPOINTER_TO_UINT (id) * seed >> 32);
}

static void
insert (WireHttp2Connection *self, WireHttp2Stream *stream)
{
  g_hash_table_insert (self->streams, GUINT_TO_POINTER (stream->id), stream);
  g_queue_push_tail (&self->order, stream);
  stream->place = self->order.tail;
}

/* The request that asked for the upgrade is answered on stream 1 (RFC 7540, section 3.2). */
static void
take_upgraded (WireHttp2Connection *self, WireHttpExchange *upgraded)
{
  WireHttp2Stream *stream =
      wire_http2_stream_new (self->log, 1, wire_http_log_hold (upgraded), upgraded->client);

  self->client = upgraded->client;
  stream->halves[self->client].has_head = stream->halves[self->client].ended = TRUE;
  stream->awaits_final = TRUE;
  insert (self, stream);
}

WireHttp2Connection *
wire_http2_connection_new (WireChannel *channel)
{
  WireHttp2Connection *self = g_new0 (WireHttp2Connection, 1);
  WireListening *listening = wire_channel_get_listening (channel);
  WireHttpExchange *upgraded = wire_channel_get_hint (channel);

  self->channel = channel;
  self->log = wire_listening_get_log (listening, &wire_http_listener);
  self->client = WIRE_HTTP2_NOBODY;
  self->streams = g_hash_table_new (hash_id, g_direct_equal);
  g_queue_init (&self->order);
  g_queue_init (&self->closed);
  for (guint i = 0; i < 2; i++)
    {
      self->sides[i].connection = self;
      self->sides[i].reader.preface = WIRE_HTTP2_PREFACE_LENGTH;
    }
  if (upgraded)
    take_upgraded (self, upgraded);
  return self;
}

void
wire_http2_connection_free (WireHttp2Connection *self)
{
  wire_channel_charge (self->channel, self->charged, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->sides[i].inflater, nghttp2_hd_inflate_del);
      g_clear_pointer (&self->sides[i].block, g_byte_array_unref);
    }
  g_queue_clear_full (&self->order, (GDestroyNotify) wire_http2_stream_free);
  g_queue_clear (&self->closed);
  g_hash_table_unref (self->streams);
  g_free (self);
}

/* Streams */

/** Returns: the side that asks. Where nothing was said that tells, the one whose port is larger:
 * ports of clients are those that are free, from some thousand on. */
guint
wire_http2_connection_guess_client (WireHttp2Connection *self)
{
  WireTuple tuple;

  if (self->client != WIRE_HTTP2_NOBODY)
    return self->client;
  if (wire_channel_get_tuple (self->channel, 0, &tuple))
    return tuple.src_port >= tuple.dst_port ? 0 : 1;
  return 0;
}

/** Returns: (transfer none) (nullable): the stream with that number, while it is open */
WireHttp2Stream *
wire_http2_connection_find (const WireHttp2Connection *self, guint32 id)
{
  return g_hash_table_lookup (self->streams, GUINT_TO_POINTER (id));
}

/** Returns: (transfer none) (nullable): the stream with that number, which is begun where it is not
 *   there; %NULL where it was closed */
WireHttp2Stream *
wire_http2_connection_ensure (WireHttp2Connection *self, guint32 id)
{
  WireHttp2Stream *stream = wire_http2_connection_find (self, id);
  WireHttpExchange *exchange;
  guint client;

  if (stream || g_hash_table_contains (self->streams, GUINT_TO_POINTER (id)))
    return stream;
  if (self->order.length >= MAX_STREAMS)
    wire_http2_connection_close (self, self->order.head->data);
  client = wire_http2_connection_guess_client (self);
  exchange = wire_http_log_append (self->log, wire_channel_get_stream (self->channel), client);
  if (exchange)
    exchange->decrypted = wire_channel_is_decrypted (self->channel);
  stream = wire_http2_stream_new (self->log, id, exchange, client);
  insert (self, stream);
  return stream;
}

/** Nothing more comes on @stream, which is freed. */
void
wire_http2_connection_close (WireHttp2Connection *self, WireHttp2Stream *stream)
{
  for (guint i = 0; i < 2; i++)
    wire_http2_stream_end_side (stream, i, FALSE);
  g_hash_table_insert (self->streams, GUINT_TO_POINTER (stream->id), NULL);
  g_queue_push_tail (&self->closed, GUINT_TO_POINTER (stream->id));
  if (self->closed.length > MAX_CLOSED)
    g_hash_table_remove (self->streams, g_queue_pop_head (&self->closed));
  g_queue_delete_link (&self->order, stream->place);
  wire_http2_stream_free (stream);
}

/** Closes @stream where both sides have ended it. */
void
wire_http2_connection_settle (WireHttp2Connection *self, WireHttp2Stream *stream)
{
  if (stream->halves[0].ended && stream->halves[1].ended)
    wire_http2_connection_close (self, stream);
}

/* Frames */

static gboolean
has_block (const WireHttp2Frame *frame)
{
  return frame->type == WIRE_HTTP2_HEADERS || frame->type == WIRE_HTTP2_PUSH_PROMISE
         || frame->type == WIRE_HTTP2_CONTINUATION;
}

static void
begin_frame (const WireHttp2Frame *frame, const WireStreamPiece *piece, gpointer user_data)
{
  WireHttp2Side *side = user_data;

  (void) piece;
  side->at = 0;
  side->padding = 0;
  side->padding_lost = FALSE;
  if (has_block (frame))
    wire_http2_side_begin_block (side, frame);
}

static void
add_data (WireHttp2Side *side, const WireHttp2Frame *frame, const WireStreamPiece *piece)
{
  guint number = wire_http2_side_get_number (side);
  WireHttp2Stream *stream = wire_http2_connection_ensure (side->connection, frame->stream);

  if (stream && stream->tunnel)
    wire_channel_add (stream->tunnel, number, piece);
  else if (stream)
    wire_http2_stream_add_data (stream, number, piece);
}

/* Content comes between the byte that says how much padding there is, and the padding. */
static void
take_data (WireHttp2Side *side, const WireHttp2Frame *frame, const WireStreamPiece *piece)
{
  WireStreamPiece part = *piece;
  guint32 first = frame->flags & WIRE_HTTP2_PADDED ? 1 : 0;
  guint32 end;

  if (first > side->at && part.length > 0)
    {
      side->padding_lost = part.data == NULL;
      side->padding = part.data ? part.data[0] : 0;
      part.data = part.data ? part.data + 1 : NULL;
      part.offset++;
      part.position++;
      part.length--;
      side->at++;
    }
  if (side->padding_lost)
    part.data = NULL; /* which of these bytes are content is not known */
  end = frame->length - MIN (side->padding, frame->length - first);
  if (side->at < end && part.length > 0)
    {
      WireStreamPiece content = part;

      content.length = MIN (part.length, end - side->at);
      add_data (side, frame, &content);
    }
  side->at += part.length;
}

static void
take_payload (const WireHttp2Frame *frame, const WireStreamPiece *piece, gpointer user_data)
{
  WireHttp2Side *side = user_data;

  if (frame->type == WIRE_HTTP2_DATA)
    take_data (side, frame, piece);
  else if (has_block (frame))
    wire_http2_side_add_to_block (side, piece->data, piece->length);
}

static void
end_data (WireHttp2Side *side, const WireHttp2Frame *frame)
{
  WireHttp2Stream *stream;

  if (!(frame->flags & WIRE_HTTP2_END_STREAM))
    return;
  stream = wire_http2_connection_find (side->connection, frame->stream);
  if (!stream)
    return;
  wire_http2_stream_end_side (stream, wire_http2_side_get_number (side), TRUE);
  wire_http2_connection_settle (side->connection, stream);
}

static void
end_frame (const WireHttp2Frame *frame, const WireStreamPiece *piece, gpointer user_data)
{
  WireHttp2Side *side = user_data;
  WireHttp2Stream *stream;

  if (frame->type == WIRE_HTTP2_DATA)
    end_data (side, frame);
  else if (has_block (frame))
    wire_http2_side_end_block (side, frame, piece);
  else if (frame->type == WIRE_HTTP2_RST_STREAM
           && (stream = wire_http2_connection_find (side->connection, frame->stream)))
    wire_http2_connection_close (side->connection, stream);
}

/* Whatever stream is open may have lost something, and the table some entries. */
static void
lose (const WireStreamPiece *piece, gpointer user_data)
{
  WireHttp2Side *side = user_data;

  (void) piece;
  wire_http2_side_lose_block (side);
  for (GList *link = side->connection->order.head; link; link = link->next)
    wire_http2_stream_lose (link->data, wire_http2_side_get_number (side));
}

static gboolean
knows (guint32 stream, gpointer user_data)
{
  WireHttp2Side *side = user_data;

  return wire_http2_connection_find (side->connection, stream) != NULL;
}

static const WireHttp2FrameTaker TAKER = { begin_frame, take_payload, end_frame, lose, knows };

/* Pieces */

static void
charge (WireHttp2Connection *self)
{
  gsize now = OWN_COST + STREAM_COST * self->order.length;

  for (guint i = 0; i < 2; i++)
    now += self->sides[i].block ? self->sides[i].block->len : 0;
  if (now == self->charged)
    return;
  if (!wire_channel_charge (self->channel, self->charged, now))
    for (guint i = 0; i < 2; i++)
      wire_http2_side_lose_block (&self->sides[i]);
  self->charged = now;
}

/** The next bytes of @side, or a gap. */
void
wire_http2_connection_add (WireHttp2Connection *self, guint side, const WireStreamPiece *piece)
{
  WireHttp2Side *sender = &self->sides[side];

  wire_http2_frame_reader_add (&sender->reader, piece, &TAKER, sender);
  /* Only clients send a preface. */
  if (self->client == WIRE_HTTP2_NOBODY && sender->reader.had_preface)
    self->client = side;
  charge (self);
}

/** Nothing more comes from @side: what it has not ended it will not. */
void
wire_http2_connection_end (WireHttp2Connection *self, guint side, gboolean orderly)
{
  (void) orderly;
  for (GList *link = self->order.head, *next; link; link = next)
    {
      WireHttp2Stream *stream = link->data;

      next = link->next;
      wire_http2_stream_end_side (stream, side, FALSE);
      wire_http2_connection_settle (self, stream);
    }
}
