/* wire-report-taps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-taps.h"

#include "cases/wire-case-taps.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static const WireReportColumn COLUMNS[] = {
  { "capture", N_ ("Capture"), FALSE, TRUE },
  { "other", N_ ("Other capture"), FALSE, TRUE },
  { "packets", N_ ("Packets in both"), TRUE, FALSE },
  { "of", N_ ("Of the first"), TRUE, FALSE },
  { "of_other", N_ ("Of the other"), TRUE, FALSE },
  { "offset", N_ ("Other’s clock later by (s)"), TRUE, FALSE },
};

static void
add_tap (WireReportSection *section, const WireCaseTap *tap, GPtrArray *evidence)
{
  const WireCaseEvidence *one = g_ptr_array_index (evidence, tap->evidence);
  const WireCaseEvidence *other = g_ptr_array_index (evidence, tap->other);
  char offset[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (offset, sizeof offset, "%+.9f", (double) tap->offset / 1e9);
  wire_report_add_row (section, g_strdup (one->path), g_strdup (other->path),
                       g_strdup_printf ("%" PRIu64, tap->packets),
                       g_strdup_printf ("%" PRIu64, tap->of),
                       g_strdup_printf ("%" PRIu64, tap->of_other), g_strdup (offset), NULL);
}

/**
 * wire_report_add_taps:
 * @self: gets a section
 * @opened: a case
 * @evidence: (element-type WireCaseEvidence): of it
 * @job: (nullable): for cancellation
 * @error: set where %FALSE is returned
 *
 * Reads all captures: blocks. Those that could not be looked at are named.
 *
 * Returns: whether all of it is there
 */
gboolean
wire_report_add_taps (
    WireReport *self, const WireCase *opened, GPtrArray *evidence, WireJob *job, GError **error)
{
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) taps = wire_case_find_taps (opened, evidence, left_out, job, error);
  WireReportSection *section;

  if (!taps)
    return FALSE;
  section = wire_report_add_section (self, "taps", _ ("The same packets in two captures"), COLUMNS,
                                     G_N_ELEMENTS (COLUMNS));
  if (taps->len == 0)
    wire_report_add_paragraph (section, g_strdup (_ ("No packet of IP was found in two of the "
                                                     "captures that were looked at.")));
  for (guint i = 0; i < left_out->len; i++)
    wire_report_add_paragraph (section, g_utf8_make_valid (g_ptr_array_index (left_out, i), -1));
  for (guint i = 0; i < taps->len; i++)
    add_tap (section, &g_array_index (taps, WireCaseTap, i), evidence);
  return TRUE;
}
