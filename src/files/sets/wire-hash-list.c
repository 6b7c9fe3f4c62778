/* wire-hash-list.c: recognising a list, and its text layouts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-hash-list-private.h"

#include "files/lists/wire-checksum-line.h"
#include "base/wire-printable.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <unistd.h>

G_DEFINE_QUARK (wire_hash_list_error_quark, wire_hash_list_error)

/* A list may begin with a title or comments; one that hides its first entry deeper is no list. */
#define RECOGNISE_LINES 64
/* Of a bad line, for showing. */
#define SHOWN_CHARACTERS 80

static const char ENCASE_MAGIC[8] = { 'H', 'A', 'S', 'H', '\r', '\n', '\xff', '\0' };

/** For the readers of layouts: one more digest of the current row. */
void
wire_hash_list_put (WireHashList *list, WireDigestAlgorithm algorithm, const guint8 *digest)
{
  if (list->n_row == WIRE_HASH_LIST_ROW_DIGESTS)
    return;
  list->row[list->n_row].algorithm = algorithm;
  memcpy (list->row[list->n_row].digest, digest, wire_digest_get_info (algorithm)->size);
  list->n_row++;
}

/** The current row's file name; bytes that are not UTF-8 are taken for Latin-1, as NSRL's are. */
void
wire_hash_list_put_name (WireHashList *list, const char *name, gssize length)
{
  g_free (list->row_name);
  list->row_name = g_utf8_validate (name, length, NULL)
                       ? g_strndup (name, length < 0 ? strlen (name) : (gsize) length)
                       : g_convert (name, length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

/** Returns: whether @text was a digest of @algorithm */
gboolean
wire_hash_list_put_hex (WireHashList *list,
                        WireDigestAlgorithm algorithm,
                        const char *text,
                        gsize length)
{
  guint8 digest[WIRE_DIGEST_MAX_SIZE];
  WireDigestAlgorithm by_length;

  if (!wire_digest_parse_hex (text, length, &by_length, digest)
      || wire_digest_get_info (by_length)->size != wire_digest_get_info (algorithm)->size)
    return FALSE;
  wire_hash_list_put (list, algorithm, digest);
  return TRUE;
}

static gboolean
take_checksum (WireHashList *list, const WireLine *line)
{
  g_auto (WireChecksumLine) checksum = { 0 };

  if (!wire_checksum_line_parse (line->text, line->length, &checksum))
    return FALSE;
  wire_hash_list_put (list, checksum.algorithm, checksum.digest);
  if (checksum.name)
    wire_hash_list_put_name (list, checksum.name, -1);
  return TRUE;
}

/* `digest:size:name[:level]`, where the size may be `*`. */
static gboolean
take_clamav (WireHashList *list, const WireLine *line)
{
  g_auto (GStrv) parts = g_strsplit (line->text, ":", 5);
  WireDigestAlgorithm algorithm;
  guint8 digest[WIRE_DIGEST_MAX_SIZE];

  if (g_strv_length (parts) < 3
      || !wire_digest_parse_hex (parts[0], strlen (parts[0]), &algorithm, digest)
      || (!g_str_equal (parts[1], "*") && strspn (parts[1], "0123456789") != strlen (parts[1]))
      || !*parts[1])
    return FALSE;
  wire_hash_list_put (list, algorithm, digest);
  wire_hash_list_put_name (list, parts[2], -1);
  return TRUE;
}

static gboolean
is_comment (const WireLine *line)
{
  gsize blank = strspn (line->text, " \t");

  return blank == line->length || line->text[blank] == '#';
}

static gboolean
take_line (WireHashList *list, const WireLine *line)
{
  if (line->too_long)
    return FALSE;
  switch (list->layout)
    {
    case WIRE_HASH_LIST_CHECKSUMS:
      return take_checksum (list, line);
    case WIRE_HASH_LIST_CLAMAV:
      return take_clamav (list, line);
    default:
      return wire_hash_list_take_csv (list, line);
    }
}

static WireHashListLayout
recognise_line (WireHashList *list, const WireLine *line)
{
  static const WireHashListLayout PLAIN[] = { WIRE_HASH_LIST_CHECKSUMS, WIRE_HASH_LIST_CLAMAV };

  if (g_str_has_prefix (line->text, "%%%% HASHDEEP-1"))
    return WIRE_HASH_LIST_HASHDEEP;
  if (wire_hash_list_read_header (list, line->text))
    return WIRE_HASH_LIST_CSV;
  if (is_comment (line))
    return WIRE_HASH_LIST_UNKNOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (PLAIN); i++)
    {
      list->layout = PLAIN[i];
      if (take_line (list, line))
        return PLAIN[i];
    }
  return WIRE_HASH_LIST_UNKNOWN;
}

static void
clear_row (WireHashList *list)
{
  list->n_row = 0;
  list->next_in_row = 0;
  g_clear_pointer (&list->row_name, g_free);
}

static gboolean
recognise_text (WireHashList *list, GError **error)
{
  g_autoptr (WireLines) lines = wire_lines_open (list->path, list->cancellable, error);
  WireHashListLayout layout = WIRE_HASH_LIST_UNKNOWN;
  WireLine line;
  int more = lines ? 1 : -1;

  for (guint i = 0; i < RECOGNISE_LINES && layout == WIRE_HASH_LIST_UNKNOWN && more == 1; i++)
    {
      more = wire_lines_next (lines, &line, error);
      if (more == 1 && !line.too_long)
        layout = recognise_line (list, &line);
    }
  clear_row (list);
  list->layout = layout;
  if (more >= 0 && layout == WIRE_HASH_LIST_UNKNOWN)
    {
      g_autofree char *name = wire_printable_name (list->path);
      g_set_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_UNKNOWN,
                   _ ("“%s” is not a list of digests that Wirecase knows."), name);
    }
  if (layout == WIRE_HASH_LIST_UNKNOWN)
    return FALSE;

  /* From the beginning again: lines before the first usable one count as bad. A CSV's header and a
   * hashdeep's are told from bad lines when they come by. */
  list->lines = wire_lines_open (list->path, list->cancellable, error);
  return list->lines != NULL;
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

static WireHashListLayout
recognise_file (const char *path)
{
  guint8 head[16];
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gssize n = fd < 0 ? 0 : read (fd, head, sizeof head);

  if (fd >= 0)
    close (fd);
  return n > 0 ? wire_hash_list_recognise (head, (gsize) n) : WIRE_HASH_LIST_UNKNOWN;
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
  gboolean opened;

  list->path = g_strdup (path);
  list->bad = g_ptr_array_new_with_free_func (g_free);
  g_set_object (&list->cancellable, cancellable);
  list->name_column = -1;
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    list->digest_columns[i] = -1;
  list->layout = recognise_file (path);
  if (list->layout == WIRE_HASH_LIST_ENCASE)
    opened = wire_hash_list_open_encase (list, error);
  else if (list->layout == WIRE_HASH_LIST_SQLITE)
    opened = wire_hash_list_open_sqlite (list, error);
  else
    opened = recognise_text (list, error);
  return opened ? g_steal_pointer (&list) : NULL;
}

void
wire_hash_list_free (WireHashList *list)
{
  clear_row (list);
  g_clear_pointer (&list->lines, wire_lines_free);
  g_clear_object (&list->encase);
  sqlite3_finalize (list->statement);
  sqlite3_close (list->db);
  g_clear_object (&list->cancellable);
  g_ptr_array_unref (list->bad);
  g_free (list->path);
  g_free (list);
}

static void
note_bad (WireHashList *list, const WireLine *line)
{
  list->n_bad++;
  if (list->bad->len < WIRE_HASH_LIST_SHOWN_BAD)
    {
      g_autofree char *text = wire_printable (line->text, MIN (line->length, SHOWN_CHARACTERS));

      g_ptr_array_add (list->bad, g_strdup_printf (_ ("Line %" PRIu64 ": %s"), line->number, text));
    }
}

static int
next_text (WireHashList *list, GError **error)
{
  WireLine line;
  int more;

  while ((more = wire_lines_next (list->lines, &line, error)) == 1)
    {
      if (take_line (list, &line))
        return 1;
      clear_row (list);
      if (!is_comment (&line)
          && (list->layout == WIRE_HASH_LIST_CHECKSUMS || list->layout == WIRE_HASH_LIST_CLAMAV
              || !wire_hash_list_read_header (list, line.text))
          && !g_str_has_prefix (line.text, "%%%%"))
        note_bad (list, &line);
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
wire_hash_list_get_layout (WireHashList *list)
{
  return list->layout;
}

/** Returns: (transfer none): the layout in words for the user */
const char *
wire_hash_list_get_layout_name (WireHashList *list)
{
  switch (list->layout)
    {
    case WIRE_HASH_LIST_CHECKSUMS:
      return _ ("checksum lines");
    case WIRE_HASH_LIST_HASHDEEP:
      return _ ("hashdeep");
    case WIRE_HASH_LIST_CSV:
      return _ ("comma-separated values");
    case WIRE_HASH_LIST_CLAMAV:
      return _ ("ClamAV signatures");
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
wire_hash_list_get_n_bad (WireHashList *list)
{
  return list->n_bad;
}

/** Returns: (transfer none) (element-type utf8): the first of them, with their numbers */
GPtrArray *
wire_hash_list_get_bad (WireHashList *list)
{
  return list->bad;
}
