/* wire-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-picture.h"

#include "base/wire-printable.h"
#include "pictures/wire-picture-kind.h"
#include "ui/widgets/wire-picture-helper.h"

#include <glib/gi18n.h>
#include <string.h>

void
wire_picture_clear (WirePicture *self)
{
  g_clear_object (&self->texture);
  *self = (WirePicture){ 0 };
}

/** Returns: whether @bytes begin as a picture of a kind that wire_picture_decode() knows */
gboolean
wire_picture_is_one (GBytes *bytes)
{
  return wire_picture_kind_recognise (bytes) != WIRE_PICTURE_NONE;
}

/* @words: (nullable). Returns: (transfer full): a decoder's words, to go on after: they agree on no
 * punctuation */
static char *
read_words (GBytes *words)
{
  gsize size = 0;
  const char *data = words ? g_bytes_get_data (words, &size) : NULL;
  g_autofree char *text = NULL;

  if (size > 0 && data[size - 1] == '.')
    size--;
  text = g_utf8_make_valid (size > 0 ? data : "", (gssize) size);
  return wire_printable_name (text);
}

static void
explain (const WirePictureReply *reply, GBytes *content, GError **error)
{
  g_autofree char *words = read_words (content);

  if (reply->end == WIRE_PICTURE_TOO_LARGE)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _ ("The picture claims to be %d × %d pixels large. More than %d million pixels "
                    "are not decoded."),
                 reply->width, reply->height, WIRE_PICTURE_MAX_PIXELS / 1000000);
  else if (reply->end == WIRE_PICTURE_BROKEN)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The picture is broken: %s."),
                 words);
  else if (reply->end == WIRE_PICTURE_ENDS_EARLY)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("The picture ends before its first pixel."));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _ ("This is not a picture of a kind that can be shown."));
}

static GdkTexture *
make_texture (const WirePictureReply *reply, GBytes *pixels)
{
  return gdk_memory_texture_new (reply->shown_width, reply->shown_height,
                                 reply->channels == 4 ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                 pixels, (gsize) reply->shown_width * reply->channels);
}

/**
 * wire_picture_decode:
 * @bytes: of a file
 * @edge: the longer edge of what is shown, in pixels, where the picture's own is longer; 0 for all
 * @cancellable: (nullable): watched
 * @picture: (out): cleared by the caller
 * @error: set where %FALSE is returned, to a sentence
 *
 * Decodes a GIF (its first frame), JPEG, PNG, WebP, BMP or icon, recognised by its bytes, in a
 * process of its own: see #WirePictureHelper. Blocks, within the bounds above; any thread. One that
 * breaks off shows as far as it goes.
 *
 * SVG is not among them: it is a program that draws, and nobody can say how long.
 *
 * Returns: whether there is something to see
 */
gboolean
wire_picture_decode (
    GBytes *bytes, int edge, GCancellable *cancellable, WirePicture *picture, GError **error)
{
  const WirePictureHelper helper = { .program = wire_picture_helper_find_program (),
                                     .seconds = WIRE_PICTURE_HELPER_SECONDS };
  WirePictureReply reply = { .end = WIRE_PICTURE_UNKNOWN };
  g_autoptr (GBytes) content = NULL;

  *picture = (WirePicture){ 0 };
  if (wire_picture_is_one (bytes))
    {
      content = wire_picture_helper_decode (&helper, bytes, edge, cancellable, &reply, error);
      if (!content)
        return FALSE;
    }
  if (reply.end != WIRE_PICTURE_SHOWN)
    {
      explain (&reply, content, error);
      return FALSE;
    }
  *picture = (WirePicture){ .texture = make_texture (&reply, content),
                            .width = reply.width,
                            .height = reply.height,
                            .partial = reply.partial != 0 };
  return TRUE;
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
