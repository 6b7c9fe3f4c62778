/* wire-hash-database-copy.c: taking hash sets along to another place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-hash-database-private.h"

#include "base/wire-printable.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Pages between two looks at whether the job is cancelled: four MiB. */
#define PAGES 1024

static gboolean
fail (const char *path, const char *problem, GError **error)
{
  g_autofree char *name = wire_printable_name (path);

  g_set_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_STORAGE,
               _ ("The hash sets could not be copied to “%s”: %s."), name, problem);
  return FALSE;
}

static gboolean
copy_pages (sqlite3_backup *backup, WireJob *job, GError **error)
{
  int result;

  do
    {
      int all;

      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      result = sqlite3_backup_step (backup, PAGES);
      all = sqlite3_backup_pagecount (backup);
      if (result == SQLITE_BUSY || result == SQLITE_LOCKED)
        sqlite3_sleep (10); /* ms: somebody writes just now */
      if (all > 0)
        wire_job_set_progress (job, 1 - (double) sqlite3_backup_remaining (backup) / all, NULL);
    }
  while (result == SQLITE_OK || result == SQLITE_BUSY || result == SQLITE_LOCKED);
  return result == SQLITE_DONE;
}

static gboolean
fill (WireHashDatabase *database, const char *path, WireJob *job, GError **error)
{
  GError *cancelled = NULL;
  sqlite3 *target = NULL;
  sqlite3_backup *backup = NULL;
  gboolean done = FALSE;

  if (sqlite3_open_v2 (path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL)
      == SQLITE_OK)
    backup = sqlite3_backup_init (target, "main", database->db, "main");
  if (backup)
    {
      done = copy_pages (backup, job, &cancelled);
      done = sqlite3_backup_finish (backup) == SQLITE_OK && done;
    }
  if (cancelled)
    g_propagate_error (error, cancelled);
  else if (!done)
    fail (path, sqlite3_errmsg (target), error);
  sqlite3_close (target);
  return done;
}

/**
 * wire_hash_database_copy:
 * @path: of the copy; its folder is made where it is missing
 * @job: for progress and cancellation
 * @error: #WIRE_HASH_DATABASE_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Copies all sets while they go on being used. The copy is there whole or not at all; what stood
 * at @path before is replaced. Blocks.
 */
gboolean
wire_hash_database_copy (WireHashDatabase *self, const char *path, WireJob *job, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *unfinished = g_strconcat (path, ".part", NULL);

  g_mkdir_with_parents (folder, 0700);
  g_unlink (unfinished);
  if (fill (self, unfinished, job, error))
    {
      if (g_rename (unfinished, path) == 0)
        return TRUE;
      fail (path, g_strerror (errno), error);
    }
  g_unlink (unfinished);
  return FALSE;
}
