/* wire-http2-block.c: blocks of fields, over one frame or several (RFC 9113, section 4.3)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http2/wire-http2-connection-private.h"

/* Bytes of a block, packed: browsers and servers allow some kilobytes of fields. Who floods a
 * connection with CONTINUATION frames loses its fields, and nothing else. */
#define MAX_BLOCK (256u * 1024)

/* In front of fields: the priority of a stream, or the number of a promised one. */
#define PRIORITY_LENGTH 5u
#define PROMISED_LENGTH 4u

/** A HEADERS, PUSH_PROMISE or CONTINUATION frame begins. */
void
wire_http2_side_begin_block (WireHttp2Side *self, const WireHttp2Frame *frame)
{
  if (frame->type == WIRE_HTTP2_CONTINUATION && self->block && self->block_stream == frame->stream)
    return;
  if (self->block)
    wire_http2_side_lose_block (self);
  self->block = g_byte_array_new ();
  self->block_stream = frame->stream;
  self->block_promised = 0;
  self->block_ends = frame->type == WIRE_HTTP2_HEADERS && frame->flags & WIRE_HTTP2_END_STREAM;
  /* What continues nothing has lost its beginning. */
  self->block_cut = frame->type == WIRE_HTTP2_CONTINUATION;
}

/** @bytes: %NULL for a gap */
void
wire_http2_side_add_to_block (WireHttp2Side *self, const guint8 *bytes, guint32 length)
{
  if (!self->block)
    return;
  if (!bytes || self->block->len + length > MAX_BLOCK)
    self->block_cut = TRUE;
  else if (!self->block_cut)
    g_byte_array_append (self->block, bytes, length);
}

/* Entries of the table were lost. */
void
wire_http2_side_lose_block (WireHttp2Side *self)
{
  g_clear_pointer (&self->block, g_byte_array_unref);
  g_clear_pointer (&self->inflater, nghttp2_hd_inflate_del);
}

/* Takes away from the present frame's part of the block what is not fields. @begin: where it begins
 */
static void
strip (WireHttp2Side *self, const WireHttp2Frame *frame)
{
  guint32 front = 0;
  guint32 length = self->block->len;
  const guint8 *bytes = self->block->data;

  if (frame->flags & WIRE_HTTP2_PADDED && length > 0)
    {
      front = 1;
      length -= MIN (bytes[0], length - 1);
    }
  if (frame->type == WIRE_HTTP2_HEADERS && frame->flags & WIRE_HTTP2_HAS_PRIORITY)
    front += PRIORITY_LENGTH;
  if (frame->type == WIRE_HTTP2_PUSH_PROMISE && front + PROMISED_LENGTH <= length)
    {
      self->block_promised = (guint32) (bytes[front] & 0x7f) << 24
                             | (guint32) bytes[front + 1] << 16 | (guint32) bytes[front + 2] << 8
                             | bytes[front + 3];
      front += PROMISED_LENGTH;
    }
  if (front > length)
    {
      self->block_cut = TRUE;
      return;
    }
  g_byte_array_set_size (self->block, length);
  g_byte_array_remove_range (self->block, 0, front);
}

/* Fields say who asks. */
static void
note_client (WireHttp2Side *self, const WireHttp2Head *head)
{
  guint number = wire_http2_side_get_number (self);

  if (self->connection->client != WIRE_HTTP2_NOBODY)
    return;
  if (self->block_promised || head->status)
    self->connection->client = !number;
  else if (head->method)
    self->connection->client = number;
}

static void
take_head (WireHttp2Side *self, const WireHttp2Head *head, const WireStreamPiece *piece)
{
  WireHttp2Connection *connection = self->connection;
  guint number = wire_http2_side_get_number (self);
  WireHttp2Stream *stream;
  const char *listener = NULL;

  note_client (self, head);
  stream = wire_http2_connection_ensure (connection, self->block_promised ? self->block_promised
                                                                          : self->block_stream);
  if (!stream)
    return;
  wire_http2_stream_take_head (stream, number, head, self->block_promised != 0, piece);
  if (self->block_promised)
    wire_http2_stream_end_side (stream, stream->client, TRUE);
  else if (self->block_ends)
    wire_http2_stream_end_side (stream, number, TRUE);
  if (!stream->tunnel && wire_http2_stream_is_tunnel (stream, &listener))
    {
      const WireChannelOptions options = { .listener = listener,
                                           .hint = listener ? stream->exchange : NULL,
                                           .followed = TRUE };

      stream->tunnel = wire_channel_open (connection->channel, &options);
    }
  wire_http2_connection_settle (connection, stream);
}

/** A HEADERS, PUSH_PROMISE or CONTINUATION frame has ended. */
void
wire_http2_side_end_block (WireHttp2Side *self,
                           const WireHttp2Frame *frame,
                           const WireStreamPiece *piece)
{
  g_auto (WireHttp2Head) head = { 0 };

  if (!self->block)
    return;
  if (frame->type != WIRE_HTTP2_CONTINUATION && !self->block_cut)
    strip (self, frame);
  if (!(frame->flags & WIRE_HTTP2_END_HEADERS))
    return;
  if (self->block_cut)
    g_clear_pointer (&self->inflater, nghttp2_hd_inflate_del);
  if (self->block_cut)
    head = (WireHttp2Head){ .fields = g_string_new (NULL) };
  else
    wire_http2_head_read (&head, &self->inflater, self->block->data, self->block->len);
  take_head (self, &head, piece);
  g_clear_pointer (&self->block, g_byte_array_unref);
}
