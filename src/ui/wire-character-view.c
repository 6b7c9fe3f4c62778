/* wire-character-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-character-view.h"

#include "wire-announcement.h"
#include "wire-character-cell.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * WireCharacterView:
 *
 * A cell a character, the glyph above and its bytes beneath, in rows as wide as there is place. The
 * cell that is pointed at, or that the keys went to, is told in words by ::moved. What could not be
 * coded has a thick frame beside its colour. Only the rows in sight are drawn. Stands in a scrolled
 * window. Main thread only.
 */
struct _WireCharacterView
{
  GtkWidget parent_instance;

  WireTextSource *source;
  WireNotation notation;
  guint current; /* span */
  GArray *rows;  /* the span each begins with, as they were last broken */
  guint broken_for;
  int char_width;
  int line_height;
};

G_DEFINE_FINAL_TYPE (WireCharacterView, wire_character_view, GTK_TYPE_WIDGET)

static guint moved_signal;

#define PADDING 6
#define ROW_GAP 8
#define MIN_COLUMNS 24u

/* The character is what one looks for: it is larger than its bytes. */
#define GLYPH_SCALE 1.4

static guint
get_length (WireCharacterView *self)
{
  const WireText *text = self->source ? wire_text_source_get_text (self->source) : NULL;

  return text ? text->spans->len : 0;
}

static const WireTextSpan *
get_span (WireCharacterView *self, guint i)
{
  return &g_array_index (wire_text_source_get_text (self->source)->spans, WireTextSpan, i);
}

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

static int
get_row_height (WireCharacterView *self)
{
  return get_cell_height (self) + ROW_GAP;
}

static void
measure_font (WireCharacterView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  /* Digits are as wide in every language; for one that the face cannot write Pango would say 0. */
  PangoFontMetrics *metrics =
      pango_context_get_metrics (context, NULL, pango_language_from_string ("en"));

  self->char_width =
      MAX (1, PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_digit_width (metrics)));
  self->line_height = MAX (1, PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)));
  pango_font_metrics_unref (metrics);
}

static void
break_rows (WireCharacterView *self, int width)
{
  guint columns = MAX ((guint) MAX (width, 0) / (guint) self->char_width, MIN_COLUMNS);

  if (self->rows && self->broken_for == columns)
    return;
  g_clear_pointer (&self->rows, g_array_unref);
  self->broken_for = columns;
  self->rows = get_length (self) > 0 ? wire_character_cell_break_rows (
                   wire_text_source_get_text (self->source), self->notation, columns)
                                     : g_array_new (FALSE, FALSE, sizeof (guint));
}

static GtkSizeRequestMode
wire_character_view_get_request_mode (GtkWidget *widget)
{
  (void) widget;
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wire_character_view_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  WireCharacterView *self = WIRE_CHARACTER_VIEW (widget);

  *minimum_baseline = *natural_baseline = -1;
  measure_font (self);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) MIN_COLUMNS * self->char_width;
      *natural = 3 * *minimum;
      return;
    }
  break_rows (self, for_size > 0 ? for_size : gtk_widget_get_width (widget));
  *minimum = *natural = (int) self->rows->len * get_row_height (self);
}

static void
wire_character_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  (void) height;
  (void) baseline;
  break_rows (WIRE_CHARACTER_VIEW (widget), width);
}

/* Drawing */

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
  const WireTextSpan *span = get_span (self, i);
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
  int x = 0, y = (int) row * get_row_height (self);

  for (guint i = g_array_index (self->rows, guint, row); i < end; i++)
    {
      int width = (int) wire_character_cell_get_columns (text, get_span (self, i), self->notation)
                  * self->char_width;

      draw_cell (self, pen, i, x, y, width - self->char_width / 2);
      x += width;
    }
}

static GtkAdjustment *
get_scrolling (WireCharacterView *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  return scrolled ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)) : NULL;
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

static void
wire_character_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WireCharacterView *self = WIRE_CHARACTER_VIEW (widget);
  GtkAdjustment *scrolling = get_scrolling (self);
  Pen pen = { .snapshot = snapshot };
  guint height, first, n;

  if (!self->rows || self->rows->len == 0 || !scrolling)
    return;
  height = (guint) get_row_height (self);
  first = (guint) gtk_adjustment_get_value (scrolling) / height;
  n = (guint) gtk_adjustment_get_page_size (scrolling) / height + 2;
  pen.glyph = make_layout (self, GLYPH_SCALE);
  pen.bytes = make_layout (self, 1);
  pick_colors (widget, &pen);
  for (guint row = first; row < MIN (first + n, self->rows->len); row++)
    draw_row (self, &pen, row);
  g_object_unref (pen.glyph);
  g_object_unref (pen.bytes);
}

/* Moving */

/** Returns: (transfer full): the cell that is pointed at, in words */
char *
wire_character_view_describe (WireCharacterView *view)
{
  g_return_val_if_fail (WIRE_IS_CHARACTER_VIEW (view), NULL);

  if (view->current >= get_length (view))
    return g_strdup (_ ("Point at a character to see what it is."));
  return wire_character_cell_describe (wire_text_source_get_text (view->source), view->current);
}

static void
move_to (WireCharacterView *self, guint i)
{
  g_autofree char *words = NULL;

  if (i == self->current)
    return;
  self->current = i;
  words = wire_character_view_describe (self);
  wire_describe (GTK_WIDGET (self), words);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, moved_signal, 0);
}

static guint
find_row (WireCharacterView *self, guint span)
{
  guint low = 0, high = self->rows->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->rows, guint, middle) <= span)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static guint
pick (WireCharacterView *self, double x, double y)
{
  guint row, end;
  double right = 0;

  if (!self->rows || y < 0 || x < 0)
    return G_MAXUINT;
  row = (guint) y / (guint) get_row_height (self);
  if (row >= self->rows->len)
    return G_MAXUINT;
  end = row + 1 < self->rows->len ? g_array_index (self->rows, guint, row + 1) : get_length (self);
  for (guint i = g_array_index (self->rows, guint, row); i < end; i++)
    {
      right += wire_character_cell_get_columns (wire_text_source_get_text (self->source),
                                                get_span (self, i), self->notation)
               * (double) self->char_width;
      if (x < right)
        return i;
    }
  return G_MAXUINT;
}

static void
pointed_cb (GtkEventController *controller, double x, double y, gpointer data)
{
  guint i = pick (data, x, y);

  (void) controller;
  if (i != G_MAXUINT)
    move_to (data, i);
}

static void
clicked_cb (GtkGestureClick *click, int n, double x, double y, gpointer data)
{
  (void) n;
  gtk_widget_grab_focus (data);
  pointed_cb (GTK_EVENT_CONTROLLER (click), x, y, data);
}

static void
show_current (WireCharacterView *self)
{
  GtkAdjustment *scrolling = get_scrolling (self);
  double y = (double) find_row (self, self->current) * get_row_height (self);

  if (scrolling)
    gtk_adjustment_clamp_page (scrolling, y, y + get_row_height (self));
}

/* Up and down go by rows, to the cell as many cells behind the row's beginning. */
static guint
step_rows (WireCharacterView *self, int rows)
{
  guint row = find_row (self, self->current);
  guint column = self->current - g_array_index (self->rows, guint, row);
  guint target = (guint) CLAMP ((int) row + rows, 0, (int) self->rows->len - 1);
  guint end = target + 1 < self->rows->len ? g_array_index (self->rows, guint, target + 1)
                                           : get_length (self);

  return MIN (g_array_index (self->rows, guint, target) + column, end - 1);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, gpointer data)
{
  WireCharacterView *self = data;
  guint n = get_length (self);
  guint at = self->current < n ? self->current : 0;

  (void) keys;
  (void) code;
  if (n == 0 || !self->rows || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (self->current >= n && (key == GDK_KEY_Right || key == GDK_KEY_Down))
    move_to (self, 0);
  else if (key == GDK_KEY_Right)
    move_to (self, MIN (at + 1, n - 1));
  else if (key == GDK_KEY_Left)
    move_to (self, at > 0 ? at - 1 : 0);
  else if (key == GDK_KEY_Home || key == GDK_KEY_End)
    move_to (self, key == GDK_KEY_Home ? 0 : n - 1);
  else if (key == GDK_KEY_Down || key == GDK_KEY_Up)
    move_to (self, step_rows (self, key == GDK_KEY_Down ? 1 : -1));
  else
    return GDK_EVENT_PROPAGATE;
  show_current (self);
  return GDK_EVENT_STOP;
}

static void
wire_character_view_root (GtkWidget *widget)
{
  GtkAdjustment *scrolling;

  GTK_WIDGET_CLASS (wire_character_view_parent_class)->root (widget);
  scrolling = get_scrolling (WIRE_CHARACTER_VIEW (widget));
  if (scrolling)
    g_signal_connect_object (scrolling, "value-changed", G_CALLBACK (gtk_widget_queue_draw), widget,
                             G_CONNECT_SWAPPED);
}

static void
changed_cb (WireCharacterView *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  self->current = 0;
  move_to (self, G_MAXUINT);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
wire_character_view_dispose (GObject *object)
{
  WireCharacterView *self = WIRE_CHARACTER_VIEW (object);

  g_clear_object (&self->source);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (wire_character_view_parent_class)->dispose (object);
}

static void
wire_character_view_class_init (WireCharacterViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_character_view_dispose;
  widget_class->get_request_mode = wire_character_view_get_request_mode;
  widget_class->measure = wire_character_view_measure;
  widget_class->size_allocate = wire_character_view_size_allocate;
  widget_class->snapshot = wire_character_view_snapshot;
  widget_class->root = wire_character_view_root;
  gtk_widget_class_set_css_name (widget_class, "characters");

  /** WireCharacterView::moved: another cell is pointed at */
  moved_signal = g_signal_new ("moved", WIRE_TYPE_CHARACTER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
wire_character_view_init (WireCharacterView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->current = G_MAXUINT;
  self->char_width = 8;
  self->line_height = 16;
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (motion, "motion", G_CALLBACK (pointed_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (clicked_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Characters and their bytes"), -1);
}

/** Shows @source now and whenever it changes. */
void
wire_character_view_set_source (WireCharacterView *view, WireTextSource *source)
{
  g_return_if_fail (WIRE_IS_CHARACTER_VIEW (view) && !view->source);

  view->source = g_object_ref (source);
  g_signal_connect_object (source, "changed", G_CALLBACK (changed_cb), view, G_CONNECT_SWAPPED);
  changed_cb (view);
}

/** @notation: one in which bytes stand alone: hex, binary, decimal, octal or escapes */
void
wire_character_view_set_notation (WireCharacterView *view, WireNotation notation)
{
  g_return_if_fail (WIRE_IS_CHARACTER_VIEW (view));

  view->notation = notation;
  g_clear_pointer (&view->rows, g_array_unref);
  gtk_widget_queue_resize (GTK_WIDGET (view));
}
