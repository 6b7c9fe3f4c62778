/* wire-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report.h"

#include <glib/gi18n.h>

static void
section_free (gpointer data)
{
  WireReportSection *section = data;

  g_free (section->key);
  g_free (section->heading);
  g_ptr_array_unref (section->paragraphs);
  g_ptr_array_unref (section->rows);
  g_clear_pointer (&section->pictures, g_ptr_array_unref);
  g_clear_pointer (&section->chart, wire_report_chart_free);
  g_free (section);
}

/** Returns: (transfer full): a report that says nothing yet */
WireReport *
wire_report_new (const char *title)
{
  WireReport *report = g_new0 (WireReport, 1);

  report->title = g_strdup (title);
  report->sections = g_ptr_array_new_with_free_func (section_free);
  return report;
}

void
wire_report_free (WireReport *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->sections);
  g_free (self);
}

/**
 * wire_report_add_section:
 * @key: for programs
 * @heading: for people
 * @columns: (nullable): a literal table; %NULL where there are paragraphs only
 * @n_columns: of @columns
 *
 * Returns: (transfer none): the section, at the end of @self
 */
WireReportSection *
wire_report_add_section (WireReport *self,
                         const char *key,
                         const char *heading,
                         const WireReportColumn *columns,
                         guint n_columns)
{
  WireReportSection *section = g_new0 (WireReportSection, 1);

  section->key = g_strdup (key);
  section->heading = g_strdup (heading);
  section->paragraphs = g_ptr_array_new_with_free_func (g_free);
  section->columns = columns;
  section->n_columns = n_columns;
  section->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_ptr_array_add (self->sections, section);
  return section;
}

/** Returns: (transfer none): what people see above @self, translated */
const char *
wire_report_column_get_title (const WireReportColumn *self)
{
  return _ (self->title);
}

/** @text: (transfer full): the next paragraph of @section, in valid UTF-8 */
void
wire_report_add_paragraph (WireReportSection *section, char *text)
{
  g_ptr_array_add (section->paragraphs, text);
}

/**
 * wire_report_add_row:
 * @section: a section with a table
 * @...: (transfer full): a text a column, and %NULL at the end
 */
void
wire_report_add_row (WireReportSection *section, ...)
{
  char **cells = g_new0 (char *, section->n_columns + 1);
  va_list args;
  char *cell;
  guint n = 0;

  va_start (args, section);
  while ((cell = va_arg (args, char *)))
    {
      g_assert (n < section->n_columns);
      cells[n++] = cell;
    }
  va_end (args);
  g_assert (n == section->n_columns);
  g_ptr_array_add (section->rows, cells);
}

/** Returns: (nullable): of a row's @cells, that of the column @key */
const char *
wire_report_section_get_cell (const WireReportSection *self, char **cells, const char *key)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (g_str_equal (self->columns[i].key, key))
      return cells[i];
  return NULL;
}

/**
 * wire_report_add_picture:
 * @section: of @self
 * @picture: (transfer full): of the row of @section that was added last; all its rows have one
 */
void
wire_report_add_picture (WireReport *self, WireReportSection *section, WireReportPicture *picture)
{
  if (!section->pictures)
    section->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_report_picture_free);
  self->picture_bytes += g_bytes_get_size (picture->bytes);
  g_ptr_array_add (section->pictures, picture);
  g_assert (section->pictures->len == section->rows->len);
}
