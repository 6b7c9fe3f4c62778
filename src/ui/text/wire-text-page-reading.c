/* wire-text-page-reading.c: reading how a file begins, without holding the window up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-text-page-private.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "base/wire-printable.h"
#include "ui/work/wire-owned-job.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* One byte more than is shown: it says that there is more. */
#define MOST (WIRE_TEXT_SOURCE_MAX + 1)

typedef struct
{
  GFile *file;
  GBytes *bytes; /* written by the worker before it returns, read after */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->file);
  g_clear_pointer (&reading->bytes, g_bytes_unref);
  g_free (reading);
}

static gssize
read_path (const char *path, gpointer bytes, GError **error)
{
  struct stat info;
  int fd = wire_file_open_regular (path, &info, error);
  gssize n;

  if (fd < 0)
    return -1;
  n = wire_io_read_full (fd, bytes, MOST);
  if (n < 0)
    wire_file_set_errno_error (error, path, errno);
  close (fd);
  return n;
}

/* What is on no disk of this machine. */
static gssize
read_elsewhere (GFile *file, gpointer bytes, WireJob *job, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, wire_job_get_cancellable (job), error);
  gsize n;

  if (!stream
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, MOST, &n,
                                   wire_job_get_cancellable (job), error))
    return -1;
  return (gssize) n;
}

static gboolean
read_work (WireJob *job, gpointer data, GError **error)
{
  Reading *reading = data;
  const char *path = g_file_peek_path (reading->file);
  g_autofree char *bytes = g_malloc (MOST);
  gssize n =
      path ? read_path (path, bytes, error) : read_elsewhere (reading->file, bytes, job, error);

  if (n < 0)
    return FALSE;
  reading->bytes = g_bytes_new (bytes, (gsize) n);
  return TRUE;
}

/* What is said of a path is a sentence that names it. */
static void
tell_unread (WireTextPage *self, GFile *file, const char *name, const GError *error)
{
  g_autofree char *sentence =
      g_file_peek_path (file)
          ? g_strdup (error->message)
          : g_strdup_printf (_ ("%s could not be read: %s"), name, error->message);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.notify", "s", sentence);
}

static void
read_cb (WireJob *job, gpointer data, GObject *owner)
{
  Reading *reading = data;
  WireTextPage *self = WIRE_TEXT_PAGE (owner);
  g_autofree char *base = g_file_get_basename (reading->file);
  g_autofree char *name = wire_printable_name (base);

  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    tell_unread (self, reading->file, name, wire_job_get_error (job));
  else if (reading->bytes)
    wire_text_page_show_bytes (self, name, reading->bytes);
}

/** Reads how @file begins in a job, and decodes that; a notice says what went wrong. Only regular
 * files are read: a FIFO would hold the job up until somebody writes. */
void
wire_text_page_read_file (WireTextPage *self, GFile *file)
{
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (WireJob) job = NULL;

  reading->file = g_object_ref (file);
  job = wire_owned_job_start (_ ("Reading a text file"), read_work, reading, reading_free, read_cb,
                              G_OBJECT (self));
}
