/* wire-stream-content-input.c: moving and selecting by mouse and keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-content-private.h"

/* Returns: the byte of the loaded line that is at @index of its text, or begins next */
static guint
find_index (WireStreamContent *self, guint index)
{
  const guint16 *starts = self->text.starts;
  guint byte = 0;

  if (self->form == WIRE_STREAM_HEX && index >= self->text.ascii[0])
    starts = self->text.ascii;
  else if (self->form == WIRE_STREAM_HEX)
    index -= MIN (index, 1); /* a pair's first digit and what is left of its middle */
  while (byte < self->line.length && starts[byte] < index)
    byte++;
  return byte;
}

/* Returns: the place nearest to @x on the loaded line */
static guint64
find_place (WireStreamContent *self, int x)
{
  int left =
      wire_stream_content_get_indent (self->line.side) + WIRE_STREAM_BAR + WIRE_STREAM_PADDING;
  g_autoptr (PangoLayout) layout = NULL;
  int index, trailing;
  const char *at;

  if (self->line.kind != WIRE_STREAM_LINE_BYTES)
    return self->line.places[0];
  layout = wire_stream_content_make_layout (self);
  pango_layout_line_x_to_index (pango_layout_get_line_readonly (layout, 0),
                                (x - left) * PANGO_SCALE, &index, &trailing);
  at = self->text.text->str + index;
  for (; trailing > 0 && *at; trailing--)
    at = g_utf8_next_char (at);
  return self->line.places[find_index (self, (guint) (at - self->text.text->str))];
}

/* The cursor stays on the loaded line, and does not go on to the next, which begins after it. */
static guint64
stay_on_line (WireStreamContent *self, guint64 place)
{
  const WireStreamLine *line = &self->line;
  guint last = line->length;

  if (line->kind != WIRE_STREAM_LINE_BYTES || place < line->places[line->length]
      || place == wire_stream_transcript_get_end (self->transcript))
    return place;
  do
    last--;
  while (last > 0 && self->text.starts[last] == self->text.starts[last - 1]);
  return line->places[last];
}

/* Before a line end; after the last byte of a line that has none, so that a selection gets it. */
static guint64
get_line_end (WireStreamContent *self)
{
  const WireStreamLine *line = &self->line;
  guint64 end = wire_stream_line_get_end (line);

  if (line->kind == WIRE_STREAM_LINE_BYTES && self->form != WIRE_STREAM_HEX
      && line->bytes[line->length - 1] == '\n')
    return stay_on_line (self, end);
  return end;
}

static gboolean
pick (WireStreamContent *self, double x, double y, guint64 *place)
{
  double top = y - WIRE_STREAM_MARGIN + wire_scroll_get_top (&self->scroll);
  guint64 n = wire_stream_content_get_n_lines (self);
  guint64 number = top > 0 ? (guint64) (top / self->scroll.line_height) : 0;

  if (n == 0 || !wire_stream_content_load_line (self, MIN (number, n - 1)))
    return FALSE;
  *place = number < n ? find_place (self, (int) x) : wire_stream_line_get_end (&self->line);
  return TRUE;
}

static gboolean
load_cursor_line (WireStreamContent *self, guint64 *number)
{
  *number = wire_stream_content_find_line (self, self->cursor);
  return wire_stream_content_load_line (self, *number);
}

/* Turns have no bytes: the cursor passes over them. */
static gboolean
load_line_from (WireStreamContent *self, guint64 number, gint64 step)
{
  while (wire_stream_content_load_line (self, number))
    {
      if (self->line.kind != WIRE_STREAM_LINE_TURN)
        return TRUE;
      number += (guint64) step; /* before the first it wraps, and is no line */
    }
  return FALSE;
}

static guint64
find_next (WireStreamContent *self)
{
  const WireStreamLine *line = &self->line;
  guint byte = wire_stream_line_find_byte (line, self->cursor);
  guint next = byte + 1;

  if (line->kind != WIRE_STREAM_LINE_BYTES || byte >= line->length)
    return wire_stream_line_get_end (line);
  while (next < line->length && self->text.starts[next] == self->text.starts[byte])
    next++;
  return line->places[next];
}

static guint64
find_previous (WireStreamContent *self, guint64 number)
{
  guint byte = wire_stream_line_find_byte (&self->line, self->cursor);

  if (byte == 0)
    {
      if (!load_line_from (self, number - 1, -1))
        return self->cursor;
      if (self->line.kind != WIRE_STREAM_LINE_BYTES)
        return self->line.places[0];
      byte = self->line.length;
    }
  do
    byte--;
  while (byte > 0 && self->text.starts[byte] == self->text.starts[byte - 1]);
  return self->line.places[byte];
}

static int
get_cursor_x (WireStreamContent *self)
{
  guint byte = wire_stream_line_find_byte (&self->line, self->cursor);
  int left =
      wire_stream_content_get_indent (self->line.side) + WIRE_STREAM_BAR + WIRE_STREAM_PADDING;
  g_autoptr (PangoLayout) layout = NULL;
  int x;

  if (self->line.kind != WIRE_STREAM_LINE_BYTES)
    return left;
  layout = wire_stream_content_make_layout (self);
  pango_layout_line_index_to_x (pango_layout_get_line_readonly (layout, 0), self->text.starts[byte],
                                FALSE, &x);
  return left + x / PANGO_SCALE;
}

static void
go_lines (WireStreamContent *self, gint64 step, gboolean select)
{
  guint64 n = wire_stream_content_get_n_lines (self);
  guint64 number;
  int goal;

  if (!load_cursor_line (self, &number))
    return;
  goal = self->goal >= 0 ? self->goal : get_cursor_x (self);
  number = step < 0 ? number - MIN (number, (guint64) -step) : MIN (number + (guint64) step, n - 1);
  if (load_line_from (self, number, step < 0 ? -1 : 1))
    wire_stream_content_move_to (self, stay_on_line (self, find_place (self, goal)), select);
  self->goal = goal;
}

static void
go_line_edge (WireStreamContent *self, gboolean end, gboolean select)
{
  guint64 number;

  if (!load_cursor_line (self, &number))
    return;
  wire_stream_content_move_to (self, end ? get_line_end (self) : self->line.places[0], select);
}

static void
go_step (WireStreamContent *self, gboolean forward, gboolean select)
{
  guint64 number;

  if (load_cursor_line (self, &number))
    wire_stream_content_move_to (self, forward ? find_next (self) : find_previous (self, number),
                                 select);
}

static void
go_edge (WireStreamContent *self, gboolean end, GdkModifierType state)
{
  gboolean select = (state & GDK_SHIFT_MASK) != 0;

  if (!(state & GDK_CONTROL_MASK))
    go_line_edge (self, end, select);
  else
    wire_stream_content_move_to (self, end ? WIRE_STREAM_NOWHERE : 0, select);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint value,
        guint code,
        GdkModifierType state,
        WireStreamContent *self)
{
  WireScrollKey key = wire_scroll_find_key (value);
  gint64 page = wire_scroll_get_page (&self->scroll, GTK_WIDGET (self));
  gboolean select = (state & GDK_SHIFT_MASK) != 0;

  (void) controller;
  (void) code;
  if (!self->transcript || state & GDK_ALT_MASK)
    return FALSE;
  if (key < WIRE_SCROLL_KEY_UP || key > WIRE_SCROLL_KEY_PAGE_DOWN)
    self->goal = -1;
  if (key == WIRE_SCROLL_KEY_HOME || key == WIRE_SCROLL_KEY_END)
    go_edge (self, key == WIRE_SCROLL_KEY_END, state);
  else if (state & GDK_CONTROL_MASK || key == WIRE_SCROLL_KEY_NONE)
    return FALSE;
  else if (key == WIRE_SCROLL_KEY_LEFT || key == WIRE_SCROLL_KEY_RIGHT)
    go_step (self, key == WIRE_SCROLL_KEY_RIGHT, select);
  else if (key == WIRE_SCROLL_KEY_UP || key == WIRE_SCROLL_KEY_DOWN)
    go_lines (self, key == WIRE_SCROLL_KEY_UP ? -1 : 1, select);
  else
    go_lines (self, key == WIRE_SCROLL_KEY_PAGE_UP ? -page : page, select);
  return TRUE;
}

static gboolean
is_word (guint8 byte)
{
  return g_ascii_isalnum (byte) || byte >= 0x80 || (byte && strchr ("_-./%+=", byte));
}

/* As far as the line goes: a word is what identifiers, paths and base64 are made of. */
static void
select_word (WireStreamContent *self)
{
  const WireStreamLine *line = &self->line;
  guint64 number;
  guint first, end;

  if (!load_cursor_line (self, &number) || line->kind != WIRE_STREAM_LINE_BYTES)
    return;
  first = end = wire_stream_line_find_byte (line, self->cursor);
  while (first > 0 && is_word (line->bytes[first - 1]))
    first--;
  while (end < line->length && is_word (line->bytes[end]))
    end++;
  if (first < end)
    {
      self->anchor = line->places[first];
      wire_stream_content_move_to (self, line->places[end], TRUE);
    }
}

static void
drag_begin_cb (GtkGestureDrag *drag, double x, double y, WireStreamContent *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));
  guint64 place;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->goal = -1;
  if (self->transcript && pick (self, x, y, &place))
    wire_stream_content_move_to (self, place, (state & GDK_SHIFT_MASK) != 0);
}

static void
drag_update_cb (GtkGestureDrag *drag, double dx, double dy, WireStreamContent *self)
{
  double x, y;
  guint64 place;

  if (gtk_gesture_drag_get_start_point (drag, &x, &y) && self->transcript
      && pick (self, x + dx, y + dy, &place) && place != self->cursor)
    wire_stream_content_move_to (self, place, TRUE);
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, WireStreamContent *self)
{
  (void) click;
  (void) x;
  (void) y;
  if (n_press == 2)
    select_word (self);
}

/* A click for the menu leaves a selection that it hits. */
static void
secondary_cb (GtkGestureClick *click, int n_press, double x, double y, WireStreamContent *self)
{
  guint64 start, end, place;

  (void) click;
  (void) n_press;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!self->transcript || !pick (self, x, y, &place))
    return;
  if (!wire_stream_content_get_selection (self, &start, &end) || place < start || place >= end)
    wire_stream_content_move_to (self, place, FALSE);
}

static void
add_click (WireStreamContent *self, guint button, GCallback callback)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  g_signal_connect (click, "pressed", callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
wire_stream_content_init_input (WireStreamContent *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  add_click (self, GDK_BUTTON_PRIMARY, G_CALLBACK (pressed_cb));
  add_click (self, GDK_BUTTON_SECONDARY, G_CALLBACK (secondary_cb));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
