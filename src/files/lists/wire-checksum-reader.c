/* wire-checksum-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-checksum-reader.h"

#include "files/lists/wire-checksum-record.h"
#include "files/lists/wire-checksum-table.h"
#include "files/lists/wire-lines.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where a signed list is read: RFC 9580, section 7. */
typedef enum
{
  PGP_NONE,
  PGP_HEAD,      /* `Hash: SHA512`, up to an empty line */
  PGP_TEXT,      /* the list; a dash and a blank before what begins with a dash */
  PGP_SIGNATURE, /* up to its end */
} Pgp;

struct _WireChecksumReader
{
  WireLines *lines;
  WireListName name;
  WireChecksumForm form;
  WireChecksumTable table;
  gboolean has_table;
  WireChecksumRecord record;
  Pgp pgp;
  WireChecksumLine last; /* of the last entry, cleared with the next */
  gboolean ended;
};

/**
 * wire_checksum_reader_open:
 * @path: the list, or `-` for standard input
 * @cancellable: (nullable): ends reading
 *
 * Returns: (transfer full) (nullable): before its first line
 */
WireChecksumReader *
wire_checksum_reader_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireChecksumReader) self = g_new0 (WireChecksumReader, 1);
  g_autofree char *base = g_path_get_basename (path);

  wire_list_name_read (base, &self->name);
  if (self->name.foreign)
    {
      g_autofree char *shown = wire_printable_name (path);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("“%s” holds digests of %s, which Wirecase does not compute."), shown,
                   self->name.foreign);
      return NULL;
    }
  self->lines = wire_lines_open (path, cancellable, error);
  return self->lines ? g_steal_pointer (&self) : NULL;
}

void
wire_checksum_reader_free (WireChecksumReader *self)
{
  g_clear_pointer (&self->lines, wire_lines_free);
  wire_list_name_clear (&self->name);
  wire_checksum_record_clear (&self->record);
  wire_checksum_line_clear (&self->last);
  g_free (self);
}

/* Whether the line belongs to the wrapping; else @line is what was signed. */
static gboolean
is_wrapping (WireChecksumReader *self, WireLine *line)
{
  if (self->pgp == PGP_NONE || self->pgp == PGP_TEXT)
    {
      if (strncmp (line->text, "-----BEGIN PGP SIGNED MESSAGE", 29) == 0)
        self->pgp = PGP_HEAD;
      else if (strncmp (line->text, "-----BEGIN PGP ", 15) == 0)
        self->pgp = PGP_SIGNATURE;
      else if (self->pgp == PGP_TEXT && strncmp (line->text, "- ", 2) == 0)
        {
          line->text += 2;
          line->length -= 2;
          return FALSE;
        }
      else
        return FALSE;
    }
  else if (self->pgp == PGP_HEAD && line->length == 0)
    self->pgp = PGP_TEXT;
  else if (self->pgp == PGP_SIGNATURE && strncmp (line->text, "-----END PGP ", 13) == 0)
    self->pgp = PGP_NONE;
  return TRUE;
}

/* Lines that say nothing of a file, and are known not to: comments, the rule below a header, the
 * last line of certutil, headers. */
static gboolean
is_comment (const WireLine *line)
{
  gsize blank = strspn (line->text, " \t");
  const char *text = line->text + blank;

  return blank == line->length || *text == '#' || *text == '%' || *text == ';'
         || strncmp (text, "//", 2) == 0 || strspn (text, "- \t") == line->length - blank
         || g_ascii_strncasecmp (text, "CertUtil: ", 10) == 0;
}

static gboolean
is_clamav (const WireChecksumLine *checksum, const WireLine *line)
{
  gsize digits = 2 * wire_digest_get_info (checksum->checksums[0].algorithm)->size;

  return checksum->n == 1 && line->length > digits && line->text[digits] == ':';
}

static void
note_form (WireChecksumReader *self, const WireLine *line, gboolean is_row)
{
  if (self->form != WIRE_CHECKSUM_FORM_UNKNOWN)
    return;
  if (is_row)
    self->form = self->table.is_hashdeep ? WIRE_CHECKSUM_FORM_HASHDEEP : WIRE_CHECKSUM_FORM_TABLE;
  else
    self->form =
        is_clamav (&self->last, line) ? WIRE_CHECKSUM_FORM_CLAMAV : WIRE_CHECKSUM_FORM_LINES;
}

/* Where neither line nor header names the algorithm, the list's own name may. */
static void
name_algorithms (const WireListName *name, WireChecksumLine *line)
{
  gsize size = wire_digest_get_info (name->algorithm)->size;

  for (guint i = 0; name->named && i < line->n; i++)
    if (!line->checksums[i].named
        && wire_digest_get_info (line->checksums[i].algorithm)->size == size)
      {
        line->checksums[i].algorithm = name->algorithm;
        line->checksums[i].named = TRUE;
      }
}

/* What was hashed from standard input has no name: a list that is named for a file means that. */
static void
drop_standard_input (const WireListName *list, WireChecksumLine *line)
{
  static const char *const NAMES[] = { "-", "stdin", "(stdin)", "<stdin>", "STDIN" };

  for (gsize i = 0; list->alone && line->name && i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (line->name, NAMES[i]))
      g_clear_pointer (&line->name, g_free);
}

static gboolean
parse (WireChecksumReader *self, const WireLine *line)
{
  gboolean is_row = FALSE;

  if (line->too_long)
    return FALSE;
  if (self->has_table)
    is_row =
        !is_comment (line) && wire_checksum_table_read_row (&self->table, line->text, &self->last);
  if (self->has_table && !is_row && strchr (line->text, self->table.separator))
    return FALSE; /* a digest in another column is not the file's */
  if (!is_row && !wire_checksum_line_parse (line->text, line->length, &self->last)
      && !(self->name.is_sfv
           && wire_checksum_line_parse_crc (line->text, line->length, &self->last)))
    return FALSE;
  note_form (self, line, is_row);
  name_algorithms (&self->name, &self->last);
  drop_standard_input (&self->name, &self->last);
  return TRUE;
}

/* Returns: whether @line is a header; the lines after it are rows then. */
static gboolean
take_header (WireChecksumReader *self, const WireLine *line)
{
  WireChecksumTable table;

  if (line->too_long || !wire_checksum_table_read_header (&table, line->text))
    return FALSE;
  self->table = table;
  self->has_table = TRUE;
  if (self->form == WIRE_CHECKSUM_FORM_UNKNOWN)
    self->form = table.is_hashdeep ? WIRE_CHECKSUM_FORM_HASHDEEP : WIRE_CHECKSUM_FORM_TABLE;
  return TRUE;
}

/* A finished record of several lines becomes the next entry; one that says no digest too. */
static gboolean
take_record (WireChecksumReader *self, WireChecksumEntry *entry, guint64 number)
{
  gboolean ended = self->record.state == WIRE_CHECKSUM_RECORD_ENDED;

  self->last.n = 0;
  if (!wire_checksum_record_take (&self->record, &self->last))
    {
      *entry = (WireChecksumEntry){ &self->last, number, "", 0 };
      return ended;
    }
  if (self->form == WIRE_CHECKSUM_FORM_UNKNOWN)
    self->form = WIRE_CHECKSUM_FORM_LINES;
  *entry = (WireChecksumEntry){ &self->last, number, "", 0 };
  return TRUE;
}

static void
give (WireChecksumReader *self, const WireLine *line, WireChecksumEntry *entry)
{
  *entry = (WireChecksumEntry){ &self->last, line->number, line->text, line->length };
}

/* Lists that were joined have marks of UTF-8 within. */
static void
drop_mark (WireLine *line)
{
  if (line->text[0] == '\xef' && g_str_has_prefix (line->text, "\xef\xbb\xbf"))
    {
      line->text += 3;
      line->length -= 3;
    }
}

/* Returns: whether @line gave an entry */
static gboolean
take_line (WireChecksumReader *self, WireLine *line, WireChecksumEntry *entry)
{
  drop_mark (line);
  if (self->pgp != PGP_NONE || line->text[0] == '-')
    if (is_wrapping (self, line))
      return FALSE;
  if (wire_checksum_record_is_open (&self->record)
      && wire_checksum_record_add (&self->record, line->text, line->length))
    return take_record (self, entry, line->number);
  if (parse (self, line))
    {
      give (self, line, entry);
      return TRUE;
    }
  self->last.n = 0;
  if (g_str_has_prefix (line->text, "%%%% HASHDEEP-1") && !self->form)
    self->form = WIRE_CHECKSUM_FORM_HASHDEEP;
  if (take_header (self, line) || is_comment (line)
      || (!line->too_long
          && (wire_checksum_record_begin (&self->record, line->text, line->length)
              || wire_checksum_record_is_header (line->text))))
    return FALSE;
  give (self, line, entry);
  return TRUE;
}

/**
 * wire_checksum_reader_next:
 * @entry: (out): the next entry, which the reader frees
 * @error: set where the list could not be read on
 *
 * Returns: 1 where @entry was filled, 0 at the end, -1 on error
 */
int
wire_checksum_reader_next (WireChecksumReader *self, WireChecksumEntry *entry, GError **error)
{
  WireLine line;
  int more;

  wire_checksum_line_clear (&self->last);
  self->last.n = 0;
  if (self->ended)
    return 0;
  while ((more = wire_lines_next (self->lines, &line, error)) == 1)
    if (take_line (self, &line, entry))
      return 1;
  if (more < 0)
    return -1;
  self->ended = TRUE;
  wire_checksum_record_end (&self->record);
  return take_record (self, entry, 0);
}

/** Ends the list after about @bytes more: for a look at how a file of any size begins. */
void
wire_checksum_reader_limit (WireChecksumReader *self, guint64 bytes)
{
  wire_lines_limit (self->lines, bytes);
}

/** Returns: (transfer none): what the list's name says */
const WireListName *
wire_checksum_reader_get_name (const WireChecksumReader *self)
{
  return &self->name;
}

/** Returns: how the first entry was written; a header says it before the first row */
WireChecksumForm
wire_checksum_reader_get_form (const WireChecksumReader *self)
{
  return self->form;
}

/** Returns: whether names are paths of the machine that wrote the list, as a header says */
gboolean
wire_checksum_reader_names_paths (const WireChecksumReader *self)
{
  return self->has_table && self->table.name_is_path;
}
