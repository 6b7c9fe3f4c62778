/* fuzz-evidence-export.c: writes rows with names that a fuzzer makes up, as every kind of table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-evidence-export.h"
#include "files/lists/wire-checksum-line.h"
#include "files/sets/wire-hash-database.h"

#include <string.h>

#define INPUT_MAX 4096

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static WireEvidence *
make_row (const char *name)
{
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);
  WireEvidence *evidence = wire_evidence_new (name, 0);
  WireHashMatch *match = g_new0 (WireHashMatch, 1);

  wire_digests_of_bytes (WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), name, strlen (name), &hash->digests);
  hash->size = strlen (name);
  wire_evidence_take_hash (evidence, hash);
  evidence->matches = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  match->set = g_utf8_make_valid (name, -1);
  match->name = g_utf8_make_valid (name, -1);
  match->algorithm = WIRE_DIGEST_SHA256;
  g_ptr_array_add (evidence->matches, match);
  return evidence;
}

/* A line of the list is read back as the name that it was written for. */
static void
check_sums (const char *text, gsize length, const char *name)
{
  g_auto (WireChecksumLine) line = { 0 };

  g_assert (length > 0 && text[length - 1] == '\n' && !memchr (text, '\n', length - 1));
  g_assert (wire_checksum_line_parse (text, length - 1, &line));
  g_assert (g_strcmp0 (line.name, name) == 0);
}

/* One row below the header: what is not in quotes is a comma or the end of a row, and no cell
 * begins a formula. */
static void
check_csv (const char *text, gsize length)
{
  gboolean quoted = FALSE;
  guint rows = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (!quoted && text[i] == '\n')
        rows++;
      if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted)
        g_assert (strchr (",\r\n", text[i]));
      if (quoted && i + 1 < length && (i == 0 || text[i - 1] == ',') && text[i] == '"')
        g_assert (!strchr ("=+-@\t\r", text[i + 1]));
    }
  g_assert (!quoted && rows == 2);
}

/* RFC 8259: nothing below a blank within a text, and all of it is UTF-8. */
static void
check_json (const char *text, gsize length)
{
  gboolean quoted = FALSE;

  g_assert (g_utf8_validate (text, (gssize) length, NULL));
  for (gsize i = 0; i < length; i++)
    {
      if (quoted && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        quoted = !quoted;
      else
        g_assert (!quoted || (guint8) text[i] >= 0x20);
    }
  g_assert (!quoted);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const WireEvidenceFormat FORMATS[] = { WIRE_EVIDENCE_SUMS, WIRE_EVIDENCE_CSV,
                                                WIRE_EVIDENCE_JSON };
  g_autofree char *name = NULL;
  g_autoptr (WireEvidence) evidence = NULL;

  if (size > INPUT_MAX)
    return 0;
  name = g_strndup ((const char *) data, size);
  if (!*name)
    return 0;
  evidence = make_row (name);
  for (gsize i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    {
      WireEvidenceExport export;
      g_autoptr (GBytes) table = NULL;
      gsize length;
      const char *text;

      wire_evidence_export_begin (&export, FORMATS[i], WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256));
      wire_evidence_export_add (&export, evidence, NULL);
      table = wire_evidence_export_end (&export);
      text = g_bytes_get_data (table, &length);
      if (FORMATS[i] == WIRE_EVIDENCE_SUMS)
        check_sums (text, length, name);
      else if (FORMATS[i] == WIRE_EVIDENCE_CSV)
        check_csv (text, length);
      else
        check_json (text, length);
    }
  return 0;
}
