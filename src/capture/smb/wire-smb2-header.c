/* wire-smb2-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb2-header.h"

#include "base/wire-cursor.h"

/* What requests to write and answers to reads have before the bytes of the file, at most but for
 * what their own offset says; and of these bytes, as many as show what they are. */
#define FIXED 48u
#define TASTED 8u

/**
 * wire_smb2_header_parse:
 * @bytes: from the protocol identifier on
 * @length: of @bytes
 * @header: (out): what they say
 *
 * Returns: whether they begin with a header
 */
gboolean
wire_smb2_header_parse (const guint8 *bytes, gsize length, WireSmb2Header *header)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  const guint8 *identifier = wire_cursor_take (&cursor, 4);
  guint16 size = wire_cursor_le16 (&cursor);

  if (!identifier || memcmp (identifier, "\xfeSMB", 4) != 0 || size != WIRE_SMB2_HEADER)
    return FALSE;
  wire_cursor_skip (&cursor, 2);
  header->status = wire_cursor_le32 (&cursor);
  header->command = wire_cursor_le16 (&cursor);
  wire_cursor_skip (&cursor, 2);
  header->flags = wire_cursor_le32 (&cursor);
  header->next = wire_cursor_le32 (&cursor);
  header->message = wire_cursor_le64 (&cursor);
  wire_cursor_skip (&cursor, 4);
  header->tree = wire_cursor_le32 (&cursor);
  header->session = wire_cursor_le64 (&cursor);
  wire_cursor_skip (&cursor, 16);
  return !cursor.failed && header->command <= WIRE_SMB2_OPLOCK_BREAK;
}

/**
 * wire_smb2_header_get_needed:
 * @bytes: of a message, from the protocol identifier on; %WIRE_SMB2_SHOWN at least
 * @length: of @bytes
 *
 * A message that carries bytes of a file and nothing after them is read only up to these.
 *
 * Returns: how many bytes of the message are read; %G_MAXSIZE: perhaps all
 */
gsize
wire_smb2_header_get_needed (const guint8 *bytes, gsize length)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  WireSmb2Header header;
  gboolean answer;
  gsize data;

  if (!wire_smb2_header_parse (bytes, length, &header) || header.next != 0)
    return G_MAXSIZE;
  answer = (header.flags & WIRE_SMB2_FROM_SERVER) != 0;
  if (header.command != (answer ? WIRE_SMB2_READ : WIRE_SMB2_WRITE))
    return G_MAXSIZE;
  wire_cursor_skip (&cursor, WIRE_SMB2_HEADER + 2);
  data = answer ? wire_cursor_u8 (&cursor) : wire_cursor_le16 (&cursor);
  return MAX (data, WIRE_SMB2_HEADER + FIXED) + TASTED;
}
