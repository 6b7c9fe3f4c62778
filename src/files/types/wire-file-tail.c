/* wire-file-tail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-file-tail.h"

#include "base/wire-cursor.h"
#include "files/types/wire-source-window.h"

/* A ZIP's end record without its comment, and with the longest. */
#define ZIP_END 22u
#define ZIP_END_MAX (ZIP_END + 65535u)

/* GIF89a specification, sections 17 to 27. */

static void
skip_sub_blocks (WireSourceWindow *window)
{
  for (guint8 length = wire_source_window_u8 (window); length > 0;
       length = wire_source_window_u8 (window))
    wire_source_window_skip (window, length);
}

static void
skip_colours (WireSourceWindow *window, guint8 flags)
{
  if (flags & 0x80)
    wire_source_window_skip (window, (gsize) 3 << ((flags & 7) + 1));
}

static void
skip_image (WireSourceWindow *window)
{
  wire_source_window_skip (window, 8);
  skip_colours (window, wire_source_window_u8 (window));
  wire_source_window_skip (window, 1);
  skip_sub_blocks (window);
}

static gboolean
find_gif_end (WireSourceWindow *window)
{
  wire_source_window_skip (window, 10);
  guint8 flags = wire_source_window_u8 (window);

  wire_source_window_skip (window, 2);
  skip_colours (window, flags);
  while (!window->failed)
    switch (wire_source_window_u8 (window))
      {
      case 0x2c:
        skip_image (window);
        break;
      case 0x21:
        wire_source_window_skip (window, 1);
        skip_sub_blocks (window);
        break;
      case 0x3b:
        return !window->failed;
      default:
        return FALSE;
      }
  return FALSE;
}

/* JPEG: ITU-T T.81, annex B. */

/* After a scan's header come bytes in which 0xff is followed by 0 or a restart marker. Returns: at
 * the next marker that is neither */
static void
skip_scan (WireSourceWindow *window)
{
  while (!window->failed)
    {
      gsize length;
      const guint8 *here = wire_source_window_rest (window, &length);
      const guint8 *found = here ? memchr (here, 0xff, length) : NULL;

      wire_source_window_skip (window, found ? (gsize) (found - here) : length);
      if (!found)
        continue;
      found = wire_source_window_peek (window, 2);
      if (!found || (found[1] != 0 && !(found[1] >= 0xd0 && found[1] <= 0xd7) && found[1] != 0xff))
        return;
      wire_source_window_skip (window, found[1] == 0xff ? 1 : 2);
    }
}

static gboolean
find_jpeg_end (WireSourceWindow *window)
{
  wire_source_window_skip (window, 2);
  while (!window->failed)
    {
      guint8 marker;

      if (wire_source_window_u8 (window) != 0xff)
        return FALSE;
      do
        marker = wire_source_window_u8 (window);
      while (marker == 0xff && !window->failed);
      if (marker == 0xd9)
        return !window->failed;
      if (marker == 1 || (marker >= 0xd0 && marker <= 0xd8))
        continue;

      guint16 length = wire_source_window_be16 (window);

      if (length < 2)
        return FALSE;
      wire_source_window_skip (window, length - 2u);
      if (marker == 0xda)
        skip_scan (window);
    }
  return FALSE;
}

/* PNG: W3C recommendation, section 5.3. */
static gboolean
find_png_end (WireSourceWindow *window)
{
  wire_source_window_skip (window, 8);
  while (!window->failed)
    {
      guint32 length = wire_source_window_be32 (window);
      guint32 type = wire_source_window_be32 (window);

      wire_source_window_skip (window, length);
      wire_source_window_skip (window, 4);
      if (type == 0x49454e44) /* IEND */
        return !window->failed;
    }
  return FALSE;
}

/* ZIP: APPNOTE.TXT 6.3, section 4.3.16. */

/* The end record at @bytes, which is at @at. Returns: whether its directory comes before it */
static gboolean
read_zip_end (const guint8 *bytes, gsize length, guint64 at, guint64 size, WireZipExtent *zip)
{
  WireCursor record = wire_cursor_new (bytes, length);

  wire_cursor_skip (&record, 12);
  guint64 directory = wire_cursor_le32 (&record);
  guint64 offset = wire_cursor_le32 (&record);
  guint16 comment = wire_cursor_le16 (&record);

  /* ZIP64 has other records say where things are. */
  if (offset == G_MAXUINT32 || directory == G_MAXUINT32)
    {
      offset = at;
      directory = 0;
    }
  if (record.failed || directory + offset > at)
    return FALSE;
  zip->start = at - directory - offset;
  zip->first = at - directory;
  zip->end = MIN (at + ZIP_END + comment, size);
  return TRUE;
}

/* The last record of @bytes, which are at @at, that is one. */
static gboolean
find_zip_record (const guint8 *bytes, gsize length, guint64 at, guint64 size, WireZipExtent *zip)
{
  gsize left = length >= ZIP_END ? length - ZIP_END + 1 : 0;
  const guint8 *found;

  for (; left > 0 && (found = memrchr (bytes, 'P', left)); left = (gsize) (found - bytes))
    if (memcmp (found, "PK\5\6", 4) == 0
        && read_zip_end (found, length - (gsize) (found - bytes), at + (gsize) (found - bytes),
                         size, zip))
      return TRUE;
  return FALSE;
}

/* From the end, a piece at a time: pieces overlap, so that no record is cut. */
static gboolean
find_zip_end (WireSourceWindow *window)
{
  const WireTypeSource *source = window->source;
  g_autofree guint8 *bytes = g_malloc (ZIP_END_MAX);
  guint64 least = source->size - MIN (source->size, window->budget);
  guint64 at = source->size - MIN (source->size, ZIP_END_MAX);
  WireZipExtent zip;

  for (;; at -= MIN (at, ZIP_END_MAX - ZIP_END))
    {
      gsize n = source->read (at, bytes, ZIP_END_MAX, source->data);

      if (find_zip_record (bytes, n, at, source->size, &zip))
        {
          window->position = zip.end;
          return TRUE;
        }
      if (at <= least)
        return FALSE;
    }
}

static const struct
{
  const char *bytes;
  gsize length;
  gboolean (*find) (WireSourceWindow *window);
} KINDS[] = {
  { "GIF8", 4, find_gif_end },
  { "\xff\xd8\xff", 3, find_jpeg_end },
  { "\x89PNG\r\n\x1a\n", 8, find_png_end },
  { "PK\3\4", 4, find_zip_end },
};

static int
find_kind (const guint8 *head, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (length >= KINDS[i].length && memcmp (head, KINDS[i].bytes, KINDS[i].length) == 0)
      return (int) i;
  return -1;
}

/** Whether bytes that begin like @head have an end that can be found. */
gboolean
wire_file_tail_has_end (const guint8 *head, gsize length)
{
  return find_kind (head, length) >= 0;
}

/**
 * wire_file_tail_find:
 * @source: a whole file or object
 * @end: (out): where the picture's or archive's own end is; what follows was appended
 *
 * GIF: after the trailer; JPEG: after the end of image, which is not that of a thumbnail inside;
 * PNG: after IEND; ZIP: after the last end record and its comment. Reads at most
 * %WIRE_FILE_TAIL_MAX_READ bytes. Any thread that may read @source.
 *
 * Returns: whether there is an end
 */
gboolean
wire_file_tail_find (const WireTypeSource *source, guint64 *end)
{
  g_auto (WireSourceWindow) window = wire_source_window_new (source, WIRE_FILE_TAIL_MAX_READ);
  guint8 head[WIRE_FILE_TAIL_HEAD];
  int kind = find_kind (head, source->read (0, head, sizeof head, source->data));

  if (kind < 0 || !KINDS[kind].find (&window))
    return FALSE;
  *end = window.position;
  return TRUE;
}

/* Whether a directory of members begins at @zip->first, which then becomes where the first of them
 * stands. */
static gboolean
read_first_member (const WireTypeSource *source, WireZipExtent *zip)
{
  guint8 entry[46];
  guint8 member[4];
  gsize n = source->read (zip->first, entry, sizeof entry, source->data);
  WireCursor cursor = wire_cursor_new (entry, n);

  wire_cursor_skip (&cursor, 42);
  guint64 offset = wire_cursor_le32 (&cursor);

  if (cursor.failed || memcmp (entry, "PK\1\2", 4) != 0)
    return FALSE;
  zip->first = zip->start + offset;
  return source->read (zip->first, member, sizeof member, source->data) == sizeof member
         && memcmp (member, "PK\3\4", 4) == 0;
}

/**
 * wire_file_tail_find_zip:
 * @source: a whole file, of any kind
 * @zip: (out): where the archive is
 *
 * Looks for an archive as unpackers do: by the end record at the end of the file, or before a
 * comment there, whatever the file begins with. Its directory and first member must be where it
 * says.
 *
 * Returns: whether an unpacker would find one
 */
gboolean
wire_file_tail_find_zip (const WireTypeSource *source, WireZipExtent *zip)
{
  gsize search = (gsize) MIN (source->size, ZIP_END_MAX);
  g_autofree guint8 *bytes = g_malloc (search);
  gsize n = source->read (source->size - search, bytes, search, source->data);

  return find_zip_record (bytes, n, source->size - search, source->size, zip)
         && read_first_member (source, zip);
}
