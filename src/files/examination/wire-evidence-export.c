/* wire-evidence-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-evidence-export.h"

#include "base/wire-csv-cell.h"
#include "files/lists/wire-checksum-line-format.h"
#include "files/sets/wire-hash-database.h"
#include "base/wire-json.h"
#include "base/wire-printable.h"

/* Checksum lines */

/* A download is no file that could be checked. */
static void
add_sums (WireEvidenceExport *self, const WireEvidence *evidence, const char *origin)
{
  gboolean tagged = (self->mask & (self->mask - 1)) != 0;

  for (guint i = 0; !origin && i < WIRE_N_DIGESTS; i++)
    if (self->mask & evidence->mask & WIRE_DIGEST_BIT (i))
      {
        g_autofree char *line = wire_checksum_line_format (
            i, wire_evidence_get_digest (evidence, i), evidence->path, tagged);

        g_string_append (self->out, line);
        g_string_append_c (self->out, '\n');
      }
}

/* CSV */

static void
add_cell (WireEvidenceExport *self, const char *text)
{
  gsize length = self->out->len;

  if (length > 0 && self->out->str[length - 1] != '\n')
    g_string_append_c (self->out, ',');
  wire_csv_append_quoted_cell (self->out, text ? text : "");
}

static void
add_csv_header (WireEvidenceExport *self)
{
  static const char *const TITLES[] = { "match",   "type",   "mime",  "extension",
                                        "verdict", "reason", "error", "origin" };

  add_cell (self, "path");
  add_cell (self, "size");
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (self->mask & WIRE_DIGEST_BIT (i))
      add_cell (self, wire_digest_get_info (i)->key);
  for (guint i = 0; i < G_N_ELEMENTS (TITLES); i++)
    add_cell (self, TITLES[i]);
  g_string_append (self->out, "\r\n");
}

static char *
join_matches (const WireEvidence *evidence)
{
  GString *text = g_string_new (evidence->unmatched ? evidence->unmatched->message : NULL);

  for (guint i = 0; evidence->matches && i < evidence->matches->len; i++)
    {
      const WireHashMatch *match = g_ptr_array_index (evidence->matches, i);
      g_autofree char *set = wire_printable_name (match->set);
      g_autofree char *name = wire_printable_name (match->name ? match->name : "");

      g_string_append_printf (text, "%s%s: %s%s%s", text->len ? "; " : "",
                              wire_hash_set_kind_to_key (match->kind), set, *name ? ": " : "",
                              name);
    }
  return g_string_free (text, FALSE);
}

static void
add_csv (WireEvidenceExport *self, const WireEvidence *evidence, const char *origin)
{
  const WireType *type = evidence->type;
  g_autofree char *path = wire_printable_name (evidence->path);
  g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT, evidence->size);
  g_autofree char *matches = join_matches (evidence);

  add_cell (self, path);
  add_cell (self, size);
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (self->mask & WIRE_DIGEST_BIT (i))
      {
        g_autofree char *hex = wire_evidence_get_hex (evidence, i);

        add_cell (self, hex);
      }
  add_cell (self, matches);
  add_cell (self, type ? type->words : NULL);
  add_cell (self, type ? type->mime : NULL);
  add_cell (self, type ? type->extension : NULL);
  add_cell (self, type ? wire_type_verdict_to_key (type->verdict) : NULL);
  add_cell (self, type ? type->reason : NULL);
  add_cell (self, evidence->error ? evidence->error->message : NULL);
  add_cell (self, origin);
  g_string_append (self->out, "\r\n");
}

/* JSON */

static void
add_member (GString *out, const char *key, const char *text)
{
  if (!text)
    return;
  if (out->str[out->len - 1] != '{')
    g_string_append (out, ", ");
  wire_json_append_string (out, key);
  g_string_append (out, ": ");
  wire_json_append_string (out, text);
}

static void
add_json_matches (GString *out, const WireEvidence *evidence)
{
  if (evidence->unmatched)
    add_member (out, "unmatched", evidence->unmatched->message);
  g_string_append (out, ", \"matches\": [");
  for (guint i = 0; evidence->matches && i < evidence->matches->len; i++)
    {
      const WireHashMatch *match = g_ptr_array_index (evidence->matches, i);
      g_autofree char *hex = wire_evidence_get_hex (evidence, match->algorithm);

      g_string_append (out, i ? ", {" : "{");
      add_member (out, "set", match->set);
      add_member (out, "kind", wire_hash_set_kind_to_key (match->kind));
      add_member (out, "name", match->name);
      add_member (out, "algorithm", wire_digest_get_info (match->algorithm)->key);
      add_member (out, "digest", hex);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
add_json_type (GString *out, const WireType *type)
{
  add_member (out, "signature", type->signature);
  add_member (out, "type", type->words);
  add_member (out, "mime", type->mime);
  add_member (out, "extension", type->extension);
  g_string_append (out, ", \"expected\": [");
  for (guint i = 0; type->expected && type->expected[i]; i++)
    {
      g_string_append (out, i ? ", " : "");
      wire_json_append_string (out, type->expected[i]);
    }
  g_string_append_c (out, ']');
  add_member (out, "verdict", wire_type_verdict_to_key (type->verdict));
  g_string_append_printf (out, ", \"code\": %d", wire_type_verdict_to_code (type->verdict));
  add_member (out, "reason", type->reason);
  for (guint i = 0; type->parts && i < type->parts->len; i++)
    {
      const WireTypePart *part = g_ptr_array_index (type->parts, i);

      g_string_append_printf (out,
                              "%s{\"offset\": %" G_GUINT64_FORMAT ", \"size\": %" G_GUINT64_FORMAT,
                              i ? ", " : ", \"parts\": [", part->offset, part->size);
      add_member (out, "type", part->words);
      add_member (out, "mime", part->mime);
      g_string_append (out, "}");
    }
  if (type->parts)
    g_string_append_c (out, ']');
}

static void
add_json_check (GString *out, const WireSiblingCheck *check)
{
  if (!check)
    return;
  g_string_append (out, ", \"verified\": {\"list\": ");
  wire_json_append_string (out, check->list);
  if (!check->problem)
    add_member (out, "algorithm", wire_digest_get_info (check->algorithm)->key);
  add_member (out, "status", wire_sibling_check_get_key (check));
  add_member (out, "reason", check->problem);
  g_string_append_c (out, '}');
}

static void
add_json (WireEvidenceExport *self, const WireEvidence *evidence, const char *origin)
{
  g_string_append (self->out, self->n ? ",\n{" : "[\n{");
  add_member (self->out, "path", evidence->path);
  add_member (self->out, "origin", origin);
  if (evidence->error)
    add_member (self->out, "error", evidence->error->message);
  else
    {
      g_string_append_printf (self->out, ", \"size\": %" G_GUINT64_FORMAT, evidence->size);
      for (guint i = 0; i < WIRE_N_DIGESTS; i++)
        {
          g_autofree char *hex = wire_evidence_get_hex (evidence, i);

          add_member (self->out, wire_digest_get_info (i)->key, hex);
        }
      add_json_matches (self->out, evidence);
      add_json_check (self->out, evidence->check);
    }
  if (evidence->type)
    add_json_type (self->out, evidence->type);
  g_string_append_c (self->out, '}');
}

/** @mask: digests that have a column of CSV, or lines of checksums; JSON has all */
void
wire_evidence_export_begin (WireEvidenceExport *self,
                            WireEvidenceFormat format,
                            WireDigestMask mask)
{
  *self = (WireEvidenceExport){ .format = format, .mask = mask, .out = g_string_new (NULL) };
  if (format == WIRE_EVIDENCE_CSV)
    add_csv_header (self);
}

/** @origin: (nullable): where a download came from */
void
wire_evidence_export_add (WireEvidenceExport *self,
                          const WireEvidence *evidence,
                          const char *origin)
{
  switch (self->format)
    {
    case WIRE_EVIDENCE_CSV:
      add_csv (self, evidence, origin);
      break;
    case WIRE_EVIDENCE_JSON:
      add_json (self, evidence, origin);
      break;
    case WIRE_EVIDENCE_SUMS:
    default:
      add_sums (self, evidence, origin);
    }
  self->n++;
}

/** Returns: (transfer full): the table; @self is empty then */
GBytes *
wire_evidence_export_end (WireEvidenceExport *self)
{
  if (self->format == WIRE_EVIDENCE_JSON)
    g_string_append (self->out, self->n ? "\n]\n" : "[]\n");
  return g_string_free_to_bytes (g_steal_pointer (&self->out));
}
