/* wire-checksum-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NSRL RDSv2 (“"SHA-1","MD5","CRC32","FileName",…”), HashKeeper, MalwareBazaar, ThreatFox and
 * URLhaus (their header is a comment), hashdeep (“%%%% size,md5,sha256,filename”), Get-FileHash,
 * ICSE, MISP, OTX and whatever a spreadsheet wrote: the header says what there is, not the
 * program's name.
 */

#include "files/lists/wire-checksum-table.h"

#include <string.h>

typedef struct
{
  char *text; /* NUL-terminated, without its quotes */
  gsize length;
} Cell;

/* Splits a line in place: quotes go, doubled quotes become one. */
static guint
split (char *text, char separator, gboolean quotes, Cell cells[WIRE_CHECKSUM_TABLE_COLUMNS])
{
  guint n = 0;
  char *p = text;
  char *ends[WIRE_CHECKSUM_TABLE_COLUMNS];

  while (n < WIRE_CHECKSUM_TABLE_COLUMNS)
    {
      while (*p == ' ' || (*p == '\t' && separator != '\t'))
        p++;

      gboolean quoted = quotes && *p == '"';
      char *out = p += quoted;

      cells[n].text = out;
      for (; *p && (quoted || *p != separator); p++)
        {
          if (quoted && *p == '"' && *++p != '"')
            break;
          *out++ = *p;
        }
      while (!quoted && out > cells[n].text && (out[-1] == ' ' || out[-1] == '\r'))
        out--;
      ends[n] = out;
      cells[n].length = (gsize) (out - cells[n].text);
      n++;
      while (*p && *p != separator)
        p++;
      if (*p == '\0')
        break;
      p++;
    }
  for (guint i = 0; i < n; i++)
    *ends[i] = '\0';
  return n;
}

/* Letters and digits in lower case; FALSE where there are too many for a column's name. */
static gboolean
fold (const char *text, char folded[32])
{
  gsize n = 0;

  for (; *text; text++)
    if (g_ascii_isalnum (*text))
      {
        if (n == 31)
          return FALSE;
        folded[n++] = g_ascii_tolower (*text);
      }
  folded[n] = '\0';
  return n > 0;
}

/* `md5hash`, `filesha256`, `hashvalue`: what is left when such words are taken off the ends. */
static void
strip_words (char *folded)
{
  static const char *const WORDS[] = { "hash", "digest",  "checksum", "sum",    "value", "hex",
                                       "file", "payload", "content",  "sample", "media", "result" };
  gboolean stripped = TRUE;

  while (stripped)
    {
      stripped = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
        {
          gsize length = strlen (folded);
          gsize word = strlen (WORDS[i]);

          if (length < word)
            continue;
          if (g_str_has_suffix (folded, WORDS[i]))
            folded[length - word] = '\0';
          else if (g_str_has_prefix (folded, WORDS[i]))
            memmove (folded, folded + word, length - word + 1);
          else
            continue;
          stripped = TRUE;
        }
    }
}

/* CRC32 columns are left out: four bytes match too much by chance. */
static gboolean
names_algorithm (const char *text, WireDigestAlgorithm *algorithm)
{
  char folded[32];

  if (!fold (text, folded))
    return FALSE;
  if (!wire_digest_parse_name (folded, algorithm))
    {
      strip_words (folded);
      if (!wire_checksum_parse_tag (folded, strlen (folded), algorithm))
        return FALSE;
    }
  return *algorithm != WIRE_DIGEST_CRC32;
}

static gboolean
names_any_digest (const char *folded)
{
  static const char *const NAMES[] = { "hash",         "hashes",   "hashvalue",      "filehash",
                                       "digest",       "checksum", "value",          "indicator",
                                       "iocvalue",     "ioc",      "indicatorvalue", "hashdigest",
                                       "checksumvalue" };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (folded, NAMES[i]))
      return TRUE;
  return FALSE;
}

static gboolean
names_type (const char *folded)
{
  static const char *const NAMES[] = { "algorithm", "hashalgorithm", "alg",      "type",
                                       "ioctype",   "indicatortype", "hashtype", "hashname" };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (folded, NAMES[i]))
      return TRUE;
  return FALSE;
}

/* Columns that name the file, the best first; then what says what it is. */
static const struct
{
  const char *name;
  gboolean is_path;
} NAME_COLUMNS[] = {
  { "filename", FALSE },         { "name", FALSE },        { "file", FALSE },
  { "originalfilename", FALSE }, { "filenames", FALSE },   { "path", TRUE },
  { "filepath", TRUE },          { "fullpath", TRUE },     { "fullname", TRUE },
  { "malwareprintable", FALSE }, { "signature", FALSE },   { "malware", FALSE },
  { "listingreason", FALSE },    { "description", FALSE }, { "comment", FALSE },
};

static gsize
rank_name (const char *folded)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (NAME_COLUMNS) && !g_str_equal (folded, NAME_COLUMNS[i].name))
    i++;
  return i;
}

static gboolean
is_taken (const WireChecksumTable *table, WireDigestAlgorithm algorithm)
{
  for (guint i = 0; i < table->n; i++)
    if (table->roles[i] == WIRE_CHECKSUM_ROLE_DIGEST && table->algorithms[i] == algorithm)
      return TRUE;
  return FALSE;
}

/**
 * wire_checksum_title_get_role:
 * @title: of a column, or a key of JSON, in any usual spelling: `SHA-1`, `md5_hash`, `HashValue`
 * @algorithm: (out): of %WIRE_CHECKSUM_ROLE_DIGEST
 *
 * Returns: what is there
 */
WireChecksumRole
wire_checksum_title_get_role (const char *title, WireDigestAlgorithm *algorithm)
{
  char folded[32];

  if (!fold (title, folded))
    return WIRE_CHECKSUM_ROLE_NONE;
  if (rank_name (folded) < G_N_ELEMENTS (NAME_COLUMNS))
    return WIRE_CHECKSUM_ROLE_NAME;
  if (names_any_digest (folded))
    return WIRE_CHECKSUM_ROLE_ANY;
  if (names_type (folded))
    return WIRE_CHECKSUM_ROLE_ALGORITHM;
  return names_algorithm (title, algorithm) ? WIRE_CHECKSUM_ROLE_DIGEST : WIRE_CHECKSUM_ROLE_NONE;
}

/** Returns: whether @title, of a value in the same row, says that it is a digest: `FileHash-MD5`,
 * `filename|sha256`, `sha1_hash` */
gboolean
wire_checksum_title_names_type (const char *title, WireDigestAlgorithm *algorithm)
{
  const char *bar = strrchr (title, '|');

  return names_algorithm (bar ? bar + 1 : title, algorithm);
}

static void
note_name (WireChecksumTable *table, const char *title, gsize *best_name)
{
  char folded[32];
  gsize rank;

  fold (title, folded);
  rank = rank_name (folded);
  if (rank >= *best_name)
    return;
  *best_name = rank;
  table->name = (int) table->n;
  table->name_is_path = NAME_COLUMNS[rank].is_path;
}

static void
note_column (WireChecksumTable *table, const char *title, gsize *best_name)
{
  WireDigestAlgorithm algorithm = WIRE_N_DIGESTS;
  WireChecksumRole role = wire_checksum_title_get_role (title, &algorithm);

  if (role == WIRE_CHECKSUM_ROLE_NAME)
    note_name (table, title, best_name);
  if (role == WIRE_CHECKSUM_ROLE_DIGEST && is_taken (table, algorithm))
    role = WIRE_CHECKSUM_ROLE_NONE;
  table->roles[table->n] = (guint8) role;
  table->algorithms[table->n++] = (guint8) algorithm;
}

static gboolean
try_separator (WireChecksumTable *table, const char *text, char separator)
{
  g_autofree char *copy = g_strdup (text);
  Cell cells[WIRE_CHECKSUM_TABLE_COLUMNS];
  guint n = split (copy, separator, TRUE, cells);
  gsize best_name = G_N_ELEMENTS (NAME_COLUMNS);
  gboolean found = FALSE;

  *table = (WireChecksumTable){ .separator = separator, .name = -1 };
  for (guint i = 0; i < n; i++)
    {
      note_column (table, cells[i].text, &best_name);
      found = found || table->roles[i] == WIRE_CHECKSUM_ROLE_DIGEST
              || table->roles[i] == WIRE_CHECKSUM_ROLE_ANY;
    }
  return found && n > 1;
}

/**
 * wire_checksum_table_read_header:
 * @self: (out): what the columns are, where this succeeds
 * @text: a line; one that begins with `#` or `%` may be a header too
 *
 * Returns: whether @text names columns of which at least one holds digests
 */
gboolean
wire_checksum_table_read_header (WireChecksumTable *self, const char *text)
{
  static const char SEPARATORS[] = { ',', ';', '\t', '|' };
  gboolean is_hashdeep = g_str_has_prefix (text, "%%%%");
  WireChecksumTable tried;
  gboolean found = FALSE;

  text += strspn (text, "#% ");
  for (gsize i = 0; i < G_N_ELEMENTS (SEPARATORS); i++)
    if (strchr (text, SEPARATORS[i]) && try_separator (&tried, text, SEPARATORS[i])
        && (!found || tried.n > self->n))
      {
        *self = tried;
        found = TRUE;
      }
  if (found)
    self->is_hashdeep = is_hashdeep;
  return found;
}

static void
put_digest (WireChecksumLine *line, const WireChecksum *checksum)
{
  if (line->n < WIRE_CHECKSUM_LINE_MAX)
    line->checksums[line->n++] = *checksum;
}

/* A cell of an @algorithm that is given elsewhere. */
static void
put_named (WireChecksumLine *line, const Cell *cell, WireDigestAlgorithm algorithm)
{
  WireChecksum checksum;

  if (wire_checksum_parse_as (cell->text, cell->length, algorithm, &checksum))
    put_digest (line, &checksum);
}

/* `name|hex` is MISP's. */
static void
put_any (WireChecksumLine *line, const Cell *cell, const Cell *type)
{
  const char *bar = strrchr (cell->text, '|');
  Cell digest = { bar ? (char *) bar + 1 : cell->text, 0 };
  WireDigestAlgorithm algorithm;
  WireChecksum checksum;

  digest.length = strlen (digest.text);
  if (digest.length == 0
      || wire_checksum_take (digest.text, digest.length, &checksum) != digest.length)
    return;
  if (type && wire_checksum_title_names_type (type->text, &algorithm)
      && wire_digest_get_info (algorithm)->size == wire_digest_get_info (checksum.algorithm)->size)
    {
      checksum.algorithm = algorithm;
      checksum.named = TRUE;
    }
  put_digest (line, &checksum);
  if (bar && !line->name)
    line->name = g_strndup (cell->text, (gsize) (bar - cell->text));
}

static const Cell *
find_type (const WireChecksumTable *table, const Cell *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    if (table->roles[i] == WIRE_CHECKSUM_ROLE_ALGORITHM)
      return &cells[i];
  return NULL;
}

/* hashdeep does not quote: its last column, the name, may hold commas. */
static char *
take_rest (const WireChecksumTable *table, const char *text)
{
  for (int i = 0; i < table->name && text; i++)
    {
      text = strchr (text, table->separator);
      text = text ? text + 1 : NULL;
    }
  return g_strdup (text);
}

/**
 * wire_checksum_table_read_row:
 * @text: a line
 * @line: (out): cleared by the caller where this succeeds; up to %WIRE_CHECKSUM_LINE_MAX digests
 *
 * Returns: whether @text gave at least one digest in its place
 */
gboolean
wire_checksum_table_read_row (const WireChecksumTable *self,
                              const char *text,
                              WireChecksumLine *line)
{
  g_autofree char *copy = g_strdup (text);
  Cell cells[WIRE_CHECKSUM_TABLE_COLUMNS];
  guint n = MIN (split (copy, self->separator, !self->is_hashdeep, cells), self->n);
  const Cell *type = find_type (self, cells, n);

  line->name = NULL;
  line->n = 0;
  for (guint i = 0; i < n; i++)
    if (self->roles[i] == WIRE_CHECKSUM_ROLE_DIGEST)
      put_named (line, &cells[i], self->algorithms[i]);
    else if (self->roles[i] == WIRE_CHECKSUM_ROLE_ANY)
      put_any (line, &cells[i], type);
  if (line->n > 0 && self->name >= 0 && (guint) self->name < n && *cells[self->name].text
      && !line->name)
    line->name = self->is_hashdeep ? take_rest (self, text) : g_strdup (cells[self->name].text);
  if (line->n > 0)
    return TRUE;
  wire_checksum_line_clear (line);
  return FALSE;
}
