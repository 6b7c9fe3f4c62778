/* wire-case-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-evidence.h"

#include "cases/wire-case-private.h"
#include "files/digests/wire-file-hash.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* A capture that got another name is looked for among so many files, of which so many are hashed.
 */
#define MAX_ENTRIES 10000u
#define MAX_HASHED 16u

/** Returns: as --json writes it */
const char *
wire_case_state_to_key (WireCaseState state)
{
  static const char *const KEYS[] = { "same", "moved", "changed", "missing", "unreadable" };

  g_return_val_if_fail (state < G_N_ELEMENTS (KEYS), NULL);
  return KEYS[state];
}

void
wire_case_evidence_free (WireCaseEvidence *self)
{
  g_free (self->path);
  g_free (self->full_path);
  g_free (self->sha256);
  g_free (self->format);
  g_free (self);
}

/* Returns: (transfer full): the folder of the case, without links or dots */
static char *
get_folder (const WireCase *self)
{
  g_autofree char *path = g_canonicalize_filename (self->path, NULL);

  return g_path_get_dirname (path);
}

/* A case and its evidence can be taken to another machine together. */
static char *
make_relative (const WireCase *self, const char *full_path)
{
  g_autofree char *folder = get_folder (self);
  gsize length = strlen (folder);

  if (g_str_has_prefix (full_path, folder) && full_path[length] == '/')
    return g_strdup (full_path + length + 1);
  return g_strdup (full_path);
}

static gboolean
hash_file (const char *path, WireFileHash *hash, char **sha256, GError **error)
{
  if (!wire_file_hash (path, WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), NULL, hash, error))
    return FALSE;
  *sha256 = wire_digests_get_hex (&hash->digests, WIRE_DIGEST_SHA256);
  return TRUE;
}

static gboolean
insert (WireCase *self, WireCaseEvidence *evidence, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      wire_case_prepare (self,
                         "INSERT INTO evidence (path, size, sha256, modified, added, clock)"
                         " VALUES (?, ?, ?, ?, ?, 0)",
                         error);

  if (!statement)
    return FALSE;
  sqlite3_bind_text (statement, 1, evidence->path, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 2, (gint64) evidence->size);
  sqlite3_bind_text (statement, 3, evidence->sha256, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 4, evidence->modified);
  sqlite3_bind_int64 (statement, 5, evidence->added);
  if (!wire_case_step (self, statement, error))
    return FALSE;
  evidence->id = sqlite3_last_insert_rowid (self->db);
  return wire_case_log (self, "added", evidence->path, evidence->sha256, error);
}

/* Returns: (transfer full) (nullable): the file at @path as it is now; blocks */
static WireCaseEvidence *
examine (const WireCase *self, const char *path, GError **error)
{
  g_autoptr (WireCaseEvidence) evidence = g_new0 (WireCaseEvidence, 1);
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);

  evidence->full_path = g_canonicalize_filename (path, NULL);
  evidence->path = make_relative (self, evidence->full_path);
  if (!hash_file (evidence->full_path, hash, &evidence->sha256, error))
    return NULL;
  evidence->size = hash->size;
  evidence->modified = hash->modified;
  evidence->added = g_get_real_time () / G_USEC_PER_SEC;
  return g_steal_pointer (&evidence);
}

static gpointer
read_evidence (const WireCase *self, sqlite3_stmt *statement)
{
  WireCaseEvidence *evidence = g_new0 (WireCaseEvidence, 1);
  g_autofree char *folder = get_folder (self);

  evidence->id = sqlite3_column_int64 (statement, 0);
  evidence->path = wire_case_column (statement, 1);
  evidence->full_path = g_canonicalize_filename (evidence->path, folder);
  evidence->size = (guint64) sqlite3_column_int64 (statement, 2);
  evidence->sha256 = wire_case_column (statement, 3);
  evidence->modified = sqlite3_column_int64 (statement, 4);
  evidence->added = sqlite3_column_int64 (statement, 5);
  evidence->clock = sqlite3_column_int64 (statement, 6);
  if (sqlite3_column_type (statement, 7) == SQLITE_NULL)
    return evidence;
  evidence->format = wire_case_column (statement, 7);
  evidence->packets = (guint64) sqlite3_column_int64 (statement, 8);
  evidence->flows = (guint64) sqlite3_column_int64 (statement, 9);
  evidence->first = sqlite3_column_int64 (statement, 10);
  evidence->last = sqlite3_column_int64 (statement, 11);
  return evidence;
}

/** Returns: (transfer full) (nullable) (element-type WireCaseEvidence): in the order in which it
 * was added */
GPtrArray *
wire_case_list_evidence (WireCase *self, GError **error)
{
  return wire_case_read_rows (
      self,
      "SELECT id, path, size, sha256, modified, added, clock, format, packets, flows, first, last"
      " FROM evidence LEFT JOIN contents ON contents.evidence = evidence.id ORDER BY id",
      read_evidence, (GDestroyNotify) wire_case_evidence_free, error);
}

/* Returns: whether the case has @evidence, by path and digest */
static gboolean
find_same (WireCase *self, WireCaseEvidence *evidence, gboolean *found, GError **error)
{
  g_autoptr (GPtrArray) all = wire_case_list_evidence (self, error);

  *found = FALSE;
  for (guint i = 0; all && i < all->len && !*found; i++)
    {
      const WireCaseEvidence *one = g_ptr_array_index (all, i);

      *found =
          g_str_equal (one->path, evidence->path) && g_str_equal (one->sha256, evidence->sha256);
      if (*found)
        {
          evidence->id = one->id;
          evidence->added = one->added;
          evidence->clock = one->clock;
          evidence->format = g_strdup (one->format);
        }
    }
  return all != NULL;
}

static gboolean
insert_if_new (WireCase *self, WireCaseEvidence *evidence, GError **error)
{
  gboolean found;

  return find_same (self, evidence, &found, error) && (found || insert (self, evidence, error));
}

/**
 * wire_case_add_evidence:
 * @self: a case
 * @path: of a capture or another file
 * @error: set where %NULL is returned
 *
 * Hashes the file: blocks. What the case has, by path and digest, is not added once more.
 *
 * Returns: (transfer full) (nullable): what was kept
 */
WireCaseEvidence *
wire_case_add_evidence (WireCase *self, const char *path, GError **error)
{
  g_autoptr (WireCaseEvidence) evidence = examine (self, path, error);

  if (!evidence || !wire_case_begin (self, error)
      || !wire_case_end (self, insert_if_new (self, evidence, error), error))
    return NULL;
  return g_steal_pointer (&evidence);
}

/**
 * wire_case_set_clock:
 * @evidence: of @self
 * @clock: nanoseconds to add to its times
 *
 * Returns: whether it was kept
 */
gboolean
wire_case_set_clock (WireCase *self, const WireCaseEvidence *evidence, gint64 clock, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      wire_case_prepare (self, "UPDATE evidence SET clock = ? WHERE id = ?", error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, clock);
  sqlite3_bind_int64 (statement, 2, evidence->id);
  return wire_case_step (self, statement, error);
}

static gboolean
has_content (const char *path, const WireCaseEvidence *evidence)
{
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);
  g_autofree char *sha256 = NULL;

  return hash_file (path, hash, &sha256, NULL) && g_str_equal (sha256, evidence->sha256);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Returns: (transfer full): files of that size in @folder, by name; links are not followed */
static GPtrArray *
list_of_size (const char *folder, guint64 size)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  for (guint n = 0; dir && n < MAX_ENTRIES && (name = g_dir_read_name (dir)); n++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && (guint64) info.st_size == size)
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

/* Whether the case has the file by that path: a copy is not what became of another one. */
static gboolean
has_path (const GPtrArray *all, const char *path)
{
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((const WireCaseEvidence *) all->pdata[i])->full_path, path))
      return TRUE;
  return FALSE;
}

/* Looks in @folder for a file of the same content, whatever its name. */
static gboolean
find_renamed (const char *folder,
              const WireCaseEvidence *evidence,
              const GPtrArray *all,
              char **path)
{
  g_autoptr (GPtrArray) paths = list_of_size (folder, evidence->size);

  for (guint i = 0; i < MIN (paths->len, MAX_HASHED); i++)
    if (!has_path (all, g_ptr_array_index (paths, i))
        && has_content (g_ptr_array_index (paths, i), evidence))
      {
        *path = g_strdup (g_ptr_array_index (paths, i));
        return TRUE;
      }
  return FALSE;
}

/* Where it was, and where the case is. */
static gboolean
find_anywhere (const WireCase *self, const WireCaseEvidence *evidence, char **path)
{
  g_autofree char *folder = get_folder (self);
  g_autofree char *own = g_path_get_dirname (evidence->full_path);
  g_autoptr (GPtrArray) all = wire_case_list_evidence ((WireCase *) self, NULL); /* only reads */

  return all
         && (find_renamed (own, evidence, all, path)
             || (!g_str_equal (own, folder) && find_renamed (folder, evidence, all, path)));
}

/* Looks for a file of the same name and content in the folder of the case. */
static gboolean
find_moved (const WireCase *self, const WireCaseEvidence *evidence, char **path)
{
  g_autofree char *folder = get_folder (self);
  g_autofree char *name = g_path_get_basename (evidence->path);
  g_autofree char *beside = g_build_filename (folder, name, NULL);

  if (g_str_equal (beside, evidence->full_path) || !has_content (beside, evidence))
    return FALSE;
  *path = g_steal_pointer (&beside);
  return TRUE;
}

/**
 * wire_case_evidence_check:
 * @evidence: of @self
 * @sha256: (out) (transfer full) (nullable): of what is at its path now, where it can be read
 * @path: (out) (transfer full) (nullable): where it is now; %NULL where it is not there
 *
 * Hashes the file: blocks. Notes are of the content that was added: where it has changed, they are
 * not of what is there now.
 */
WireCaseState
wire_case_evidence_check (const WireCase *self,
                          const WireCaseEvidence *evidence,
                          char **sha256,
                          char **path)
{
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);
  gboolean there = g_file_test (evidence->full_path, G_FILE_TEST_EXISTS);

  *sha256 = NULL;
  *path = NULL;
  if (there && hash_file (evidence->full_path, hash, sha256, NULL)
      && g_str_equal (*sha256, evidence->sha256))
    {
      *path = g_strdup (evidence->full_path);
      return WIRE_CASE_SAME;
    }
  if (find_moved (self, evidence, path) || (!there && find_anywhere (self, evidence, path)))
    return WIRE_CASE_MOVED;
  if (!there)
    return WIRE_CASE_MISSING;
  return *sha256 ? WIRE_CASE_CHANGED : WIRE_CASE_UNREADABLE;
}
