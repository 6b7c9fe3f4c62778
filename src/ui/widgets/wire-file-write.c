/* wire-file-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-file-write.h"

#include "base/wire-save.h"

#include <gio/gunixoutputstream.h>

/* What has no path here (a phone, a share): GIO knows how to write it whole. */
static gboolean
write_remote (GFile *file, WireJob *job, WireFileWriter write, gpointer data, GError **error)
{
  GCancellable *cancellable = wire_job_get_cancellable (job);
  g_autoptr (GFileOutputStream) out =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);
  g_autoptr (GCancellable) give_up = NULL;

  if (!out)
    return FALSE;
  if (write (G_OUTPUT_STREAM (out), job, data, error))
    return g_output_stream_close (G_OUTPUT_STREAM (out), cancellable, error);
  give_up = g_cancellable_new ();
  g_cancellable_cancel (give_up);
  g_output_stream_close (G_OUTPUT_STREAM (out), give_up, NULL);
  return FALSE;
}

/**
 * wire_file_write:
 * @file: what is there already is replaced when all is written, and kept where that fails
 * @job: in whose worker this runs
 * @write: gives the bytes
 * @data: for @write
 * @error: as GIO or @write sets it
 */
gboolean
wire_file_write (GFile *file, WireJob *job, WireFileWriter write, gpointer data, GError **error)
{
  const char *path = g_file_peek_path (file);
  g_autoptr (WireSave) save = NULL;
  g_autoptr (GOutputStream) out = NULL;

  if (!path)
    return write_remote (file, job, write, data, error);
  save = wire_save_begin_at (path, error);
  if (!save)
    return FALSE;
  out = g_unix_output_stream_new (wire_save_get_fd (save), FALSE);
  return write (out, job, data, error) && g_output_stream_flush (out, NULL, error)
         && !wire_job_set_error_if_cancelled (job, error) && wire_save_end (save, error);
}
