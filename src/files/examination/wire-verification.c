/* wire-verification.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-verification.h"

#include "files/digests/wire-file-hash.h"
#include "files/sets/wire-hash-list.h"
#include "files/lists/wire-lines.h"
#include "base/wire-printable.h"
#include "files/lists/wire-siblings.h"

#include <glib/gi18n.h>

/** Returns: as `--json` and `md5sum --check` write it, in lower case */
const char *
wire_verification_status_to_key (WireVerificationStatus status)
{
  static const char *const KEYS[] = { "ok", "failed", "missing", "unreadable" };

  return KEYS[status];
}

static WireVerificationStatus
verify (const char *path, const WireChecksumLine *line, WireHashGate *gate, GError **error)
{
  WireFileHash hash;
  gsize size = wire_digest_get_info (line->algorithm)->size;

  if (wire_file_hash (path, WIRE_DIGEST_BIT (line->algorithm), gate, &hash, error))
    return memcmp (hash.digests.values[line->algorithm], line->digest, size) == 0
               ? WIRE_VERIFICATION_OK
               : WIRE_VERIFICATION_FAILED;
  return error && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
             ? WIRE_VERIFICATION_MISSING
             : WIRE_VERIFICATION_UNREADABLE;
}

static gboolean
verify_line (const char *folder,
             const WireChecksumLine *line,
             WireHashGate *gate,
             WireVerificationFunc func,
             gpointer data,
             WireVerificationCount *count)
{
  g_autofree char *path = g_path_is_absolute (line->name)
                              ? g_strdup (line->name)
                              : g_build_filename (folder, line->name, NULL);
  g_autoptr (GError) error = NULL;
  WireVerificationStatus status = verify (path, line, gate, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  count->counts[status]++;
  func (line->name, path, status, error, data);
  return TRUE;
}

static int
verify_lines (WireLines *lines,
              const char *folder,
              WireHashGate *gate,
              WireVerificationFunc func,
              gpointer data,
              WireVerificationCount *count,
              GError **error)
{
  WireLine line;
  int more;

  while ((more = wire_lines_next (lines, &line, error)) == 1)
    {
      g_auto (WireChecksumLine) checksum = { 0 };

      if (line.length == 0 || line.text[0] == '#')
        continue;
      if (line.too_long || !wire_checksum_line_parse (line.text, line.length, &checksum)
          || !checksum.name)
        count->bad_lines++;
      else if (!verify_line (folder, &checksum, gate, func, data, count))
        break;
    }
  return more;
}

/**
 * wire_verify_list:
 * @list: a file of `*sum` lines, GNU or BSD; names in it are relative to its folder
 * @job: (nullable): cancels
 * @func: called for every file, in the order of the list
 * @count: (out): what came of it
 * @error: %WIRE_HASH_LIST_ERROR_EMPTY where no line names a file
 *
 * Blocks; any thread.
 *
 * Returns: whether the list was read to its end, whatever it said
 */
gboolean
wire_verify_list (const char *list,
                  WireJob *job,
                  WireVerificationFunc func,
                  gpointer data,
                  WireVerificationCount *count,
                  GError **error)
{
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  g_autoptr (WireHashGate) gate = wire_hash_gate_new (cancellable);
  g_autoptr (WireLines) lines = wire_lines_open (list, cancellable, error);
  g_autofree char *folder = g_path_get_dirname (list);
  guint64 n_files = 0;

  *count = (WireVerificationCount){ 0 };
  if (!lines || verify_lines (lines, folder, gate, func, data, count, error) < 0
      || wire_job_set_error_if_cancelled (job, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (count->counts); i++)
    n_files += count->counts[i];
  if (n_files > 0)
    return TRUE;

  g_autofree char *name = wire_printable_name (list);
  g_set_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_EMPTY,
               _ ("“%s” does not name any file with its digest."), name);
  return FALSE;
}

static gboolean
is_list (const char *path, GCancellable *cancellable)
{
  g_autoptr (WireHashList) list = wire_hash_list_open (path, cancellable, NULL);

  return list && wire_hash_list_get_layout (list) == WIRE_HASH_LIST_CHECKSUMS;
}

static gboolean
verify_by_siblings (const char *path,
                    const GPtrArray *siblings,
                    WireHashGate *gate,
                    WireVerificationFunc func,
                    gpointer data,
                    WireVerificationCount *count,
                    GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) problem = NULL;
  WireVerificationStatus status = WIRE_VERIFICATION_UNREADABLE;
  WireFileHash hash;

  if (wire_file_hash (path, wire_siblings_get_mask (siblings), gate, &hash, &problem))
    {
      WireSiblingCheck *check = wire_siblings_check (siblings, &hash.digests);

      status = check->agrees ? WIRE_VERIFICATION_OK : WIRE_VERIFICATION_FAILED;
      wire_sibling_check_free (check);
    }
  else if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  else if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    status = WIRE_VERIFICATION_MISSING;
  *count = (WireVerificationCount){ 0 };
  count->counts[status] = 1;
  func (name, path, status, problem, data);
  return TRUE;
}

/**
 * wire_verify:
 * @path: a checksum list, or a file that a list beside it speaks of (#WireSiblings)
 * @job: (nullable): cancels
 * @func: called for every file: those of the list, or @path
 * @count: (out): what came of it
 * @error: %WIRE_HASH_LIST_ERROR_EMPTY where @path is neither
 *
 * Blocks; any thread.
 *
 * Returns: whether all was looked at, whatever came of it
 */
gboolean
wire_verify (const char *path,
             WireJob *job,
             WireVerificationFunc func,
             gpointer data,
             WireVerificationCount *count,
             GError **error)
{
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  g_autoptr (WireHashGate) gate = wire_hash_gate_new (cancellable);
  g_autoptr (WireSiblings) siblings = wire_siblings_new ();
  g_autoptr (GPtrArray) found = wire_siblings_find (siblings, path);

  if (found && !is_list (path, cancellable))
    return verify_by_siblings (path, found, gate, func, data, count, error);
  return wire_verify_list (path, job, func, data, count, error);
}
