/* wire-case-contents.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-contents.h"

#include "capture/wire-capture.h"
#include "cases/wire-case-private.h"

static gboolean
keep (WireCase *self, gint64 evidence, WireCapture *capture, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = wire_case_prepare (
      self,
      "INSERT OR REPLACE INTO contents (evidence, format, packets, bytes, flows, first, last,"
      " complete) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  WireCaptureSummary summary;

  if (!statement)
    return FALSE;
  wire_capture_get_summary (capture, &summary);
  sqlite3_bind_int64 (statement, 1, evidence);
  sqlite3_bind_text (statement, 2, wire_capture_get_format (capture), -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 3, (gint64) summary.packets);
  sqlite3_bind_int64 (statement, 4, (gint64) summary.bytes);
  sqlite3_bind_int64 (statement, 5, (gint64) summary.flows);
  sqlite3_bind_int64 (statement, 6, summary.first);
  sqlite3_bind_int64 (statement, 7, summary.last);
  sqlite3_bind_int64 (statement, 8, summary.complete);
  return wire_case_step (self, statement, error);
}

static gboolean
learn (WireCase *self,
       const WireCaseEvidence *evidence,
       const char *path,
       WireJob *job,
       gboolean *is,
       GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCapture) capture = NULL;

  *is = evidence->format != NULL;
  if (*is)
    return TRUE;
  capture = wire_capture_new (file);
  if (!wire_capture_load (capture, job, NULL))
    return !job || !wire_job_set_error_if_cancelled (job, error);
  *is = TRUE;
  return keep (self, evidence->id, capture, error);
}

/**
 * wire_case_learn:
 * @evidence: of @self, which has just been added
 * @job: (nullable): for cancellation
 * @error: set where %FALSE is returned
 *
 * Reads the file, and keeps what it holds where it is a capture: another file is none the less
 * evidence. Nothing is read again that is known. Blocks.
 *
 * Returns: whether the case could be used
 */
gboolean
wire_case_learn (WireCase *self, const WireCaseEvidence *evidence, WireJob *job, GError **error)
{
  gboolean is;

  return learn (self, evidence, evidence->full_path, job, &is, error);
}

/**
 * wire_case_is_capture:
 * @evidence: of @self
 * @path: where it is now, and is what it was
 * @is: (out): whether it is a capture that can be read
 * @error: set where %FALSE is returned
 *
 * As wire_case_learn(), of a case that may be older than what it knows of captures.
 *
 * Returns: whether the case could be used
 */
gboolean
wire_case_is_capture (WireCase *self,
                      const WireCaseEvidence *evidence,
                      const char *path,
                      gboolean *is,
                      GError **error)
{
  return learn (self, evidence, path, NULL, is, error);
}
