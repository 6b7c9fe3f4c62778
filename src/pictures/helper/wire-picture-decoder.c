/* wire-picture-decoder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pictures/helper/wire-picture-decoder.h"

#include "base/wire-cursor.h"
#include "pictures/helper/wire-picture-gif.h"

/* Fed at a time, so that giving up a picture that is too large waits for little. */
#define PIECE 1024u

typedef struct
{
  int edge; /* shrink to this; 0 for not at all */
  gboolean shrinks_itself;
  gboolean one_frame; /* a GIF, cut after its first */
  int width;
  int height;
  gboolean too_large;
  gboolean ends_early; /* before its first pixel */
  int top;             /* rows that came lie between these; @bottom is 0 where none did */
  int bottom;
} Decoding;

static const guint8 GIF_TRAILER = 0x3b;

void
wire_picture_decoded_clear (WirePictureDecoded *decoded)
{
  g_clear_object (&decoded->pixbuf);
  g_clear_pointer (&decoded->words, g_free);
  *decoded = (WirePictureDecoded){ 0 };
}

/* The loader of BMP takes memory for a row, and for all before it, before it tells how large the
 * picture is. Two spellings of its header: OS/2's, of 12 bytes, and Windows'. */
static void
read_bmp_size (const guint8 *data, gsize size, Decoding *self)
{
  WireCursor cursor = wire_cursor_new (data, size);
  gint64 width, height;
  guint32 pixels, header;
  gboolean is_short;

  wire_cursor_skip (&cursor, 10);
  pixels = wire_cursor_le32 (&cursor);
  header = wire_cursor_le32 (&cursor);
  self->ends_early = pixels > size || header > size;
  is_short = header == 12;
  width = is_short ? wire_cursor_le16 (&cursor) : (gint32) wire_cursor_le32 (&cursor);
  height = is_short ? wire_cursor_le16 (&cursor) : (gint32) wire_cursor_le32 (&cursor);
  height = ABS (height);
  if (cursor.failed || width * height <= WIRE_PICTURE_MAX_PIXELS)
    return;
  self->too_large = TRUE;
  self->width = (int) width;
  self->height = (int) MIN (height, G_MAXINT);
}

/* Called before any pixel is allocated. A size of nothing makes the loader give up. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, Decoding *self)
{
  self->width = width;
  self->height = height;
  self->too_large = width <= 0 || height <= 0 || (gint64) width * height > WIRE_PICTURE_MAX_PIXELS;
  if (self->too_large)
    {
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }
  /* Only to what the JPEG loader can do by itself: where gdk-pixbuf has to shrink as well, it does
   * not tell which rows came. */
  for (int half = 8; self->shrinks_itself && half > 1; half /= 2)
    if (MAX (width, height) / half >= self->edge)
      {
        gdk_pixbuf_loader_set_size (loader, (width + half - 1) / half, (height + half - 1) / half);
        return;
      }
}

static void
area_updated_cb (GdkPixbufLoader *loader, int x, int y, int width, int height, Decoding *self)
{
  (void) loader;
  (void) x;
  (void) width;
  self->top = self->bottom ? MIN (self->top, y) : y;
  self->bottom = MAX (self->bottom, y + height);
}

static gboolean
feed (GdkPixbufLoader *loader, const guint8 *data, gsize size, Decoding *self, GError **error)
{
  for (gsize at = 0; at < size; at += PIECE)
    if (self->too_large || self->ends_early
        || !gdk_pixbuf_loader_write (loader, data + at, MIN (PIECE, size - at), error))
      return FALSE;
  return TRUE;
}

/* Returns: (transfer full): @pixbuf upright, and no larger than asked for; %NULL without memory */
static GdkPixbuf *
finish_pixbuf (GdkPixbuf *pixbuf, const Decoding *self)
{
  GdkPixbuf *upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  int width = upright ? gdk_pixbuf_get_width (upright) : 0;
  int height = upright ? gdk_pixbuf_get_height (upright) : 0;
  double shrink = upright ? (double) self->edge / MAX (width, height) : 1;
  GdkPixbuf *small;

  if (self->edge <= 0 || shrink >= 1)
    return upright;
  small = gdk_pixbuf_scale_simple (upright, MAX (1, (int) (width * shrink)),
                                   MAX (1, (int) (height * shrink)), GDK_INTERP_BILINEAR);
  g_object_unref (upright);
  return small;
}

/* Asked before the loader is closed: that of JPEG then makes up what is missing. */
static gboolean
has_all_rows (GdkPixbufLoader *loader, const Decoding *self)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  return !pixbuf || self->bottom == 0
         || (self->top <= 0 && self->bottom >= gdk_pixbuf_get_height (pixbuf));
}

static void
explain (const Decoding *self, const GError *cause, WirePictureDecoded *decoded)
{
  decoded->end = self->too_large ? WIRE_PICTURE_TOO_LARGE
                 : cause         ? WIRE_PICTURE_BROKEN
                                 : WIRE_PICTURE_ENDS_EARLY;
  if (decoded->end == WIRE_PICTURE_BROKEN)
    decoded->words = g_strndup (cause->message, WIRE_PICTURE_MAX_WORDS);
}

static void
run_loader (GdkPixbufLoader *loader,
            const guint8 *data,
            gsize size,
            Decoding *self,
            WirePictureDecoded *decoded)
{
  g_autoptr (GError) cause = NULL;
  gboolean fed = feed (loader, data, size, self, &cause)
                 && (!self->one_frame || feed (loader, &GIF_TRAILER, 1, self, &cause));
  gboolean whole = fed && has_all_rows (loader, self);
  gboolean closed = gdk_pixbuf_loader_close (loader, cause ? NULL : &cause);
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  if (!self->too_large && pixbuf && (self->bottom > 0 || (fed && closed)))
    decoded->pixbuf = finish_pixbuf (pixbuf, self);
  decoded->width = self->width;
  decoded->height = self->height;
  decoded->partial = !closed || !whole;
  if (!decoded->pixbuf)
    explain (self, cause, decoded);
}

/**
 * wire_picture_decoder_load:
 * @kind: any number
 *
 * All that decoding opens is opened here: the loader, which may be a module.
 *
 * Returns: (transfer full) (nullable): a loader, to be closed where it is not decoded with, or
 * %NULL where gdk-pixbuf has none
 */
GdkPixbufLoader *
wire_picture_decoder_load (WirePictureKind kind)
{
  const char *name = wire_picture_kind_get_loader (kind);

  return name ? gdk_pixbuf_loader_new_with_type (name, NULL) : NULL;
}

/**
 * wire_picture_decoder_decode:
 * @loader: a new one, which is closed at the end
 * @kind: its kind
 * @data: a picture
 * @size: its bytes; those beyond %WIRE_PICTURE_MAX_BYTES are not looked at
 * @edge: the longer edge of what is shown, in pixels, where the picture's own is longer; 0 for all
 * @decoded: (out): cleared by the caller
 *
 * Decodes a GIF (its first frame), JPEG, PNG, WebP, BMP or icon. One that breaks off shows as far
 * as it goes. Nothing but the limits of the process bounds how long this takes.
 */
void
wire_picture_decoder_decode (GdkPixbufLoader *loader,
                             WirePictureKind kind,
                             const guint8 *data,
                             gsize size,
                             int edge,
                             WirePictureDecoded *decoded)
{
  Decoding self = { .edge = edge, .shrinks_itself = edge > 0 && kind == WIRE_PICTURE_JPEG };

  *decoded = (WirePictureDecoded){ 0 };
  size = MIN (size, WIRE_PICTURE_MAX_BYTES);
  if (kind == WIRE_PICTURE_GIF)
    {
      gsize end = wire_picture_gif_find_frame_end (data, size);

      self.one_frame = end < size;
      size = end;
    }
  if (kind == WIRE_PICTURE_BMP)
    read_bmp_size (data, size, &self);
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &self);
  g_signal_connect (loader, "area-updated", G_CALLBACK (area_updated_cb), &self);
  run_loader (loader, data, size, &self, decoded);
  g_signal_handlers_disconnect_by_data (loader, &self);
}
