/* wire-tls-message-reader.c: RFC 8446, section 4
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-message-reader.h"

/** Releases what @self holds; it is new again. */
void
wire_tls_message_reader_clear (WireTlsMessageReader *self)
{
  g_clear_pointer (&self->held, g_byte_array_unref);
  *self = (WireTlsMessageReader){ 0 };
}

/** Records were lost that may have had messages in them. */
void
wire_tls_message_reader_lose (WireTlsMessageReader *self)
{
  wire_tls_message_reader_clear (self);
  self->broken = TRUE;
}

static gsize
get_length (const guint8 *head)
{
  return (gsize) head[1] << 16 | (gsize) head[2] << 8 | head[3];
}

/* Returns: bytes of the whole messages at the beginning of @bytes */
static gsize
take_whole (const guint8 *bytes, gsize length, WireTlsMessageTaker take, gpointer user_data)
{
  gsize at = 0;

  while (length - at >= WIRE_TLS_MESSAGE_HEAD)
    {
      gsize body = get_length (bytes + at);
      const WireTlsMessage message = { bytes[at], bytes + at, WIRE_TLS_MESSAGE_HEAD + body,
                                       bytes + at + WIRE_TLS_MESSAGE_HEAD, body };

      if (length - at - WIRE_TLS_MESSAGE_HEAD < body)
        break;
      take (&message, user_data);
      at += WIRE_TLS_MESSAGE_HEAD + body;
    }
  return at;
}

/* Whether @bytes are whole messages and nothing else. */
static gboolean
is_whole (const guint8 *bytes, gsize length)
{
  gsize at = 0;

  while (at < length && length - at >= WIRE_TLS_MESSAGE_HEAD)
    {
      gsize body = get_length (bytes + at);

      if (length - at - WIRE_TLS_MESSAGE_HEAD < body)
        return FALSE;
      at += WIRE_TLS_MESSAGE_HEAD + body;
    }
  return at == length;
}

/* Keeps what is not whole yet: the same bytes as in @joined, where nothing of these was taken. */
static void
hold_rest (WireTlsMessageReader *self, GByteArray *joined, gsize done)
{
  gsize length = joined->len - done;
  const guint8 *bytes = joined->data + done;

  if (length == 0)
    return;
  if (length >= WIRE_TLS_MESSAGE_HEAD
      && get_length (bytes) > WIRE_TLS_MAX_MESSAGE - WIRE_TLS_MESSAGE_HEAD)
    {
      self->skip = WIRE_TLS_MESSAGE_HEAD + get_length (bytes) - length;
      return;
    }
  if (done > 0)
    g_byte_array_remove_range (joined, 0, (guint) done);
  self->held = g_byte_array_ref (joined);
}

/**
 * wire_tls_message_reader_add:
 * @self: of one side
 * @bytes: the content of a record
 * @length: of @bytes
 * @take: takes messages
 * @user_data: for @take
 */
void
wire_tls_message_reader_add (WireTlsMessageReader *self,
                             const guint8 *bytes,
                             gsize length,
                             WireTlsMessageTaker take,
                             gpointer user_data)
{
  g_autoptr (GByteArray) joined = g_steal_pointer (&self->held);
  gsize skipped = MIN (self->skip, length);

  self->skip -= skipped;
  bytes += skipped;
  length -= skipped;
  if (self->broken && !is_whole (bytes, length))
    return;
  self->broken = FALSE;
  if (!joined)
    joined = g_byte_array_new ();
  g_byte_array_append (joined, bytes, (guint) length);
  hold_rest (self, joined, take_whole (joined->data, joined->len, take, user_data));
}
