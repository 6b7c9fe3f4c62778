/* wire-certificate-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tls/wire-certificate-save.h"

#include "base/wire-printable.h"
#include "capture/tls/wire-tls-certificate.h"
#include "ui/widgets/wire-file-write.h"
#include "ui/widgets/wire-toast.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  GFile *file;
  char *pem;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->file);
  g_free (saving->pem);
  g_free (saving);
}

/* A WireFileWriter. */
static gboolean
write_pem (GOutputStream *out, WireJob *job, gpointer pem, GError **error)
{
  return g_output_stream_write_all (out, pem, strlen (pem), NULL, wire_job_get_cancellable (job),
                                    error);
}

static gboolean
save_work (WireJob *job, gpointer data, GError **error)
{
  Saving *saving = data;

  return wire_file_write (saving->file, job, write_pem, saving->pem, error);
}

/* Files takes only what has a path. */
static void
offer_files (GtkWidget *owner, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = wire_printable_name (name);
  g_autofree char *sentence = g_strdup_printf (_ ("“%s” was saved."), shown);
  const char *paths[] = { g_file_peek_path (file), NULL };

  wire_toast_lead_to_files (owner, sentence, paths);
}

static void
saved_cb (WireJob *job, gpointer data, GObject *owner)
{
  const Saving *saving = data;

  if (!gtk_widget_get_root (GTK_WIDGET (owner))) /* the window was closed meanwhile */
    return;
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_toast_show (GTK_WIDGET (owner), wire_job_get_error (job)->message);
  else if (wire_job_get_state (job) == WIRE_JOB_DONE)
    offer_files (GTK_WIDGET (owner), saving->file);
}

/** Writes @der as PEM into @file, in a worker, and tells the user by a toast of the window that
 * @owner is in. */
void
wire_certificate_save (GBytes *der, GFile *file, GtkWidget *owner)
{
  g_autoptr (WireJob) job = NULL;
  Saving *saving = g_new (Saving, 1);

  *saving = (Saving){ g_object_ref (file), wire_tls_certificate_to_pem (der) };
  job = wire_owned_job_start (_ ("Saving the certificate"), save_work, saving, saving_free,
                              saved_cb, G_OBJECT (owner));
}
