/* wire-report-pdf-figures.c: charts and pictures on pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-pdf-private.h"

#include <inttypes.h>

/* Of a chart, in points. */
#define LEFT 44.0 /* for the figures of the axis */
#define BARS 110.0
#define MARKS 12.0
#define LABELS 14.0

/* Of a picture. */
#define PICTURE_WIDTH 260.0
#define PICTURE_HEIGHT 170.0

static void
write_label (WirePdfPages *self, const char *text, double x, double y, gboolean ends_there)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cairo);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans 7");
  int width;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &width, NULL);
  cairo_move_to (self->cairo, ends_there ? x - (double) width / PANGO_SCALE : x, y);
  pango_cairo_show_layout (self->cairo, layout);
  g_object_unref (layout);
}

static void
draw_bar (WirePdfPages *self, const WireReportChart *chart, guint i, double floor)
{
  const WireReportBar *bar = &chart->bars[i];
  double all = WIRE_PDF_WIDTH - 2 * WIRE_PDF_MARGIN - LEFT;
  double width = all / chart->n_bars;
  double x = WIRE_PDF_MARGIN + LEFT + width * i;
  double height = (double) bar->packets / (double) MAX (chart->peak, 1) * BARS;

  if (bar->packets > 0)
    {
      cairo_set_source_rgb (self->cairo, 0.11, 0.44, 0.85);
      cairo_rectangle (self->cairo, x, floor - MAX (height, 0.5), width * 0.85, MAX (height, 0.5));
      cairo_fill (self->cairo);
    }
  if (bar->transfers > 0)
    {
      cairo_set_source_rgb (self->cairo, 0.47, 0.46, 0.48);
      cairo_rectangle (self->cairo, x, floor + 9, width * 0.85, 2.5);
      cairo_fill (self->cairo);
    }
  if (bar->findings > 0) /* a shape of its own, not only a colour */
    {
      cairo_set_source_rgb (self->cairo, 0.75, 0.11, 0.16);
      cairo_move_to (self->cairo, x + width / 2, floor + 8);
      cairo_rel_line_to (self->cairo, 3, -6);
      cairo_rel_line_to (self->cairo, -6, 0);
      cairo_fill (self->cairo);
    }
}

static void
draw_axes (WirePdfPages *self, const WireReportChart *chart, double floor)
{
  double left = WIRE_PDF_MARGIN + LEFT;
  double right = WIRE_PDF_WIDTH - WIRE_PDF_MARGIN;
  g_autofree char *peak = g_strdup_printf ("%" PRIu64, chart->peak);

  cairo_set_source_rgb (self->cairo, 0.75, 0.75, 0.74);
  cairo_set_line_width (self->cairo, 0.5);
  cairo_move_to (self->cairo, left, floor - BARS);
  cairo_line_to (self->cairo, right, floor - BARS);
  cairo_move_to (self->cairo, left, floor);
  cairo_line_to (self->cairo, right, floor);
  cairo_stroke (self->cairo);
  cairo_set_source_rgb (self->cairo, 0, 0, 0);
  write_label (self, peak, left - 4, floor - BARS - 4, TRUE);
  write_label (self, "0", left - 4, floor - 4, TRUE);
  write_label (self, chart->from, left, floor + MARKS + 2, FALSE);
  write_label (self, chart->to, right, floor + MARKS + 2, TRUE);
}

void
wire_pdf_show_chart (WirePdfPages *self, const WireReportChart *chart)
{
  double floor;

  wire_pdf_need_room (self, BARS + MARKS + LABELS + 3 * WIRE_PDF_BETWEEN);
  floor = self->y + WIRE_PDF_BETWEEN + BARS;
  cairo_tag_begin (self->cairo, "Figure", NULL);
  draw_axes (self, chart, floor);
  for (guint i = 0; i < chart->n_bars; i++)
    draw_bar (self, chart, i, floor);
  cairo_tag_end (self->cairo, "Figure");
  cairo_set_source_rgb (self->cairo, 0, 0, 0);
  self->y = floor + MARKS + LABELS + 2 * WIRE_PDF_BETWEEN;
}

/* cairo puts the file of a JPEG into the PDF as it is, and draws only the surface itself, which is
 * blank, where a page becomes something else. */
static cairo_surface_t *
make_surface (const WireReportPicture *picture)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) picture->width, (int) picture->height);
  gsize size;
  const guchar *data = g_bytes_get_data (picture->bytes, &size);

  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size,
                                   (cairo_destroy_func_t) g_bytes_unref, picture->bytes)
      == CAIRO_STATUS_SUCCESS)
    g_bytes_ref (picture->bytes);
  return surface;
}

static void
draw_picture (WirePdfPages *self, const WireReportPicture *picture, double scale)
{
  cairo_surface_t *surface = make_surface (picture);

  cairo_save (self->cairo);
  cairo_translate (self->cairo, WIRE_PDF_MARGIN, self->y);
  cairo_scale (self->cairo, scale, scale);
  cairo_set_source_surface (self->cairo, surface, 0, 0);
  cairo_paint (self->cairo);
  cairo_restore (self->cairo);
  cairo_surface_destroy (surface);
}

gboolean
wire_pdf_shows_picture (const WireReportPicture *picture)
{
  return g_str_equal (picture->type, "image/jpeg");
}

/* Without a tag: cairo 1.16 refuses a document with tags around the paths of a chart and around a
 * picture. What it shows is in the text after it. */
void
wire_pdf_show_picture (WirePdfPages *self, const WireReportPicture *picture)
{
  double scale = MIN (MIN (PICTURE_WIDTH / picture->width, PICTURE_HEIGHT / picture->height), 0.75);

  if (!wire_pdf_shows_picture (picture))
    return;
  wire_pdf_need_room (self, picture->height * scale + 6 * WIRE_PDF_BETWEEN);
  draw_picture (self, picture, scale);
  self->y += picture->height * scale + WIRE_PDF_BETWEEN;
}
