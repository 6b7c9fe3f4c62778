/* wire-smb2-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb2-header.h"

#include "base/wire-cursor.h"

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
