/* wire-netbios-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-netbios-name.h"

/* RFC 1001, section 14.1: each half of a byte is a letter from A to P. */
#define ENCODED_LENGTH 32

static gboolean
decode (const guint8 *letters, guint8 bytes[WIRE_NETBIOS_NAME_BYTES])
{
  for (guint i = 0; i < WIRE_NETBIOS_NAME_BYTES; i++)
    {
      guint8 high = (guint8) (letters[2 * i] - 'A');
      guint8 low = (guint8) (letters[2 * i + 1] - 'A');

      if (high > 15 || low > 15)
        return FALSE;
      bytes[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

/**
 * wire_netbios_name_trim:
 * @bytes: fifteen of a name, padded with blanks
 * @name: (out): without the blanks
 *
 * Returns: whether there is anything in the name
 */
gboolean
wire_netbios_name_trim (const guint8 *bytes, char name[WIRE_NETBIOS_NAME_SIZE])
{
  gsize length = WIRE_NETBIOS_NAME_BYTES - 1;

  while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == 0))
    length--;
  memcpy (name, bytes, length);
  name[length] = '\0';
  return length > 0 && memchr (bytes, 0, length) == NULL;
}

/* The scope after the name is passed over (RFC 1002, section 4.1). */
static gboolean
skip_scope (WireCursor *cursor)
{
  guint8 length;

  for (guint i = 0; i < 128; i++)
    {
      length = wire_cursor_u8 (cursor);
      if (length == 0 || length >= 0xc0)
        break;
      wire_cursor_skip (cursor, length);
    }
  if (!cursor->failed && length >= 0xc0)
    wire_cursor_skip (cursor, 1);
  return !cursor->failed;
}

/**
 * wire_netbios_name_read:
 * @cursor: at an encoded name; moves past it
 * @name: (out): without padding and suffix, as the bytes are
 * @suffix: (out): its sixteenth byte
 *
 * A pointer to a name before it is not followed. Messages that have one repeat the name of their
 * question.
 *
 * Returns: whether there is such a name
 */
gboolean
wire_netbios_name_read (WireCursor *cursor, char name[WIRE_NETBIOS_NAME_SIZE], guint8 *suffix)
{
  guint8 bytes[WIRE_NETBIOS_NAME_BYTES];
  const guint8 *letters;

  name[0] = '\0';
  if (wire_cursor_u8 (cursor) != ENCODED_LENGTH)
    {
      cursor->failed = TRUE;
      return FALSE;
    }
  letters = wire_cursor_take (cursor, ENCODED_LENGTH);
  if (!letters || !skip_scope (cursor) || !decode (letters, bytes))
    return FALSE;
  *suffix = bytes[WIRE_NETBIOS_NAME_BYTES - 1];
  return wire_netbios_name_trim (bytes, name);
}
