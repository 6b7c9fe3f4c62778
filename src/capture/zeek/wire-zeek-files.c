/* wire-zeek-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-files.h"

#include "capture/objects/wire-object-content.h"
#include "capture/objects/wire-object-work.h"
#include "capture/zeek/wire-zeek-mime.h"

#define DIGESTS                                                                                    \
  (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5) | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA1)                          \
   | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256))

struct _WireZeekFiles
{
  WireObjectList *list;
  guint8 digest[WIRE_ZEEK_DIGEST_SIZE];
  guint32 n;
  WireObjectFacts *facts;
  guint8 *containers; /* 1 for those that others are parts of */
  char **types;       /* as Zeek calls them; NULL where that is not known */
  GHashTable *places; /* exchange and direction → GArray of object numbers */
};

/* Exchanges are fewer than 2²⁰. */
static gpointer
make_place (guint32 exchange, gboolean upload)
{
  return GUINT_TO_POINTER (exchange << 1 | (upload ? 1 : 0));
}

static void
place (WireZeekFiles *self, guint32 object)
{
  const WireObject *row = wire_object_list_get (self->list, object);
  gboolean upload = row->origin.direction == WIRE_TRANSFER_UPLOAD;

  if (row->exchange == WIRE_OBJECT_NONE || row->size == 0 || self->containers[object])
    return;
  for (guint32 part = 0; part < row->parts; part++)
    {
      guint32 exchange =
          row->parts > 1 ? wire_object_list_get_part (self->list, object, part) : row->exchange;
      gpointer key = make_place (exchange, upload);
      GArray *objects = g_hash_table_lookup (self->places, key);

      if (!objects)
        {
          objects = g_array_new (FALSE, FALSE, sizeof object);
          g_hash_table_insert (self->places, key, objects);
        }
      g_array_append_val (objects, object);
    }
}

static gboolean
sniff (WireZeekFiles *self, guint32 object, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) head = NULL;

  if (wire_object_list_get (self->list, object)->size == 0)
    return TRUE;
  head = wire_object_read_content (self->list, object, WIRE_ZEEK_MIME_HEAD, cancellable, error);
  if (!head)
    return FALSE;
  self->types[object] = wire_zeek_mime_guess (g_bytes_get_data (head, NULL),
                                              g_bytes_get_size (head), self->facts[object].type);
  return TRUE;
}

static gboolean
examine (WireZeekFiles *self, WireTypeDetector *detector, GCancellable *cancellable, GError **error)
{
  g_autofree guint32 *objects = g_new (guint32, self->n);

  for (guint32 i = 0; i < self->n; i++)
    objects[i] = i;
  if (!wire_object_examine_many (self->list, objects, self->n, detector, DIGESTS, cancellable,
                                 self->facts, error))
    return FALSE;
  for (guint32 i = 0; i < self->n; i++)
    {
      const WireObjectOrigin *origin = &wire_object_list_get (self->list, i)->origin;

      if (origin->behind)
        self->containers[i] = 1; /* Zeek passes over what belongs to no message */
      else if (origin->parent < self->n)
        self->containers[origin->parent] = 1;
    }
  for (guint32 i = 0; i < self->n; i++)
    {
      if (!sniff (self, i, cancellable, error))
        return FALSE;
      place (self, i);
    }
  return TRUE;
}

/**
 * wire_zeek_files_new:
 * @capture: loaded, with its streams
 * @digest: SHA-256 of its file
 * @detector: for types that Zeek has no signature for
 * @cancellable: (nullable): polled now and then
 * @error: set where %NULL is returned
 *
 * Reads all objects and hashes them. Blocks.
 *
 * Returns: (transfer full) (nullable): the objects
 */
WireZeekFiles *
wire_zeek_files_new (WireCapture *capture,
                     const guint8 digest[WIRE_ZEEK_DIGEST_SIZE],
                     WireTypeDetector *detector,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (WireZeekFiles) self = g_new0 (WireZeekFiles, 1);

  memcpy (self->digest, digest, sizeof self->digest);
  self->list = wire_object_list_new_transfers (capture, cancellable);
  self->n = wire_object_list_get_length (self->list);
  self->facts = g_new0 (WireObjectFacts, MAX (self->n, 1));
  self->containers = g_new0 (guint8, self->n + 1);
  self->types = g_new0 (char *, self->n + 1);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  if (self->n > 0 && !examine (self, detector, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
wire_zeek_files_free (WireZeekFiles *files)
{
  for (guint32 i = 0; files->facts && i < files->n; i++)
    {
      wire_object_facts_clear (&files->facts[i]);
      g_free (files->types[i]);
    }
  g_free (files->facts);
  g_free (files->types);
  g_free (files->containers);
  g_clear_pointer (&files->places, g_hash_table_unref);
  g_clear_pointer (&files->list, wire_object_list_unref);
  g_free (files);
}

guint32
wire_zeek_files_get_length (const WireZeekFiles *files)
{
  return files->n;
}

/** Returns: (transfer none): the objects */
WireObjectList *
wire_zeek_files_get_list (const WireZeekFiles *files)
{
  return files->list;
}

const WireObjectFacts *
wire_zeek_files_get_facts (const WireZeekFiles *files, guint32 object)
{
  return &files->facts[object];
}

/** Returns: (transfer none) (nullable) (element-type guint32): objects that came with the request
 * or the response of an exchange */
const GArray *
wire_zeek_files_find (const WireZeekFiles *files, guint32 exchange, gboolean upload)
{
  return g_hash_table_lookup (files->places, make_place (exchange, upload));
}

/** Returns: whether other objects are parts of it: a form, or a mail with attachments, is no file
 * of Zeek's, but each of its parts is */
gboolean
wire_zeek_files_is_container (const WireZeekFiles *files, guint32 object)
{
  return files->containers[object] != 0;
}

/** Writes the `fuid` of an object: the same one in every run. */
void
wire_zeek_files_make_fuid (const WireZeekFiles *files, guint32 object, char fuid[WIRE_ZEEK_ID_SIZE])
{
  wire_zeek_make_id ('F', files->digest, object, wire_object_list_get (files->list, object)->packet,
                     fuid);
}

/** Returns: (transfer none) (nullable): the MIME type of an object by its bytes, as Zeek calls
 * it */
char *
wire_zeek_files_get_type (const WireZeekFiles *files, guint32 object)
{
  return files->types[object];
}

/** Returns: (transfer none) (nullable): the name that an object was sent with */
const char *
wire_zeek_files_get_name (const WireZeekFiles *files, guint32 object)
{
  return wire_object_list_get (files->list, object)->origin.name;
}
