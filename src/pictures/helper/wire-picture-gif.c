/* wire-picture-gif.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pictures/helper/wire-picture-gif.h"

#include "base/wire-cursor.h"

static void
skip_sub_blocks (WireCursor *cursor)
{
  for (guint8 length = wire_cursor_u8 (cursor); length > 0; length = wire_cursor_u8 (cursor))
    wire_cursor_skip (cursor, length);
}

static void
skip_colours (WireCursor *cursor, guint8 flags)
{
  if (flags & 0x80)
    wire_cursor_skip (cursor, (gsize) 3 << ((flags & 7) + 1));
}

/**
 * wire_picture_gif_find_frame_end:
 * @data: a GIF
 * @size: its bytes
 *
 * An animation may have a million frames (GIF89a specification, sections 17 to 22).
 *
 * Returns: where the first one ends, or @size where it does not
 */
gsize
wire_picture_gif_find_frame_end (const guint8 *data, gsize size)
{
  WireCursor cursor = wire_cursor_new (data, size);
  guint8 block;

  wire_cursor_skip (&cursor, 10);
  block = wire_cursor_u8 (&cursor);
  wire_cursor_skip (&cursor, 2);
  skip_colours (&cursor, block);
  while ((block = wire_cursor_u8 (&cursor)) == 0x21)
    {
      wire_cursor_skip (&cursor, 1);
      skip_sub_blocks (&cursor);
    }
  wire_cursor_skip (&cursor, 8);
  skip_colours (&cursor, wire_cursor_u8 (&cursor));
  wire_cursor_skip (&cursor, 1);
  skip_sub_blocks (&cursor);
  return cursor.failed ? size : cursor.position;
}
