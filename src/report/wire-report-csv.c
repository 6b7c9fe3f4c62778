/* wire-report-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-writers.h"

#include "base/wire-csv-cell.h"

static void
append_row (GString *out, const WireReportSection *section, char **cells)
{
  for (guint i = 0; i < section->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      wire_csv_append_quoted_cell (out, cells ? cells[i] : section->columns[i].key);
    }
  g_string_append (out, "\r\n");
}

GString *
wire_report_to_csv (const WireReport *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->sections->len; i++)
    {
      const WireReportSection *section = g_ptr_array_index (self->sections, i);

      if (section->n_columns == 0)
        continue;
      wire_csv_append_quoted_cell (out, section->key);
      g_string_append (out, "\r\n");
      append_row (out, section, NULL);
      for (guint j = 0; j < section->rows->len; j++)
        append_row (out, section, g_ptr_array_index (section->rows, j));
      g_string_append (out, "\r\n");
    }
  return out;
}
