/* wire-character-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-character-view.h"

#include "ui/widgets/wire-announcement.h"
#include "ui/text/wire-character-cell.h"
#include "ui/text/wire-character-view-private.h"

#include <glib/gi18n.h>

/**
 * WireCharacterView:
 *
 * A cell a character, the glyph above and its bytes beneath, in rows as wide as there is place. The
 * cell that is pointed at, or that the keys went to, is said in words by ::moved. What could not be
 * coded has a thick frame besides its colour. Only the rows in sight are drawn. Stands in a
 * scrolled window. Main thread only.
 */
G_DEFINE_FINAL_TYPE (WireCharacterView, wire_character_view, GTK_TYPE_WIDGET)

static guint moved_signal;

/* Where the view is narrower, it is scrolled. */
#define MIN_COLUMNS 24u

/* The number of cells */
guint
wire_character_view_get_length (WireCharacterView *self)
{
  const WireText *text = self->source ? wire_text_source_get_text (self->source) : NULL;

  return text ? text->spans->len : 0;
}

const WireTextSpan *
wire_character_view_get_span (WireCharacterView *self, guint i)
{
  return &g_array_index (wire_text_source_get_text (self->source)->spans, WireTextSpan, i);
}

/* Returns: (nullable): where the rows in sight begin, in pixels */
GtkAdjustment *
wire_character_view_get_scrolling (WireCharacterView *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  return scrolled ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)) : NULL;
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
  self->rows = wire_character_view_get_length (self) > 0
                   ? wire_character_cell_break_rows (wire_text_source_get_text (self->source),
                                                     self->notation, columns)
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
  *minimum = *natural = (int) self->rows->len * wire_character_view_get_row_height (self);
}

static void
wire_character_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  (void) height;
  (void) baseline;
  break_rows (WIRE_CHARACTER_VIEW (widget), width);
}

/** Returns: (transfer full): the cell that is pointed at, in words */
char *
wire_character_view_describe (WireCharacterView *self)
{
  g_return_val_if_fail (WIRE_IS_CHARACTER_VIEW (self), NULL);

  if (self->current >= wire_character_view_get_length (self))
    return g_strdup (_ ("Point at a character to see what it is."));
  return wire_character_cell_describe (wire_text_source_get_text (self->source), self->current);
}

/* Lets cell @i be the one that is reported about; %G_MAXUINT: none */
void
wire_character_view_move_to (WireCharacterView *self, guint i)
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

static void
wire_character_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  wire_character_view_draw (WIRE_CHARACTER_VIEW (widget), snapshot);
}

static void
wire_character_view_root (GtkWidget *widget)
{
  GtkAdjustment *scrolling;

  GTK_WIDGET_CLASS (wire_character_view_parent_class)->root (widget);
  scrolling = wire_character_view_get_scrolling (WIRE_CHARACTER_VIEW (widget));
  if (scrolling)
    g_signal_connect_object (scrolling, "value-changed", G_CALLBACK (gtk_widget_queue_draw), widget,
                             G_CONNECT_SWAPPED);
}

static void
changed_cb (WireCharacterView *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  self->current = 0;
  wire_character_view_move_to (self, G_MAXUINT);
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
  self->current = G_MAXUINT;
  self->char_width = 8;
  self->line_height = 16;
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  wire_character_view_take_input (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Characters and their bytes"), -1);
}

/** Shows @source now and whenever it changes. */
void
wire_character_view_set_source (WireCharacterView *self, WireTextSource *source)
{
  g_return_if_fail (WIRE_IS_CHARACTER_VIEW (self) && !self->source);

  self->source = g_object_ref (source);
  g_signal_connect_object (source, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

/** @notation: one in which bytes are alone: hex, binary, decimal, octal or escapes */
void
wire_character_view_set_notation (WireCharacterView *self, WireNotation notation)
{
  g_return_if_fail (WIRE_IS_CHARACTER_VIEW (self));

  self->notation = notation;
  g_clear_pointer (&self->rows, g_array_unref);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
