/* wire-hex-view-draw.c: lines of bytes on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-hex-view-private.h"

/* The columns from @first up to, and without, @end. */
static void
add_box (WireHexView *self,
         GtkSnapshot *snapshot,
         const GdkRGBA *color,
         guint first,
         guint end,
         int y,
         int height)
{
  graphene_rect_t box =
      GRAPHENE_RECT_INIT (WIRE_HEX_MARGIN + (int) first * self->scroll.char_width - 1, y,
                          (int) (end - first) * self->scroll.char_width + 2, height);

  gtk_snapshot_append_color (snapshot, color, &box);
}

/* A line of bytes that is drawn. */
typedef struct
{
  guint64 offset;
  gsize length;
  int y;
} Line;

/* One box for all of @mark that is in the line: boxes that overlap would show as stripes.
 * @underline: (nullable): what is found is told from what is selected by more than its colour */
static void
draw_mark (WireHexView *self,
           GtkSnapshot *snapshot,
           const Line *line,
           const WireHexMark *mark,
           const GdkRGBA *fill,
           const GdkRGBA *underline)
{
  guint64 start = MAX (mark->offset, line->offset);
  guint64 end = MIN (mark->offset + MIN (mark->length, G_MAXUINT64 - mark->offset),
                     line->offset + line->length);
  guint first, last;

  if (start >= end)
    return;
  first = (guint) (start - line->offset);
  last = (guint) (end - line->offset) - 1;
  add_box (self, snapshot, fill, wire_hex_view_hex_column (self, first),
           wire_hex_view_hex_column (self, last) + 2, line->y, self->scroll.line_height);
  add_box (self, snapshot, fill, wire_hex_view_ascii_column (self, first),
           wire_hex_view_ascii_column (self, last) + 1, line->y, self->scroll.line_height);
  if (!underline)
    return;
  add_box (self, snapshot, underline, wire_hex_view_hex_column (self, first),
           wire_hex_view_hex_column (self, last) + 2, line->y + self->scroll.line_height - 2, 2);
  add_box (self, snapshot, underline, wire_hex_view_ascii_column (self, first),
           wire_hex_view_ascii_column (self, last) + 1, line->y + self->scroll.line_height - 2, 2);
}

static void
draw_marks (WireHexView *self, GtkSnapshot *snapshot, const Line *line, const GdkRGBA *accent)
{
  static const GdkRGBA FOUND = { 0.96f, 0.76f, 0.07f, 0.45f };
  static const GdkRGBA UNDERLINE = { 0.78f, 0.53f, 0, 1 };
  const WireHexMark selected = { self->mark, self->mark_length };
  GdkRGBA fill = *accent;

  for (guint i = 0; self->marks && i < self->marks->len; i++)
    draw_mark (self, snapshot, line, &g_array_index (self->marks, WireHexMark, i), &FOUND,
               &UNDERLINE);
  fill.alpha = 0.35f;
  draw_mark (self, snapshot, line, &selected, &fill, NULL);
}

/* A frame, so that the cursor is more than a colour. */
static void
draw_cursor (WireHexView *self, GtkSnapshot *snapshot, const GdkRGBA *accent, guint byte, int y)
{
  const GdkRGBA colors[4] = { *accent, *accent, *accent, *accent };
  const float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };
  int x = WIRE_HEX_MARGIN + (int) wire_hex_view_hex_column (self, byte) * self->scroll.char_width;
  GskRoundedRect frame;

  gsk_rounded_rect_init_from_rect (
      &frame,
      &GRAPHENE_RECT_INIT (x - 2, y, 2 * self->scroll.char_width + 4, self->scroll.line_height), 3);
  gtk_snapshot_append_border (snapshot, &frame, widths, colors);
}

static void
draw_text (
    WireHexView *self, GtkSnapshot *snapshot, const char *text, guint column, int y, double alpha)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int x = WIRE_HEX_MARGIN + (int) column * self->scroll.char_width;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= (float) alpha;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y + 1));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_bytes (WireHexView *self, GtkSnapshot *snapshot, const guint8 *bytes, gsize length, int y)
{
  g_autoptr (GString) hex = g_string_new (NULL);
  g_autoptr (GString) ascii = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      g_string_append_printf (hex, i == 8 ? " %02x " : "%02x ", bytes[i]);
      g_string_append_c (ascii, g_ascii_isprint (bytes[i]) ? (char) bytes[i] : '.');
    }
  draw_text (self, snapshot, hex->str, wire_hex_view_hex_column (self, 0), y, 1);
  draw_text (self, snapshot, ascii->str, wire_hex_view_ascii_column (self, 0), y, 1);
}

static void
draw_line (WireHexView *self, GtkSnapshot *snapshot, const GdkRGBA *accent, guint64 offset, int y)
{
  g_autofree char *label =
      g_strdup_printf ("%0*" G_GINT64_MODIFIER "x", (int) self->offset_digits, offset);
  gsize length;
  const guint8 *bytes = wire_hex_view_get_line (self, offset, &length);

  draw_marks (self, snapshot, &(Line){ offset, length, y }, accent);
  if (self->cursor >= offset && self->cursor - offset < length
      && gtk_widget_has_focus (GTK_WIDGET (self)))
    draw_cursor (self, snapshot, accent, (guint) (self->cursor - offset), y);
  draw_text (self, snapshot, label, 0, y, 0.6);
  draw_bytes (self, snapshot, bytes, length, y);
}

void
wire_hex_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WireHexView *self = WIRE_HEX_VIEW (widget);
  double top = wire_scroll_get_top (&self->scroll);
  int height = gtk_widget_get_height (widget);
  guint64 line =
      top > WIRE_HEX_MARGIN ? (guint64) ((top - WIRE_HEX_MARGIN) / self->scroll.line_height) : 0;
  guint64 n_lines = wire_hex_view_count_lines (self);
  GdkRGBA accent = { 0.2f, 0.5f, 0.9f, 1 };

  if (!self->read)
    return;
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_bg_color",
                                  &accent);
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), height));
  for (; line < n_lines; line++)
    {
      double y = WIRE_HEX_MARGIN + (double) line * self->scroll.line_height - top;

      if (y >= height)
        break;
      draw_line (self, snapshot, &accent, line * self->columns, (int) y);
    }
  gtk_snapshot_pop (snapshot);
}
