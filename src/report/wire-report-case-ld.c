/* wire-report-case-ld.c: a report as JSON-LD of CASE and UCO
 *
 * What the Cyber-investigation Analysis Standard Expression calls things: the capture files, what
 * was transferred in them, hosts, and the tool, as its published examples have them
 * (https://caseontology.org). Texts for people, such as verdicts, are descriptions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-writers.h"

#include "base/wire-json.h"
#include "base/wire-text-hash.h"
#include "wire-config.h"

#include <gio/gio.h>
#include <string.h>

static const char CONTEXT[] =
    "{\"@context\":{\"kb\":\"http://example.org/kb/\","
    "\"case-investigation\":\"https://ontology.caseontology.org/case/investigation/\","
    "\"uco-action\":\"https://ontology.unifiedcyberontology.org/uco/action/\","
    "\"uco-core\":\"https://ontology.unifiedcyberontology.org/uco/core/\","
    "\"uco-observable\":\"https://ontology.unifiedcyberontology.org/uco/observable/\","
    "\"uco-tool\":\"https://ontology.unifiedcyberontology.org/uco/tool/\","
    "\"uco-types\":\"https://ontology.unifiedcyberontology.org/uco/types/\","
    "\"uco-vocabulary\":\"https://ontology.unifiedcyberontology.org/uco/vocabulary/\","
    "\"xsd\":\"http://www.w3.org/2001/XMLSchema#\"},\n\"@graph\":[\n";

/* Of names below this ontology's own kb: (RFC 9562, 5.5). */
static const guint8 NAMESPACE[16] = { 0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                      0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8 };

typedef struct
{
  GString *out;
  GHashTable *told; /* identifiers that are in the graph */
  GPtrArray *ids;   /* the same in their order; owned by @told */
  char *capture;    /* of the capture whose sections follow; NULL before the first */
} Graph;

/* Returns: (transfer full): the same identifier for the same name: UUID, version 5 */
static char *
make_id (const char *kind, const char *name)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 id[20];
  gsize length = sizeof id;

  g_checksum_update (sum, NAMESPACE, sizeof NAMESPACE);
  g_checksum_update (sum, (const guchar *) kind, (gssize) strlen (kind));
  g_checksum_update (sum, (const guchar *) name, (gssize) strlen (name));
  g_checksum_get_digest (sum, id, &length);
  id[6] = (id[6] & 0x0f) | 0x50;
  id[8] = (id[8] & 0x3f) | 0x80;
  return g_strdup_printf ("kb:%s-%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
                          "%02x%02x%02x%02x%02x%02x",
                          kind, id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8],
                          id[9], id[10], id[11], id[12], id[13], id[14], id[15]);
}

static void
append_member (GString *out, const char *key, const char *text)
{
  g_string_append_printf (out, ",\"%s\":", key);
  wire_json_append_string (out, text);
}

/* Begins an object, unless one of that identifier is there already. */
static gboolean
begin (Graph *self, const char *id, const char *type)
{
  char *kept;

  if (g_hash_table_contains (self->told, id))
    return FALSE;
  kept = g_strdup (id);
  g_hash_table_add (self->told, kept);
  g_ptr_array_add (self->ids, kept);
  g_string_append_printf (self->out, "%s{\"@id\":\"%s\",\"@type\":\"%s\"",
                          g_hash_table_size (self->told) > 1 ? ",\n" : "", id, type);
  return TRUE;
}

/* Parts of an object have identifiers of their own, which end as UCO wants all to: with a UUID. */
static void
append_facet (GString *out, const char *id, const char *type)
{
  g_autofree char *name = g_strconcat (id, type, NULL);
  g_autofree char *facet = make_id ("facet", name);

  g_string_append_printf (out, "{\"@id\":\"%s\",\"@type\":\"uco-observable:%s\"", facet, type);
}

static void
append_hash (GString *out, const char *id, const char *sha256)
{
  g_autofree char *hash = make_id ("hash", id);

  g_string_append_printf (
      out,
      ",\"uco-observable:hash\":[{\"@id\":\"%s\",\"@type\":"
      "\"uco-types:Hash\",\"uco-types:hashMethod\":{\"@type\":"
      "\"uco-vocabulary:HashNameVocab\",\"@value\":\"SHA256\"},"
      "\"uco-types:hashValue\":{\"@type\":\"xsd:hexBinary\",\"@value\":\"%s\"}}]",
      hash, sha256);
}

/* A file with what it is called, its size and its digest, as far as they are known. */
static void
add_file (Graph *self,
          const char *id,
          const char *name,
          const char *size,
          const char *sha256,
          const char *description)
{
  if (!begin (self, id, "uco-observable:File"))
    return;
  if (description && *description)
    append_member (self->out, "uco-core:description", description);
  g_string_append (self->out, ",\"uco-core:hasFacet\":[");
  append_facet (self->out, id, "FileFacet");
  if (name && *name)
    append_member (self->out, "uco-observable:fileName", name);
  if (size && *size)
    g_string_append_printf (
        self->out, ",\"uco-observable:sizeInBytes\":{\"@type\":\"xsd:integer\",\"@value\":\"%s\"}",
        size);
  g_string_append_c (self->out, '}');
  if (sha256 && *sha256)
    {
      g_string_append_c (self->out, ',');
      append_facet (self->out, id, "ContentDataFacet");
      append_hash (self->out, id, sha256);
      g_string_append_c (self->out, '}');
    }
  g_string_append (self->out, "]}");
}

static void
add_containment (Graph *self, const char *inner)
{
  g_autofree char *both = self->capture ? g_strconcat (inner, self->capture, NULL) : NULL;
  g_autofree char *id = both ? make_id ("relationship", both) : NULL;

  if (!id || !begin (self, id, "uco-observable:ObservableRelationship"))
    return;
  g_string_append_printf (self->out,
                          ",\"uco-core:source\":{\"@id\":\"%s\"},\"uco-core:target\":"
                          "{\"@id\":\"%s\"},\"uco-core:kindOfRelationship\":\"Contained_Within\","
                          "\"uco-core:isDirectional\":true}",
                          inner, self->capture);
}

static void
add_evidence (Graph *self, const WireReportSection *section, char **cells)
{
  const char *sha256 = wire_report_section_get_cell (section, cells, "sha256");
  g_autofree char *id = make_id ("file", sha256);

  add_file (self, id, wire_report_section_get_cell (section, cells, "path"),
            wire_report_section_get_cell (section, cells, "size"), sha256,
            wire_report_section_get_cell (section, cells, "state"));
}

/* The digest is the first fact that a capture has. */
static void
add_capture (Graph *self, const WireReportSection *section)
{
  char **cells = section->rows->len > 0 ? g_ptr_array_index (section->rows, 0) : NULL;
  const char *sha256 = cells ? wire_report_section_get_cell (section, cells, "value") : "";

  g_free (self->capture);
  self->capture = make_id ("file", sha256);
  add_file (self, self->capture, NULL, NULL, sha256, section->heading);
}

static void
add_transfer (Graph *self, const WireReportSection *section, char **cells)
{
  const char *packet = wire_report_section_get_cell (section, cells, "packet");
  const char *sha256 = wire_report_section_get_cell (section, cells, "sha256");
  const char *name = wire_report_section_get_cell (section, cells, "name");
  const char *reason = wire_report_section_get_cell (section, cells, "reason");
  const char *verdict = wire_report_section_get_cell (section, cells, "verdict");
  g_autofree char *all =
      g_strjoin ("\n", self->capture ? self->capture : "", packet, sha256, name, NULL);
  g_autofree char *id = make_id ("file", all);
  g_autofree char *words = g_strdup_printf ("%s. %s", verdict, reason);

  add_file (self, id, name, wire_report_section_get_cell (section, cells, "size"), sha256, words);
  add_containment (self, id);
}

static void
add_address (Graph *self, const char *address)
{
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);
  g_autofree char *id = make_id ("address", address);
  const char *version;

  if (!parsed)
    return;
  version = g_inet_address_get_family (parsed) == G_SOCKET_FAMILY_IPV6 ? "IPv6" : "IPv4";
  if (!begin (self, id,
              version[3] == '6' ? "uco-observable:IPv6Address" : "uco-observable:IPv4Address"))
    return;
  g_string_append (self->out, ",\"uco-core:hasFacet\":[");
  append_facet (self->out, id, version[3] == '6' ? "IPv6AddressFacet" : "IPv4AddressFacet");
  append_member (self->out, "uco-observable:addressValue", address);
  g_string_append (self->out, "}]}");
}

static void
add_host (Graph *self, const WireReportSection *section, char **cells)
{
  g_auto (GStrv) addresses =
      g_strsplit (wire_report_section_get_cell (section, cells, "address"), ", ", -1);

  for (char **address = addresses; *address; address++)
    add_address (self, *address);
}

static void
add_deed (Graph *self, const WireReportSection *section, char **cells, guint row)
{
  g_autofree char *time = g_strdup (wire_report_section_get_cell (section, cells, "time"));
  g_autofree char *name = g_strdup_printf (
      "%u %s %s", row, time, wire_report_section_get_cell (section, cells, "subject"));
  g_autofree char *id = make_id ("action", name);
  g_autofree char *tool = make_id ("tool", "Wirecase");

  if (!begin (self, id, "case-investigation:InvestigativeAction"))
    return;
  append_member (self->out, "uco-core:name",
                 wire_report_section_get_cell (section, cells, "action"));
  append_member (self->out, "uco-core:description",
                 wire_report_section_get_cell (section, cells, "subject"));
  g_string_append_printf (self->out, ",\"uco-action:instrument\":[{\"@id\":\"%s\"}]", tool);
  if (strlen (time) == strlen ("2026-01-01 00:00:00"))
    {
      time[10] = 'T';
      g_string_append_printf (self->out,
                              ",\"uco-action:startTime\":{\"@type\":\"xsd:dateTime\",\"@value\":"
                              "\"%sZ\"}",
                              time);
    }
  g_string_append (self->out, "}");
}

/* A note is said of the file that it is about, or of the whole. */
static void
add_note (Graph *self, const WireReportSection *section, char **cells)
{
  const char *evidence = wire_report_section_get_cell (section, cells, "evidence");
  g_autofree char *name =
      g_strjoin ("\n", wire_report_section_get_cell (section, cells, "note"),
                 wire_report_section_get_cell (section, cells, "time"), evidence, NULL);
  g_autofree char *id = make_id ("annotation", name);
  g_autofree char *about = *evidence ? make_id ("file", evidence) : make_id ("investigation", "");
  g_autofree char *words =
      g_strdup_printf ("%s %s: %s", wire_report_section_get_cell (section, cells, "kind"),
                       wire_report_section_get_cell (section, cells, "place"),
                       wire_report_section_get_cell (section, cells, "text"));

  if (!begin (self, id, "uco-core:Annotation"))
    return;
  append_member (self->out, "uco-core:statement", words);
  if (*wire_report_section_get_cell (section, cells, "mark"))
    append_member (self->out, "uco-core:tag",
                   wire_report_section_get_cell (section, cells, "mark"));
  g_string_append_printf (self->out, ",\"uco-core:object\":[{\"@id\":\"%s\"}]}", about);
}

static void
add_row (Graph *self, const WireReportSection *section, guint row)
{
  char **cells = g_ptr_array_index (section->rows, row);

  if (g_str_equal (section->key, "evidence"))
    add_evidence (self, section, cells);
  else if (g_str_equal (section->key, "findings") || g_str_equal (section->key, "transfers"))
    add_transfer (self, section, cells);
  else if (g_str_equal (section->key, "hosts"))
    add_host (self, section, cells);
  else if (g_str_equal (section->key, "log"))
    add_deed (self, section, cells, row);
  else if (g_str_equal (section->key, "notes"))
    add_note (self, section, cells);
}

/* Notes that are on no file are about this. CASE 1.3 wants it to name at least one object: it names
 * all. */
static void
add_investigation (Graph *self, const char *title)
{
  g_autofree char *id = make_id ("investigation", "");
  guint n = self->ids->len;

  begin (self, id, "case-investigation:Investigation");
  append_member (self->out, "uco-core:name", title);
  g_string_append (self->out, ",\"uco-core:object\":[");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (self->out, "%s{\"@id\":\"%s\"}", i > 0 ? "," : "",
                            (const char *) g_ptr_array_index (self->ids, i));
  g_string_append (self->out, "]}");
}

static void
add_tool (Graph *self)
{
  g_autofree char *id = make_id ("tool", "Wirecase");

  begin (self, id, "uco-tool:Tool");
  append_member (self->out, "uco-core:name", "Wirecase");
  append_member (self->out, "uco-tool:version", WIRE_VERSION);
  g_string_append_c (self->out, '}');
}

GString *
wire_report_to_case (const WireReport *self)
{
  Graph graph = { .out = g_string_new (CONTEXT),
                  .told = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL),
                  .ids = g_ptr_array_new () };

  add_tool (&graph);
  for (guint i = 0; i < self->sections->len; i++)
    {
      const WireReportSection *section = g_ptr_array_index (self->sections, i);

      if (g_str_equal (section->key, "capture"))
        add_capture (&graph, section);
      else
        for (guint j = 0; j < section->rows->len; j++)
          add_row (&graph, section, j);
    }
  add_investigation (&graph, self->title);
  g_string_append (graph.out, "\n]}\n");
  g_ptr_array_unref (graph.ids);
  g_hash_table_unref (graph.told);
  g_free (graph.capture);
  return graph.out;
}
