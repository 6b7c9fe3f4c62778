/* wire-report-writers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-writers.h"

/* In the order of WireReportFormat. */
static const char *const KEYS[] = { "html", "md", "csv", "json", "case", "pdf" };

const char *
wire_report_format_to_key (WireReportFormat format)
{
  g_return_val_if_fail (format < G_N_ELEMENTS (KEYS), NULL);
  return KEYS[format];
}

/** Returns: whether @key, such as `html`, is a form that reports have */
gboolean
wire_report_format_from_key (const char *key, WireReportFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    if (g_str_equal (KEYS[i], key))
      {
        *format = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * wire_report_write:
 * @error: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): the same bytes for the same report
 */
GBytes *
wire_report_write (const WireReport *self, WireReportFormat format, GError **error)
{
  GString *(*const TEXTS[]) (const WireReport *) = { wire_report_to_html, wire_report_to_markdown,
                                                     wire_report_to_csv, wire_report_to_json,
                                                     wire_report_to_case };
  GByteArray *pages;

  if (format < G_N_ELEMENTS (TEXTS))
    return g_string_free_to_bytes (TEXTS[format](self));
  pages = wire_report_to_pdf (self, error);
  return pages ? g_byte_array_free_to_bytes (pages) : NULL;
}
