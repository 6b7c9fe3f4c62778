/* wire-dtls-record.c: RFC 6347, section 4.1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-dtls-record.h"

#include "base/wire-cursor.h"

#include <string.h>

/**
 * wire_dtls_record_may_start:
 * @bytes: what is left of a datagram
 * @length: of @bytes, at least 1
 *
 * Returns: whether @bytes may begin with a record, as far as there are any
 */
gboolean
wire_dtls_record_may_start (const guint8 *bytes, gsize length)
{
  if (bytes[0] < WIRE_TLS_CHANGE_CIPHER_SPEC || bytes[0] > WIRE_DTLS_WITH_ID)
    return FALSE;
  if (length > 1 && bytes[1] != WIRE_DTLS_1_2 >> 8)
    return FALSE;
  if (length > 2 && bytes[2] < (WIRE_DTLS_1_2 & 0xff))
    return FALSE;
  return length < WIRE_DTLS_RECORD_HEAD || bytes[0] == WIRE_DTLS_WITH_ID
         || (gsize) (bytes[11] << 8 | bytes[12]) <= WIRE_TLS_MAX_FRAGMENT;
}

/**
 * wire_dtls_record_parse:
 * @bytes: what is left of a datagram
 * @length: of @bytes
 * @record: (out): points into @bytes
 *
 * Returns: whether there is a whole record
 */
gboolean
wire_dtls_record_parse (const guint8 *bytes, gsize length, WireDtlsRecord *record)
{
  WireCursor cursor = wire_cursor_new (bytes, length);

  if (length < WIRE_DTLS_RECORD_HEAD || !wire_dtls_record_may_start (bytes, length))
    return FALSE;
  memcpy (record->head, bytes, 3);
  memcpy (record->head + 3, bytes + 11, 2);
  wire_cursor_skip (&cursor, 3);
  record->number = wire_cursor_be64 (&cursor);
  record->length = wire_cursor_be16 (&cursor);
  record->fragment = wire_cursor_take (&cursor, record->length);
  return record->fragment != NULL;
}

/** Returns: the version of TLS whose cryptography @version has; 0 where it is another one */
guint16
wire_dtls_version_to_tls (guint16 version)
{
  switch (version)
    {
    case WIRE_DTLS_1_0:
      return WIRE_TLS_1_1;
    case WIRE_DTLS_1_2:
      return WIRE_TLS_1_2;
    default:
      return 0;
    }
}
