/* wire-report-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-chart.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Of the drawing, in its own units. */
#define WIDTH 760
#define LEFT 64 /* for the figures of the axis */
#define TOP 14
#define FLOOR 150 /* where bars begin */
#define MARKS 160 /* where marks are */
#define TIMES 186 /* where times are written */
#define HEIGHT 194

void
wire_report_chart_free (WireReportChart *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self->title);
  g_free (self);
}

static int
get_x (const WireReportChart *self, guint bar)
{
  return LEFT + (int) (bar * (WIDTH - LEFT) / self->n_bars);
}

static void
append_text (GString *out, int x, int y, const char *anchor, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n", x, y,
                          anchor, escaped);
}

static void
append_axes (const WireReportChart *self, GString *out)
{
  g_autofree char *peak = g_strdup_printf ("%" PRIu64, self->peak);

  g_string_append_printf (out, "<path class=\"line\" d=\"M%d %dH%dM%d %dH%d\"/>\n", LEFT, TOP,
                          WIDTH, LEFT, FLOOR, WIDTH);
  append_text (out, LEFT - 8, TOP + 4, "end", peak);
  append_text (out, LEFT - 8, FLOOR + 4, "end", "0");
  append_text (out, LEFT, TIMES, "start", self->from);
  append_text (out, WIDTH, TIMES, "end", self->to);
}

/* One packet among millions can still be seen. */
static int
get_height (const WireReportChart *self, guint64 packets)
{
  int height = (int) ((double) packets / (double) MAX (self->peak, 1) * (FLOOR - TOP));

  return packets > 0 ? MAX (height, 1) : 0;
}

static void
append_bar (const WireReportChart *self, GString *out, guint i)
{
  const WireReportBar *bar = &self->bars[i];
  int x = get_x (self, i);
  int width = MAX (get_x (self, i + 1) - x - 1, 1);
  int height = get_height (self, bar->packets);

  if (height > 0)
    g_string_append_printf (out,
                            "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
                            x, FLOOR - height, width, height);
  if (bar->transfers > 0)
    g_string_append_printf (
        out, "<rect class=\"transfer\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"4\"/>\n", x, MARKS,
        width);
  if (bar->findings > 0) /* a shape of its own, not only a colour */
    g_string_append_printf (out, "<path class=\"finding\" d=\"M%d %dl4 -8h-8z\"/>\n", x + width / 2,
                            MARKS - 1);
}

/**
 * wire_report_chart_to_svg:
 * @out: gets an element of SVG, which the style of the report colours
 */
void
wire_report_chart_to_svg (const WireReportChart *self, GString *out)
{
  g_autofree char *title = g_markup_escape_text (self->title, -1);

  g_string_append_printf (out,
                          "<svg viewBox=\"0 0 %d %d\" role=\"img\" "
                          "xmlns=\"http://www.w3.org/2000/svg\"><title>%s</title>\n",
                          WIDTH, HEIGHT, title);
  append_axes (self, out);
  for (guint i = 0; i < self->n_bars; i++)
    append_bar (self, out, i);
  g_string_append (out, "</svg>\n");
}
