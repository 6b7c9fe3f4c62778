/* wire-capture-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-capture-keys.h"

#include "capture/tls/keys/wire-tls-keys-beside.h"
#include "capture/wire-capture-tls.h"
#include "ui/memory/wire-key-memory.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/**
 * WireCaptureKeys:
 *
 * Paths of the files with keys that a capture is read with. They are remembered for the next time;
 * what is in the files is never copied. Emits #WireCaptureKeys::found with the path of a key log
 * next to the capture that may help. Main thread only.
 */
struct _WireCaptureKeys
{
  GObject parent_instance;

  GFile *file;
  char *uri;
  GStrv paths;
};

G_DEFINE_FINAL_TYPE (WireCaptureKeys, wire_capture_keys, G_TYPE_OBJECT)

static guint found_signal;

typedef struct
{
  WireCapture *capture;
  char *path;  /* of the capture */
  char *found; /* written by the worker before it returns, read after */
} Look;

static void
wire_capture_keys_finalize (GObject *object)
{
  WireCaptureKeys *self = WIRE_CAPTURE_KEYS (object);

  g_clear_object (&self->file);
  g_free (self->uri);
  g_strfreev (self->paths);
  G_OBJECT_CLASS (wire_capture_keys_parent_class)->finalize (object);
}

static void
wire_capture_keys_class_init (WireCaptureKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_capture_keys_finalize;

  /**
   * WireCaptureKeys::found:
   * @keys: the keys
   * @path: of a key log next to the capture, which is not in use
   */
  found_signal = g_signal_new ("found", WIRE_TYPE_CAPTURE_KEYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wire_capture_keys_init (WireCaptureKeys *self)
{
  (void) self;
}

/** Returns: (transfer full): the keys that the capture @file was read with last */
WireCaptureKeys *
wire_capture_keys_new (GFile *file)
{
  WireCaptureKeys *self = g_object_new (WIRE_TYPE_CAPTURE_KEYS, NULL);

  self->file = g_object_ref (file);
  self->uri = g_file_get_uri (file);
  self->paths = wire_key_memory_get (self->uri);
  return self;
}

/** Returns: (transfer none): the capture */
GFile *
wire_capture_keys_get_file (WireCaptureKeys *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_KEYS (self), NULL);
  return self->file;
}

/** Returns: (transfer none): paths, up to a %NULL */
const char *const *
wire_capture_keys_get_paths (WireCaptureKeys *keys)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_KEYS (keys), NULL);
  return (const char *const *) keys->paths;
}

/** Adds @paths, up to a %NULL. Returns: whether one of them is new */
gboolean
wire_capture_keys_add (WireCaptureKeys *self, const char *const *paths)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint before;

  g_return_val_if_fail (WIRE_IS_CAPTURE_KEYS (self), FALSE);

  before = g_strv_length (self->paths);
  g_strv_builder_addv (builder, (const char **) self->paths);
  for (; *paths; paths++)
    if (!g_strv_contains ((const char *const *) self->paths, *paths))
      g_strv_builder_add (builder, *paths);
  g_strfreev (self->paths);
  self->paths = g_strv_builder_end (builder);
  wire_key_memory_set (self->uri, (const char *const *) self->paths);
  return g_strv_length (self->paths) > before;
}

/** The capture is read without keys from now on. */
void
wire_capture_keys_forget (WireCaptureKeys *self)
{
  g_return_if_fail (WIRE_IS_CAPTURE_KEYS (self));

  g_strfreev (self->paths);
  self->paths = g_new0 (char *, 1);
  wire_key_memory_set (self->uri, (const char *const *) self->paths);
}

/* Whether there is a connection that more keys may open. */
static gboolean
lacks_keys (WireCapture *capture)
{
  for (guint32 i = 0;; i++)
    {
      g_auto (WireTlsSession) session = { 0 };

      if (!wire_capture_get_tls_session (capture, i, &session))
        return FALSE;
      if (wire_tls_session_get_readable (&session) != WIRE_TLS_READABLE)
        return TRUE;
    }
}

static void
look_free (gpointer data)
{
  Look *look = data;

  g_object_unref (look->capture);
  g_free (look->path);
  g_free (look->found);
  g_free (look);
}

static gboolean
look_work (WireJob *job, gpointer data, GError **error)
{
  Look *look = data;

  if (lacks_keys (look->capture))
    look->found = wire_tls_keys_find_beside (look->path);
  return !wire_job_set_error_if_cancelled (job, error);
}

static void
looked_cb (WireJob *job, gpointer data, GObject *owner)
{
  const Look *look = data;
  WireCaptureKeys *self = WIRE_CAPTURE_KEYS (owner);

  (void) job;
  if (look->found && !g_strv_contains ((const char *const *) self->paths, look->found))
    g_signal_emit (self, found_signal, 0, look->found);
}

/** Looks in a worker for a key log next to @capture, which is loaded, where it would help. */
void
wire_capture_keys_look_beside (WireCaptureKeys *self, WireCapture *capture)
{
  g_autoptr (WireJob) job = NULL;
  Look *look;

  g_return_if_fail (WIRE_IS_CAPTURE_KEYS (self));
  if (!g_file_peek_path (self->file))
    return;
  look = g_new0 (Look, 1);
  look->capture = g_object_ref (capture);
  look->path = g_file_get_path (self->file);
  job = wire_owned_job_start (_ ("Looking for keys"), look_work, look, look_free, looked_cb,
                              G_OBJECT (self));
}
