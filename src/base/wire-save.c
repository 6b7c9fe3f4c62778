/* wire-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-save.h"

#include "base/wire-io.h"
#include "base/wire-kept-files.h"
#include "base/wire-printable.h"
#include "base/wire-text-hash.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _WireSaveFolder
{
  int fd;
  char *path;
  char *name;          /* printable */
  GHashTable *numbers; /* wanted name → the number that the next file of that name gets */
};

struct _WireSave
{
  WireSaveFolder *folder;
  gboolean owns_folder;
  int fd;
  char *temporary; /* NULL where the file has no name yet */
  char *target;    /* of wire_save_begin_at(), in the folder */
  gboolean backup;
};

static gboolean
fail (const WireSaveFolder *folder, const char *name, int code, GError **error)
{
  g_autofree char *printable = wire_printable_name (name);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _ ("“%s” could not be written in “%s”: %s."), printable, folder->name,
               g_strerror (code));
  return FALSE;
}

/** Returns: (transfer full) (nullable): the folder at @path, which must be one */
WireSaveFolder *
wire_save_folder_open (const char *path, GError **error)
{
  g_autoptr (WireSaveFolder) self = g_new0 (WireSaveFolder, 1);

  self->path = g_strdup (path);
  self->name = wire_printable_name (path);
  /* Names come from outside: many that share a hash must not cost more than others. */
  self->numbers = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
  self->fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->fd >= 0)
    return g_steal_pointer (&self);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("The folder “%s” could not be opened: %s."), self->name, g_strerror (errno));
  return NULL;
}

/**
 * wire_save_folder_open_inside:
 * @folder: a folder
 * @name: of a folder in it, without others; it is made where it is not there. A link is not
 * followed
 *
 * Returns: (transfer full) (nullable): that folder
 */
WireSaveFolder *
wire_save_folder_open_inside (WireSaveFolder *folder, const char *name, GError **error)
{
  g_autoptr (WireSaveFolder) self = g_new0 (WireSaveFolder, 1);

  self->path = g_build_filename (folder->path, name, NULL);
  self->name = wire_printable_name (self->path);
  self->numbers = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
  if (mkdirat (folder->fd, name, 0777) == 0 || errno == EEXIST)
    self->fd = openat (folder->fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  else
    self->fd = -1;
  if (self->fd >= 0)
    return g_steal_pointer (&self);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("The folder “%s” could not be opened: %s."), self->name, g_strerror (errno));
  return NULL;
}

void
wire_save_folder_free (WireSaveFolder *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_hash_table_unref (self->numbers);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

/* A file under a name that nobody has. Returns: its descriptor, or -1 */
static int
create_named (int folder, char **name)
{
  for (guint tries = 0; tries < 100; tries++)
    {
      g_autofree char *candidate = g_strdup_printf (".wirecase-%08x", g_random_int ());
      int fd = openat (folder, candidate, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);

      if (fd >= 0)
        *name = g_steal_pointer (&candidate);
      if (fd >= 0 || errno != EEXIST)
        return fd;
    }
  return -1;
}

/**
 * wire_save_begin:
 * @folder: where to; must outlive the file
 *
 * Returns: (transfer full) (nullable): an empty file that has no name yet
 */
WireSave *
wire_save_begin (WireSaveFolder *folder, GError **error)
{
  g_autoptr (WireSave) self = g_new0 (WireSave, 1);

  self->folder = folder;
  self->fd = openat (folder->fd, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
  if (self->fd < 0
      && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL || errno == ENOENT))
    self->fd = create_named (folder->fd, &self->temporary); /* not every file system has those */
  if (self->fd >= 0)
    return g_steal_pointer (&self);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("No file could be made in “%s”: %s."), folder->name, g_strerror (errno));
  return NULL;
}

/* What a file at @name of the folder may be for another to take its place. */
static gboolean
check_target (const WireSaveFolder *folder, const char *name, GError **error)
{
  g_autofree char *printable = wire_printable_name (name);
  struct stat info;

  if (fstatat (folder->fd, name, &info, 0) != 0)
    return TRUE;
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                   _ ("“%s” is not a regular file and cannot be replaced by one."), printable);
      return FALSE;
    }
  if (!wire_kept_files_have (&info))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               _ ("“%s” is open as evidence and is not written over. Choose another name."),
               printable);
  return FALSE;
}

/**
 * wire_save_begin_at:
 * @path: the file that is to be there at the end; one that is there already is replaced then. A
 *   link is followed
 * @error: also where that is no regular file, or is open as evidence
 *
 * Returns: (transfer full) (nullable): an empty file for wire_save_end()
 */
WireSave *
wire_save_begin_at (const char *path, GError **error)
{
  char *followed = realpath (path, NULL);
  g_autofree char *real = g_strdup (followed ? followed : path);
  g_autofree char *folder_path = g_path_get_dirname (real);
  g_autofree char *name = g_path_get_basename (real);
  g_autoptr (WireSaveFolder) folder = wire_save_folder_open (folder_path, error);
  WireSave *self;

  free (followed);
  if (!folder || !check_target (folder, name, error))
    return NULL;
  self = wire_save_begin (folder, error);
  if (!self)
    return NULL;
  g_steal_pointer (&folder);
  self->owns_folder = TRUE;
  self->target = g_steal_pointer (&name);
  return self;
}

/** Lets go of the file; one that was not ended is gone. */
void
wire_save_free (WireSave *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary)
    unlinkat (self->folder->fd, self->temporary, 0);
  if (self->owns_folder)
    wire_save_folder_free (self->folder);
  g_free (self->temporary);
  g_free (self->target);
  g_free (self);
}

/** Returns: for writing; stays the file's */
int
wire_save_get_fd (WireSave *self)
{
  return self->fd;
}

/** Returns: whether all of @bytes were appended to what was there */
gboolean
wire_save_write (WireSave *self, gconstpointer bytes, gsize length, GError **error)
{
  return wire_io_write (self->fd, bytes, length)
         || fail (self->folder, self->target ? self->target : "…", errno, error);
}

/** @backup: wire_save_end() keeps what it replaces as `NAME~` */
void
wire_save_set_backup (WireSave *self, gboolean backup)
{
  self->backup = backup;
}

/** Returns: where the extension of @name begins, with its dot; at its end where it has none */
const char *
wire_save_find_extension (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot && dot != name && strlen (dot) <= 16 ? dot : name + strlen (name);
}

static char *
number_name (const char *name, guint number)
{
  const char *extension = wire_save_find_extension (name);

  if (number == 1)
    return g_strdup (name);
  return g_strdup_printf ("%.*s (%u)%s", (int) (extension - name), name, number, extension);
}

/* Gives the file @name, unless there is one already: EEXIST then. */
static gboolean
put_in_place (WireSave *self, const char *name)
{
  g_autofree char *own = NULL;

  if (self->temporary)
    return linkat (self->folder->fd, self->temporary, self->folder->fd, name, 0) == 0
           || (errno == EPERM /* a file system without links */
               && faccessat (self->folder->fd, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0
               && renameat (self->folder->fd, self->temporary, self->folder->fd, name) == 0);
  own = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  return linkat (AT_FDCWD, own, self->folder->fd, name, AT_SYMLINK_FOLLOW) == 0;
}

/**
 * wire_save_end_new:
 * @self: all of it is written
 * @wanted: a name without folders; where it is taken, a number is added
 *
 * Nothing is overwritten. The numbers of a name go on where the last one of this folder ended.
 *
 * Returns: (transfer full) (nullable): the name that it got
 */
char *
wire_save_end_new (WireSave *self, const char *wanted, GError **error)
{
  guint number = MAX (1, GPOINTER_TO_UINT (g_hash_table_lookup (self->folder->numbers, wanted)));

  for (; number < G_MAXUINT; number++)
    {
      g_autofree char *name = number_name (wanted, number);

      if (put_in_place (self, name))
        {
          g_hash_table_replace (self->folder->numbers, g_strdup (wanted),
                                GUINT_TO_POINTER (number + 1));
          return g_steal_pointer (&name);
        }
      if (errno != EEXIST)
        break;
    }
  fail (self->folder, wanted, errno, error);
  return NULL;
}

/* Keeps what is there under a second name, which may have been that of an older one. */
static gboolean
keep_old (const WireSave *self)
{
  g_autofree char *backup = g_strconcat (self->target, "~", NULL);
  int folder = self->folder->fd;

  if (faccessat (folder, self->target, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
    return TRUE;
  unlinkat (folder, backup, 0);
  return linkat (folder, self->target, folder, backup, 0) == 0;
}

/* An unnamed file can only get a new name: it takes one in the same folder, then its place. */
static gboolean
replace_target (WireSave *self)
{
  int folder = self->folder->fd;
  struct stat old;

  if (fstatat (folder, self->target, &old, 0) == 0 && fchmod (self->fd, old.st_mode & 07777) != 0)
    return FALSE;
  if (fsync (self->fd) != 0 || (self->backup && !keep_old (self)))
    return FALSE;
  while (!self->temporary)
    {
      g_autofree char *name = g_strdup_printf (".wirecase-%08x", g_random_int ());

      if (put_in_place (self, name))
        self->temporary = g_steal_pointer (&name);
      else if (errno != EEXIST)
        return FALSE;
    }
  return renameat (folder, self->temporary, folder, self->target) == 0;
}

/**
 * wire_save_end:
 * @self: of wire_save_begin_at(), all of it written
 *
 * Puts the file in its place, in one step. Returns: whether it is there; where not, the old one is
 */
gboolean
wire_save_end (WireSave *self, GError **error)
{
  g_return_val_if_fail (self->target, FALSE);

  if (!check_target (self->folder, self->target, error))
    return FALSE;
  if (!replace_target (self))
    return fail (self->folder, self->target, errno, error);
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}
