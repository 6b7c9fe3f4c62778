/* wire-report-make.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-make.h"

#include "base/wire-printable.h"
#include "cases/wire-case-evidence.h"
#include "files/digests/wire-file-hash.h"
#include "report/wire-report-case.h"
#include "report/wire-report-means.h"
#include "report/wire-report-taps.h"

#include <glib/gi18n.h>
#include <string.h>

static const WireReportPart PARTS[] = {
  { "evidence", N_ ("Evidence with its digests"), TRUE },
  { "notes", N_ ("Notes and bookmarks"), TRUE },
  { "taps", N_ ("The same packets in two captures"), TRUE },
  { "means", N_ ("What was used: hash sets, rules, indicators, filters"), TRUE },
  { "log", N_ ("What was done"), TRUE },
  { "capture", N_ ("Summary of each capture"), FALSE },
  { "timeline", N_ ("Course, with a chart"), FALSE },
  { "findings", N_ ("Findings"), FALSE },
  { "pictures", N_ ("Pictures"), FALSE },
  { "hosts", N_ ("Hosts"), FALSE },
  { "transfers", N_ ("Other transfers"), FALSE },
  { "flows", N_ ("Largest flows"), FALSE },
  { "limits", N_ ("What this does not cover"), FALSE },
  { "repeat", N_ ("How to repeat this"), FALSE },
};

/** Returns: (transfer none): what a report can have, in order; @n: (out): how many */
const WireReportPart *
wire_report_get_parts (guint *n)
{
  *n = G_N_ELEMENTS (PARTS);
  return PARTS;
}

static void
source_clear (WireReportSource *source)
{
  g_clear_object (&source->capture);
  g_free (source->sha256);
  g_free (source->command);
  g_free (source->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireReportSource, source_clear)

static gboolean
fill_source (const WireReportWish *wish, const char *path, WireReportSource *source, GError **error)
{
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);
  g_autofree char *base = g_path_get_basename (path);

  if (!wire_file_hash (path, WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256), NULL, hash, error))
    return FALSE;
  source->sha256 = wire_digests_get_hex (&hash->digests, WIRE_DIGEST_SHA256);
  source->command = g_strdup (path);
  source->name = wire_printable_name (base);
  source->database = wish->database;
  source->unmatched = wish->unmatched;
  source->parts = wish->parts;
  source->capture = wish->load (path, wish->user_data, error);
  if (source->capture && wish->choose)
    source->choice = wish->choose (source->capture, wish->user_data, error);
  return source->capture && (!wish->choose || source->choice);
}

static gboolean
add_capture (
    WireReport *report, const WireReportWish *wish, const char *path, WireJob *job, GError **error)
{
  g_auto (WireReportSource) source = { 0 };

  return fill_source (wish, path, &source, error)
         && wire_report_add_capture (report, &source, job, error);
}

/* With several captures, each heading says of which it is. */
static void
name_headings (WireReport *report, guint first, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = wire_printable_name (base);

  for (guint i = first + 1; i < report->sections->len; i++) /* the first one has the name */
    {
      WireReportSection *section = g_ptr_array_index (report->sections, i);
      char *heading = g_strdup_printf (_ ("%s: %s"), section->heading, name);

      g_free (section->heading);
      section->heading = heading;
    }
}

/* What has changed, or is not a capture, is said in the evidence, and the others are reported. */
static gboolean
add_evidence (WireReport *report,
              const WireReportWish *wish,
              const WireCase *opened,
              const WireCaseEvidence *evidence,
              WireJob *job,
              GError **error)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) problem = NULL;
  guint first = report->sections->len;
  WireReportSection *section;

  if (job && wire_job_set_error_if_cancelled (job, error))
    return FALSE;
  wire_case_evidence_check (opened, evidence, &sha256, &path);
  if (!path)
    return TRUE;
  if (add_capture (report, wish, path, job, &problem))
    {
      name_headings (report, first, path);
      return TRUE;
    }
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  section = wire_report_add_section (report, "unread", evidence->path, NULL, 0);
  wire_report_add_paragraph (section, g_utf8_make_valid (problem->message, -1));
  return TRUE;
}

/* All captures are read for it. */
static gboolean
wants_taps (const WireReportWish *wish, const GPtrArray *evidence)
{
  return evidence->len > 1 && (!wish->parts || g_strv_contains (wish->parts, "taps"));
}

static gboolean
add_case (WireReport *report, const WireReportWish *wish, WireJob *job, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (wish->path, error);
  g_autoptr (GPtrArray) evidence = opened ? wire_case_list_evidence (opened, error) : NULL;
  g_autoptr (GError) unkept = NULL;

  if (evidence && wish->database)
    wire_report_keep_sets (opened, wish->database, &unkept); /* a case may be read-only */
  if (!evidence || !wire_report_add_case (report, opened, unkept, error)
      || (wants_taps (wish, evidence)
          && !wire_report_add_taps (report, opened, evidence, job, error)))
    return FALSE;
  for (guint i = 0; i < evidence->len; i++)
    if (!add_evidence (report, wish, opened, g_ptr_array_index (evidence, i), job, error))
      return FALSE;
  return TRUE;
}

/* What could not be read is always said. */
static void
keep_parts (WireReport *report, const char *const *parts)
{
  for (guint i = report->sections->len; parts && i-- > 0;)
    {
      const WireReportSection *section = g_ptr_array_index (report->sections, i);
      const char *key = g_str_equal (section->key, "attention") ? "findings" : section->key;

      if (!g_strv_contains (parts, key) && !g_str_equal (key, "unread"))
        g_ptr_array_remove_index (report->sections, i);
    }
}

/**
 * wire_report_make:
 * @wish: what is wanted of what
 * @job: (nullable): for progress and cancellation
 * @error: set where %NULL is returned
 *
 * Hashes and examines: blocks.
 *
 * Returns: (transfer full) (nullable): the report
 */
WireReport *
wire_report_make (const WireReportWish *wish, WireJob *job, GError **error)
{
  g_autofree char *base = g_path_get_basename (wish->path);
  g_autofree char *name = wire_printable_name (base);
  g_autofree char *title = g_strdup_printf (_ ("Report on “%s”"), name);
  g_autoptr (WireReport) report = wire_report_new (title);
  gboolean is_case = g_str_has_suffix (wish->path, ".wirecase") || wire_case_recognise (wish->path);

  if (!(is_case ? add_case (report, wish, job, error)
                : add_capture (report, wish, wish->path, job, error)))
    return NULL;
  keep_parts (report, wish->parts);
  return g_steal_pointer (&report);
}
