/* wire-object-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-save.h"

#include "base/wire-io.h"
#include "capture/objects/wire-object-decoder.h"
#include "capture/wire-capture-body.h"
#include "files/digests/wire-digest.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

/* A file of which more than this is missing, and so many times what is there, is saved without its
 * gaps: thousands of such files would claim more than any disk has, and no program reads them. */
#define SPARSE_BYTES (16u * 1024 * 1024)
#define SPARSE_TIMES 16u

typedef struct
{
  int fd;
  int error;         /* an errno, or 0 */
  guint64 size;      /* of the file */
  guint64 offset;    /* in the body; another than @size where gaps are left out */
  guint64 mapped_to; /* in the body: where the last run ended */
  GString *map;      /* NULL where gaps are holes of the file */
  WireContentDecoder *decoder;
  WireDigester *digester; /* of what goes into the file; NULL where nobody asks */
} Writer;

void
wire_object_saved_clear (WireObjectSaved *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->map, g_free);
}

/* A WireContentSink. */
static gboolean
write_content (const guint8 *bytes, gsize length, gpointer user_data)
{
  Writer *self = user_data;

  if (!wire_io_write (self->fd, bytes, length))
    {
      self->error = errno;
      return FALSE;
    }
  if (self->digester)
    wire_digester_add (self->digester, bytes, length);
  self->size += length;
  self->offset += length;
  return TRUE;
}

/* A hole reads as zeros. */
static void
digest_gap (Writer *self, guint32 length)
{
  static const guint8 ZEROS[4096];

  for (guint32 n; self->digester && length > 0; length -= n)
    {
      n = MIN (length, (guint32) sizeof ZEROS);
      wire_digester_add (self->digester, ZEROS, n);
    }
}

/* A line of the map where a run of bytes begins: neighbours are one run. */
static gboolean
write_mapped (Writer *self, const guint8 *bytes, guint32 length, gboolean begins)
{
  if (begins)
    g_string_append_printf (self->map, "%" PRIu64 "\t%" PRIu64 "\n", self->offset, self->size);
  return write_content (bytes, length, self);
}

/* Gaps are holes of the file: they read as zeros and take no room. */
static gboolean
write_gap (Writer *self, guint32 length)
{
  self->offset += length;
  if (self->map)
    return TRUE;
  self->size += length;
  digest_gap (self, length);
  if (ftruncate (self->fd, (off_t) self->size) == 0
      && lseek (self->fd, (off_t) self->size, SEEK_SET) >= 0)
    return TRUE;
  self->error = errno;
  return FALSE;
}

/* A WireBodyVisitor. */
static gboolean
write_bytes (const guint8 *bytes, guint32 length, gpointer user_data)
{
  Writer *self = user_data;
  guint64 next;
  gboolean begins;

  if (self->decoder)
    return bytes && wire_content_decoder_add (self->decoder, bytes, length) == WIRE_CONTENT_MORE;
  if (!bytes)
    return write_gap (self, length);
  if (!self->map)
    return write_content (bytes, length, self);
  next = self->mapped_to;
  begins = self->size == 0 || next != self->offset;
  self->mapped_to = self->offset + length;
  return write_mapped (self, bytes, length, begins);
}

static gboolean
write_body (const WireObjectList *list,
            const WireBody *body,
            const WireObject *object,
            Writer *writer,
            GCancellable *cancellable,
            GError **error)
{
  WireCapture *capture = wire_object_list_get_capture (list);
  g_autoptr (WireContentDecoder) decoder = wire_object_decoder_new (object, write_content, writer);

  writer->decoder = decoder;
  if (!wire_capture_visit_body (capture, body, write_bytes, writer, cancellable, error))
    return FALSE;
  if (!decoder || writer->size > 0
      || wire_content_decoder_get_state (decoder) != WIRE_CONTENT_BROKEN)
    return TRUE;
  /* It was not coded after all. */
  writer->decoder = NULL;
  return wire_capture_visit_body (capture, body, write_bytes, writer, cancellable, error);
}

/* Counted from the body itself: WireObject may say what a server claimed. */
static gboolean
is_mostly_missing (const WireBody *body)
{
  guint64 missing = 0;

  for (guint32 i = 0; i < body->n; i++)
    if (body->extents[i].offset == WIRE_EXTENT_GAP)
      missing += body->extents[i].length;
  return missing > SPARSE_BYTES && missing / SPARSE_TIMES > body->size - missing;
}

/* Writes an object into @save. @map: (out) (nullable): the places of its bytes. @digester:
 * (nullable): gets what is written. Returns: whether all of it was */
static gboolean
fill (const WireObjectList *list,
      guint32 object,
      WireSave *save,
      WireDigester *digester,
      WireObjectSaved *saved,
      GString **map,
      GCancellable *cancellable,
      GError **error)
{
  Writer writer = { .fd = wire_save_get_fd (save), .digester = digester };
  g_auto (WireBody) body = { 0 };

  wire_object_list_get_body (list, object, &body);
  if (is_mostly_missing (&body))
    writer.map = *map = g_string_new (NULL);
  if (!write_body (list, &body, wire_object_list_get (list, object), &writer, cancellable, error))
    return FALSE;
  if (*map)
    g_string_prepend (*map, _ ("# What was captured, piece by piece: the offset of a piece in what "
                               "was sent, and in the file next to this one.\n"));
  saved->size = writer.size;
  if (writer.error == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (writer.error),
               _ ("A download could not be written: %s."), g_strerror (writer.error));
  return FALSE;
}

static gboolean
save_map (WireSaveFolder *folder,
          const char *name,
          const GString *map,
          WireObjectSaved *saved,
          GError **error)
{
  g_autofree char *wanted = g_strconcat (name, ".map", NULL);
  g_autoptr (WireSave) save = NULL;
  WireDigests digests = { 0 };

  if (!map)
    return TRUE;
  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), map->str, map->len, &digests);
  memcpy (saved->map_sha256, digests.values[WIRE_DIGEST_SHA256], sizeof saved->map_sha256);
  save = wire_save_begin (folder, error);
  if (save && wire_save_write (save, map->str, map->len, error))
    saved->map = wire_save_end_new (save, wanted, error);
  return saved->map != NULL;
}

/**
 * wire_object_save_as:
 * @list: a list
 * @object: one of its objects that has a body
 * @path: the file; one that is there is replaced once all is written
 * @cancellable: (nullable): polled now and then
 * @saved: (out): zeroed; what was written
 * @error: set where %FALSE is returned; what was at @path is there still
 *
 * As wire_object_save(), into a file that the user chose.
 *
 * Returns: whether it was written
 */
gboolean
wire_object_save_as (const WireObjectList *list,
                     guint32 object,
                     const char *path,
                     GCancellable *cancellable,
                     WireObjectSaved *saved,
                     GError **error)
{
  g_autoptr (WireSave) save = wire_save_begin_at (path, error);
  g_autofree char *folder_path = g_path_get_dirname (path);
  g_autoptr (WireSaveFolder) folder = NULL;
  GString *map = NULL;
  gboolean done = save && fill (list, object, save, NULL, saved, &map, cancellable, error)
                  && wire_save_end (save, error);

  if (done)
    saved->name = g_path_get_basename (path);
  if (done && map)
    {
      folder = wire_save_folder_open (folder_path, error);
      done = folder && save_map (folder, saved->name, map, saved, error);
    }
  if (map)
    g_string_free (map, TRUE);
  return done;
}

static void
take_digests (WireDigester *digester, WireObjectSaved *saved)
{
  WireDigests digests = { 0 };

  wire_digester_finish (digester, &digests);
  memcpy (saved->md5, digests.values[WIRE_DIGEST_MD5], sizeof saved->md5);
  memcpy (saved->sha256, digests.values[WIRE_DIGEST_SHA256], sizeof saved->sha256);
}

/**
 * wire_object_save:
 * @list: a list
 * @object: one of its objects that has a body
 * @extension: (nullable): for a name that has none
 * @folder: where to
 * @cancellable: (nullable): polled now and then
 * @saved: (out): zeroed; what was written
 * @error: set where %FALSE is returned; no file is left then
 *
 * Writes the content of an object, decoded, into a new file, which gets its name when it is whole.
 * Nothing is overwritten: where the name is taken, a number is added.
 *
 * Returns: whether it was written
 */
gboolean
wire_object_save (const WireObjectList *list,
                  guint32 object,
                  const char *extension,
                  WireSaveFolder *folder,
                  GCancellable *cancellable,
                  WireObjectSaved *saved,
                  GError **error)
{
  const WireObject *self = wire_object_list_get (list, object);
  g_autofree char *wanted = wire_object_make_file_name (self, extension);
  g_autoptr (WireSave) save = wire_save_begin (folder, error);
  g_autoptr (WireDigester) digester =
      wire_digester_new (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5) | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256));
  GString *map = NULL;
  gboolean done = FALSE;

  if (save && fill (list, object, save, digester, saved, &map, cancellable, error))
    {
      take_digests (digester, saved);
      saved->name = wire_save_end_new (save, wanted, error);
      done = saved->name && save_map (folder, saved->name, map, saved, error);
    }
  if (map)
    g_string_free (map, TRUE);
  return done;
}
