/* main.c: wirecase-picture-helper, which decodes one picture for the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window writes a request; this process loads what it needs, gives up what it does not need,
 * says hello, reads the picture and writes what it looks like. See pictures/wire-picture-reply.h.
 */

#include "pictures/helper/wire-picture-decoder.h"
#include "pictures/helper/wire-picture-sandbox.h"

#include <errno.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

/* The pixels of the largest picture, what a progressive JPEG keeps of them, and once more where it
 * is turned upright. */
#define MAX_MEMORY (G_GUINT64_CONSTANT (768) * 1024 * 1024)

/* By exit(3) of a program that was used in the wrong way. */
#define EXIT_USAGE 2

static gboolean
read_all (void *data, gsize size)
{
  for (gsize at = 0; at < size;)
    {
      gssize got = read (STDIN_FILENO, (char *) data + at, size - at);

      if (got == 0 || (got < 0 && errno != EINTR))
        return FALSE;
      at += (gsize) MAX (got, 0);
    }
  return TRUE;
}

static gboolean
write_all (const void *data, gsize size)
{
  for (gsize at = 0; at < size;)
    {
      gssize put = write (STDOUT_FILENO, (const char *) data + at, size - at);

      if (put < 0 && errno != EINTR)
        return FALSE;
      at += (gsize) MAX (put, 0);
    }
  return TRUE;
}

static gboolean
write_pixels (GdkPixbuf *pixbuf, const WirePictureReply *reply)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  gsize row = (gsize) reply->shown_width * reply->channels;

  for (gint32 y = 0; y < reply->shown_height; y++)
    if (!write_all (pixels + (gsize) y * stride, row))
      return FALSE;
  return TRUE;
}

static gboolean
write_reply (const WirePictureDecoded *decoded)
{
  WirePictureReply reply = { .end = decoded->end,
                             .width = decoded->width,
                             .height = decoded->height,
                             .partial = (guint32) decoded->partial };
  gsize length = decoded->words ? strlen (decoded->words) : 0;

  if (decoded->pixbuf)
    {
      reply.shown_width = gdk_pixbuf_get_width (decoded->pixbuf);
      reply.shown_height = gdk_pixbuf_get_height (decoded->pixbuf);
      reply.channels = (guint32) gdk_pixbuf_get_n_channels (decoded->pixbuf);
      length = (gsize) reply.shown_width * (gsize) reply.shown_height * reply.channels;
    }
  reply.length = (guint32) length;
  if (!write_all (&reply, sizeof reply))
    return FALSE;
  return decoded->pixbuf ? write_pixels (decoded->pixbuf, &reply)
                         : write_all (decoded->words, length);
}

/* What the first fault, and the first text of a PNG, would open: messages in the user's language,
 * and tables of characters. */
static void
load_early (void)
{
  g_autoptr (GdkPixbufLoader) loader = wire_picture_decoder_load (WIRE_PICTURE_PNG);
  g_autofree char *text = g_convert ("\xe9", 1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);

  if (!loader)
    return;
  (void) gdk_pixbuf_loader_write (loader, (const guint8 *) "not a picture", 13, NULL);
  (void) gdk_pixbuf_loader_close (loader, NULL);
}

static gboolean
serve (const WirePictureRequest *request, GdkPixbufLoader *loader)
{
  g_autofree guint8 *data = g_try_malloc (MAX (request->size, 1));
  g_auto (WirePictureDecoded) decoded = { .end = WIRE_PICTURE_UNKNOWN };

  if (!data || !read_all (data, request->size))
    return FALSE;
  if (loader)
    wire_picture_decoder_decode (loader, (WirePictureKind) request->kind, data, request->size,
                                 request->edge, &decoded);
  return write_reply (&decoded);
}

int
main (void)
{
  WirePictureRequest request;
  WirePictureHello hello = { .magic = WIRE_PICTURE_MAGIC };
  GdkPixbufLoader *loader;

  setlocale (LC_ALL, "");
  if (!read_all (&request, sizeof request) || request.magic != WIRE_PICTURE_MAGIC
      || request.size > WIRE_PICTURE_MAX_BYTES)
    return EXIT_USAGE;
  load_early ();
  loader = wire_picture_decoder_load ((WirePictureKind) request.kind);
  if (!wire_picture_sandbox_limit (MAX_MEMORY, WIRE_PICTURE_MAX_SECONDS))
    return EXIT_USAGE;
  hello.refused = wire_picture_sandbox_close ();
  if (!write_all (&hello, sizeof hello))
    _exit (EXIT_USAGE);
  /* Nothing is tidied up: that would run more code after the stranger's bytes. */
  _exit (serve (&request, loader) ? 0 : EXIT_USAGE);
}
