/* wire-hash-list-csv.c: lists whose header names their columns
 *
 * NSRL RDSv2 (“"SHA-1","MD5","CRC32","FileName",…”), HashKeeper
 * (“"file_id",…,"file_name",…,"hash"”), MalwareBazaar (“#
 * "first_seen_utc","sha256_hash","md5_hash",…”) and hashdeep (“%%%% size,md5,sha256,filename”).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/sets/wire-hash-list-private.h"

/* Header names without punctuation, in lower case. CRC32 columns are left out: four bytes match too
 * much by chance. HashKeeper's bare “hash” is MD5. */
static const struct
{
  const char *name;
  WireDigestAlgorithm algorithm;
} DIGEST_COLUMNS[] = {
  { "md5", WIRE_DIGEST_MD5 },           { "md5hash", WIRE_DIGEST_MD5 },
  { "hash", WIRE_DIGEST_MD5 },          { "sha1", WIRE_DIGEST_SHA1 },
  { "sha1hash", WIRE_DIGEST_SHA1 },     { "sha256", WIRE_DIGEST_SHA256 },
  { "sha256hash", WIRE_DIGEST_SHA256 }, { "sha512", WIRE_DIGEST_SHA512 },
};

static const char *const NAME_COLUMNS[] = { "filename", "name" };

typedef struct
{
  const char *text;
  gsize length;
} Cell;

/* Splits a line in place: quotes go, doubled quotes become one. */
static guint
split (char *text, Cell cells[WIRE_HASH_LIST_COLUMNS])
{
  guint n = 0;
  char *p = text;

  while (n < WIRE_HASH_LIST_COLUMNS)
    {
      while (*p == ' ' || *p == '\t')
        p++;

      gboolean quoted = *p == '"';
      char *out = p += quoted;

      cells[n].text = out;
      for (; *p && (quoted || *p != ','); p++)
        {
          if (quoted && *p == '"' && *++p != '"')
            break;
          *out++ = *p;
        }
      cells[n].length = (gsize) (out - cells[n].text);
      n++;
      p += strcspn (p, ",");
      if (*p != ',')
        break;
      p++;
    }
  return n;
}

static char *
fold (const Cell *cell)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < cell->length; i++)
    if (g_ascii_isalnum (cell->text[i]))
      g_string_append_c (out, g_ascii_tolower (cell->text[i]));
  return g_string_free (out, FALSE);
}

static gboolean
note_column (WireHashList *list, int column, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (NAME_COLUMNS); i++)
    if (g_str_equal (name, NAME_COLUMNS[i]) && list->name_column < 0)
      list->name_column = column;
  for (gsize i = 0; i < G_N_ELEMENTS (DIGEST_COLUMNS); i++)
    if (g_str_equal (name, DIGEST_COLUMNS[i].name)
        && list->digest_columns[DIGEST_COLUMNS[i].algorithm] < 0)
      {
        list->digest_columns[DIGEST_COLUMNS[i].algorithm] = column;
        return TRUE;
      }
  return FALSE;
}

/** Returns: whether @text is a header; then the columns are as it says */
gboolean
wire_hash_list_read_header (WireHashList *list, const char *text)
{
  g_autofree char *copy = g_strdup (text + strspn (text, "#% "));
  Cell cells[WIRE_HASH_LIST_COLUMNS];
  guint n = strchr (copy, ',') ? split (copy, cells) : 0;
  gboolean found = FALSE;

  if (n < 2)
    return FALSE;
  for (guint i = 0; i < n && !found; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (DIGEST_COLUMNS) && !found; k++)
      {
        g_autofree char *name = fold (&cells[i]);
        found = g_str_equal (name, DIGEST_COLUMNS[k].name);
      }
  if (!found)
    return FALSE;

  list->name_column = -1;
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    list->digest_columns[i] = -1;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = fold (&cells[i]);
      note_column (list, (int) i, name);
    }
  return TRUE;
}

/* hashdeep does not quote: its last column, the name, may hold commas. */
static void
put_rest_as_name (WireHashList *list, const char *line)
{
  for (int i = 0; i < list->name_column && line; i++)
    {
      line = strchr (line, ',');
      line = line ? line + 1 : NULL;
    }
  if (line)
    wire_hash_list_put_name (list, line, -1);
}

/** Returns: whether @line gave at least one digest under the header that was read */
gboolean
wire_hash_list_take_csv (WireHashList *list, const WireLine *line)
{
  g_autofree char *copy = g_strdup (line->text);
  Cell cells[WIRE_HASH_LIST_COLUMNS];
  guint n;

  if (line->text[0] == '#' || line->text[0] == '%')
    return FALSE;
  n = split (copy, cells);
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (list->digest_columns[i] >= 0 && (guint) list->digest_columns[i] < n)
      {
        const Cell *cell = &cells[list->digest_columns[i]];
        wire_hash_list_put_hex (list, i, cell->text, cell->length);
      }
  if (list->n_row == 0)
    return FALSE;
  if (list->layout == WIRE_HASH_LIST_HASHDEEP)
    put_rest_as_name (list, line->text);
  else if (list->name_column >= 0 && (guint) list->name_column < n)
    wire_hash_list_put_name (list, cells[list->name_column].text,
                             (gssize) cells[list->name_column].length);
  return TRUE;
}
