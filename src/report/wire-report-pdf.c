/* wire-report-pdf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-pdf-private.h"
#include "report/wire-report-writers.h"

#include "base/wire-printable.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* Characters from which on a value begins a line: a digest is not broken then. */
#define LONG 40

/* A cairo_write_func_t. */
static cairo_status_t
take_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_font (WirePdfPages *self, const char *description)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (description);

  pango_layout_set_font_description (self->layout, font);
}

static void
set_text (WirePdfPages *self, const char *text, double width)
{
  g_autofree char *printable = wire_printable (text, strlen (text));

  pango_layout_set_width (self->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (self->layout, printable, -1);
}

static double
get_height (WirePdfPages *self)
{
  int height;

  pango_layout_get_size (self->layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static void
number_page (WirePdfPages *self)
{
  g_autofree char *number = g_strdup_printf ("%u", self->page);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans 8");
  PangoLayout *layout = pango_cairo_create_layout (self->cairo);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, number, -1);
  pango_layout_set_width (layout, (int) ((WIRE_PDF_WIDTH - 2 * WIRE_PDF_MARGIN) * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  cairo_move_to (self->cairo, WIRE_PDF_MARGIN, WIRE_PDF_HEIGHT - WIRE_PDF_MARGIN / 1.5);
  pango_cairo_show_layout (self->cairo, layout);
  g_object_unref (layout);
}

static void
turn_page (WirePdfPages *self)
{
  number_page (self);
  cairo_show_page (self->cairo);
  self->page++;
  self->y = WIRE_PDF_MARGIN;
}

void
wire_pdf_need_room (WirePdfPages *self, double height)
{
  if (self->y > WIRE_PDF_MARGIN && self->y + height > WIRE_PDF_HEIGHT - WIRE_PDF_MARGIN)
    turn_page (self);
}

static double
get_line_height (PangoLayoutLine *line, double *rise)
{
  PangoRectangle extents;

  pango_layout_line_get_extents (line, NULL, &extents);
  *rise = (double) extents.y / PANGO_SCALE;
  return (double) extents.height / PANGO_SCALE;
}

/* Line by line, so that what is longer than a page goes on on the next. The number of a page is
 * written with a layout of its own. No tag is open where a page ends: cairo refuses some of these.
 * @tag: as PDF has it, for who reads it aloud */
static void
show_lines (WirePdfPages *self, const char *tag)
{
  gboolean open = FALSE;

  for (int i = 0; i < pango_layout_get_line_count (self->layout); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (self->layout, i);
      double rise;
      double height = get_line_height (line, &rise);

      if (self->y + height > WIRE_PDF_HEIGHT - WIRE_PDF_MARGIN)
        {
          if (open)
            cairo_tag_end (self->cairo, tag);
          open = FALSE;
          turn_page (self);
        }
      if (!open)
        cairo_tag_begin (self->cairo, tag, NULL);
      open = TRUE;
      cairo_move_to (self->cairo, WIRE_PDF_MARGIN, self->y - rise);
      pango_cairo_show_layout_line (self->cairo, line);
      self->y += height;
    }
  if (open)
    cairo_tag_end (self->cairo, tag);
}

static void
show_text (WirePdfPages *self, const char *tag, const char *font, const char *text)
{
  set_font (self, font);
  set_text (self, text, WIRE_PDF_WIDTH - 2 * WIRE_PDF_MARGIN);
  show_lines (self, tag);
  self->y += WIRE_PDF_BETWEEN;
}

static void
append_value (GString *markup, const char *title, const char *value)
{
  g_autofree char *printable = wire_printable (value, strlen (value));
  g_autofree char *name = g_markup_escape_text (title, -1);
  g_autofree char *text = g_markup_escape_text (printable, -1);

  g_string_append_printf (markup, "%s<b>%s</b>\u00a0 %s",
                          markup->len == 0                       ? ""
                          : g_utf8_strlen (printable, -1) > LONG ? "\n"
                                                                 : "   ",
                          name, text);
}

/* A row of a table reads as a list of names and values: a page is too narrow for nine columns. */
static void
show_row (WirePdfPages *self, const WireReportSection *section, char **cells)
{
  g_autoptr (GString) markup = g_string_new (NULL);

  if (section->n_columns == 2)
    append_value (markup, cells[0], cells[1]);
  else
    for (guint i = 0; i < section->n_columns; i++)
      if (*cells[i])
        append_value (markup, wire_report_column_get_title (&section->columns[i]), cells[i]);
  set_font (self, "Sans 8");
  pango_layout_set_width (self->layout,
                          (int) ((WIRE_PDF_WIDTH - 2 * WIRE_PDF_MARGIN) * PANGO_SCALE));
  pango_layout_set_markup (self->layout, markup->str, -1);
  show_lines (self, "P");
  pango_layout_set_attributes (self->layout, NULL);
  self->y += WIRE_PDF_BETWEEN;
}

/* PDF has JPEG itself; the others would have to be decoded. */
static void
tell_not_shown (WirePdfPages *self, const WireReportSection *section)
{
  for (guint i = 0; section->pictures && i < section->pictures->len; i++)
    if (!wire_pdf_shows_picture (g_ptr_array_index (section->pictures, i)))
      {
        show_text (self, "P", "Sans 9.5", _ ("GIF and PNG are shown in the HTML report only."));
        return;
      }
}

static void
show_rows (WirePdfPages *self, const WireReportSection *section)
{
  tell_not_shown (self, section);
  for (guint i = 0; i < section->rows->len; i++)
    {
      if (section->pictures)
        wire_pdf_show_picture (self, g_ptr_array_index (section->pictures, i));
      show_row (self, section, g_ptr_array_index (section->rows, i));
    }
}

static void
show_section (WirePdfPages *self, const WireReportSection *section)
{
  set_font (self, "Sans Bold 12");
  set_text (self, section->heading, WIRE_PDF_WIDTH - 2 * WIRE_PDF_MARGIN);
  wire_pdf_need_room (self, get_height (self)
                                + 4 * WIRE_PDF_BETWEEN); /* never alone at the end of a page */
  self->y += 2 * WIRE_PDF_BETWEEN;
  show_text (self, "H2", "Sans Bold 12", section->heading);
  for (guint i = 0; i < section->paragraphs->len; i++)
    show_text (self, "P", "Sans 9.5", g_ptr_array_index (section->paragraphs, i));
  if (section->chart)
    wire_pdf_show_chart (self, section->chart); /* its figures are in the other formats */
  else
    show_rows (self, section);
}

/* The time of making would make two files of one report differ. */
static void
describe_file (WirePdfPages *self, const WireReport *report)
{
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, report->title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                  "1970-01-01T00:00:00Z");
}

GByteArray *
wire_report_to_pdf (const WireReport *self, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  WirePdfPages pages = { .y = WIRE_PDF_MARGIN, .page = 1 };
  cairo_status_t status;

  pages.surface =
      cairo_pdf_surface_create_for_stream (take_bytes, bytes, WIRE_PDF_WIDTH, WIRE_PDF_HEIGHT);
  describe_file (&pages, self);
  pages.cairo = cairo_create (pages.surface);
  pages.layout = pango_cairo_create_layout (pages.cairo);
  pango_layout_set_wrap (pages.layout, PANGO_WRAP_WORD_CHAR);
  cairo_tag_begin (pages.cairo, "Document",
                   NULL); /* without it no reader takes the tags for whole */
  show_text (&pages, "H1", "Sans Bold 17", self->title);
  for (guint i = 0; i < self->sections->len; i++)
    show_section (&pages, g_ptr_array_index (self->sections, i));
  number_page (&pages);
  cairo_tag_end (pages.cairo, "Document");
  g_object_unref (pages.layout);
  cairo_destroy (pages.cairo);
  cairo_surface_finish (pages.surface);
  status = cairo_surface_status (pages.surface);
  cairo_surface_destroy (pages.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer (&bytes);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The PDF could not be made: %s."),
               cairo_status_to_string (status));
  return NULL;
}
