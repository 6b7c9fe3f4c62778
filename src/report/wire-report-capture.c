/* wire-report-capture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-capture.h"

#include "base/wire-key-sort.h"
#include "base/wire-time.h"
#include "capture/objects/wire-object-judgement.h"
#include "capture/objects/wire-object-work.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Rows of one table: more are counted, and the text lists of the command line have them. */
#define MAX_ROWS 5000u
#define TOP_FLOWS 20u
#define BLOCK 1024u

static const WireReportColumn SUMMARY[] = {
  { "fact", N_ ("Fact"), FALSE, FALSE },
  { "value", N_ ("Value"), FALSE, TRUE },
};

static const WireReportColumn TRANSFERS[] = {
  { "packet", N_ ("Packet"), TRUE, FALSE },      { "time", N_ ("Time"), FALSE, FALSE },
  { "severity", N_ ("Severity"), FALSE, FALSE }, { "verdict", N_ ("Verdict"), FALSE, FALSE },
  { "name", N_ ("Name"), FALSE, FALSE },         { "size", N_ ("Bytes"), TRUE, FALSE },
  { "type", N_ ("Type"), FALSE, FALSE },         { "sha256", N_ ("SHA-256"), FALSE, TRUE },
  { "reason", N_ ("Reason"), FALSE, FALSE },
};

static const WireReportColumn FLOWS[] = {
  { "flow", N_ ("Flow"), FALSE, TRUE },
  { "packets", N_ ("Packets"), TRUE, FALSE },
  { "bytes", N_ ("Bytes"), TRUE, FALSE },
};

typedef struct
{
  const WireReportSource *source;
  WireObjectList *list;
  WireTypeDetector *detector;
  WireObjectWanted wanted;
  WireReportSection *findings;
  WireReportSection *transfers;
  guint n_left_out;
} Work;

/* Returns: (transfer full): UTC, to the microsecond */
static char *
make_time (gint64 time)
{
  g_autoptr (GDateTime) whole =
      time == WIRE_TIME_NONE
          ? NULL
          : g_date_time_new_from_unix_utc (time / G_GINT64_CONSTANT (1000000000));
  g_autoptr (GDateTime) moment =
      whole ? g_date_time_add (whole, time % G_GINT64_CONSTANT (1000000000) / 1000) : NULL;

  return moment ? g_date_time_format (moment, "%Y-%m-%d %H:%M:%S.%f") : g_strdup ("");
}

static char *
make_number (guint64 number)
{
  return g_strdup_printf ("%" PRIu64, number);
}

static void
add_fact (WireReportSection *section, const char *fact, char *value)
{
  wire_report_add_row (section, g_strdup (fact), value, NULL);
}

static void
add_summary (WireReport *report, const WireReportSource *source)
{
  g_autofree char *heading = g_strdup_printf (_ ("The capture “%s”"), source->name);
  WireReportSection *section =
      wire_report_add_section (report, "capture", heading, SUMMARY, G_N_ELEMENTS (SUMMARY));
  WireCaptureSummary summary;

  wire_capture_get_summary (source->capture, &summary);
  add_fact (section, _ ("SHA-256"), g_strdup (source->sha256));
  add_fact (section, _ ("Format"), g_strdup (wire_capture_get_format (source->capture)));
  add_fact (section, _ ("Packets"), make_number (summary.packets));
  add_fact (section, _ ("Bytes on the wire"), make_number (summary.bytes));
  add_fact (section, _ ("Bytes captured"), make_number (summary.captured_bytes));
  add_fact (section, _ ("First packet (UTC)"), make_time (summary.first));
  add_fact (section, _ ("Last packet (UTC)"), make_time (summary.last));
  add_fact (section, _ ("Flows"), make_number (summary.flows));
  add_fact (section, _ ("Read to its end"), g_strdup (summary.complete ? _ ("yes") : _ ("no")));
}

/* Returns: (transfer full): what @object is called */
static char *
make_name (const WireObject *object)
{
  if (object->uri)
    return g_strconcat (object->host && !strstr (object->uri, "://") ? object->host : "",
                        object->uri, NULL);
  return g_strdup (object->origin.path   ? object->origin.path
                   : object->origin.name ? object->origin.name
                                         : "");
}

static void
add_object (Work *self, const WireObject *object, const WireObjectFacts *facts)
{
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  g_autoptr (GError) unmatched = NULL;
  g_autofree char *reason = NULL;
  WireReportSection *section;
  WireObjectJudgement verdict;
  WireObjectSeverity severity;

  if (self->source->unmatched)
    unmatched = g_error_copy (self->source->unmatched);
  else if (self->source->database)
    wire_object_match (facts, self->source->database, matches, &unmatched);
  verdict = wire_object_judge (object, facts, matches, unmatched, &reason);
  severity = wire_object_judgement_get_severity (verdict);
  section = severity <= WIRE_OBJECT_WARNING ? self->findings : self->transfers;
  if (section->rows->len >= MAX_ROWS)
    {
      self->n_left_out++;
      return;
    }
  wire_report_add_row (section, make_number (object->packet + 1), make_time (object->time),
                       g_strdup (wire_object_severity_to_key (severity)),
                       g_strdup (wire_object_judgement_to_key (verdict)), make_name (object),
                       make_number (facts->size), g_strdup (facts->type ? facts->type : ""),
                       facts->digested ? wire_digests_get_hex (&facts->content, WIRE_DIGEST_SHA256)
                                       : g_strdup (""),
                       g_strdup (reason ? reason : ""), NULL);
}

static gboolean
add_block (Work *self, guint32 first, guint n, GCancellable *cancellable, GError **error)
{
  g_autofree guint32 *numbers = g_new (guint32, n);
  g_autofree WireObjectFacts *facts = g_new0 (WireObjectFacts, n);
  gboolean done;

  for (guint i = 0; i < n; i++)
    numbers[i] = first + i;
  done = wire_object_examine_many (self->list, numbers, n, self->detector, self->wanted,
                                   cancellable, facts, error);
  for (guint i = 0; i < n; i++)
    {
      if (done)
        add_object (self, wire_object_list_get (self->list, first + i), &facts[i]);
      wire_object_facts_clear (&facts[i]);
    }
  return done;
}

/* Alarms before warnings; what is alike stays in the order of its packets. */
static void
sort_findings (WireReportSection *section)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  const char *const ORDER[] = { "alarm", "warning" };

  for (guint i = 0; i < G_N_ELEMENTS (ORDER); i++)
    for (guint j = 0; j < section->rows->len; j++)
      if (g_str_equal (((char **) g_ptr_array_index (section->rows, j))[2], ORDER[i]))
        g_ptr_array_add (sorted, g_ptr_array_index (section->rows, j));
  g_assert (sorted->len == section->rows->len);
  memcpy (section->rows->pdata, sorted->pdata, sorted->len * sizeof (gpointer));
}

static void
say_what_was_looked_for (const WireReportSource *source, WireReportSection *findings)
{
  if (findings->rows->len == 0)
    wire_report_add_paragraph (findings, g_strdup (_ ("Nothing stands out.")));
  wire_report_add_paragraph (
      findings,
      g_strdup (_ ("What was looked for, in everything that the capture transferred: names and "
                   "types that disagree with the bytes, bytes behind the end of a file, bytes that "
                   "were sent twice and differ, what belongs to no message, and what is "
                   "incomplete.")));
  if (source->unmatched)
    wire_report_add_paragraph (findings, g_strdup_printf (_ ("Hash sets could not be asked: %s"),
                                                          source->unmatched->message));
  else if (!source->database)
    wire_report_add_paragraph (findings, g_strdup (_ ("No hash set was asked: there is none.")));
}

static gboolean
add_transfers (WireReport *report,
               const WireReportSource *source,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (WireObjectList) list = wire_object_list_new_transfers (source->capture, cancellable);
  g_autoptr (WireTypeDetector) detector = list ? wire_type_detector_new (error) : NULL;
  Work self = { .source = source, .list = list, .detector = detector };
  WireDigestMask held = 0;
  guint32 n = list ? wire_object_list_get_length (list) : 0;

  if (!list)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  if (!detector)
    return FALSE;
  if (source->database)
    wire_hash_database_get_mask (source->database, &held, NULL);
  self.wanted = WIRE_OBJECT_DIGESTS | held;
  self.findings = wire_report_add_section (report, "findings", _ ("Findings"), TRANSFERS,
                                           G_N_ELEMENTS (TRANSFERS));
  self.transfers = wire_report_add_section (report, "transfers", _ ("Other transfers"), TRANSFERS,
                                            G_N_ELEMENTS (TRANSFERS));
  for (guint32 first = 0; first < n; first += BLOCK)
    if (!add_block (&self, first, MIN (BLOCK, n - first), cancellable, error))
      return FALSE;
  sort_findings (self.findings);
  say_what_was_looked_for (source, self.findings);
  if (self.n_left_out > 0)
    wire_report_add_paragraph (
        self.transfers,
        g_strdup_printf (ngettext ("%u more is not listed here; “wirecase-cli triage” lists all.",
                                   "%u more are not listed here; “wirecase-cli triage” lists all.",
                                   self.n_left_out),
                         self.n_left_out));
  return TRUE;
}

static void
add_flow (WireReportSection *section, const WireFlow *flow)
{
  g_autofree char *tuple = wire_tuple_to_text (&flow->tuple, " -> ");

  wire_report_add_row (section, g_steal_pointer (&tuple), make_number (flow->packets),
                       make_number (flow->bytes), NULL);
}

static void
add_flows (WireReport *report, const WireReportSource *source)
{
  guint32 n = wire_capture_get_n_flows (source->capture);
  g_autofree WireFlow *flows = g_new (WireFlow, n);
  g_autofree WireKeyed *order = g_new (WireKeyed, n);
  g_autofree WireKeyed *scratch = g_new (WireKeyed, n);
  WireReportSection *section;

  n = wire_capture_get_flows (source->capture, 0, n, flows);
  for (guint32 i = 0; i < n; i++)
    order[i] = (WireKeyed){ G_MAXUINT64 - flows[i].bytes, i };
  wire_key_sort (order, scratch, n);
  section =
      wire_report_add_section (report, "flows", _ ("Largest flows"), FLOWS, G_N_ELEMENTS (FLOWS));
  for (guint32 i = 0; i < MIN (n, TOP_FLOWS); i++)
    add_flow (section, &flows[order[i].row]);
}

static void
add_limits (WireReport *report, const WireReportSource *source)
{
  WireReportSection *section =
      wire_report_add_section (report, "limits", _ ("What this does not cover"), NULL, 0);
  g_auto (GStrv) warnings = wire_capture_get_warnings (source->capture);
  g_auto (GStrv) http = wire_capture_tell_missing_http (source->capture);
  char *undecoded = wire_capture_tell_undecoded (source->capture);

  for (guint i = 0; warnings[i]; i++)
    wire_report_add_paragraph (section, g_strdup (warnings[i]));
  for (guint i = 0; http[i]; i++)
    wire_report_add_paragraph (section, g_strdup (http[i]));
  if (undecoded)
    wire_report_add_paragraph (section, undecoded);
  if (section->paragraphs->len == 0)
    wire_report_add_paragraph (section, g_strdup (_ ("The file was read to its end, and every "
                                                     "packet was decoded. What is encrypted, and "
                                                     "was not decrypted, is not in it.")));
}

static void
add_commands (WireReport *report, const WireReportSource *source)
{
  static const char *const COMMANDS[] = { "summary", "triage", "transfers --json", "flows",
                                          "http" };
  WireReportSection *section =
      wire_report_add_section (report, "repeat", _ ("How to repeat this"), NULL, 0);
  g_autofree char *quoted = g_shell_quote (source->command);

  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    wire_report_add_paragraph (section,
                               g_strdup_printf ("wirecase-cli %s %s", COMMANDS[i], quoted));
}

/**
 * wire_report_add_capture:
 * @report: gets the sections that @source has
 * @source: a capture
 * @cancellable: (nullable): polled now and then
 * @error: set where %FALSE is returned
 *
 * Examines everything that was transferred: blocks.
 *
 * Returns: whether all of it is there
 */
gboolean
wire_report_add_capture (WireReport *report,
                         const WireReportSource *source,
                         GCancellable *cancellable,
                         GError **error)
{
  add_summary (report, source);
  if (!add_transfers (report, source, cancellable, error))
    return FALSE;
  add_flows (report, source);
  add_limits (report, source);
  add_commands (report, source);
  return TRUE;
}
