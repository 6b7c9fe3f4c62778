/* wire-type-detector.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-detector.h"

#include "files/types/wire-own-signatures.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define SIGNATURES "/io/github/wirecase/files/signatures.tsv"
#define MEDIA_TYPES "/io/github/wirecase/files/media-types.tsv"

struct _WireTypeDetector
{
  gatomicrefcount references;
  WireSignatureTable *signatures;
  WireMime *mime;
};

extern GResource *wire_files_get_resource (void);

static char *
read_resource (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static gboolean
add_signatures (WireSignatureTable *table, GError **error)
{
  g_autofree char *own = read_resource (SIGNATURES, error);
  g_autofree char *path = wire_own_signatures_get_path ();
  g_autofree char *users = NULL;

  if (!own || !wire_signature_table_add (table, own, error))
    return FALSE;
  if (g_file_get_contents (path, &users, NULL, NULL)
      && !wire_signature_table_add (table, users, error))
    {
      g_prefix_error (error, "“%s”: ", path);
      return FALSE;
    }
  return TRUE;
}

static WireMime *
make_mime (GError **error)
{
  g_autoptr (WireMime) mime = wire_mime_new (NULL);
  g_autofree char *usual = read_resource (MEDIA_TYPES, error);

  if (!usual)
    return NULL;
  wire_mime_add_usual (mime, usual);
  return g_steal_pointer (&mime);
}

/**
 * wire_type_detector_new:
 * @error: %G_IO_ERROR_INVALID_DATA where the user's signatures are wrong
 *
 * Takes some milliseconds. Blocks; any thread.
 *
 * Returns: (transfer full) (nullable): tables of its own
 */
WireTypeDetector *
wire_type_detector_new (GError **error)
{
  g_autoptr (WireTypeDetector) detector = g_new0 (WireTypeDetector, 1);

  g_atomic_ref_count_init (&detector->references);
  g_resources_register (wire_files_get_resource ()); /* again does no harm */
  detector->signatures = wire_signature_table_new ();
  detector->mime = make_mime (error);
  if (!detector->mime || !add_signatures (detector->signatures, error))
    return NULL;
  return g_steal_pointer (&detector);
}

/* Changes whenever the user's signatures do. */
static gint64
get_signatures_stamp (void)
{
  g_autofree char *path = wire_own_signatures_get_path ();
  GStatBuf info;

  return g_stat (path, &info) == 0
             ? ((gint64) info.st_mtim.tv_sec * 1000000 + info.st_mtim.tv_nsec / 1000) ^ info.st_size
             : 0;
}

/**
 * wire_type_detector_get_shared:
 * @error: %G_IO_ERROR_INVALID_DATA where the user's signatures are wrong
 *
 * The one that all parts of the program share. It is made again after the user's signatures
 * changed; who still holds the old one keeps it until it lets go. Blocks; any thread.
 *
 * Returns: (transfer full) (nullable): a reference
 */
WireTypeDetector *
wire_type_detector_get_shared (GError **error)
{
  static GMutex lock;
  static WireTypeDetector *shared;
  static gint64 made_for;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  gint64 stamp = get_signatures_stamp ();

  if (shared && stamp == made_for)
    return wire_type_detector_ref (shared);
  g_clear_pointer (&shared, wire_type_detector_unref);
  shared = wire_type_detector_new (error);
  made_for = stamp;
  return shared ? wire_type_detector_ref (shared) : NULL;
}

/** Returns: (transfer full): @self, with one more reference */
WireTypeDetector *
wire_type_detector_ref (WireTypeDetector *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/** Lets go of a reference, and of the tables with the last one. */
void
wire_type_detector_unref (WireTypeDetector *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->signatures, wire_signature_table_free);
  g_clear_pointer (&self->mime, wire_mime_free);
  g_free (self);
}

/** Returns: (transfer none): its tables of MIME types */
const WireMime *
wire_type_detector_get_mime (const WireTypeDetector *self)
{
  return self->mime;
}

/** Returns: (transfer none): its signatures, with the user's */
const WireSignatureTable *
wire_type_detector_get_signatures (const WireTypeDetector *self)
{
  return self->signatures;
}
