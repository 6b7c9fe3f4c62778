/* wire-evidence-recognise.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-recognise.h"

#include "files/lists/wire-checksum-path.h"
#include "files/lists/wire-checksum-reader.h"
#include "files/sets/wire-hash-list.h"
#include "capture/reading/wire-reader.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Digests that a list is tried by: one that is nearly all something else is none. */
#define TRIED 16

typedef struct
{
  WireRecognised result;
  WireRecognisedFunc recognised;
} Request;

static gboolean
is_capture (const char *path, GCancellable *cancellable)
{
  g_autoptr (WireReader) reader = wire_reader_open (path, cancellable, NULL);

  return reader != NULL;
}

static gboolean
is_hash_list (const char *path, GCancellable *cancellable)
{
  g_autoptr (WireHashList) list = wire_hash_list_open (path, cancellable, NULL);
  WireKnownDigest digest;
  guint n = 0;

  while (list && n < TRIED && wire_hash_list_next (&digest, list, NULL) == 1)
    n++;
  return n > 0 && wire_hash_list_get_n_bad (list) <= n;
}

/* Whether one of the files that a list names early is there: then it is about files, and not a set.
 */
static gboolean
names_files_beside (const char *path, GCancellable *cancellable)
{
  g_autoptr (WireChecksumReader) reader = wire_checksum_reader_open (path, cancellable, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean found = FALSE;
  WireChecksumEntry entry;

  while (reader && !found && wire_checksum_reader_next (reader, &entry, NULL) == 1)
    {
      const char *name =
          entry.line->name ? entry.line->name : wire_checksum_reader_get_name (reader)->alone;
      g_autofree char *shown = NULL;
      g_autofree char *named =
          name && entry.line->n > 0 ? wire_checksum_find_file (folder, name, &shown) : NULL;

      found = named && g_file_test (named, G_FILE_TEST_IS_REGULAR);
    }
  return found;
}

/**
 * wire_recognise:
 * @path: a file, a folder, or anything else that was dropped
 * @checks: gets what a checksum list says
 * @cancellable: (nullable): ends reading
 *
 * By the content alone. Blocks; for workers.
 *
 * Returns: what to do with it
 */
WireDropped
wire_recognise (const char *path, WireEvidenceChecks *checks, GCancellable *cancellable)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return WIRE_DROPPED_EVIDENCE;
  if (is_capture (path, cancellable))
    return WIRE_DROPPED_CAPTURE;
  if (!is_hash_list (path, cancellable))
    return WIRE_DROPPED_EVIDENCE;
  if (names_files_beside (path, cancellable)
      && wire_evidence_checks_read (checks, path, cancellable, NULL))
    return WIRE_DROPPED_CHECKSUMS;
  return WIRE_DROPPED_HASH_SET;
}

static gboolean
recognise_work (WireJob *job, gpointer data, GError **error)
{
  WireRecognised *result = &((Request *) data)->result;

  for (guint i = 0; i < result->paths->len; i++)
    {
      WireDropped kind;

      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_job_set_progress (job, (double) i / result->paths->len, NULL);
      kind = wire_recognise (g_ptr_array_index (result->paths, i), result->checks,
                             wire_job_get_cancellable (job));
      g_array_append_val (result->kinds, kind);
    }
  return TRUE;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_ptr_array_unref (request->result.paths);
  g_array_unref (request->result.kinds);
  wire_evidence_checks_unref (request->result.checks);
  g_free (request);
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *request = data;

  request->recognised (wire_job_get_state (job) == WIRE_JOB_DONE ? &request->result : NULL, owner);
}

/** Returns: (transfer full): the job that recognises @paths. Main thread only. */
WireJob *
wire_recognise_start (const char *const *paths, WireRecognisedFunc recognised, GObject *owner)
{
  Request *request = g_new0 (Request, 1);

  request->result.paths = g_ptr_array_new_with_free_func (g_free);
  request->result.kinds = g_array_new (FALSE, FALSE, sizeof (WireDropped));
  request->result.checks = wire_evidence_checks_new ();
  for (; *paths; paths++)
    g_ptr_array_add (request->result.paths, g_strdup (*paths));
  request->recognised = recognised;
  return wire_owned_job_start (_ ("Recognising files"), recognise_work, request, request_free,
                               ended_cb, owner);
}
