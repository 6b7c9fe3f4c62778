/* wire-websocket-inflater.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/websocket/wire-websocket-inflater.h"

#include <zlib.h>

#define CHUNK 16384u

struct _WireWebsocketInflater
{
  z_stream stream;
};

WireWebsocketInflater *
wire_websocket_inflater_new (void)
{
  WireWebsocketInflater *self = g_new0 (WireWebsocketInflater, 1);

  /* Without a header; the largest window serves for smaller ones. */
  if (inflateInit2 (&self->stream, -MAX_WBITS) != Z_OK)
    g_error ("out of memory for zlib");
  return self;
}

void
wire_websocket_inflater_free (WireWebsocketInflater *self)
{
  inflateEnd (&self->stream);
  g_free (self);
}

/* A sender may end a message with a final block (RFC 7692, section 7.2.3.4). What follows may still
 * refer to what was before it. */
static gboolean
begin_again (z_stream *stream)
{
  guint8 window[32768];
  uInt length = 0;

  return inflateGetDictionary (stream, window, &length) == Z_OK && inflateReset (stream) == Z_OK
         && (length == 0 || inflateSetDictionary (stream, window, length) == Z_OK);
}

/**
 * wire_websocket_inflater_add:
 * @self: of the side
 * @bytes: the next ones of a message, packed
 * @length: of @bytes
 * @take: takes unpacked bytes
 * @user_data: for @take
 *
 * Returns: whether they make sense, and @take wanted all
 */
gboolean
wire_websocket_inflater_add (WireWebsocketInflater *self,
                             const guint8 *bytes,
                             gsize length,
                             WireWebsocketTake take,
                             gpointer user_data)
{
  z_stream *stream = &self->stream;
  guint8 out[CHUNK];
  int status;

  stream->next_in = (guint8 *) bytes;
  stream->avail_in = (uInt) length;
  do
    {
      gsize n;

      stream->next_out = out;
      stream->avail_out = sizeof out;
      status = inflate (stream, Z_SYNC_FLUSH);
      n = sizeof out - stream->avail_out;
      if (n > 0 && !take (out, n, user_data))
        return FALSE;
      if (status == Z_STREAM_END && !begin_again (stream))
        return FALSE;
    }
  while ((status == Z_OK || status == Z_STREAM_END)
         && (stream->avail_in > 0 || stream->avail_out == 0));
  return status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR;
}

/** Adds what senders leave out at the end of a message (RFC 7692, section 7.2.2). Returns: as
 * wire_websocket_inflater_add() */
gboolean
wire_websocket_inflater_end_message (WireWebsocketInflater *self,
                                     WireWebsocketTake take,
                                     gpointer user_data)
{
  static const guint8 END[] = { 0x00, 0x00, 0xff, 0xff };

  return wire_websocket_inflater_add (self, END, sizeof END, take, user_data);
}

/** The next message refers to nothing. */
void
wire_websocket_inflater_reset (WireWebsocketInflater *self)
{
  inflateReset (&self->stream);
}
