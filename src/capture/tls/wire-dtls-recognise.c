/* wire-dtls-recognise.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-dtls-recognise.h"

#include "base/wire-cursor.h"
#include "capture/tls/wire-dtls-record.h"

/* Whether @bytes begin with a message of a handshake that is longer than they are: a datagram may
 * come in pieces. */
static gboolean
is_cut_message (const guint8 *bytes, gsize length)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  gsize record;
  gsize total;
  gsize at;

  if (length < WIRE_DTLS_RECORD_HEAD + WIRE_DTLS_MESSAGE_HEAD
      || !wire_dtls_record_may_start (bytes, length) || bytes[0] != WIRE_TLS_HANDSHAKE)
    return FALSE;
  wire_cursor_skip (&cursor, WIRE_DTLS_RECORD_HEAD - 2);
  record = wire_cursor_be16 (&cursor);
  wire_cursor_skip (&cursor, 1);
  total = wire_cursor_be24 (&cursor);
  wire_cursor_skip (&cursor, 2);
  at = wire_cursor_be24 (&cursor);
  length = wire_cursor_be24 (&cursor);
  return at + length <= total && WIRE_DTLS_MESSAGE_HEAD + length <= record;
}

/** A #WireListener's may_start: yes to a datagram that is records from its first byte to its last.
 * One that comes in pieces is known by its first record. */
WireListenerAnswer
wire_dtls_may_start (const WireListenerLook *look)
{
  const guint8 *bytes = look->bytes[look->first];
  gsize left = look->length[look->first];
  WireDtlsRecord record;
  guint n = 0;

  for (; left > 0 && wire_dtls_record_parse (bytes, left, &record); n++)
    {
      bytes += WIRE_DTLS_RECORD_HEAD + record.length;
      left -= WIRE_DTLS_RECORD_HEAD + record.length;
    }
  if (n > 0 ? left == 0 || wire_dtls_record_may_start (bytes, left) : is_cut_message (bytes, left))
    return WIRE_LISTENER_YES;
  return WIRE_LISTENER_NO;
}
