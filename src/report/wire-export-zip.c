/* wire-export-zip.c: an exported folder as a ZIP, by libarchive
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-export-folder-private.h"

#include "base/wire-printable.h"
#include "base/wire-save.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes that are read at once. */
#define CHUNK (256u * 1024u)

/* 1980-01-01, the first day of ZIP: the same files give the same ZIP, but for its encryption. */
#define FIRST_DAY 315532800

typedef struct archive Archive;
typedef struct archive_entry Entry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_write_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, archive_entry_free)

static gboolean
fail (Archive *zip, GError **error)
{
  const char *why = archive_error_string (zip);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The ZIP could not be written: %s."),
               why ? why : g_strerror (archive_errno (zip)));
  return FALSE;
}

static gboolean
fail_to_read (const char *path, GError **error)
{
  int saved = errno;
  g_autofree char *name = wire_printable_name (path);

  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (saved),
               _ ("“%s” could not be read: %s."), name, g_strerror (saved));
  return FALSE;
}

/* Everything of @fd into the entry that was begun. */
static gboolean
copy (Archive *zip, int fd, const char *path, WireJob *job, GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gssize n;

  while ((n = read (fd, chunk, CHUNK)) > 0)
    {
      if (job && wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      if (archive_write_data (zip, chunk, (gsize) n) != n)
        return fail (zip, error);
    }
  return n == 0 || fail_to_read (path, error);
}

static gboolean
add_file (Archive *zip, int fd, const char *path, const char *name, WireJob *job, GError **error)
{
  g_autoptr (Entry) entry = archive_entry_new ();
  struct stat info;

  if (fstat (fd, &info) != 0)
    return fail_to_read (path, error);
  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_size (entry, info.st_size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_mtime (entry, FIRST_DAY, 0);
  if (archive_write_header (zip, entry) != ARCHIVE_OK)
    return fail (zip, error);
  return copy (zip, fd, path, job, error);
}

static gboolean
add_name (
    const WireExportFolder *self, Archive *zip, const char *name, WireJob *job, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  gboolean added;

  if (fd < 0)
    return fail_to_read (path, error);
  added = add_file (zip, fd, path, name, job, error);
  close (fd);
  return added;
}

/* Never less than what was asked for: without AES there is no ZIP. */
static gboolean
begin (Archive *zip, int fd, const char *password, GError **error)
{
  if (archive_write_set_format_zip (zip) != ARCHIVE_OK
      || archive_write_set_options (zip, "zip:hdrcharset=UTF-8") != ARCHIVE_OK)
    return fail (zip, error);
  if (password
      && (archive_write_set_options (zip, "zip:encryption=aes256") != ARCHIVE_OK
          || archive_write_set_passphrase (zip, password) != ARCHIVE_OK))
    return fail (zip, error);
  return archive_write_open_fd (zip, fd) == ARCHIVE_OK || fail (zip, error);
}

/**
 * wire_export_folder_pack:
 * @path: of the ZIP
 * @password: (nullable): it is encrypted with AES-256 then
 * @job: (nullable): for cancellation
 * @error: set where %FALSE is returned
 *
 * Puts all files into a ZIP, which is there whole or not at all.
 */
gboolean
wire_export_folder_pack (
    WireExportFolder *self, const char *path, const char *password, WireJob *job, GError **error)
{
  g_autoptr (WireSave) save = wire_save_begin_at (path, error);
  g_autoptr (Archive) zip = archive_write_new ();

  if (!save || !begin (zip, wire_save_get_fd (save), password, error))
    return FALSE;
  for (guint i = 0; i < self->names->len; i++)
    if (!add_name (self, zip, self->names->pdata[i], job, error))
      return FALSE;
  return (archive_write_close (zip) == ARCHIVE_OK || fail (zip, error))
         && wire_save_end (save, error);
}
