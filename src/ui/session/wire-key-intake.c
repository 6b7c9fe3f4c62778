/* wire-key-intake.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-key-intake.h"

#include "capture/tls/keys/wire-tls-keys.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  GStrv paths;
  gboolean all_keys; /* the user says that they have keys */
  GPtrArray *keys;   /* of paths, not owned; the worker writes these before it returns */
  GPtrArray *others; /* likewise */
  WireKeyIntakeDone done;
} Intake;

static void
intake_free (gpointer data)
{
  Intake *intake = data;

  g_ptr_array_unref (intake->keys);
  g_ptr_array_unref (intake->others);
  g_strfreev (intake->paths);
  g_free (intake);
}

static gboolean
take (Intake *self, char *path, GError **error)
{
  if (self->all_keys)
    {
      if (!wire_tls_keys_check_file (path, error))
        return FALSE;
      g_ptr_array_add (self->keys, path);
    }
  else
    g_ptr_array_add (wire_tls_keys_recognise_file (path) ? self->keys : self->others, path);
  return TRUE;
}

static gboolean
intake_work (WireJob *job, gpointer data, GError **error)
{
  Intake *self = data;
  gboolean taken = TRUE;

  guint i = 0;

  while (taken && self->paths[i])
    {
      taken = !wire_job_set_error_if_cancelled (job, error) && take (self, self->paths[i], error);
      i += taken;
    }
  for (; !taken && self->paths[i]; i++)
    g_ptr_array_add (self->others, self->paths[i]);
  g_ptr_array_add (self->keys, NULL);
  g_ptr_array_add (self->others, NULL);
  return taken;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  const Intake *self = data;
  gboolean failed = wire_job_get_state (job) == WIRE_JOB_FAILED;

  if (!wire_job_is_cancelled (job))
    self->done ((const char *const *) self->keys->pdata, (const char *const *) self->others->pdata,
                failed ? wire_job_get_error (job) : NULL, owner);
}

static void
start (const char *const *paths, gboolean all_keys, WireKeyIntakeDone done, GObject *owner)
{
  Intake *self = g_new0 (Intake, 1);
  g_autoptr (WireJob) job = NULL;

  self->paths = g_strdupv ((char **) paths);
  self->all_keys = all_keys;
  self->keys = g_ptr_array_new ();
  self->others = g_ptr_array_new ();
  self->done = done;
  job = wire_owned_job_start (_ ("Looking for keys"), intake_work, self, intake_free, ended_cb,
                              owner);
}

/** Looks in a worker which of @paths have keys, and tells @done. @owner is kept alive until then.
 */
void
wire_key_intake_sort (const char *const *paths, WireKeyIntakeDone done, GObject *owner)
{
  start (paths, FALSE, done, owner);
}

/** As wire_key_intake_sort(), for files that the user takes for keys: what is not is a problem, and
 * ends the look. */
void
wire_key_intake_check (const char *const *paths, WireKeyIntakeDone done, GObject *owner)
{
  start (paths, TRUE, done, owner);
}
