/* wire-character-view-draw.c: the cells of characters, and how high they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-character-cell.h"
#include "ui/text/wire-character-view-private.h"

#define PADDING 6
#define ROW_GAP 8

/* The character is what one looks for: it is larger than its bytes. */
#define GLYPH_SCALE 1.4

static int
get_glyph_height (WireCharacterView *self)
{
  return (int) (self->line_height * GLYPH_SCALE);
}

static int
get_cell_height (WireCharacterView *self)
{
  return get_glyph_height (self) + self->line_height + PADDING;
}

/* Returns: in pixels, with the room beneath */
int
wire_character_view_get_row_height (WireCharacterView *self)
{
  return get_cell_height (self) + ROW_GAP;
}

typedef struct
{
  GtkSnapshot *snapshot;
  PangoLayout *glyph;
  PangoLayout *bytes;
  GdkRGBA text;
  GdkRGBA fills[2];
  GdkRGBA problem;
  GdkRGBA accent;
} Pen;

static void
pick_colors (GtkWidget *widget, Pen *pen)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);

  gtk_style_context_get_color (style, &pen->text);
  pen->fills[0] = pen->fills[1] = pen->accent = pen->problem = pen->text;
  gtk_style_context_lookup_color (style, "blue_3", &pen->fills[0]);
  gtk_style_context_lookup_color (style, "orange_3", &pen->fills[1]);
  gtk_style_context_lookup_color (style, "error_color", &pen->problem);
  gtk_style_context_lookup_color (style, "accent_color", &pen->accent);
  pen->fills[0].alpha = pen->fills[1].alpha = 0.22f;
}

static void
draw_words (Pen *pen, PangoLayout *layout, const char *words, int x, int y, int width)
{
  int text_width;

  pango_layout_set_text (layout, words, -1);
  pango_layout_get_pixel_size (layout, &text_width, NULL);
  gtk_snapshot_save (pen->snapshot);
  gtk_snapshot_translate (pen->snapshot,
                          &GRAPHENE_POINT_INIT ((float) (x + (width - text_width) / 2), (float) y));
  gtk_snapshot_append_layout (pen->snapshot, layout, &pen->text);
  gtk_snapshot_restore (pen->snapshot);
}

static void
draw_frame (Pen *pen, const GskRoundedRect *box, float thickness, const GdkRGBA *color)
{
  float widths[4] = { thickness, thickness, thickness, thickness };
  GdkRGBA colors[4] = { *color, *color, *color, *color };

  gtk_snapshot_append_border (pen->snapshot, box, widths, colors);
}

static void
draw_cell (WireCharacterView *self, Pen *pen, guint i, int x, int y, int width)
{
  const WireText *text = wire_text_source_get_text (self->source);
  const WireTextSpan *span = wire_character_view_get_span (self, i);
  g_autofree char *glyph = wire_character_cell_get_glyph (text, span);
  g_autofree char *bytes = wire_character_cell_get_bytes (text, span, self->notation);
  GskRoundedRect box;

  gsk_rounded_rect_init_from_rect (
      &box,
      &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) get_cell_height (self)), 4);
  gtk_snapshot_push_rounded_clip (pen->snapshot, &box);
  gtk_snapshot_append_color (pen->snapshot, &pen->fills[i % 2], &box.bounds);
  gtk_snapshot_pop (pen->snapshot);
  if (i == self->current)
    draw_frame (pen, &box, 2, &pen->accent);
  else if (span->reason != WIRE_TEXT_REASON_NONE)
    draw_frame (pen, &box, 2, &pen->problem);
  draw_words (pen, pen->glyph, glyph, x, y + PADDING / 2, width);
  draw_words (pen, pen->bytes, bytes, x, y + PADDING / 2 + get_glyph_height (self), width);
}

static void
draw_row (WireCharacterView *self, Pen *pen, guint row)
{
  const WireText *text = wire_text_source_get_text (self->source);
  guint end =
      row + 1 < self->rows->len ? g_array_index (self->rows, guint, row + 1) : text->spans->len;
  int x = 0, y = (int) row * wire_character_view_get_row_height (self);

  for (guint i = g_array_index (self->rows, guint, row); i < end; i++)
    {
      int width = (int) wire_character_cell_get_columns (
                      text, wire_character_view_get_span (self, i), self->notation)
                  * self->char_width;

      draw_cell (self, pen, i, x, y, width - self->char_width / 2);
      x += width;
    }
}

static PangoLayout *
make_layout (WireCharacterView *self, double scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

/* The rows in sight */
void
wire_character_view_draw (WireCharacterView *self, GtkSnapshot *snapshot)
{
  GtkAdjustment *scrolling = wire_character_view_get_scrolling (self);
  Pen pen = { .snapshot = snapshot };
  guint height, first, n;

  if (!self->rows || self->rows->len == 0 || !scrolling)
    return;
  height = (guint) wire_character_view_get_row_height (self);
  first = (guint) gtk_adjustment_get_value (scrolling) / height;
  n = (guint) gtk_adjustment_get_page_size (scrolling) / height + 2;
  pen.glyph = make_layout (self, GLYPH_SCALE);
  pen.bytes = make_layout (self, 1);
  pick_colors (GTK_WIDGET (self), &pen);
  for (guint row = first; row < MIN (first + n, self->rows->len); row++)
    draw_row (self, &pen, row);
  g_object_unref (pen.glyph);
  g_object_unref (pen.bytes);
}
