/* wire-cursor.h: bounds-checked reading of bytes that nobody vouches for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * WireCursor:
 * @data: the first byte of the region; not owned
 * @size: bytes in the region
 * @position: the next byte to read, 0 … @size
 * @failed: set by the first read past the end, and never cleared
 *
 * A read position in a region of memory. Every byte of a capture or a file that a parser looks at
 * is read through one, so that no parser can run past the end.
 *
 * Failure is sticky: a read that does not fit returns 0 (or %NULL), takes nothing, moves to the
 * end and sets @failed, and so does every read after it. A parser may therefore read a whole header
 * and ask once, at the end, whether all of it was there.
 *
 * Names give the byte order on the wire: `be` is network order, `le` is little endian. Values are
 * returned in host order. A plain value type; any thread.
 */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize position;
  gboolean failed;
} WireCursor;

static inline WireCursor
wire_cursor_new (const void *data, gsize size)
{
  return (WireCursor){ data, size, 0, FALSE };
}

static inline gsize
wire_cursor_remaining (const WireCursor *cursor)
{
  return cursor->size - cursor->position;
}

/**
 * wire_cursor_take:
 * @cursor: a cursor
 * @length: bytes wanted
 *
 * Returns: (nullable): the next @length bytes, still owned by the region, or %NULL (and @cursor
 *   failed) where fewer are left
 */
static inline const guint8 *
wire_cursor_take (WireCursor *cursor, gsize length)
{
  if (G_UNLIKELY (cursor->failed || length > cursor->size - cursor->position))
    {
      cursor->failed = TRUE;
      cursor->position = cursor->size;
      return NULL;
    }

  const guint8 *bytes = cursor->data + cursor->position;
  cursor->position += length;
  return bytes;
}

static inline void
wire_cursor_skip (WireCursor *cursor, gsize length)
{
  (void) wire_cursor_take (cursor, length);
}

/**
 * wire_cursor_peek:
 * @cursor: a cursor
 * @length: bytes wanted
 *
 * As wire_cursor_take(), but neither moves nor fails @cursor.
 */
static inline const guint8 *
wire_cursor_peek (const WireCursor *cursor, gsize length)
{
  if (cursor->failed || length > cursor->size - cursor->position)
    return NULL;
  return cursor->data + cursor->position;
}

/**
 * wire_cursor_limit:
 * @cursor: a cursor
 * @length: bytes from the position that belong to what is being read
 *
 * Makes the region end @length bytes after the position, as a length field in a header asks.
 * A @length beyond the end of the region leaves it as it is: a lying length never widens it.
 */
static inline void
wire_cursor_limit (WireCursor *cursor, gsize length)
{
  if (length < cursor->size - cursor->position)
    cursor->size = cursor->position + length;
}

static inline guint8
wire_cursor_u8 (WireCursor *cursor)
{
  const guint8 *b = wire_cursor_take (cursor, 1);
  return b ? b[0] : 0;
}

static inline guint16
wire_cursor_be16 (WireCursor *cursor)
{
  const guint8 *b = wire_cursor_take (cursor, 2);
  return b ? (guint16) (b[0] << 8 | b[1]) : 0;
}

static inline guint32
wire_cursor_be24 (WireCursor *cursor)
{
  const guint8 *b = wire_cursor_take (cursor, 3);
  return b ? (guint32) b[0] << 16 | (guint32) b[1] << 8 | b[2] : 0;
}

static inline guint32
wire_cursor_be32 (WireCursor *cursor)
{
  const guint8 *b = wire_cursor_take (cursor, 4);
  guint32 value;

  if (!b)
    return 0;
  memcpy (&value, b, sizeof value);
  return GUINT32_FROM_BE (value);
}

static inline guint64
wire_cursor_be64 (WireCursor *cursor)
{
  const guint8 *b = wire_cursor_take (cursor, 8);
  guint64 value;

  if (!b)
    return 0;
  memcpy (&value, b, sizeof value);
  return GUINT64_FROM_BE (value);
}

static inline guint16
wire_cursor_le16 (WireCursor *cursor)
{
  guint16 value = wire_cursor_be16 (cursor);

  return GUINT16_SWAP_LE_BE (value); /* evaluates its argument more than once */
}

static inline guint32
wire_cursor_le32 (WireCursor *cursor)
{
  guint32 value = wire_cursor_be32 (cursor);

  return GUINT32_SWAP_LE_BE (value); /* evaluates its argument more than once */
}

static inline guint64
wire_cursor_le64 (WireCursor *cursor)
{
  guint64 value = wire_cursor_be64 (cursor);

  return GUINT64_SWAP_LE_BE (value); /* evaluates its argument more than once */
}

G_END_DECLS
