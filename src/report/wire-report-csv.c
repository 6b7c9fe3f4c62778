/* wire-report-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-writers.h"

#include <string.h>

/* RFC 4180; and what a spreadsheet would compute is set apart by an apostrophe. */
static void
append_cell (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  if (*text && strchr ("=+-@\t\r", *text))
    g_string_append_c (out, '\'');
  for (const char *p = text; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
append_row (GString *out, const WireReportSection *section, char **cells)
{
  for (guint i = 0; i < section->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_cell (out, cells ? cells[i] : section->columns[i].key);
    }
  g_string_append (out, "\r\n");
}

GString *
wire_report_to_csv (const WireReport *report)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < report->sections->len; i++)
    {
      const WireReportSection *section = g_ptr_array_index (report->sections, i);

      if (section->n_columns == 0)
        continue;
      append_cell (out, section->key);
      g_string_append (out, "\r\n");
      append_row (out, section, NULL);
      for (guint j = 0; j < section->rows->len; j++)
        append_row (out, section, g_ptr_array_index (section->rows, j));
      g_string_append (out, "\r\n");
    }
  return out;
}
