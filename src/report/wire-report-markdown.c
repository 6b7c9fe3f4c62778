/* wire-report-markdown.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-writers.h"

#include "base/wire-printable.h"

#include <string.h>

/* What CommonMark would take for something else than text. */
static void
append_text (GString *out, const char *text)
{
  g_autofree char *printable = wire_printable (text, strlen (text));

  for (const char *p = printable; *p; p++)
    {
      if (*p == '\n' || *p == '\r')
        g_string_append_c (out, ' ');
      else
        {
          if (strchr ("\\`*_{}[]<>()#+!|~&", *p))
            g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
    }
}

static void
append_row (GString *out, const WireReportSection *section, char **cells)
{
  for (guint i = 0; i < section->n_columns; i++)
    {
      g_string_append (out, "| ");
      append_text (out, cells ? cells[i] : wire_report_column_get_title (&section->columns[i]));
      g_string_append_c (out, ' ');
    }
  g_string_append (out, "|\n");
}

static void
append_table (GString *out, const WireReportSection *section)
{
  if (section->rows->len == 0)
    return;
  append_row (out, section, NULL);
  for (guint i = 0; i < section->n_columns; i++)
    g_string_append (out, section->columns[i].figure ? "| ---: " : "| --- ");
  g_string_append (out, "|\n");
  for (guint i = 0; i < section->rows->len; i++)
    append_row (out, section, g_ptr_array_index (section->rows, i));
  g_string_append_c (out, '\n');
}

GString *
wire_report_to_markdown (const WireReport *self)
{
  GString *out = g_string_new ("# ");

  append_text (out, self->title);
  g_string_append (out, "\n\n");
  for (guint i = 0; i < self->sections->len; i++)
    {
      const WireReportSection *section = g_ptr_array_index (self->sections, i);

      g_string_append (out, "## ");
      append_text (out, section->heading);
      g_string_append (out, "\n\n");
      for (guint j = 0; j < section->paragraphs->len; j++)
        {
          append_text (out, g_ptr_array_index (section->paragraphs, j));
          g_string_append (out, "\n\n");
        }
      append_table (out, section);
    }
  return out;
}
