/* wire-report-writers.h: a report as HTML, Markdown, CSV and JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "report/wire-report.h"

G_BEGIN_DECLS

/**
 * WireReportFormat:
 * @WIRE_REPORT_HTML: one file without scripts, style sheets or pictures from elsewhere
 * @WIRE_REPORT_MARKDOWN: as CommonMark with the tables of GitHub
 * @WIRE_REPORT_CSV: RFC 4180, all tables one after the other, each with its key before it
 * @WIRE_REPORT_JSON: one object
 * @WIRE_REPORT_CASE: JSON-LD of CASE and UCO
 * @WIRE_REPORT_PDF: pages of A4
 */
typedef enum
{
  WIRE_REPORT_HTML,
  WIRE_REPORT_MARKDOWN,
  WIRE_REPORT_CSV,
  WIRE_REPORT_JSON,
  WIRE_REPORT_CASE,
  WIRE_REPORT_PDF,
} WireReportFormat;

gboolean wire_report_format_from_key (const char *key, WireReportFormat *format);

/** Returns: (transfer none): the key that wire_report_format_from_key() takes for @format */
const char *wire_report_format_to_key (WireReportFormat format);

GBytes *wire_report_write (const WireReport *report, WireReportFormat format, GError **error);

/** Returns: (transfer full): @report as HTML */
GString *wire_report_to_html (const WireReport *report);

/** Returns: (transfer full): @report as Markdown */
GString *wire_report_to_markdown (const WireReport *report);

/** Returns: (transfer full): @report as CSV */
GString *wire_report_to_csv (const WireReport *report);

/** Returns: (transfer full): @report as JSON */
GString *wire_report_to_json (const WireReport *report);

/** Returns: (transfer full): @report as JSON-LD of CASE and UCO */
GString *wire_report_to_case (const WireReport *report);

/** Returns: (transfer full) (nullable): @report as PDF */
GByteArray *wire_report_to_pdf (const WireReport *report, GError **error);

G_END_DECLS
