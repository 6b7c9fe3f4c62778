/* wire-stream-content.c: the widget, its stream and its selection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-content-private.h"

#include <glib/gi18n.h>

/**
 * WireStreamContent:
 *
 * What was said on a stream, line by line as it scrolls by: each turn begins with who speaks, and
 * is after a bar of their own colour and indent. Laid out in a worker; a change of width, form
 * or directions lays out again and keeps in sight what was. A range can be selected, byte by byte,
 * and copied. Emits #WireStreamContent::moved. In a #GtkScrolledWindow. Main thread only.
 *
 * wire-stream-content-layout.c has it laid out, -lines.c says what the lines say, -draw.c draws
 * them, -input.c has mouse and keyboard, -copy.c the clipboard.
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (WireStreamContent,
                               wire_stream_content,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static guint moved_signal;

static void
wire_stream_content_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  WireStreamContent *self = WIRE_STREAM_CONTENT (widget);

  (void) for_size;
  wire_scroll_measure (&self->scroll, widget);
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = wire_stream_content_get_frame ()
                 + (self->form == WIRE_STREAM_HEX ? WIRE_STREAM_HEX_4 : WIRE_STREAM_MIN_COLUMNS)
                       * self->scroll.char_width;
      *natural = wire_stream_content_get_frame () + WIRE_STREAM_HEX_16 * self->scroll.char_width;
    }
  else
    *minimum = *natural = 3 * self->scroll.line_height;
}

static void
wire_stream_content_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  (void) width;
  (void) height;
  (void) baseline;
  wire_stream_content_fit (WIRE_STREAM_CONTENT (widget));
}

static void
wire_stream_content_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireStreamContent *self = WIRE_STREAM_CONTENT (object);

  if (!wire_scroll_set_property (&self->scroll, GTK_WIDGET (self), id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  wire_stream_content_configure (self);
}

static void
wire_stream_content_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireStreamContent *self = WIRE_STREAM_CONTENT (object);

  if (!wire_scroll_get_property (&self->scroll, id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
clear_transcript (WireStreamContent *self)
{
  wire_stream_content_stop_layout (self);
  g_clear_pointer (&self->lines, wire_stream_lines_unref);
  g_clear_pointer (&self->transcript, wire_stream_transcript_unref);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer (&self->names[side], g_free);
  self->cursor = self->anchor = 0;
  self->wanted = WIRE_STREAM_NOWHERE;
  self->grown = self->announced = FALSE;
}

static void
wire_stream_content_dispose (GObject *object)
{
  WireStreamContent *self = WIRE_STREAM_CONTENT (object);

  clear_transcript (self);
  wire_stream_text_clear (&self->text);
  wire_scroll_clear (&self->scroll, GTK_WIDGET (self));
  G_OBJECT_CLASS (wire_stream_content_parent_class)->dispose (object);
}

static void
wire_stream_content_class_init (WireStreamContentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wire_stream_content_dispose;
  object_class->set_property = wire_stream_content_set_property;
  object_class->get_property = wire_stream_content_get_property;
  widget_class->snapshot = wire_stream_content_snapshot;
  widget_class->measure = wire_stream_content_measure;
  widget_class->size_allocate = wire_stream_content_size_allocate;
  wire_scroll_install (object_class);
  gtk_widget_class_set_css_name (widget_class, "streamcontent");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  wire_stream_content_install_copy (widget_class);

  /** WireStreamContent::moved: the cursor or the selection is another */
  moved_signal = g_signal_new ("moved", WIRE_TYPE_STREAM_CONTENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
wire_stream_content_init (WireStreamContent *self)
{
  self->sides = WIRE_STREAM_BOTH;
  self->scroll.line_height = 16;
  self->scroll.char_width = 8;
  self->wanted = WIRE_STREAM_NOWHERE;
  self->goal = -1;
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace");
  /* Bytes are in the order in which they were sent, wherever the rest runs. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  wire_stream_content_init_input (self);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What was said"), -1);
}

/**
 * wire_stream_content_set_transcript:
 * @transcript: (nullable): what was said, as far as it is known; see wire_stream_content_grew()
 * @names: how each side is announced
 *
 * Shows another stream, from the beginning.
 */
void
wire_stream_content_set_transcript (WireStreamContent *self,
                                    WireStreamTranscript *transcript,
                                    const char *const names[2])
{
  g_return_if_fail (WIRE_IS_STREAM_CONTENT (self));

  clear_transcript (self);
  wire_scroll_set_top (&self->scroll, 0);
  wire_stream_content_configure (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!transcript)
    return;
  self->transcript = wire_stream_transcript_ref (transcript);
  for (guint side = 0; side < 2; side++)
    self->names[side] = g_strdup (names[side]);
  wire_stream_content_lay_out (self);
}

/** Shows both directions, or one. */
void
wire_stream_content_set_sides (WireStreamContent *self, WireStreamSides sides)
{
  g_return_if_fail (WIRE_IS_STREAM_CONTENT (self));

  if (self->sides == sides)
    return;
  self->sides = sides;
  wire_stream_content_lay_out (self);
}

void
wire_stream_content_set_form (WireStreamContent *self, WireStreamForm form)
{
  g_return_if_fail (WIRE_IS_STREAM_CONTENT (self));

  if (self->form == form)
    return;
  self->form = form;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  wire_stream_content_lay_out (self);
}

WireStreamForm
wire_stream_content_get_form (WireStreamContent *self)
{
  g_return_val_if_fail (WIRE_IS_STREAM_CONTENT (self), WIRE_STREAM_TEXT);
  return self->form;
}

/** Returns: the place of the cursor */
guint64
wire_stream_content_get_cursor (WireStreamContent *self)
{
  g_return_val_if_fail (WIRE_IS_STREAM_CONTENT (self), 0);

  return self->cursor;
}

/** Returns: whether anything is selected: the places from @start up to @end */
gboolean
wire_stream_content_get_selection (WireStreamContent *self, guint64 *start, guint64 *end)
{
  g_return_val_if_fail (WIRE_IS_STREAM_CONTENT (self), FALSE);

  *start = MIN (self->cursor, self->anchor);
  *end = MAX (self->cursor, self->anchor);
  return *start < *end;
}

/* Moves the cursor, lets it be seen, and tells. */
void
wire_stream_content_move_to (WireStreamContent *self, guint64 place, gboolean keeps_anchor)
{
  if (!self->transcript)
    return;
  self->cursor = MIN (place, wire_stream_transcript_get_end (self->transcript));
  if (!keeps_anchor)
    self->anchor = self->cursor;
  wire_stream_content_want (self, self->cursor, FALSE);
  wire_stream_content_announce (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, moved_signal, 0);
}

/** Selects the places from @start up to @end, and lets the first be seen. */
void
wire_stream_content_select (WireStreamContent *self, guint64 start, guint64 end)
{
  g_return_if_fail (WIRE_IS_STREAM_CONTENT (self));

  self->anchor = end;
  wire_stream_content_move_to (self, start, TRUE);
}
