/* wire-ber.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-ber.h"

/* Elements that are passed over while one is looked for. */
#define MAX_SIBLINGS 64u

static gsize
read_length (WireCursor *cursor)
{
  guint8 first = wire_cursor_u8 (cursor);
  gsize length = 0;

  if (!(first & 0x80))
    return first;
  /* The indefinite form (0x80) is in neither protocol: RFC 4511, section 5.1; RFC 4120, 5. */
  if (first == 0x80 || first > 0x84)
    cursor->failed = TRUE;
  for (guint i = 0; i < (first & 0x7f) && !cursor->failed; i++)
    length = length << 8 | wire_cursor_u8 (cursor);
  return length;
}

/**
 * wire_ber_read:
 * @cursor: at an element; moves past it
 * @tag: (out): its identifier octet; numbers above 30 are not understood
 * @content: (out): its content, as far as it is there
 *
 * Returns: whether identifier and length are whole
 */
gboolean
wire_ber_read (WireCursor *cursor, guint8 *tag, WireCursor *content)
{
  gsize length;

  *tag = wire_cursor_u8 (cursor);
  if ((*tag & 0x1f) == 0x1f)
    cursor->failed = TRUE;
  length = read_length (cursor);
  *content = *cursor;
  if (cursor->failed)
    return FALSE;
  wire_cursor_limit (content, length);
  wire_cursor_skip (cursor, MIN (length, wire_cursor_remaining (cursor)));
  return TRUE;
}

/** Makes @cursor the content of the element that it is at, where that is @tag. */
gboolean
wire_ber_enter (WireCursor *cursor, guint8 tag)
{
  WireCursor content;
  guint8 found;

  if (!wire_ber_read (cursor, &found, &content) || found != tag)
    return FALSE;
  *cursor = content;
  return TRUE;
}

/** Finds the first element with @tag from @cursor on. Returns: whether there is one */
gboolean
wire_ber_find (WireCursor cursor, guint8 tag, WireCursor *content)
{
  guint8 found;

  for (guint i = 0; i < MAX_SIBLINGS && wire_cursor_remaining (&cursor) > 0; i++)
    {
      if (!wire_ber_read (&cursor, &found, content))
        return FALSE;
      if (found == tag)
        return TRUE;
    }
  return FALSE;
}

/** Reads a whole number with @tag of at most eight bytes. Returns: whether there is one */
gboolean
wire_ber_read_integer (WireCursor *cursor, guint8 tag, gint64 *value)
{
  WireCursor content;
  guint8 found;
  guint64 bits;

  if (!wire_ber_read (cursor, &found, &content) || found != tag
      || wire_cursor_remaining (&content) == 0 || wire_cursor_remaining (&content) > 8)
    return FALSE;
  bits = content.data[content.position] & 0x80 ? G_MAXUINT64 : 0;
  while (wire_cursor_remaining (&content) > 0)
    bits = bits << 8 | wire_cursor_u8 (&content);
  *value = (gint64) bits;
  return TRUE;
}

/** Returns: how many bytes the element at @bytes has, header included, or 0 where that is not known
 *   yet, or %G_MAXSIZE where it is not an element */
gsize
wire_ber_measure (const guint8 *bytes, gsize length)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  gsize content;

  if (length < 2)
    return 0;
  if ((bytes[0] & 0x1f) == 0x1f || bytes[1] == 0x80 || bytes[1] > 0x84)
    return G_MAXSIZE;
  wire_cursor_skip (&cursor, 1);
  content = read_length (&cursor);
  return cursor.failed ? 0 : cursor.position + content;
}
