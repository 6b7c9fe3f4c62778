/* wire-batch-unit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/batch/wire-batch-unit.h"

#include "files/digests/wire-file-hash.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of what a process complains of, the last line is reported; it is looked for here. */
#define LAST_WORDS 4096u

/* Folders in each other that a command makes. */
#define DEEPEST 32u

static void
set_error (GError **error, const char *path)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
               _ ("“%s” could not be made: %s."), path, g_strerror (code));
}

/* Removes a folder that a process made, and what is in it. Links are not followed; what is deeper
 * than commands make stays. */
static void
remove_tree (const char *path, guint depth)
{
  gboolean link = g_file_test (path, G_FILE_TEST_IS_SYMLINK);
  GDir *dir = link || depth == 0 ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child, depth - 1);
    }
  if (dir)
    g_dir_close (dir);
  (void) g_remove (path);
}

static gboolean
hash (WireBatchUnit *self, GError **error)
{
  g_autofree WireFileHash *hashed = g_new0 (WireFileHash, 1);

  if (!wire_file_hash (self->path, WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), NULL, hashed, error))
    return FALSE;
  self->digest = wire_digests_get_hex (&hashed->digests, WIRE_DIGEST_SHA256);
  self->size = hashed->size;
  return TRUE;
}

/* A process that is through removes the lock's file: another one may have the name by now. */
static gboolean
is_still_there (int lock, const char *path)
{
  struct stat ours;
  GStatBuf theirs;

  return fstat (lock, &ours) == 0 && g_stat (path, &theirs) == 0 && ours.st_ino == theirs.st_ino
         && ours.st_dev == theirs.st_dev;
}

/* The lock ends with the process that has it, however that ends; what it left is begun again. */
static WireBatchClaim
lock_folder (WireBatchUnit *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->folder, ".lock", NULL);

  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (self->lock < 0)
    {
      set_error (error, path);
      return WIRE_BATCH_UNREADABLE;
    }
  if (flock (self->lock, LOCK_EX | LOCK_NB) != 0 || !is_still_there (self->lock, path))
    return WIRE_BATCH_BUSY;
  if (g_file_test (self->final, G_FILE_TEST_IS_DIR))
    return WIRE_BATCH_DONE;
  remove_tree (self->folder, DEEPEST);
  if (g_mkdir (self->folder, 0777) != 0)
    {
      set_error (error, self->folder);
      return WIRE_BATCH_UNREADABLE;
    }
  return WIRE_BATCH_CLAIMED;
}

/**
 * wire_batch_unit_claim:
 * @self: (out): to be cleared
 * @out: the folder of all output
 * @path: of the capture
 * @error: set with %WIRE_BATCH_UNREADABLE
 *
 * Hashes the capture and makes an empty folder for what will be made of it, unless that is there
 * already or another process is at it, on this machine or on another one with the same files.
 *
 * Returns: what came of it
 */
WireBatchClaim
wire_batch_unit_claim (WireBatchUnit *self, const char *out, const char *path, GError **error)
{
  g_autofree char *hidden = NULL;

  *self = (WireBatchUnit){ .path = g_strdup (path), .lock = -1 };
  if (!hash (self, error))
    return WIRE_BATCH_UNREADABLE;
  hidden = g_strdup_printf (".%s.part", self->digest);
  self->folder = g_build_filename (out, hidden, NULL);
  self->final = g_build_filename (out, self->digest, NULL);
  if (g_file_test (self->final, G_FILE_TEST_IS_DIR))
    return WIRE_BATCH_DONE;
  return lock_folder (self, error);
}

static void
unlock (WireBatchUnit *self)
{
  g_autofree char *path = g_strconcat (self->folder, ".lock", NULL);

  if (self->lock < 0)
    return;
  (void) g_unlink (path);
  close (self->lock);
  self->lock = -1;
}

/** Gives the output its name. */
gboolean
wire_batch_unit_finish (WireBatchUnit *self, GError **error)
{
  if (g_rename (self->folder, self->final) != 0)
    {
      set_error (error, self->final);
      return FALSE;
    }
  unlock (self);
  return TRUE;
}

/** Returns: (transfer full): the last line of what the process complained of; may be empty */
char *
wire_batch_unit_read_complaint (const WireBatchUnit *self)
{
  g_autofree char *path = g_build_filename (self->folder, "messages", NULL);
  g_autofree char *text = NULL;
  gsize length = 0;
  char *last;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return g_strdup ("");
  g_strchomp (text);
  length = strlen (text);
  last = strrchr (text + (length > LAST_WORDS ? length - LAST_WORDS : 0), '\n');
  return g_utf8_make_valid (last ? last + 1 : text, -1);
}

/** Removes what was made so far. */
void
wire_batch_unit_drop (WireBatchUnit *self)
{
  if (self->lock < 0)
    return;
  remove_tree (self->folder, DEEPEST);
  unlock (self);
}

void
wire_batch_unit_clear (WireBatchUnit *self)
{
  if (self->lock >= 0)
    close (self->lock);
  g_clear_object (&self->process);
  g_free (self->path);
  g_free (self->digest);
  g_free (self->folder);
  g_free (self->final);
}
