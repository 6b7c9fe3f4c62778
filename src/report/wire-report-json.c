/* wire-report-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-writers.h"

#include "base/wire-json.h"

static void
append_member (GString *out, const char *key, const char *text)
{
  wire_json_append_string (out, key);
  g_string_append_c (out, ':');
  wire_json_append_string (out, text);
}

static void
append_comma (GString *out, guint i)
{
  if (i > 0)
    g_string_append_c (out, ',');
}

/* Figures are numbers, where they are whole. */
static void
append_cell (GString *out, const WireReportColumn *column, const char *text)
{
  gint64 number;

  if (!column->figure || !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL))
    {
      append_member (out, column->key, text);
      return;
    }
  wire_json_append_string (out, column->key);
  g_string_append_printf (out, ":%" G_GINT64_FORMAT, number);
}

static void
append_row (GString *out, const WireReportSection *section, char **cells)
{
  g_string_append_c (out, '{');
  for (guint i = 0; i < section->n_columns; i++)
    {
      append_comma (out, i);
      append_cell (out, &section->columns[i], cells[i]);
    }
  g_string_append_c (out, '}');
}

static void
append_section (GString *out, const WireReportSection *section)
{
  g_string_append_c (out, '{');
  append_member (out, "id", section->key);
  g_string_append_c (out, ',');
  append_member (out, "heading", section->heading);
  g_string_append (out, ",\"paragraphs\":[");
  for (guint i = 0; i < section->paragraphs->len; i++)
    {
      append_comma (out, i);
      wire_json_append_string (out, g_ptr_array_index (section->paragraphs, i));
    }
  g_string_append (out, "],\"rows\":[");
  for (guint i = 0; i < section->rows->len; i++)
    {
      append_comma (out, i);
      append_row (out, section, g_ptr_array_index (section->rows, i));
    }
  g_string_append (out, "]}");
}

GString *
wire_report_to_json (const WireReport *self)
{
  GString *out = g_string_new ("{");

  append_member (out, "title", self->title);
  g_string_append (out, ",\"sections\":[");
  for (guint i = 0; i < self->sections->len; i++)
    {
      append_comma (out, i);
      append_section (out, g_ptr_array_index (self->sections, i));
    }
  g_string_append (out, "]}\n");
  return out;
}
