/* wire-download-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-picture.h"

#include "capture/objects/wire-object-content.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireObjectList *list;
  guint32 object;
  int edge;
  WirePicture picture; /* written by the worker before it returns, read after */
  WirePictureReady ready;
} Request;

/* Where a job remembers the number of its object. */
#define OBJECT_KEY "wire-object"

static void
request_free (gpointer data)
{
  Request *request = data;

  wire_object_list_unref (request->list);
  wire_picture_clear (&request->picture);
  g_free (request);
}

static gboolean
decode_work (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;
  GCancellable *cancellable = wire_job_get_cancellable (job);
  g_autoptr (GBytes) bytes = wire_object_read_content (request->list, request->object,
                                                       WIRE_PICTURE_MAX_BYTES, cancellable, error);

  return bytes && wire_picture_decode (bytes, request->edge, cancellable, &request->picture, error);
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *request = data;
  gboolean done = wire_job_get_state (job) == WIRE_JOB_DONE;

  request->ready (job, done ? &request->picture : NULL, owner);
}

/**
 * wire_download_picture_start:
 * @list: a list
 * @object: one of its objects
 * @edge: as for wire_picture_decode()
 * @ready: called at the end, cancelled or not
 * @owner: given to @ready; kept alive until then, and let go on the main thread
 *
 * Reads an object from the capture and decodes it as wire_picture_start() does.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_download_picture_start (
    WireObjectList *list, guint32 object, int edge, WirePictureReady ready, GObject *owner)
{
  Request *request = g_new0 (Request, 1);
  WireJob *job;

  request->list = wire_object_list_ref (list);
  request->object = object;
  request->edge = edge;
  request->ready = ready;
  job = wire_owned_job_start (_ ("Decoding a picture"), decode_work, request, request_free,
                              ended_cb, owner);
  g_object_set_data (G_OBJECT (job), OBJECT_KEY, GUINT_TO_POINTER (object));
  return job;
}

/** Returns: the object that wire_download_picture_start() was given */
guint32
wire_download_picture_get_object (WireJob *job)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (job), OBJECT_KEY));
}
