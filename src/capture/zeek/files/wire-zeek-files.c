/* wire-zeek-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/files/wire-zeek-files.h"

#include "capture/http/wire-content-coding.h"
#include "capture/objects/wire-object-content.h"
#include "capture/objects/wire-object-work.h"
#include "capture/wire-capture-body.h"
#include "capture/zeek/files/wire-zeek-form.h"
#include "capture/zeek/files/wire-zeek-letter.h"
#include "capture/zeek/files/wire-zeek-mime.h"

#define DIGESTS                                                                                    \
  (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5) | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA1)                          \
   | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256))

/* Objects inside each other that are looked at. */
#define MAX_DEPTH 16u

/* Why an object is not a file of Zeek's. */
enum
{
  HIDDEN = 1 << 0, /* others are parts of it, or come in its place */
  APART = 1 << 1,  /* and all of it is there by these */
};

struct _WireZeekFiles
{
  WireObjectList *list;
  WireTypeDetector *detector;
  guint8 digest[WIRE_ZEEK_DIGEST_SIZE];
  guint32 n; /* objects */
  WireObjectFacts *facts;
  guint8 *hidden;     /* bits: HIDDEN, APART */
  char **types;       /* as Zeek calls them; NULL where that is not known */
  GPtrArray *parts;   /* of WireZeekPart */
  GHashTable *places; /* exchange and direction → GArray of file numbers */
};

/* Exchanges are fewer than 2²⁰. */
static gpointer
make_place (guint32 exchange, gboolean upload)
{
  return GUINT_TO_POINTER (exchange << 1 | (upload ? 1 : 0));
}

static void
place (WireZeekFiles *self, guint32 exchange, gboolean upload, guint32 file)
{
  gpointer key = make_place (exchange, upload);
  GArray *files = g_hash_table_lookup (self->places, key);

  if (!files)
    {
      files = g_array_new (FALSE, FALSE, sizeof file);
      g_hash_table_insert (self->places, key, files);
    }
  g_array_append_val (files, file);
}

static void
place_object (WireZeekFiles *self, guint32 object)
{
  const WireObject *row = wire_object_list_get (self->list, object);
  gboolean upload = row->origin.direction == WIRE_TRANSFER_UPLOAD;

  if (row->exchange == WIRE_OBJECT_NONE || row->size == 0 || self->hidden[object])
    return;
  for (guint32 part = 0; part < row->parts; part++)
    place (self,
           row->parts > 1 ? wire_object_list_get_part (self->list, object, part) : row->exchange,
           upload, object);
}

static void
place_parts (WireZeekFiles *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const WireZeekPart *part = g_ptr_array_index (self->parts, i);
      const WireObject *row = wire_object_list_get (self->list, part->object);

      if (row->exchange != WIRE_OBJECT_NONE)
        place (self, row->exchange, row->origin.direction == WIRE_TRANSFER_UPLOAD, self->n + i);
    }
}

/* Zeek takes the type of all that came, also where less of it was announced. */
static void
sniff_answer (WireZeekFiles *self, guint32 object)
{
  const WireObject *row = wire_object_list_get (self->list, object);
  WireCapture *capture = wire_object_list_get_capture (self->list);
  g_auto (WireBody) head = { 0 };
  g_auto (WireBody) body = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  if (row->status != 206 || row->parts != 1 || row->exchange == WIRE_OBJECT_NONE
      || wire_content_is_coded (row->content_encoding)
      || !wire_capture_get_message_places (capture, row->exchange, WIRE_HTTP_RESPONSE, &head,
                                           &body))
    return;
  bytes = wire_capture_read_body (capture, &body, 0, MIN (body.size, WIRE_ZEEK_MIME_HEAD), NULL);
  if (bytes)
    self->types[object] = wire_zeek_part_find_type (g_bytes_get_data (bytes, NULL),
                                                    g_bytes_get_size (bytes), self->detector);
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
  if (!self->types[object])
    sniff_answer (self, object);
  return TRUE;
}

static gboolean
is_form (const WireObject *row)
{
  return row->origin.direction == WIRE_TRANSFER_UPLOAD && row->exchange != WIRE_OBJECT_NONE
         && row->content_type && g_ascii_strncasecmp (row->content_type, "multipart/", 10) == 0
         && !wire_content_is_coded (row->content_encoding);
}

static gboolean
is_mail (const WireObject *row)
{
  return g_str_has_prefix (row->origin.protocol, "SMTP") && row->origin.parent == WIRE_OBJECT_NONE;
}

static gboolean
is_taken_apart (const WireObject *row)
{
  return row->size > 0 && row->size <= WIRE_ZEEK_MAX_TAKEN_APART
         && (is_form (row) || is_mail (row));
}

/* Objects that are inside of one that was taken apart are there as its parts. */
static void
hide_children (WireZeekFiles *self)
{
  for (guint32 i = 0; i < self->n; i++)
    {
      guint32 parent = wire_object_list_get (self->list, i)->origin.parent;

      for (guint depth = 0; depth < MAX_DEPTH && parent < self->n; depth++)
        {
          self->hidden[i] |= self->hidden[parent] & APART;
          parent = wire_object_list_get (self->list, parent)->origin.parent;
        }
    }
}

static gboolean
take_apart (WireZeekFiles *self, guint32 object, GError **error)
{
  const WireObject *row = wire_object_list_get (self->list, object);
  g_auto (WireBody) body = { 0 };
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  if (!is_taken_apart (row))
    return TRUE;
  wire_object_list_get_body (self->list, object, &body);
  content = wire_capture_read_body (wire_object_list_get_capture (self->list), &body, 0, body.size,
                                    error);
  if (!content)
    return FALSE;
  parts = is_mail (row) ? wire_zeek_letter_take_apart (self->list, object, content, self->detector)
                        : wire_zeek_form_take_apart (self->list, object, content, self->detector);
  if (parts->len == 0 && !is_mail (row))
    return TRUE;
  self->hidden[object] |= HIDDEN | APART;
  g_ptr_array_extend_and_steal (self->parts, g_steal_pointer (&parts));
  return TRUE;
}

static void
hide_containers (WireZeekFiles *self)
{
  for (guint32 i = 0; i < self->n; i++)
    {
      const WireObjectOrigin *origin = &wire_object_list_get (self->list, i)->origin;

      if (origin->behind)
        self->hidden[i] |= HIDDEN; /* Zeek passes over what belongs to no message */
      else if (origin->parent < self->n)
        self->hidden[origin->parent] |= HIDDEN;
    }
}

static gboolean
examine (WireZeekFiles *self, GCancellable *cancellable, GError **error)
{
  g_autofree guint32 *objects = g_new (guint32, self->n);

  for (guint32 i = 0; i < self->n; i++)
    objects[i] = i;
  if (!wire_object_examine_many (self->list, objects, self->n, self->detector, DIGESTS, cancellable,
                                 self->facts, error))
    return FALSE;
  hide_containers (self);
  for (guint32 i = 0; i < self->n; i++)
    if (!sniff (self, i, cancellable, error) || !take_apart (self, i, error))
      return FALSE;
  hide_children (self);
  for (guint32 i = 0; i < self->n; i++)
    place_object (self, i);
  place_parts (self);
  return TRUE;
}

/**
 * wire_zeek_files_new:
 * @capture: loaded, with its streams
 * @digest: SHA-256 of its file
 * @detector: for types that Zeek has no signature for; outlives this
 * @cancellable: (nullable): polled now and then
 * @error: set where %NULL is returned
 *
 * Reads all objects and hashes them. Blocks.
 *
 * Returns: (transfer full) (nullable): the files
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
  self->detector = detector;
  self->list = wire_object_list_new_transfers (capture, cancellable);
  self->n = wire_object_list_get_length (self->list);
  self->facts = g_new0 (WireObjectFacts, MAX (self->n, 1));
  self->hidden = g_new0 (guint8, self->n + 1);
  self->types = g_new0 (char *, self->n + 1);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_zeek_part_free);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  if (self->n > 0 && !examine (self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
wire_zeek_files_free (WireZeekFiles *self)
{
  for (guint32 i = 0; self->facts && i < self->n; i++)
    {
      wire_object_facts_clear (&self->facts[i]);
      g_free (self->types[i]);
    }
  g_free (self->facts);
  g_free (self->types);
  g_free (self->hidden);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->list, wire_object_list_unref);
  g_free (self);
}

guint32
wire_zeek_files_get_length (const WireZeekFiles *self)
{
  return self->n + self->parts->len;
}

/** Returns: (transfer none): the objects */
WireObjectList *
wire_zeek_files_get_list (const WireZeekFiles *self)
{
  return self->list;
}

/** Returns: (transfer none) (nullable): what is known of a file that is an object */
const WireObjectFacts *
wire_zeek_files_get_facts (const WireZeekFiles *self, guint32 file)
{
  return file < self->n ? &self->facts[file] : NULL;
}

/** Returns: (transfer none) (nullable): a file that is not an object */
const WireZeekPart *
wire_zeek_files_get_part (const WireZeekFiles *self, guint32 file)
{
  return file < self->n ? NULL : g_ptr_array_index (self->parts, file - self->n);
}

/** Returns: the object that a file is, or is a part of; %WIRE_OBJECT_NONE where there is none */
guint32
wire_zeek_files_get_object (const WireZeekFiles *self, guint32 file)
{
  const WireZeekPart *part = wire_zeek_files_get_part (self, file);

  return part ? part->object : file;
}

/** Returns: (transfer none) (nullable) (element-type guint32): files that came with the request or
 * the response of an exchange */
const GArray *
wire_zeek_files_find (const WireZeekFiles *self, guint32 exchange, gboolean upload)
{
  return g_hash_table_lookup (self->places, make_place (exchange, upload));
}

/** Adds @part, which is taken. Returns: its number */
guint32
wire_zeek_files_add (WireZeekFiles *self, WireZeekPart *part)
{
  g_ptr_array_add (self->parts, part);
  return self->n + self->parts->len - 1;
}

/** Others come in the place of @file. */
void
wire_zeek_files_hide (WireZeekFiles *self, guint32 file)
{
  if (file < self->n)
    self->hidden[file] |= HIDDEN;
}

/** @part, which is taken, is what came with the request or the response of @exchange, in place of
 * what was there. */
void
wire_zeek_files_replace (WireZeekFiles *self, guint32 exchange, gboolean upload, WireZeekPart *part)
{
  const GArray *before = wire_zeek_files_find (self, exchange, upload);

  for (guint i = 0; before && i < before->len; i++)
    wire_zeek_files_hide (self, g_array_index (before, guint32, i));
  g_hash_table_remove (self->places, make_place (exchange, upload));
  place (self, exchange, upload, wire_zeek_files_add (self, part));
}

/** Returns: whether a file is not one of Zeek's: a form, or a mail, is there by its parts */
gboolean
wire_zeek_files_is_hidden (const WireZeekFiles *self, guint32 file)
{
  return file < self->n && self->hidden[file] != 0;
}

/** Writes the `fuid` of a file: the same one in every run. */
void
wire_zeek_files_make_fuid (const WireZeekFiles *self, guint32 file, char fuid[WIRE_ZEEK_ID_SIZE])
{
  const WireZeekPart *part = wire_zeek_files_get_part (self, file);

  wire_zeek_make_id ('F', self->digest, file,
                     part ? part->packet : wire_object_list_get (self->list, file)->packet, fuid);
}

/** Returns: (transfer none) (nullable): the MIME type of a file by its bytes, as Zeek calls it */
char *
wire_zeek_files_get_type (const WireZeekFiles *self, guint32 file)
{
  const WireZeekPart *part = wire_zeek_files_get_part (self, file);

  return part ? part->type : self->types[file];
}

/** Returns: (transfer none) (nullable): the name that a file was sent with */
const char *
wire_zeek_files_get_name (const WireZeekFiles *self, guint32 file)
{
  const WireZeekPart *part = wire_zeek_files_get_part (self, file);
  const WireObjectOrigin *origin = part ? NULL : &wire_object_list_get (self->list, file)->origin;

  if (part)
    return part->name;
  return origin->titled ? NULL : origin->name;
}
