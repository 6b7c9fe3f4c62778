/* wire-stream-content-draw.c: lines of a stream on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-content-private.h"

/* Of Adwaita's palette, one that is reported from the other also by who sees no red or no green. */
static const char *const COLORS[2] = { "blue_3", "orange_4" };

static GdkRGBA
get_color (GtkWidget *widget, const char *name)
{
  GdkRGBA color = { 0.5f, 0.5f, 0.5f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color);
  return color;
}

/* What stands for a byte is dimmer than what is one. */
static PangoAttrList *
make_attributes (WireStreamContent *self)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  GdkRGBA color;
  guint i = 0;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  while (self->line.kind == WIRE_STREAM_LINE_BYTES && i < self->line.length)
    {
      const guint16 *places = self->form == WIRE_STREAM_HEX ? self->text.ascii : self->text.starts;
      PangoAttribute *parts[2];
      guint first = i;

      if (!self->text.escaped[i++])
        continue;
      while (i < self->line.length && self->text.escaped[i])
        i++;
      parts[0] =
          pango_attr_foreground_new ((guint16) (color.red * 65535), (guint16) (color.green * 65535),
                                     (guint16) (color.blue * 65535));
      parts[1] = pango_attr_foreground_alpha_new (65535 * 11 / 20);
      for (guint k = 0; k < 2; k++)
        {
          parts[k]->start_index = places[first];
          parts[k]->end_index = places[i];
          pango_attr_list_insert (attributes, parts[k]);
        }
    }
  if (self->line.kind != WIRE_STREAM_LINE_BYTES)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  return attributes;
}

/* Returns: (transfer full): of the line that is loaded. It reads from left to right, whatever it
 * says: bytes of a stream have an order. */
PangoLayout *
wire_stream_content_make_layout (WireStreamContent *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text.text->str);
  g_autoptr (PangoAttrList) attributes = make_attributes (self);

  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_attributes (layout, attributes);
  if (self->line.kind != WIRE_STREAM_LINE_BYTES)
    {
      int width = gtk_widget_get_width (GTK_WIDGET (self))
                  - wire_stream_content_get_indent (self->line.side) - WIRE_STREAM_BAR
                  - WIRE_STREAM_PADDING - WIRE_STREAM_MARGIN;

      pango_layout_set_width (layout, MAX (width, 0) * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

static void
add_box (GtkSnapshot *snapshot, const GdkRGBA *color, double x, double y, double w, double h)
{
  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) w, (float) h));
}

/* The text from @from up to @to, in bytes of it, which is in one piece only where it all reads one
 * way. */
static void
mark_text (WireStreamContent *self,
           GtkSnapshot *snapshot,
           PangoLayout *layout,
           guint from,
           guint to,
           int x,
           int y)
{
  GdkRGBA color = get_color (GTK_WIDGET (self), "accent_bg_color");
  g_autofree int *ranges = NULL;
  int n;

  color.alpha = 0.35f;
  pango_layout_line_get_x_ranges (pango_layout_get_line_readonly (layout, 0), (int) from, (int) to,
                                  &ranges, &n);
  for (int i = 0; i < n; i++)
    add_box (snapshot, &color, x + (double) ranges[2 * i] / PANGO_SCALE, y,
             (double) (ranges[2 * i + 1] - ranges[2 * i]) / PANGO_SCALE, self->scroll.line_height);
}

static void
draw_selection (WireStreamContent *self, GtkSnapshot *snapshot, PangoLayout *layout, int x, int y)
{
  const WireStreamLine *line = &self->line;
  guint64 start, end;
  guint from, to;

  if (line->kind == WIRE_STREAM_LINE_TURN || !wire_stream_content_get_selection (self, &start, &end)
      || start >= wire_stream_line_get_end (line) || end <= line->places[0])
    return;
  if (line->kind == WIRE_STREAM_LINE_GAP)
    {
      mark_text (self, snapshot, layout, 0, (guint) self->text.text->len, x, y);
      return;
    }
  from = wire_stream_line_find_byte (line, start);
  to = wire_stream_line_find_byte (line, end);
  if (from == to)
    return;
  if (self->form == WIRE_STREAM_HEX)
    {
      mark_text (self, snapshot, layout, self->text.starts[from], self->text.starts[to - 1] + 2u, x,
                 y);
      mark_text (self, snapshot, layout, self->text.ascii[from], self->text.ascii[to], x, y);
    }
  else
    mark_text (self, snapshot, layout, self->text.starts[from], self->text.starts[to], x, y);
}

static void
draw_cursor (WireStreamContent *self, GtkSnapshot *snapshot, PangoLayout *layout, int x, int y)
{
  GdkRGBA color = get_color (GTK_WIDGET (self), "accent_color");
  int place = 0;
  guint byte = wire_stream_line_find_byte (&self->line, self->cursor);

  if (self->line.kind == WIRE_STREAM_LINE_BYTES)
    pango_layout_line_index_to_x (pango_layout_get_line_readonly (layout, 0),
                                  self->text.starts[byte], FALSE, &place);
  add_box (snapshot, &color, x + (double) place / PANGO_SCALE - 1, y, 2, self->scroll.line_height);
}

/* The ground of a turn is a shade of its colour, its bar the colour itself. What is missing is a
 * warning. */
static void
draw_ground (WireStreamContent *self, GtkSnapshot *snapshot, int y)
{
  int x = wire_stream_content_get_indent (self->line.side);
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - x - WIRE_STREAM_MARGIN;
  GdkRGBA color = get_color (GTK_WIDGET (self), COLORS[self->line.side]);
  gboolean gap = self->line.kind == WIRE_STREAM_LINE_GAP;
  GdkRGBA ground = gap ? get_color (GTK_WIDGET (self), "warning_bg_color") : color;

  ground.alpha = gap ? 0.35f : self->line.kind == WIRE_STREAM_LINE_TURN ? 0.2f : 0.07f;
  add_box (snapshot, &ground, x, y, width, self->scroll.line_height);
  add_box (snapshot, &color, x, y, WIRE_STREAM_BAR, self->scroll.line_height);
}

static void
draw_line (WireStreamContent *self, GtkSnapshot *snapshot, gboolean has_cursor, int y)
{
  g_autoptr (PangoLayout) layout = wire_stream_content_make_layout (self);
  int x = wire_stream_content_get_indent (self->line.side) + WIRE_STREAM_BAR + WIRE_STREAM_PADDING;
  GdkRGBA color;

  draw_ground (self, snapshot, y);
  draw_selection (self, snapshot, layout, x, y);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y + 1));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
  if (has_cursor)
    draw_cursor (self, snapshot, layout, x, y);
}

void
wire_stream_content_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WireStreamContent *self = WIRE_STREAM_CONTENT (widget);
  double top = wire_scroll_get_top (&self->scroll);
  int height = gtk_widget_get_height (widget);
  guint64 first = top > WIRE_STREAM_MARGIN
                      ? (guint64) ((top - WIRE_STREAM_MARGIN) / self->scroll.line_height)
                      : 0;
  guint64 n = wire_stream_content_get_n_lines (self);
  guint64 cursor = gtk_widget_has_focus (widget)
                       ? wire_stream_content_find_line (self, self->cursor)
                       : WIRE_STREAM_NOWHERE;

  gtk_snapshot_push_clip (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) height));
  for (guint64 number = first; number < n; number++)
    {
      double y = WIRE_STREAM_MARGIN + (double) number * self->scroll.line_height - top;

      if (y >= height || !wire_stream_content_load_line (self, number))
        break;
      draw_line (self, snapshot, number == cursor, (int) y);
    }
  gtk_snapshot_pop (snapshot);
}
