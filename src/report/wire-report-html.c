/* wire-report-html.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-writers.h"

#include "base/wire-language.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

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
    "th,.severity,.verdict{overflow-wrap:normal}.time{min-width:8.6em}.type{min-width:6em}"
    "@media screen{.name,.reason,.sentence,.text{min-width:11em}.sha256{min-width:18ch}}"
    "td.code,code{font-family:monospace}.wide{overflow-x:auto}code{overflow-wrap:anywhere}"
    "svg{width:100%;height:auto;font:11px sans-serif;fill:currentColor}"
    ".line{stroke:#c0bfbc;fill:none}.bar{fill:#1c71d8}.transfer{fill:#77767b}.finding{fill:#c01c28}"
    ".pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(15em,1fr));gap:1.2em}"
    "figure{margin:0;font-size:.88em;overflow-wrap:anywhere}"
    "figure img{display:block;max-width:100%;max-height:15em;width:auto;height:auto;"
    "margin-bottom:.4em;outline:1px solid #deddda}"
    "@media print{body{margin:0;max-width:none;font-size:9pt}h2{break-after:avoid}"
    "tr,figure,svg{break-inside:avoid}details{display:none}thead{display:table-header-group}}"
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
  return column->figure ? " figure" : column->code ? " code" : "";
}

static void
append_cells (GString *out, const WireReportSection *section, const char *tag, char **cells)
{
  g_string_append (out, "<tr>");
  for (guint i = 0; i < section->n_columns; i++)
    {
      g_string_append_printf (out, "<%s%s class=\"%s%s\">", tag,
                              g_str_equal (tag, "th") ? " scope=\"col\"" : "",
                              section->columns[i].key, get_class (&section->columns[i]));
      append_text (out, cells ? cells[i] : wire_report_column_get_title (&section->columns[i]));
      g_string_append_printf (out, "</%s>", tag);
    }
  g_string_append (out, "</tr>\n");
}

static void
append_rows (GString *out, const WireReportSection *section)
{
  g_string_append (out, "<div class=\"wide\"><table>\n<thead>");
  append_cells (out, section, "th", NULL);
  g_string_append (out, "</thead>\n<tbody>\n");
  for (guint i = 0; i < section->rows->len; i++)
    append_cells (out, section, "td", g_ptr_array_index (section->rows, i));
  g_string_append (out, "</tbody></table></div>\n");
}

/* The bytes of a picture as they were sent: who opens the report decodes them. */
static void
append_picture (GString *out, const WireReportPicture *picture, const char *name)
{
  gsize size;
  const guchar *data = g_bytes_get_data (picture->bytes, &size);
  g_autofree char *base64 = g_base64_encode (data, size);

  g_string_append_printf (out, "<img src=\"data:%s;base64,%s\" width=\"%u\" height=\"%u\" alt=\"",
                          picture->type, base64, picture->width, picture->height);
  append_text (out, name);
  g_string_append (out, "\">\n");
}

/* The cell of column “name” is what the picture is called. */
static const char *
get_name (const WireReportSection *section, char **cells)
{
  for (guint i = 0; i < section->n_columns; i++)
    if (g_str_equal (section->columns[i].key, "name"))
      return cells[i];
  return "";
}

static void
append_caption (GString *out, const WireReportSection *section, char **cells)
{
  g_string_append (out, "<figcaption>");
  for (guint i = 0; i < section->n_columns; i++)
    {
      if (!*cells[i])
        continue;
      append_text (out, wire_report_column_get_title (&section->columns[i]));
      append_element (out, section->columns[i].code ? ": <code>" : ": ", cells[i],
                      section->columns[i].code ? "</code><br>\n" : "<br>\n");
    }
  g_string_append (out, "</figcaption>");
}

static void
append_pictures (GString *out, const WireReportSection *section)
{
  g_string_append (out, "<div class=\"pictures\">\n");
  for (guint i = 0; i < section->rows->len; i++)
    {
      char **cells = g_ptr_array_index (section->rows, i);

      g_string_append (out, "<figure>");
      append_picture (out, g_ptr_array_index (section->pictures, i), get_name (section, cells));
      append_caption (out, section, cells);
      g_string_append (out, "</figure>\n");
    }
  g_string_append (out, "</div>\n");
}

static void
append_chart (GString *out, const WireReportSection *section)
{
  wire_report_chart_to_svg (section->chart, out);
  append_element (out, "<details><summary>", _ ("Figures of the chart"), "</summary>\n");
  append_rows (out, section);
  g_string_append (out, "</details>\n");
}

static void
append_table (GString *out, const WireReportSection *section)
{
  if (section->rows->len == 0)
    return;
  if (section->pictures)
    append_pictures (out, section);
  else if (section->chart)
    append_chart (out, section);
  else
    append_rows (out, section);
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

GString *
wire_report_to_html (const WireReport *self)
{
  GString *out = g_string_new (NULL);
  g_autofree char *language = wire_language_get_name ();

  g_string_append_printf (
      out,
      "<!DOCTYPE html>\n<html lang=\"%s\"%s>\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; img-src data:\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n",
      language, g_str_equal (language, "ar") ? " dir=\"rtl\"" : "");
  append_element (out, "<title>", self->title, "</title>\n");
  g_string_append_printf (out, "<style>%s</style>\n</head>\n<body>\n<main>\n", STYLE);
  append_element (out, "<h1>", self->title, "</h1>\n");
  for (guint i = 0; i < self->sections->len; i++)
    append_section (out, self, i);
  g_string_append (out, "</main>\n</body>\n</html>\n");
  return out;
}
