/* wire-report-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-report-run.h"

#include "base/wire-save.h"
#include "capture/wire-capture-streams.h"
#include "ui/cases/wire-report-translated.h"
#include "ui/session/wire-capture-keys.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

void
wire_report_run_free (WireReportRun *self)
{
  g_free (self->path);
  g_strfreev (self->parts);
  g_free (self->language);
  g_free (self->out);
  g_free (self->sha256);
  g_hash_table_unref (self->keys);
  g_ptr_array_unref (self->evidence);
  g_free (self);
}

/* A capture is read with the keys that it was read with last. */
static void
add_file (WireReportRun *run, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCaptureKeys) keys = wire_capture_keys_new (file);

  g_hash_table_insert (run->keys, g_strdup (path),
                       g_strdupv ((char **) wire_capture_keys_get_paths (keys)));
  g_ptr_array_add (run->evidence, g_strdup (path));
}

/**
 * wire_report_run_new:
 * @path: of a case, or of a capture
 * @store: (nullable): that case
 *
 * Main thread only.
 *
 * Returns: (transfer full): a run without parts, format and file, which the caller sets
 */
WireReportRun *
wire_report_run_new (const char *path, WireCaseStore *store)
{
  WireReportRun *run = g_new0 (WireReportRun, 1);
  GPtrArray *evidence = store ? wire_case_store_get_evidence (store) : NULL;

  run->path = g_strdup (path);
  run->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  run->evidence = g_ptr_array_new_with_free_func (g_free);
  if (!store)
    add_file (run, path);
  else
    g_ptr_array_add (run->evidence, g_strdup (path));
  for (guint i = 0; evidence && i < evidence->len; i++)
    add_file (run, ((const WireCaseEvidence *) g_ptr_array_index (evidence, i))->full_path);
  return run;
}

WireCapture *
wire_report_run_load (const char *path, gpointer loading, GError **error)
{
  WireReportLoading *self = loading;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCapture) capture = wire_capture_new (file);
  const char *const *keys = g_hash_table_lookup (self->run->keys, path);

  if (keys)
    wire_capture_set_key_files (capture, keys);
  wire_capture_want_streams (capture);
  return wire_capture_load (capture, self->job, error) ? g_steal_pointer (&capture) : NULL;
}

/* Whether @out is a file of the case, by whatever name. */
static gboolean
is_evidence (const WireReportRun *run)
{
  GStatBuf out, other;

  if (g_stat (run->out, &out) != 0)
    return FALSE;
  for (guint i = 0; i < run->evidence->len; i++)
    if (g_stat (g_ptr_array_index (run->evidence, i), &other) == 0 && other.st_dev == out.st_dev
        && other.st_ino == out.st_ino)
      return TRUE;
  return FALSE;
}

static gboolean
check_target (const WireReportRun *run, GError **error)
{
  if (!is_evidence (run))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                       _ ("That file is evidence, or the case itself. The report was not written "
                          "over it."));
  return FALSE;
}

static gboolean
write_out (WireReportRun *run, GBytes *bytes, GError **error)
{
  g_autoptr (WireSave) save = NULL;
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  if (!check_target (run, error))
    return FALSE;
  save = wire_save_begin_at (run->out, error);
  if (!save || !wire_save_write (save, data, length, error) || !wire_save_end (save, error))
    return FALSE;
  run->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return TRUE;
}

WireHashDatabase *
wire_report_run_open_sets (GError **problem)
{
  g_autofree char *path = wire_hash_database_get_default_path ();

  return g_file_test (path, G_FILE_TEST_EXISTS) ? wire_hash_database_open (path, problem) : NULL;
}

/* Another program speaks that language. */
static gboolean
make_translated (WireReportRun *run, WireJob *job, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (run->out);
  g_autoptr (GBytes) bytes = NULL;

  if (!check_target (run, error) || !wire_report_translated_write (run, job, error))
    return FALSE;
  bytes = g_file_load_bytes (file, wire_job_get_cancellable (job), NULL, error);
  if (bytes)
    run->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return bytes != NULL;
}

/* In the window's language. */
static gboolean
make_here (WireReportRun *run, WireJob *job, GError **error)
{
  WireReportLoading loading = { run, job };
  g_autoptr (GError) problem = NULL;
  g_autoptr (WireHashDatabase) database = wire_report_run_open_sets (&problem);
  const WireReportWish wish = { .path = run->path,
                                .parts = (const char *const *) run->parts,
                                .load = wire_report_run_load,
                                .user_data = &loading,
                                .database = database,
                                .unmatched = problem };
  g_autoptr (WireReport) report = wire_report_make (&wish, job, error);
  g_autoptr (GBytes) bytes = report ? wire_report_write (report, run->format, error) : NULL;

  return bytes && !wire_job_set_error_if_cancelled (job, error) && write_out (run, bytes, error);
}

/* A WireJobFunc. */
static gboolean
make (WireJob *job, gpointer data, GError **error)
{
  WireReportRun *run = data;

  return run->language ? make_translated (run, job, error) : make_here (run, job, error);
}

static void
free_run (gpointer data)
{
  wire_report_run_free (data);
}

/**
 * wire_report_run_start:
 * @self: (transfer full): what is wanted
 * @ended: called at the end with @self
 * @owner: kept alive until then
 *
 * Returns: (transfer full): the job
 */
WireJob *
wire_report_run_start (WireReportRun *self, WireOwnedJobEnded ended, GObject *owner)
{
  return wire_owned_job_start (_ ("Writing the report"), make, self, free_run, ended, owner);
}
