/* wire-report-capture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-capture.h"

#include "base/wire-key-sort.h"
#include "base/wire-time.h"
#include "capture/objects/wire-object-name.h"
#include "report/wire-report-hosts.h"
#include "report/wire-report-pictures.h"
#include "report/wire-report-repeat.h"
#include "report/wire-report-time.h"
#include "report/wire-report-timeline.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Rows of one table: more are counted, and the text lists of the command line have them. */
#define MAX_ROWS 5000u
#define TOP_FLOWS 20u

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

static const WireReportColumn ATTENTION[] = {
  { "severity", N_ ("Severity"), FALSE, FALSE }, { "finding", N_ ("Finding"), FALSE, FALSE },
  { "packet", N_ ("Packet"), TRUE, FALSE },      { "time", N_ ("Time"), FALSE, FALSE },
  { "count", N_ ("Count"), TRUE, FALSE },        { "sentence", N_ ("What was seen"), FALSE, FALSE },
};

/* The sections that examining all transfers fills. */
typedef struct
{
  WireReportSection *timeline;
  WireReportSection *findings;
  WireReportSection *remarks;
  WireReportSection *pictures;
  WireReportSection *transfers;
  WireReportPictures *found_pictures;
  WireReportTimes times;
  guint n_left_out;
} Examined;

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

/* The figures that follow are of the packets that pass. */
static void
add_filter (WireReportSection *section, const WireReportSource *source)
{
  WireFilter *filter = source->choice ? wire_view_get_filter (source->choice->view) : NULL;

  for (guint i = 0; filter && i < wire_filter_get_length (filter); i++)
    add_fact (section, _ ("Filter"), wire_condition_to_text (wire_filter_get (filter, i)));
  if (filter)
    add_fact (section, _ ("Packets in the file"),
              make_number (wire_capture_get_n_packets (source->capture)));
}

static void
add_summary (WireReport *report, const WireReportSource *source)
{
  g_autofree char *heading = g_strdup_printf (_ ("The capture “%s”"), source->name);
  WireReportSection *section =
      wire_report_add_section (report, "capture", heading, SUMMARY, G_N_ELEMENTS (SUMMARY));
  WireCaptureSummary summary;

  if (source->choice)
    wire_view_get_summary (source->choice->view, &summary);
  else
    wire_capture_get_summary (source->capture, &summary);
  add_fact (section, _ ("SHA-256"), g_strdup (source->sha256));
  add_fact (section, _ ("Format"), g_strdup (wire_capture_get_format (source->capture)));
  add_filter (section, source);
  add_fact (section, _ ("Packets"), make_number (summary.packets));
  add_fact (section, _ ("Bytes on the wire"), make_number (summary.bytes));
  add_fact (section, _ ("Bytes captured"), make_number (summary.captured_bytes));
  add_fact (section, _ ("First packet (UTC)"), wire_report_time_to_text (summary.first));
  add_fact (section, _ ("Last packet (UTC)"), wire_report_time_to_text (summary.last));
  add_fact (section, _ ("Flows"), make_number (summary.flows));
  add_fact (section, _ ("Read to its end"), g_strdup (summary.complete ? _ ("yes") : _ ("no")));
}

static void
add_other (Examined *self, const WireFindingsTransfer *transfer)
{
  const WireObjectFacts *facts = transfer->facts;

  if (self->transfers->rows->len >= MAX_ROWS)
    {
      self->n_left_out++;
      return;
    }
  wire_report_add_row (
      self->transfers, make_number (transfer->object->packet + 1),
      wire_report_time_to_text (transfer->object->time),
      g_strdup (wire_object_severity_to_key (wire_object_get_severity (transfer->verdict, facts))),
      g_strdup (wire_object_judgement_to_key (transfer->verdict)),
      wire_object_make_label (transfer->object), make_number (facts->size),
      g_strdup (facts->type ? facts->type : ""),
      facts->digested ? wire_digests_get_hex (&facts->content, WIRE_DIGEST_SHA256) : g_strdup (""),
      g_strdup (transfer->reason ? transfer->reason : ""), NULL);
}

/* A WireFindingsVisit. */
static void
examined_cb (const WireFindingsTransfer *transfer, gpointer user_data)
{
  Examined *self = user_data;

  if (!(transfer->object->flags & WIRE_OBJECT_REQUESTED_ONLY))
    g_array_append_val (self->times.transfers, transfer->object->time);
  wire_report_pictures_consider (self->found_pictures, transfer,
                                 wire_object_make_label (transfer->object));
  if (!transfer->own)
    add_other (self, transfer);
}

/* A transfer with a row of its own. */
static void
add_finding (WireReportSection *section, const WireCaptureFinding *finding)
{
  wire_report_add_row (
      section, make_number (finding->packet + 1), wire_report_time_to_text (finding->time),
      g_strdup (wire_object_severity_to_key (finding->severity)),
      g_strdup (wire_object_judgement_to_key (finding->verdict)),
      g_strdup (finding->name ? finding->name : ""), make_number (finding->size),
      g_strdup (finding->type ? finding->type : ""),
      g_strdup (finding->sha256 ? finding->sha256 : ""), g_strdup (finding->sentence), NULL);
}

/* What is about several transfers, or about none. */
static void
add_remark (WireReportSection *section, const WireCaptureFinding *finding)
{
  gboolean is_somewhere = finding->packet != WIRE_FINDING_NOWHERE;

  wire_report_add_row (section, g_strdup (wire_object_severity_to_key (finding->severity)),
                       g_strdup (finding->title),
                       is_somewhere ? make_number (finding->packet + 1) : g_strdup (""),
                       wire_report_time_to_text (finding->time), make_number (finding->count),
                       g_strdup (finding->sentence), NULL);
}

/* In a table with times, what is equally bad is in the order of time. */
static int
compare_transfers (gconstpointer a, gconstpointer b)
{
  const WireCaptureFinding *one = *(const WireCaptureFinding *const *) a;
  const WireCaptureFinding *other = *(const WireCaptureFinding *const *) b;

  if (one->severity != other->severity)
    return (int) one->severity - (int) other->severity;
  return one->object < other->object ? -1 : one->object > other->object;
}

static void
add_findings (Examined *self, const WireCaptureFindings *findings, gboolean filtered)
{
  guint n = wire_capture_findings_get_length (findings);
  g_auto (GStrv) looked_for = wire_capture_findings_tell_looked_for (findings);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  if (n == 0)
    wire_report_add_paragraph (self->findings,
                               g_strdup (filtered ? _ ("Nothing stands out in what the filter lets "
                                                       "through.")
                                                  : _ ("Nothing stands out.")));
  for (guint i = 0; i < n; i++)
    {
      const WireCaptureFinding *finding = wire_capture_findings_get (findings, i);

      if (finding->packet != WIRE_FINDING_NOWHERE)
        g_array_append_val (self->times.findings, finding->time);
      if (finding->name && finding->kind == WIRE_CAPTURE_FINDING_TRANSFER)
        g_ptr_array_add (sorted, (gpointer) finding);
      else
        add_remark (self->remarks, finding);
    }
  g_ptr_array_sort (sorted, compare_transfers);
  for (guint i = 0; i < sorted->len; i++)
    add_finding (self->findings, g_ptr_array_index (sorted, i));
  for (guint i = 0; looked_for[i]; i++)
    wire_report_add_paragraph (self->findings, g_strdup (looked_for[i]));
}

static void
tell_left_out (const Examined *self)
{
  if (self->n_left_out > 0)
    wire_report_add_paragraph (
        self->transfers,
        g_strdup_printf (ngettext ("%u more is not listed here; “wirecase-cli triage” lists all.",
                                   "%u more are not listed here; “wirecase-cli triage” lists all.",
                                   self->n_left_out),
                         self->n_left_out));
}

static gboolean
examine (Examined *self,
         WireReport *report,
         const WireReportSource *source,
         WireJob *job,
         GError **error)
{
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;
  g_autoptr (WireObjectList) list = wire_object_list_new_transfers (source->capture, cancellable);
  const WireFindingsQuery query = { .capture = source->capture,
                                    .list = list,
                                    .database = source->database,
                                    .unmatched = source->unmatched,
                                    .choice = source->choice ? source->choice->findings : NULL,
                                    .each = MAX_ROWS,
                                    .visit = examined_cb,
                                    .user_data = self };
  g_autoptr (WireCaptureFindings) found = wire_capture_findings_new (&query, job, error);

  if (!found)
    return FALSE;
  add_findings (self, found, source->choice != NULL);
  tell_left_out (self);
  return wire_report_pictures_fill (self->found_pictures, report, self->pictures, list, cancellable,
                                    error)
         && wire_report_fill_timeline (self->timeline, source, &self->times, job, error);
}

/* All sections first, in the order in which they are read. */
static gboolean
add_examined (WireReport *report, const WireReportSource *source, WireJob *job, GError **error)
{
  g_autoptr (WireReportPictures) pictures = wire_report_pictures_new ();
  g_autoptr (GArray) transfers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (gint64));
  Examined self = { .found_pictures = pictures, .times = { transfers, findings } };

  self.timeline = wire_report_add_timeline (report);
  self.findings = wire_report_add_section (report, "findings", _ ("Findings"), TRANSFERS,
                                           G_N_ELEMENTS (TRANSFERS));
  self.remarks = wire_report_add_section (report, "attention", _ ("Also worth a look"), ATTENTION,
                                          G_N_ELEMENTS (ATTENTION));
  self.pictures = wire_report_add_pictures (report);
  self.transfers = wire_report_add_section (report, "transfers", _ ("Other transfers"), TRANSFERS,
                                            G_N_ELEMENTS (TRANSFERS));
  return examine (&self, report, source, job, error);
}

/* Returns: (transfer full): the flows that have packets; @n: (out): how many */
static WireFlow *
list_flows (const WireReportSource *source, guint32 *n)
{
  WireView *view = source->choice ? source->choice->view : NULL;
  WireFlow *flows;
  WireViewFlow row;

  *n = view ? wire_view_get_n_flows (view, FALSE) : wire_capture_get_n_flows (source->capture);
  flows = g_new0 (WireFlow, *n);
  if (!view)
    *n = wire_capture_get_flows (source->capture, 0, *n, flows);
  for (guint32 i = 0; view && i < *n; i++)
    {
      wire_view_get_flow (view, FALSE, i, &row);
      wire_capture_get_flow (source->capture, row.flow, &flows[i]);
      flows[i].packets = row.packets;
      flows[i].bytes = row.bytes;
    }
  return flows;
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
  guint32 n;
  g_autofree WireFlow *flows = list_flows (source, &n);
  g_autofree WireKeyed *order = g_new (WireKeyed, n);
  g_autofree WireKeyed *scratch = g_new (WireKeyed, n);
  WireReportSection *section;

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

  if (source->choice)
    wire_report_add_paragraph (section, g_strdup (_ ("Only what has a packet that passes the "
                                                     "filter is in this report.")));
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

static gboolean
wants (const WireReportSource *source, const char *part)
{
  return !source->parts || g_strv_contains (source->parts, part);
}

/* What takes long, and is one look at everything. */
static gboolean
wants_examined (const WireReportSource *source)
{
  return wants (source, "findings") || wants (source, "transfers") || wants (source, "pictures")
         || wants (source, "timeline") || wants (source, "repeat");
}

/**
 * wire_report_add_capture:
 * @self: gets the sections that @source has
 * @source: a capture
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * Examines everything that was transferred: blocks.
 *
 * Returns: whether all of it is there
 */
gboolean
wire_report_add_capture (WireReport *self,
                         const WireReportSource *source,
                         WireJob *job,
                         GError **error)
{
  guint first = self->sections->len;

  add_summary (self, source);
  if (wants_examined (source) && !add_examined (self, source, job, error))
    return FALSE;
  if (wants (source, "hosts") && !wire_report_add_hosts (self, source, job, error))
    return FALSE;
  add_flows (self, source);
  add_limits (self, source);
  wire_report_add_repeat (self, first, source);
  return TRUE;
}
