/* wire-file-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-file-write.h"

/**
 * wire_file_write:
 * @file: what stands there already is replaced when all is written, and kept where that fails
 * @job: in whose worker this runs
 * @write: gives the bytes
 * @data: for @write
 * @error: as GIO or @write sets it
 */
gboolean
wire_file_write (GFile *file, WireJob *job, WireFileWriter write, gpointer data, GError **error)
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
