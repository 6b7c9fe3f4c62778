/* wire-object-tail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-object-tail.h"

#include "wire-cursor.h"

/* GIF89a specification, sections 17 to 27. */

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

static void
skip_image (WireCursor *cursor)
{
  wire_cursor_skip (cursor, 8);
  skip_colours (cursor, wire_cursor_u8 (cursor));
  wire_cursor_skip (cursor, 1);
  skip_sub_blocks (cursor);
}

static gboolean
find_gif_end (WireCursor *cursor)
{
  wire_cursor_skip (cursor, 10);
  guint8 flags = wire_cursor_u8 (cursor);

  wire_cursor_skip (cursor, 2);
  skip_colours (cursor, flags);
  while (!cursor->failed)
    switch (wire_cursor_u8 (cursor))
      {
      case 0x2c:
        skip_image (cursor);
        break;
      case 0x21:
        wire_cursor_skip (cursor, 1);
        skip_sub_blocks (cursor);
        break;
      case 0x3b:
        return !cursor->failed;
      default:
        return FALSE;
      }
  return FALSE;
}

/* JPEG: ITU-T T.81, annex B. */

/* After a scan's header come bytes in which 0xff is followed by 0 or a restart marker. Returns: at
 * the next marker that is neither */
static void
skip_scan (WireCursor *cursor)
{
  while (!cursor->failed)
    {
      gsize left = wire_cursor_remaining (cursor);
      const guint8 *here = wire_cursor_peek (cursor, left);
      const guint8 *found = left > 1 ? memchr (here, 0xff, left - 1) : NULL;

      if (!found)
        {
          wire_cursor_skip (cursor, left + 1);
          return;
        }
      wire_cursor_skip (cursor, (gsize) (found - here));
      if (found[1] != 0 && !(found[1] >= 0xd0 && found[1] <= 0xd7) && found[1] != 0xff)
        return;
      wire_cursor_skip (cursor, found[1] == 0xff ? 1 : 2);
    }
}

static gboolean
find_jpeg_end (WireCursor *cursor)
{
  wire_cursor_skip (cursor, 2);
  while (!cursor->failed)
    {
      guint8 marker;

      if (wire_cursor_u8 (cursor) != 0xff)
        return FALSE;
      do
        marker = wire_cursor_u8 (cursor);
      while (marker == 0xff && !cursor->failed);
      if (marker == 0xd9)
        return !cursor->failed;
      if (marker == 1 || (marker >= 0xd0 && marker <= 0xd8))
        continue;

      guint16 length = wire_cursor_be16 (cursor);

      if (length < 2)
        return FALSE;
      wire_cursor_skip (cursor, length - 2u);
      if (marker == 0xda)
        skip_scan (cursor);
    }
  return FALSE;
}

/* PNG: W3C recommendation, section 5.3. */
static gboolean
find_png_end (WireCursor *cursor)
{
  wire_cursor_skip (cursor, 8);
  while (!cursor->failed)
    {
      guint32 length = wire_cursor_be32 (cursor);
      guint32 type = wire_cursor_be32 (cursor);

      wire_cursor_skip (cursor, length);
      wire_cursor_skip (cursor, 4);
      if (type == 0x49454e44) /* IEND */
        return !cursor->failed;
    }
  return FALSE;
}

/* ZIP: APPNOTE.TXT 6.3, section 4.3.16. The last record whose own directory stands before it is the
 * end; a comment belongs to it. */
static gboolean
find_zip_end (WireCursor *cursor)
{
  const gsize header = 22;
  const guint8 *data = cursor->data;

  for (gsize at = cursor->size >= header ? cursor->size - header + 1 : 0; at-- > 0;)
    {
      WireCursor record = wire_cursor_new (data, cursor->size);

      if (data[at] != 'P' || memcmp (data + at, "PK\5\6", 4) != 0)
        continue;
      wire_cursor_skip (&record, at + 12);
      guint64 directory = wire_cursor_le32 (&record);
      guint64 offset = wire_cursor_le32 (&record);
      guint16 comment = wire_cursor_le16 (&record);

      if (record.failed || directory > at || (offset != G_MAXUINT32 && offset + directory > at))
        continue;
      cursor->position = MIN (at + header + comment, cursor->size);
      return TRUE;
    }
  return FALSE;
}

static const struct
{
  const char *bytes;
  gsize length;
  gboolean (*find) (WireCursor *cursor);
} KINDS[] = {
  { "GIF8", 4, find_gif_end },
  { "\xff\xd8\xff", 3, find_jpeg_end },
  { "\x89PNG\r\n\x1a\n", 8, find_png_end },
  { "PK\3\4", 4, find_zip_end },
};

/** Whether bytes that begin like @head have an end that can be found. */
gboolean
wire_object_tail_has_end (const guint8 *head, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (length >= KINDS[i].length && memcmp (head, KINDS[i].bytes, KINDS[i].length) == 0)
      return TRUE;
  return FALSE;
}

/**
 * wire_object_tail_find:
 * @bytes: a whole object
 * @length: of it
 * @end: (out): where the picture's or archive's own end stands; what is behind was appended
 *
 * GIF: after the trailer; JPEG: after the end of image, which is not that of a thumbnail inside;
 * PNG: after IEND; ZIP: after the end record and its comment.
 *
 * Returns: whether there is an end
 */
gboolean
wire_object_tail_find (const guint8 *bytes, gsize length, gsize *end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (length >= KINDS[i].length && memcmp (bytes, KINDS[i].bytes, KINDS[i].length) == 0)
      {
        WireCursor cursor = wire_cursor_new (bytes, length);

        if (!KINDS[i].find (&cursor))
          return FALSE;
        *end = cursor.position;
        return TRUE;
      }
  return FALSE;
}
