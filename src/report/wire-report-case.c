/* wire-report-case.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-case.h"

#include "base/wire-time.h"
#include "cases/wire-case-evidence.h"
#include "cases/wire-case-notes.h"
#include "report/wire-report-means.h"
#include "report/wire-report-time.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static const WireReportColumn EVIDENCE[] = {
  { "path", N_ ("File"), FALSE, TRUE },
  { "size", N_ ("Bytes"), TRUE, FALSE },
  { "sha256", N_ ("SHA-256"), FALSE, TRUE },
  { "added", N_ ("Added (UTC)"), FALSE, FALSE },
  { "state", N_ ("State"), FALSE, FALSE },
  { "sha256_now", N_ ("SHA-256 now"), FALSE, TRUE },
  { "packets", N_ ("Packets"), TRUE, FALSE },
  { "first", N_ ("First packet (UTC)"), FALSE, FALSE },
  { "last", N_ ("Last packet (UTC)"), FALSE, FALSE },
};

static const WireReportColumn NOTES[] = {
  { "note", N_ ("Note"), TRUE, FALSE },         { "time", N_ ("Written (UTC)"), FALSE, FALSE },
  { "kind", N_ ("On"), FALSE, FALSE },          { "place", N_ ("Place"), FALSE, TRUE },
  { "evidence", N_ ("Evidence"), FALSE, TRUE }, { "colour", N_ ("Colour"), FALSE, FALSE },
  { "mark", N_ ("Mark"), FALSE, FALSE },        { "tags", N_ ("Tags"), FALSE, FALSE },
  { "text", N_ ("Text"), FALSE, FALSE },
};

static const WireReportColumn DEEDS[] = {
  { "time", N_ ("Time (UTC)"), FALSE, FALSE },  { "action", N_ ("What was done"), FALSE, FALSE },
  { "subject", N_ ("To what"), FALSE, TRUE },   { "sha256", N_ ("SHA-256"), FALSE, TRUE },
  { "version", N_ ("Wirecase"), FALSE, FALSE },
};

/* Returns: (transfer full): UTC */
static char *
make_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : g_strdup ("");
}

/* With the clock of the capture corrected, as the timeline of the case has it. */
static char *
make_moment (const WireCaseEvidence *evidence, gint64 time)
{
  gint64 corrected;

  return !evidence->format || time == WIRE_TIME_NONE
                 || __builtin_add_overflow (time, evidence->clock, &corrected)
             ? g_strdup ("")
             : wire_report_time_to_text (corrected);
}

static void
add_evidence (WireReportSection *section, const WireCase *opened, const WireCaseEvidence *evidence)
{
  g_autofree char *path = NULL;
  char *sha256 = NULL;
  WireCaseState state = wire_case_evidence_check (opened, evidence, &sha256, &path);

  wire_report_add_row (
      section, g_strdup (evidence->path), g_strdup_printf ("%" PRIu64, evidence->size),
      g_strdup (evidence->sha256), make_time (evidence->added),
      g_strdup (wire_case_state_to_key (state)), sha256 ? sha256 : g_strdup (""),
      evidence->format ? g_strdup_printf ("%" PRIu64, evidence->packets) : g_strdup (""),
      make_moment (evidence, evidence->first), make_moment (evidence, evidence->last), NULL);
}

static gboolean
add_notes (WireReport *report, WireCase *opened, GError **error)
{
  g_autoptr (GPtrArray) notes = wire_case_list_notes (opened, error);
  WireReportSection *section;

  if (!notes)
    return FALSE;
  section = wire_report_add_section (report, "notes", _ ("Notes and bookmarks"), NOTES,
                                     G_N_ELEMENTS (NOTES));
  for (guint i = 0; i < notes->len; i++)
    {
      const WireCaseNote *note = g_ptr_array_index (notes, i);

      wire_report_add_row (section, g_strdup_printf ("%" PRId64, note->id), make_time (note->time),
                           g_strdup (note->kind), g_strdup (note->place),
                           g_strdup (note->sha256 ? note->sha256 : ""), g_strdup (note->colour),
                           g_strdup (note->mark), g_strdup (note->tags), g_strdup (note->text),
                           NULL);
    }
  return TRUE;
}

static gboolean
add_deeds (WireReport *report, WireCase *opened, GError **error)
{
  g_autoptr (GPtrArray) deeds = wire_case_list_deeds (opened, error);
  WireReportSection *section;

  if (!deeds)
    return FALSE;
  section =
      wire_report_add_section (report, "log", _ ("What was done"), DEEDS, G_N_ELEMENTS (DEEDS));
  for (guint i = 0; i < deeds->len; i++)
    {
      const WireCaseDeed *deed = g_ptr_array_index (deeds, i);

      wire_report_add_row (section, make_time (deed->time), g_strdup (deed->action),
                           g_strdup (deed->subject), g_strdup (deed->digest ? deed->digest : ""),
                           g_strdup (deed->version), NULL);
    }
  return TRUE;
}

gboolean
wire_report_add_case (WireReport *self, WireCase *opened, const GError *unkept, GError **error)
{
  g_autoptr (GPtrArray) evidence = wire_case_list_evidence (opened, error);
  WireReportSection *section;

  if (!evidence)
    return FALSE;
  section =
      wire_report_add_section (self, "evidence", _ ("Evidence"), EVIDENCE, G_N_ELEMENTS (EVIDENCE));
  for (guint i = 0; i < evidence->len; i++)
    add_evidence (section, opened, g_ptr_array_index (evidence, i));
  return add_notes (self, opened, error) && wire_report_add_means (self, opened, unkept, error)
         && add_deeds (self, opened, error);
}
