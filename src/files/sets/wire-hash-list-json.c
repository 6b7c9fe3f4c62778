/* wire-hash-list-json.c: Project VIC, MISP, OTX, abuse.ch and other JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Such files have gigabytes, so they are read as a stream. What an object says of digests is given
 * by its keys, as a column is by its title: VICS 2.0 has MD5, SHA1 and Category, with FileName in
 * objects below; MISP and OTX a type and a value; STIX patterns.
 */

#include "files/sets/wire-hash-list-private.h"

#include "files/lists/wire-checksum-pattern.h"
#include "files/lists/wire-checksum-table.h"
#include "files/sets/wire-json-source.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Objects and arrays within each other. VICS has 4. */
#define MAX_DEPTH 64

/* An object or array that is not closed yet. */
typedef struct
{
  gboolean is_array;
  gboolean expects_key; /* in an object: a text is a key */
  gboolean has_digest_key;
  WireChecksumRole role; /* of the key that came last */
  WireDigestAlgorithm algorithm;
  gboolean is_category;
  gboolean is_pattern;
  gboolean is_content;
  WireChecksumLine line;
  char *type;
  char *value;
  char *category;
} Frame;

struct _WireHashListJson
{
  WireJsonSource *source;
  Frame frames[MAX_DEPTH];
  guint depth;
};

static void
frame_clear (Frame *frame)
{
  wire_checksum_line_clear (&frame->line);
  g_clear_pointer (&frame->type, g_free);
  g_clear_pointer (&frame->value, g_free);
  g_clear_pointer (&frame->category, g_free);
}

void
wire_hash_list_json_free (WireHashListJson *self)
{
  for (guint i = 0; i < self->depth; i++)
    frame_clear (&self->frames[i]);
  g_clear_pointer (&self->source, wire_json_source_free);
  g_free (self);
}

gboolean
wire_hash_list_open_json (WireHashList *self, GError **error)
{
  self->json = g_new0 (WireHashListJson, 1);
  self->json->source = wire_json_source_open (self->path, self->cancellable, error);
  return self->json->source != NULL;
}

static int
fail (WireHashList *list, GError **error)
{
  g_autofree char *name = wire_printable_name (list->path);

  g_set_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_DAMAGED,
               _ ("“%s” could not be read as JSON past byte %" PRIu64 "."), name,
               wire_json_source_get_offset (list->json->source));
  return -1;
}

static Frame *
get_frame (WireHashListJson *self)
{
  return self->depth > 0 ? &self->frames[self->depth - 1] : NULL;
}

static gboolean
open_frame (WireHashListJson *self, gboolean is_array)
{
  const Frame *outer = get_frame (self);
  Frame *frame;

  if (self->depth == MAX_DEPTH)
    return FALSE;
  frame = &self->frames[self->depth++];
  *frame = (Frame){ .is_array = is_array, .expects_key = !is_array };
  if (is_array && outer) /* `"md5": ["…", "…"]` */
    {
      frame->role = outer->role;
      frame->algorithm = outer->algorithm;
    }
  else if (is_array)
    frame->role = WIRE_CHECKSUM_ROLE_ANY;
  return TRUE;
}

static void
add_digest (Frame *frame, const WireChecksum *checksum)
{
  if (frame->line.n < WIRE_CHECKSUM_LINE_MAX)
    frame->line.checksums[frame->line.n++] = *checksum;
}

static void
take_key (Frame *frame, const char *key)
{
  /* A content is a digest where it is one: CycloneDX calls it so, others what they will. */
  frame->is_content = g_ascii_strcasecmp (key, "content") == 0;
  frame->role = wire_checksum_title_get_role (key, &frame->algorithm);
  frame->is_category = g_ascii_strcasecmp (key, "category") == 0;
  frame->is_pattern = g_str_equal (key, "pattern");
}

static void
take_value (Frame *frame, const char *text, gsize length, gboolean is_text)
{
  WireChecksum checksum;

  if (frame->is_category && !frame->is_array)
    {
      g_free (frame->category);
      frame->category = g_strdup (text);
    }
  if (!is_text)
    return;
  if (frame->is_pattern)
    wire_checksum_pattern_read (text, &frame->line);
  else if (frame->role == WIRE_CHECKSUM_ROLE_DIGEST && length > 0)
    {
      frame->has_digest_key = TRUE;
      if (wire_checksum_parse_as (text, length, frame->algorithm, &checksum))
        add_digest (frame, &checksum);
    }
  else if ((frame->role == WIRE_CHECKSUM_ROLE_ANY || frame->is_content) && length > 0)
    {
      frame->has_digest_key = frame->has_digest_key || !frame->is_content;
      g_free (frame->value);
      frame->value = g_strdup (text);
    }
  else if (frame->role == WIRE_CHECKSUM_ROLE_ALGORITHM && !frame->type)
    frame->type = g_strdup (text);
  else if (frame->role == WIRE_CHECKSUM_ROLE_NAME && !frame->line.name && length > 0)
    frame->line.name = g_strdup (text);
}

/* What a value is may come before or after it: looked at when the object ends. */
static void
settle_value (Frame *frame)
{
  const char *bar = frame->value ? strrchr (frame->value, '|') : NULL;
  const char *text = bar ? bar + 1 : frame->value;
  WireDigestAlgorithm algorithm;
  WireChecksum checksum;

  if (!text || wire_checksum_take (text, strlen (text), &checksum) != strlen (text))
    return;
  if (frame->type && wire_checksum_title_names_type (frame->type, &algorithm)
      && wire_digest_get_info (algorithm)->size == wire_digest_get_info (checksum.algorithm)->size)
    checksum.algorithm = algorithm;
  add_digest (frame, &checksum);
  if (!bar)
    return;
  g_free (frame->line.name);
  frame->line.name = g_strndup (frame->value, (gsize) (bar - frame->value));
}

/* The nearest object around takes a name that it lacks: VICS keeps names in objects below. */
static void
hand_up_name (WireHashListJson *self, const Frame *frame)
{
  for (guint i = self->depth; i > 0; i--)
    {
      Frame *outer = &self->frames[i - 1];

      if (outer->is_array)
        continue;
      if (!outer->line.name && outer->line.n > 0)
        outer->line.name = g_strdup (frame->line.name);
      return;
    }
}

/* Of the object itself, or of those around it, whose media it may be a file of. */
static const char *
find_category (const WireHashListJson *self, const Frame *frame)
{
  const char *category = frame->category;

  for (guint i = self->depth; !category && i > 0; i--)
    category = self->frames[i - 1].category;
  return category;
}

/* Project VIC's categories are numbers, and say more than a name does; MISP's are words. Returns:
 * (transfer full) (nullable) */
static char *
make_name (const WireHashListJson *self, const Frame *frame)
{
  const char *category = find_category (self, frame);
  gboolean number = category && *category && category[strspn (category, "0123456789")] == '\0';

  if (frame->line.name && number)
    /* Translators: a file name, and the number of a category of Project VIC */
    return g_strdup_printf (_ ("%s (category %s)"), frame->line.name, category);
  if (frame->line.name || !category)
    return g_strdup (frame->line.name);
  return g_strdup_printf (_ ("category %s"), category);
}

static void
put_row (WireHashList *list, const Frame *frame)
{
  g_autofree char *name = make_name (list->json, frame);

  for (guint i = 0; i < frame->line.n; i++)
    wire_hash_list_put (list, frame->line.checksums[i].algorithm, frame->line.checksums[i].digest);
  if (name)
    wire_hash_list_put_name (list, name, -1);
}

/* A value that is said to be something else than a digest, in an object that says digests itself:
 * PhotoDNA among the hashes of VICS. */
static gboolean
is_aside (const WireHashListJson *self, const Frame *frame)
{
  WireDigestAlgorithm algorithm;

  if (!frame->type || wire_checksum_title_names_type (frame->type, &algorithm))
    return FALSE;
  for (guint i = self->depth; i > 0; i--)
    if (self->frames[i - 1].line.n > 0)
      return TRUE;
  return FALSE;
}

static void
note_bad (WireHashList *list, const Frame *frame)
{
  const char *text = frame->value ? frame->value : frame->type ? frame->type : "";
  g_autofree char *printable = NULL;

  list->n_bad++;
  if (list->bad->len >= WIRE_HASH_LIST_SHOWN_BAD)
    return;
  printable = wire_printable (text, MIN (strlen (text), 80));
  g_ptr_array_add (list->bad,
                   g_strdup_printf (_ ("Object before byte %" PRIu64 ": %s"),
                                    wire_json_source_get_offset (list->json->source), printable));
}

/* Returns: whether what was closed is a row of the list */
static gboolean
close_frame (WireHashList *list)
{
  WireHashListJson *self = list->json;
  Frame *frame = &self->frames[--self->depth];
  gboolean is_row = FALSE;

  settle_value (frame);
  if (frame->line.n > 0)
    {
      put_row (list, frame);
      is_row = TRUE;
    }
  else if (frame->has_digest_key && !frame->is_array && !is_aside (self, frame))
    note_bad (list, frame);
  if (frame->line.name)
    hand_up_name (self, frame);
  frame_clear (frame);
  return is_row;
}

/* An array of digests gives a row for each. Returns: whether the text is one */
static gboolean
take_element (WireHashList *list, Frame *frame)
{
  const GString *text = wire_json_source_get_text (list->json->source);
  WireChecksum checksum;
  gboolean is_digest = FALSE;

  if (frame->role == WIRE_CHECKSUM_ROLE_DIGEST)
    is_digest = wire_checksum_parse_as (text->str, text->len, frame->algorithm, &checksum);
  else if (frame->role == WIRE_CHECKSUM_ROLE_ANY)
    is_digest = text->len > 0 && wire_checksum_take (text->str, text->len, &checksum) == text->len;
  if (is_digest)
    wire_hash_list_put (list, checksum.algorithm, checksum.digest);
  return is_digest;
}

/* Returns: whether the text, or the word, ends a row */
static gboolean
take_scalar (WireHashList *list, gboolean is_text)
{
  Frame *frame = get_frame (list->json);
  const GString *text = wire_json_source_get_text (list->json->source);

  if (!frame)
    return FALSE;
  if (frame->is_array)
    return is_text && take_element (list, frame);
  if (frame->expects_key && is_text)
    take_key (frame, text->str);
  else
    take_value (frame, text->str, text->len, is_text);
  return FALSE;
}

/* Commas and colons: what may come next is not checked further than a list needs. */
static void
take_mark (Frame *frame, int mark)
{
  if (frame && !frame->is_array)
    frame->expects_key = mark == ',';
}

static gboolean
close_one (WireHashList *list, int c, gboolean *is_row)
{
  const Frame *frame = get_frame (list->json);

  if (!frame || frame->is_array != (c == ']'))
    return FALSE;
  *is_row = close_frame (list);
  return TRUE;
}

/* Takes what begins with @c. Returns: whether that is JSON */
static gboolean
take_token (WireHashList *list, int c, gboolean *is_row, GError **error)
{
  *is_row = FALSE;
  if (g_ascii_isspace (c) || c == 0xef || c == 0xbb || c == 0xbf) /* a mark */
    return TRUE;
  if (c == ',' || c == ':')
    take_mark (get_frame (list->json), c);
  else if (c == '{' || c == '[')
    return open_frame (list->json, c == '[');
  else if (c == '}' || c == ']')
    return close_one (list, c, is_row);
  else if (c == '"')
    {
      if (!wire_json_source_read_text (list->json->source, error))
        return FALSE;
      *is_row = take_scalar (list, TRUE);
    }
  else if (g_ascii_isalnum (c) || c == '-')
    {
      wire_json_source_read_word (list->json->source, c, error);
      take_scalar (list, FALSE);
    }
  else
    return FALSE;
  return TRUE;
}

int
wire_hash_list_next_json (WireHashList *self, GError **error)
{
  gboolean is_row = FALSE;
  int c;

  while (!is_row)
    {
      g_autoptr (GError) cause = NULL;

      c = wire_json_source_next (self->json->source, &cause);
      if (c == -1 && self->json->depth == 0)
        return 0;
      if (c < 0 || !take_token (self, c, &is_row, &cause))
        {
          if (!cause)
            return fail (self, error);
          g_propagate_error (error, g_steal_pointer (&cause));
          return -1;
        }
    }
  return 1;
}
