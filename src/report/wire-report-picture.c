/* wire-report-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-picture.h"

#include "base/wire-cursor.h"

/* What a format begins with, and how the size of its picture is read after that. */
typedef struct
{
  const char *type;
  const char *begin;
  gsize length;
  void (*read) (WireCursor *cursor, guint32 *width, guint32 *height);
} Format;

/* PNG (W3C), 11.2.2: the first chunk is IHDR. */
static void
read_png (WireCursor *cursor, guint32 *width, guint32 *height)
{
  const guint8 *name;

  wire_cursor_skip (cursor, 4);
  name = wire_cursor_take (cursor, 4);
  if (!name || memcmp (name, "IHDR", 4) != 0)
    return;
  *width = wire_cursor_be32 (cursor);
  *height = wire_cursor_be32 (cursor);
}

/* GIF89a, 18: the logical screen. */
static void
read_gif (WireCursor *cursor, guint32 *width, guint32 *height)
{
  *width = wire_cursor_le16 (cursor);
  *height = wire_cursor_le16 (cursor);
}

static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* ITU-T T.81, B.1: segments up to the header of a frame. Each takes bytes, so that this ends. */
static void
read_jpeg (WireCursor *cursor, guint32 *width, guint32 *height)
{
  while (!cursor->failed)
    {
      guint8 begin = wire_cursor_u8 (cursor);
      guint8 marker = wire_cursor_u8 (cursor);
      guint16 length = wire_cursor_be16 (cursor);

      if (begin != 0xff || length < 2)
        return;
      if (is_frame (marker))
        {
          wire_cursor_skip (cursor, 1);
          *height = wire_cursor_be16 (cursor);
          *width = wire_cursor_be16 (cursor);
          return;
        }
      wire_cursor_skip (cursor, length - 2u);
    }
}

static const Format FORMATS[] = {
  { "image/png", "\x89PNG\r\n\x1a\n", 8, read_png },
  { "image/gif", "GIF87a", 6, read_gif },
  { "image/gif", "GIF89a", 6, read_gif },
  { "image/jpeg", "\xff\xd8", 2, read_jpeg },
};

static gboolean
is_sensible (guint32 width, guint32 height)
{
  return width > 0 && height > 0 && width <= WIRE_REPORT_PICTURE_MAX_EDGE
         && height <= WIRE_REPORT_PICTURE_MAX_EDGE
         && (guint64) width * height <= WIRE_REPORT_PICTURE_MAX_PIXELS;
}

/**
 * wire_report_picture_new:
 * @bytes: of a file
 *
 * Returns: (transfer full) (nullable): the picture; %NULL where the file does not begin as PNG, GIF
 * or JPEG do, or says that it is larger than a report shows
 */
WireReportPicture *
wire_report_picture_new (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    {
      const Format *format = &FORMATS[i];
      WireCursor cursor = wire_cursor_new (data, size);
      const guint8 *begin = wire_cursor_take (&cursor, format->length);
      guint32 width = 0;
      guint32 height = 0;
      WireReportPicture *picture;

      if (!begin || memcmp (begin, format->begin, format->length) != 0)
        continue;
      format->read (&cursor, &width, &height);
      if (cursor.failed || !is_sensible (width, height))
        return NULL;
      picture = g_new (WireReportPicture, 1);
      *picture = (WireReportPicture){ g_bytes_ref (bytes), format->type, width, height };
      return picture;
    }
  return NULL;
}

void
wire_report_picture_free (WireReportPicture *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}
