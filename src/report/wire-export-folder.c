/* wire-export-folder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-export-folder-private.h"

#include "base/wire-json.h"
#include "base/wire-printable.h"
#include "base/wire-save.h"
#include "files/digests/wire-file-hash.h"
#include "wire-config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>

/* The folders that there can be in it. */
static const char *const FOLDERS[] = { "transfers", "packets" };

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *name = NULL;
  int saved;

  if (g_mkdir (path, 0700) == 0)
    return TRUE;
  saved = errno;
  name = wire_printable_name (path);
  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (saved),
               _ ("The folder “%s” could not be made: %s."), name, g_strerror (saved));
  return FALSE;
}

/**
 * wire_export_folder_new:
 * @path: of a folder that is not there yet
 * @error: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): the folder, which is empty
 */
WireExportFolder *
wire_export_folder_new (const char *path, GError **error)
{
  WireExportFolder *self;

  if (!make_folder (path, error))
    return NULL;
  self = g_new0 (WireExportFolder, 1);
  self->path = g_strdup (path);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->sums = g_string_new (NULL);
  self->manifest = g_string_new ("{\"program\":\"Wirecase\",\"version\":");
  wire_json_append_string (self->manifest, WIRE_VERSION);
  g_string_append (self->manifest, ",\"files\":[");
  return self;
}

/* Only what was written here, by its name, is taken away. */
static void
take_away (WireExportFolder *self)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *path = g_build_filename (self->path, self->names->pdata[i], NULL);

      g_unlink (path);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (FOLDERS); i++)
    {
      g_autofree char *path = g_build_filename (self->path, FOLDERS[i], NULL);

      g_rmdir (path);
    }
  g_rmdir (self->path);
}

void
wire_export_folder_free (WireExportFolder *self)
{
  if (!self->kept)
    take_away (self);
  g_free (self->path);
  g_ptr_array_unref (self->names);
  g_string_free (self->sums, TRUE);
  g_string_free (self->manifest, TRUE);
  g_free (self);
}

/** Makes a folder in @folder: `transfers` or `packets`. Returns: (transfer full) (nullable): its
 * path */
char *
wire_export_folder_make (WireExportFolder *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  g_return_val_if_fail (g_str_equal (name, FOLDERS[0]) || g_str_equal (name, FOLDERS[1]), NULL);
  return g_file_test (path, G_FILE_TEST_IS_DIR) || make_folder (path, error)
             ? g_steal_pointer (&path)
             : NULL;
}

static void
append_manifest (WireExportFolder *self,
                 const char *name,
                 const char *facts,
                 const WireFileHash *hash,
                 const char *sha256)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);

  g_string_append (self->manifest, self->names->len > 1 ? ",\n{\"file\":" : "\n{\"file\":");
  wire_json_append_string (self->manifest, valid);
  g_string_append_printf (self->manifest, ",\"size\":%" PRIu64 ",\"sha256\":\"%s\"%s}", hash->size,
                          sha256, facts);
}

/**
 * wire_export_folder_add:
 * @name: of a file that was written into the folder, from that on
 * @facts: members of JSON that say more of it, each with a comma before it
 *
 * Notes the file with its digest, which is that of what is on the disk.
 */
gboolean
wire_export_folder_add (WireExportFolder *self, const char *name, const char *facts, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);
  g_autofree char *sha256 = NULL;

  g_ptr_array_add (self->names, g_strdup (name));
  if (!wire_file_hash (path, WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), NULL, hash, error))
    return FALSE;
  sha256 = wire_digests_get_hex (&hash->digests, WIRE_DIGEST_SHA256);
  g_string_append_printf (self->sums, "%s  %s\n", sha256, name);
  append_manifest (self, name, facts, hash, sha256);
  return TRUE;
}

static gboolean
write_file (WireExportFolder *self, const char *name, gconstpointer data, gsize n, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autoptr (WireSave) save = wire_save_begin_at (path, error);

  return save && wire_save_write (save, data, n, error) && wire_save_end (save, error);
}

/** Writes a file of @bytes, and notes it. */
gboolean
wire_export_folder_add_bytes (WireExportFolder *self,
                              const char *name,
                              GBytes *bytes,
                              GError **error)
{
  gsize n;
  gconstpointer data = g_bytes_get_data (bytes, &n);

  return write_file (self, name, data, n, error) && wire_export_folder_add (self, name, "", error);
}

/** Writes `manifest.json` and, last, `SHA256SUMS`, which has that as well. */
gboolean
wire_export_folder_end (WireExportFolder *self, GError **error)
{
  g_string_append (self->manifest, "\n]}\n");
  if (!write_file (self, "manifest.json", self->manifest->str, self->manifest->len, error)
      || !wire_export_folder_add (self, "manifest.json", "", error))
    return FALSE;
  g_ptr_array_add (self->names, g_strdup ("SHA256SUMS"));
  return write_file (self, "SHA256SUMS", self->sums->str, self->sums->len, error);
}

/** Leaves the folder where it is. */
void
wire_export_folder_keep (WireExportFolder *self)
{
  self->kept = TRUE;
}
