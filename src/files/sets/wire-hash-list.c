/* wire-hash-list.c: recognising a list, and its text layouts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-hash-list-private.h"

#include "files/lists/wire-checksum-path.h"
#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "base/wire-printable.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <unistd.h>

G_DEFINE_QUARK (wire_hash_list_error_quark, wire_hash_list_error)

/* A list may begin with a title; what hides its first digest deeper is not a list. */
#define RECOGNISE_ENTRIES 64

/* And in so many bytes: an image of a disk may begin with gigabytes of nothing. */
#define RECOGNISE_BYTES (1024u * 1024)

/* Of a bad line, for showing. */
#define SHOWN_CHARACTERS 80

static const char ENCASE_MAGIC[8] = { 'H', 'A', 'S', 'H', '\r', '\n', '\xff', '\0' };

/** For the readers of layouts: one more digest of the current row. */
void
wire_hash_list_put (WireHashList *self, WireDigestAlgorithm algorithm, const guint8 *digest)
{
  if (self->n_row == WIRE_HASH_LIST_ROW_DIGESTS)
    return;
  self->row[self->n_row].algorithm = algorithm;
  memcpy (self->row[self->n_row].digest, digest, wire_digest_get_info (algorithm)->size);
  self->n_row++;
}

/** The current row's file name; bytes that are not UTF-8 are taken for Latin-1, as NSRL's are. */
void
wire_hash_list_put_name (WireHashList *self, const char *name, gssize length)
{
  g_free (self->row_name);
  self->row_name = g_utf8_validate (name, length, NULL)
                       ? g_strndup (name, length < 0 ? strlen (name) : (gsize) length)
                       : g_convert (name, length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

/** Returns: whether @text was a digest of @algorithm */
gboolean
wire_hash_list_put_hex (WireHashList *self,
                        WireDigestAlgorithm algorithm,
                        const char *text,
                        gsize length)
{
  guint8 digest[WIRE_DIGEST_MAX_SIZE];
  WireDigestAlgorithm by_length;

  if (!wire_digest_parse_hex (text, length, &by_length, digest)
      || wire_digest_get_info (by_length)->size != wire_digest_get_info (algorithm)->size)
    return FALSE;
  wire_hash_list_put (self, algorithm, digest);
  return TRUE;
}

static void
clear_row (WireHashList *list)
{
  list->n_row = 0;
  list->next_in_row = 0;
  g_clear_pointer (&list->row_name, g_free);
}

static const struct
{
  WireChecksumForm form;
  WireHashListLayout layout;
} FORMS[] = {
  { WIRE_CHECKSUM_FORM_LINES, WIRE_HASH_LIST_CHECKSUMS },
  { WIRE_CHECKSUM_FORM_TABLE, WIRE_HASH_LIST_CSV },
  { WIRE_CHECKSUM_FORM_HASHDEEP, WIRE_HASH_LIST_HASHDEEP },
  { WIRE_CHECKSUM_FORM_CLAMAV, WIRE_HASH_LIST_CLAMAV },
};

static WireHashListLayout
find_layout (WireChecksumForm form)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FORMS); i++)
    if (FORMS[i].form == form)
      return FORMS[i].layout;
  return WIRE_HASH_LIST_UNKNOWN;
}

static gboolean
recognise_text (WireHashList *list, GError **error)
{
  g_autoptr (WireChecksumReader) tried =
      wire_checksum_reader_open (list->path, list->cancellable, error);
  WireChecksumEntry entry;
  int more = tried ? 1 : -1;

  if (tried)
    wire_checksum_reader_limit (tried, RECOGNISE_BYTES);

  for (guint i = 0; i < RECOGNISE_ENTRIES && more == 1; i++)
    {
      more = wire_checksum_reader_next (tried, &entry, error);
      if (more == 1 && entry.line->n > 0)
        break;
    }
  if (more < 0)
    return FALSE;
  list->layout = find_layout (wire_checksum_reader_get_form (tried));
  if (list->layout == WIRE_HASH_LIST_UNKNOWN)
    {
      g_autofree char *name = wire_printable_name (list->path);
      g_set_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_UNKNOWN,
                   _ ("“%s” is not a list of digests that Wirecase knows."), name);
      return FALSE;
    }

  /* From the beginning again: what comes before the first usable one counts as bad. */
  list->reader = wire_checksum_reader_open (list->path, list->cancellable, error);
  return list->reader != NULL;
}

/** Returns: the layout of a file that begins with @head, as far as magic numbers tell it */
WireHashListLayout
wire_hash_list_recognise (const guint8 *head, gsize length)
{
  static const char SQLITE_MAGIC[16] = "SQLite format 3";

  if (length >= sizeof ENCASE_MAGIC && memcmp (head, ENCASE_MAGIC, sizeof ENCASE_MAGIC) == 0)
    return WIRE_HASH_LIST_ENCASE;
  if (length >= sizeof SQLITE_MAGIC && memcmp (head, SQLITE_MAGIC, sizeof SQLITE_MAGIC) == 0)
    return WIRE_HASH_LIST_SQLITE;
  return WIRE_HASH_LIST_UNKNOWN;
}

/* By its first bytes: a magic number, or a bracket of JSON after blanks and a mark. */
static gboolean
recognise_file (WireHashList *list, GError **error)
{
  guint8 head[16];
  struct stat info;
  int fd = wire_file_open_regular (list->path, &info, error);
  gssize n;
  gssize i;

  if (fd < 0)
    return FALSE;
  n = wire_io_read_full (fd, head, sizeof head);
  if (n < 0)
    wire_file_set_errno_error (error, list->path, errno);
  close (fd);
  if (n < 0)
    return FALSE;
  list->layout = wire_hash_list_recognise (head, (gsize) n);
  i = n >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  while (i < n && g_ascii_isspace (head[i]))
    i++;
  if (list->layout == WIRE_HASH_LIST_UNKNOWN && i < n && (head[i] == '{' || head[i] == '['))
    list->layout = WIRE_HASH_LIST_JSON;
  return TRUE;
}

static gboolean
open_layout (WireHashList *list, GError **error)
{
  switch (list->layout)
    {
    case WIRE_HASH_LIST_ENCASE:
      return wire_hash_list_open_encase (list, error);
    case WIRE_HASH_LIST_SQLITE:
      return wire_hash_list_open_sqlite (list, error);
    case WIRE_HASH_LIST_JSON:
      return wire_hash_list_open_json (list, error);
    default:
      return recognise_text (list, error);
    }
}

/**
 * wire_hash_list_open:
 * @path: the list
 * @cancellable: (nullable): ends reading
 * @error: #WIRE_HASH_LIST_ERROR, or #G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): before its first digest
 */
WireHashList *
wire_hash_list_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireHashList) list = g_new0 (WireHashList, 1);

  list->path = g_strdup (path);
  list->bad = g_ptr_array_new_with_free_func (g_free);
  g_set_object (&list->cancellable, cancellable);
  list->name_column = -1;
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    list->digest_columns[i] = -1;
  return (g_str_equal (path, "-") || recognise_file (list, error)) && open_layout (list, error)
             ? g_steal_pointer (&list)
             : NULL;
}

void
wire_hash_list_free (WireHashList *self)
{
  clear_row (self);
  g_clear_pointer (&self->reader, wire_checksum_reader_free);
  g_clear_pointer (&self->json, wire_hash_list_json_free);
  g_clear_object (&self->encase);
  sqlite3_finalize (self->statement);
  sqlite3_close (self->db);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->bad);
  g_free (self->path);
  g_free (self);
}

/** For the readers of layouts: a row that gave no digest, by its @number. */
void
wire_hash_list_note_bad (WireHashList *self, guint64 number, const char *text, gsize length)
{
  g_autofree char *printable = NULL;

  self->n_bad++;
  if (self->bad->len == WIRE_HASH_LIST_SHOWN_BAD)
    return;
  printable = wire_printable (text, MIN (length, SHOWN_CHARACTERS));
  g_ptr_array_add (self->bad, g_strdup_printf (_ ("Line %" PRIu64 ": %s"), number, printable));
}

/* What a list of another machine calls a file says more by its last part. */
static void
put_entry_name (WireHashList *list, const char *name)
{
  g_autofree char *last =
      wire_checksum_is_windows_path (name) || wire_checksum_reader_names_paths (list->reader)
          ? wire_checksum_get_last_part (name)
          : NULL;

  wire_hash_list_put_name (list, last ? last : name, -1);
}

/* In the order of algorithms, whatever the order of columns was. */
static void
put_entry (WireHashList *list, const WireChecksumLine *line)
{
  if (line->n == 1)
    wire_hash_list_put (list, line->checksums[0].algorithm, line->checksums[0].digest);
  for (guint algorithm = 0; line->n > 1 && algorithm < WIRE_N_DIGESTS; algorithm++)
    for (guint i = 0; i < line->n; i++)
      if (line->checksums[i].algorithm == algorithm)
        wire_hash_list_put (list, algorithm, line->checksums[i].digest);
  if (line->name)
    put_entry_name (list, line->name);
}

static int
next_text (WireHashList *list, GError **error)
{
  WireChecksumEntry entry;
  int more;

  while ((more = wire_checksum_reader_next (list->reader, &entry, error)) == 1)
    {
      if (entry.line->n > 0)
        {
          put_entry (list, entry.line);
          return 1;
        }
      wire_hash_list_note_bad (list, entry.number, entry.text, entry.length);
    }
  return more;
}

static int
next_row (WireHashList *list, GError **error)
{
  clear_row (list);
  switch (list->layout)
    {
    case WIRE_HASH_LIST_ENCASE:
      return wire_hash_list_next_encase (list, error);
    case WIRE_HASH_LIST_SQLITE:
      return wire_hash_list_next_sqlite (list, error);
    case WIRE_HASH_LIST_JSON:
      return wire_hash_list_next_json (list, error);
    default:
      return next_text (list, error);
    }
}

/**
 * wire_hash_list_next:
 * @digest: (out): valid until the next call
 * @data: the #WireHashList; the signature is #WireKnownDigestSource's
 * @error: %WIRE_HASH_LIST_ERROR_EMPTY where the list ends without one usable line
 *
 * Returns: 1 where @digest was filled, 0 at the end, -1 on error
 */
int
wire_hash_list_next (WireKnownDigest *digest, gpointer data, GError **error)
{
  WireHashList *list = data;

  if (g_cancellable_set_error_if_cancelled (list->cancellable, error))
    return -1;
  if (list->next_in_row == list->n_row)
    {
      int more = next_row (list, error);

      if (more == 0 && list->n_usable == 0)
        {
          g_autofree char *name = wire_printable_name (list->path);
          g_set_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_EMPTY,
                       _ ("“%s” holds not one usable digest."), name);
          return -1;
        }
      if (more != 1)
        return more;
      list->n_usable++;
    }

  digest->algorithm = list->row[list->next_in_row].algorithm;
  digest->digest = list->row[list->next_in_row].digest;
  digest->name = list->row_name;
  list->next_in_row++;
  return 1;
}

WireHashListLayout
wire_hash_list_get_layout (WireHashList *self)
{
  return self->layout;
}

/** Returns: whether it may be a checksum list, and not only a hash set's */
gboolean
wire_hash_list_is_text (const WireHashList *self)
{
  return self->reader != NULL;
}

/** Returns: (transfer none): the layout in words for the user */
const char *
wire_hash_list_get_layout_name (WireHashList *self)
{
  switch (self->layout)
    {
    case WIRE_HASH_LIST_CHECKSUMS:
      return _ ("checksum lines");
    case WIRE_HASH_LIST_HASHDEEP:
      return _ ("hashdeep");
    case WIRE_HASH_LIST_CSV:
      return _ ("table with a header");
    case WIRE_HASH_LIST_CLAMAV:
      return _ ("ClamAV signatures");
    case WIRE_HASH_LIST_JSON:
      return _ ("JSON");
    case WIRE_HASH_LIST_ENCASE:
      return _ ("EnCase hash set");
    case WIRE_HASH_LIST_SQLITE:
      return _ ("SQLite hash database");
    default:
      return _ ("unknown");
    }
}

/** Returns: lines or rows that were skipped so far */
guint64
wire_hash_list_get_n_bad (WireHashList *self)
{
  return self->n_bad;
}

/** Returns: (transfer none) (element-type utf8): the first of them, with their numbers */
GPtrArray *
wire_hash_list_get_bad (WireHashList *self)
{
  return self->bad;
}
