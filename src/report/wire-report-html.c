/* wire-report-html.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-writers.h"

#include "base/wire-printable.h"

#include <string.h>

static const char STYLE[] =
    "body{font:11pt/1.45 sans-serif;max-width:72em;margin:2em auto;padding:0 1em;color:#1d1d20;"
    "background:#fff}"
    "h1{font-size:1.7em}h2{font-size:1.25em;margin-top:2em;border-bottom:1px solid #c0bfbc}"
    "table{border-collapse:collapse;width:100%;font-size:.92em}"
    "th{text-align:start;vertical-align:bottom}"
    "th,td{padding:.3em .7em .3em 0;border-bottom:1px solid #deddda;vertical-align:top;"
    "overflow-wrap:anywhere}"
    "td.figure,th.figure{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}"
    "td.code{font-family:monospace}.wide{overflow-x:auto}"
    "@media print{body{margin:0;max-width:none;font-size:9pt}h2{break-after:avoid}"
    "tr{break-inside:avoid}thead{display:table-header-group}}"
    "@media(prefers-color-scheme:dark){@media screen{body{color:#fff;background:#1d1d20}"
    "h2,th,td{border-color:#5e5c64}}}";

/* What evidence says is text, and what would hide or turn it round is escaped. */
static void
append_text (GString *out, const char *text)
{
  g_autofree char *printable = wire_printable (text, strlen (text));
  g_autofree char *escaped = g_markup_escape_text (printable, -1);

  g_string_append (out, escaped);
}

static void
append_element (GString *out, const char *start, const char *text, const char *end)
{
  g_string_append (out, start);
  append_text (out, text);
  g_string_append (out, end);
}

static const char *
get_class (const WireReportColumn *column)
{
  return column->figure ? " class=\"figure\"" : column->code ? " class=\"code\"" : "";
}

static void
append_cells (GString *out, const WireReportSection *section, const char *tag, char **cells)
{
  g_string_append (out, "<tr>");
  for (guint i = 0; i < section->n_columns; i++)
    {
      g_string_append_printf (out, "<%s%s%s>", tag, g_str_equal (tag, "th") ? " scope=\"col\"" : "",
                              get_class (&section->columns[i]));
      append_text (out, cells ? cells[i] : wire_report_column_get_title (&section->columns[i]));
      g_string_append_printf (out, "</%s>", tag);
    }
  g_string_append (out, "</tr>\n");
}

static void
append_table (GString *out, const WireReportSection *section)
{
  if (section->rows->len == 0)
    return;
  g_string_append (out, "<div class=\"wide\"><table>\n<thead>");
  append_cells (out, section, "th", NULL);
  g_string_append (out, "</thead>\n<tbody>\n");
  for (guint i = 0; i < section->rows->len; i++)
    append_cells (out, section, "td", g_ptr_array_index (section->rows, i));
  g_string_append (out, "</tbody></table></div>\n");
}

/* Of several captures, the second has findings-2. */
static void
append_id (GString *out, const WireReport *report, guint section)
{
  const char *key = ((const WireReportSection *) report->sections->pdata[section])->key;
  guint n = 1;

  for (guint i = 0; i < section; i++)
    n += g_str_equal (((const WireReportSection *) report->sections->pdata[i])->key, key);
  g_string_append (out, key);
  if (n > 1)
    g_string_append_printf (out, "-%u", n);
}

static void
append_section (GString *out, const WireReport *report, guint at)
{
  const WireReportSection *section = g_ptr_array_index (report->sections, at);

  g_string_append (out, "<section id=\"");
  append_id (out, report, at);
  g_string_append (out, "\">\n");
  append_element (out, "<h2>", section->heading, "</h2>\n");
  for (guint i = 0; i < section->paragraphs->len; i++)
    append_element (out, "<p>", g_ptr_array_index (section->paragraphs, i), "</p>\n");
  append_table (out, section);
  g_string_append (out, "</section>\n");
}

/* The language of messages, as HTML names it. */
static const char *
get_language (void)
{
  const char *const *names = g_get_language_names ();

  return g_str_equal (names[0], "C") || strpbrk (names[0], "_.@") ? "en" : names[0];
}

GString *
wire_report_to_html (const WireReport *self)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (
      out,
      "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n",
      get_language ());
  append_element (out, "<title>", self->title, "</title>\n");
  g_string_append_printf (out, "<style>%s</style>\n</head>\n<body>\n<main>\n", STYLE);
  append_element (out, "<h1>", self->title, "</h1>\n");
  for (guint i = 0; i < self->sections->len; i++)
    append_section (out, self, i);
  g_string_append (out, "</main>\n</body>\n</html>\n");
  return out;
}
