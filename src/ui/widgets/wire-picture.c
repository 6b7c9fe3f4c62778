/* wire-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-picture.h"

#include "base/wire-cursor.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <string.h>

/* Fed at a time, so that cancelling and giving up wait for little. */
#define PIECE 1024u

/* From here on one picture at a time is decoded, for all who ask. */
#define LARGE_PIXELS (4 * 1000 * 1000)

/* The kinds that the web is made of, by how they begin. Each has a loader in gdk-pixbuf; its others
 * are for desktop files, and a stranger's bytes do not get to choose them. */
static const struct
{
  const char *loader;
  const char *signature;
  guint8 length;
  guint8 offset;
} KINDS[] = {
  { "gif", "GIF87a", 6, 0 },
  { "gif", "GIF89a", 6, 0 },
  { "jpeg", "\xff\xd8\xff", 3, 0 },
  { "png", "\x89PNG\r\n\x1a\n", 8, 0 },
  { "webp", "WEBP", 4, 8 },
  { "ico", "\0\0\1\0", 4, 0 },
  { "bmp", "BM", 2, 0 },
};

typedef struct
{
  GCancellable *cancellable;
  gint64 deadline;
  int edge; /* shrink to this; 0 for not at all */
  gboolean shrinks_itself;
  gboolean one_frame; /* a GIF, cut after its first */
  int width;
  int height;
  gboolean too_large;
  gboolean ends_early; /* before its first pixel */
  int top;             /* rows that came lie between these; @bottom is 0 where none did */
  int bottom;
  gboolean alone; /* this holds @large */
} Decoding;

static GMutex large;

void
wire_picture_clear (WirePicture *self)
{
  g_clear_object (&self->texture);
  *self = (WirePicture){ 0 };
}

static const char *
find_loader (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (size >= (gsize) KINDS[i].offset + KINDS[i].length
        && memcmp (data + KINDS[i].offset, KINDS[i].signature, KINDS[i].length) == 0)
      return KINDS[i].loader;
  return NULL;
}

/** Returns: whether @bytes begin as a picture of a kind that wire_picture_decode() knows */
gboolean
wire_picture_is_one (GBytes *bytes)
{
  return find_loader (bytes) != NULL;
}

/* The first frame of a GIF (GIF89a specification, sections 17 to 22): an animation may have a
 * million. */

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

static const guint8 GIF_TRAILER = 0x3b;

/* Returns: where the first frame ends, or all bytes where it does not */
static gsize
find_first_frame_end (const guint8 *data, gsize size)
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

/* Decoding */

static gboolean
is_cancelled (const Decoding *self)
{
  return self->cancellable && g_cancellable_is_cancelled (self->cancellable);
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
  if ((gint64) width * height > LARGE_PIXELS && !self->alone)
    {
      g_mutex_lock (&large);
      self->alone = TRUE;
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
    {
      if (self->too_large || self->ends_early || is_cancelled (self))
        return FALSE;
      if (g_get_monotonic_time () > self->deadline)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                       _ ("The picture took longer than %d seconds to decode, so it is not shown."),
                       WIRE_PICTURE_MAX_SECONDS);
          return FALSE;
        }
      if (!gdk_pixbuf_loader_write (loader, data + at, MIN (PIECE, size - at), error))
        return FALSE;
    }
  return TRUE;
}

/* Returns: (transfer full): @pixbuf upright, and no larger than asked for */
static GdkPixbuf *
finish_pixbuf (GdkPixbuf *pixbuf, const Decoding *self)
{
  GdkPixbuf *upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  int width = gdk_pixbuf_get_width (upright);
  int height = gdk_pixbuf_get_height (upright);
  double shrink = (double) self->edge / MAX (width, height);
  GdkPixbuf *small;

  if (self->edge <= 0 || shrink >= 1)
    return upright;
  small = gdk_pixbuf_scale_simple (upright, MAX (1, (int) (width * shrink)),
                                   MAX (1, (int) (height * shrink)), GDK_INTERP_BILINEAR);
  g_object_unref (upright);
  return small;
}

/* Decoders agree on no punctuation. */
static gsize
length_without_stop (const char *words)
{
  gsize length = strlen (words);

  return length > 0 && words[length - 1] == '.' ? length - 1 : length;
}

static void
explain (const Decoding *self, const GError *cause, GError **error)
{
  if (is_cancelled (self))
    g_cancellable_set_error_if_cancelled (self->cancellable, error);
  else if (self->too_large)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _ ("The picture claims to be %d × %d pixels large. More than %d million pixels "
                    "are not decoded."),
                 self->width, self->height, WIRE_PICTURE_MAX_PIXELS / 1000000);
  else if (cause && cause->domain == G_IO_ERROR)
    g_propagate_error (error, g_error_copy (cause));
  else if (cause)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The picture is broken: %.*s."),
                 (int) length_without_stop (cause->message), cause->message);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("The picture ends before its first pixel."));
}

/* Asked before the loader is closed: that of JPEG then makes up what is missing. */
static gboolean
has_all_rows (GdkPixbufLoader *loader, const Decoding *self)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  return !pixbuf || self->bottom == 0
         || (self->top <= 0 && self->bottom >= gdk_pixbuf_get_height (pixbuf));
}

static gboolean
run_loader (GdkPixbufLoader *loader,
            const guint8 *data,
            gsize size,
            Decoding *self,
            WirePicture *picture,
            GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GdkPixbuf) finished = NULL;
  gboolean fed = feed (loader, data, size, self, &cause)
                 && (!self->one_frame || feed (loader, &GIF_TRAILER, 1, self, &cause));
  gboolean whole = fed && has_all_rows (loader, self);
  gboolean closed = gdk_pixbuf_loader_close (loader, cause ? NULL : &cause);
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  if (is_cancelled (self) || self->too_large || !pixbuf || (self->bottom == 0 && !(fed && closed)))
    {
      explain (self, cause, error);
      return FALSE;
    }
  finished = finish_pixbuf (pixbuf, self);
  *picture = (WirePicture){ .texture = gdk_texture_new_for_pixbuf (finished),
                            .width = self->width,
                            .height = self->height,
                            .partial = !closed || !whole };
  return TRUE;
}

/**
 * wire_picture_decode:
 * @bytes: of a file
 * @edge: the longer edge of what is shown, in pixels, where the picture's own is longer; 0 for all
 * @cancellable: (nullable): polled
 * @picture: (out): cleared by the caller
 * @error: set where %FALSE is returned, to a sentence
 *
 * Decodes a GIF (its first frame), JPEG, PNG, WebP, BMP or icon, recognised by its bytes. Blocks,
 * within the bounds above; any thread. One that breaks off shows as far as it goes.
 *
 * SVG is not among them: it is a program that draws, and nobody can say how long.
 *
 * Returns: whether there is something to see
 */
gboolean
wire_picture_decode (
    GBytes *bytes, int edge, GCancellable *cancellable, WirePicture *picture, GError **error)
{
  const char *name = find_loader (bytes);
  g_autoptr (GdkPixbufLoader) loader = NULL;
  Decoding self = { .cancellable = cancellable, .edge = edge };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gboolean decoded;

  *picture = (WirePicture){ 0 };
  loader = name ? gdk_pixbuf_loader_new_with_type (name, NULL) : NULL;
  if (!loader)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("This is not a picture of a kind that can be shown."));
      return FALSE;
    }
  size = MIN (size, WIRE_PICTURE_MAX_BYTES);
  if (g_str_equal (name, "gif"))
    {
      gsize end = find_first_frame_end (data, size);

      self.one_frame = end < size;
      size = end;
    }
  if (g_str_equal (name, "bmp"))
    read_bmp_size (data, size, &self);
  self.shrinks_itself = edge > 0 && g_str_equal (name, "jpeg");
  self.deadline = g_get_monotonic_time () + WIRE_PICTURE_MAX_SECONDS * G_USEC_PER_SEC;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &self);
  g_signal_connect (loader, "area-updated", G_CALLBACK (area_updated_cb), &self);
  decoded = run_loader (loader, data, size, &self, picture, error);
  if (self.alone)
    g_mutex_unlock (&large);
  return decoded;
}

/* In a job */

typedef struct
{
  GBytes *bytes;
  int edge;
  WirePicture picture; /* written by the worker before it returns, read after */
  WirePictureReady ready;
  GObject *owner;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_bytes_unref (request->bytes);
  wire_picture_clear (&request->picture);
  g_free (request);
}

static gboolean
decode_work (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;

  return wire_picture_decode (request->bytes, request->edge, wire_job_get_cancellable (job),
                              &request->picture, error);
}

static void
ended_cb (WireJob *job, gpointer data)
{
  Request *request = data;
  g_autoptr (GObject) owner = request->owner;
  gboolean done = wire_job_get_state (job) == WIRE_JOB_DONE;

  request->ready (job, done ? &request->picture : NULL, owner);
}

/**
 * wire_picture_start:
 * @bytes: of a file
 * @edge: as for wire_picture_decode()
 * @ready: called at the end, cancelled or not
 * @owner: given to @ready; kept alive until then, and let go on the main thread
 *
 * wire_picture_decode() in a worker.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_picture_start (GBytes *bytes, int edge, WirePictureReady ready, GObject *owner)
{
  WireJob *job = wire_job_new (_ ("Decoding a picture"));
  Request *request = g_new0 (Request, 1);

  request->bytes = g_bytes_ref (bytes);
  request->edge = edge;
  request->ready = ready;
  request->owner = g_object_ref (owner);
  wire_job_start (job, decode_work, request, request_free, ended_cb, request);
  return job;
}
