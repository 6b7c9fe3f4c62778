/* wire-hex-view-input.c: moving, selecting and copying by mouse and keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-hex-view-private.h"

#include "base/wire-hex.h"

/* What is copied at most, in bytes: three times as much goes to the clipboard, and it is read while
 * the window waits. */
#define COPY_LIMIT (1024 * 1024)

/* Shift keeps where the selection began. */
static void
go (WireHexView *self, guint64 offset, GdkModifierType state)
{
  if (state & GDK_SHIFT_MASK)
    wire_hex_view_extend_to (self, offset);
  else
    wire_hex_view_move_cursor (self, offset);
}

/* Where a column stops short of the first or last line, the cursor stays. */
static void
go_by (WireHexView *self, gint64 bytes, GdkModifierType state)
{
  if (bytes < 0 ? (guint64) -bytes <= self->cursor
                : (guint64) bytes < self->size && self->cursor < self->size - (guint64) bytes)
    go (self, self->cursor + (guint64) bytes, state);
}

static gboolean
find_byte (WireHexView *self, double x, double y, guint64 *offset)
{
  double top = y - WIRE_HEX_MARGIN + wire_scroll_get_top (&self->scroll);
  double column = (x - WIRE_HEX_MARGIN) / self->scroll.char_width;
  guint64 line = top > 0 ? (guint64) (top / self->scroll.line_height) : 0;

  for (guint i = 0; i < self->columns; i++)
    {
      guint hex = wire_hex_view_hex_column (self, i);
      guint ascii = wire_hex_view_ascii_column (self, i);

      if ((column >= hex - 0.5 && column < hex + 2.5) || (column >= ascii && column < ascii + 1))
        {
          *offset = line * self->columns + i;
          return *offset < self->size;
        }
    }
  return FALSE;
}

static void
drag_begin_cb (GtkGestureDrag *drag, double x, double y, WireHexView *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));
  guint64 offset;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (find_byte (self, x, y, &offset))
    go (self, offset, state);
}

static void
drag_update_cb (GtkGestureDrag *drag, double dx, double dy, WireHexView *self)
{
  double x, y;
  guint64 offset;

  if (gtk_gesture_drag_get_start_point (drag, &x, &y) && find_byte (self, x + dx, y + dy, &offset)
      && offset != self->cursor)
    wire_hex_view_extend_to (self, offset);
}

static gboolean
go_by_key (WireHexView *self, WireScrollKey key, GdkModifierType state)
{
  guint64 page =
      (guint64) self->columns * (guint64) wire_scroll_get_page (&self->scroll, GTK_WIDGET (self));

  if (key == WIRE_SCROLL_KEY_LEFT || key == WIRE_SCROLL_KEY_RIGHT)
    go_by (self, key == WIRE_SCROLL_KEY_LEFT ? -1 : 1, state);
  else if (key == WIRE_SCROLL_KEY_UP || key == WIRE_SCROLL_KEY_DOWN)
    go_by (self, key == WIRE_SCROLL_KEY_UP ? -(gint64) self->columns : self->columns, state);
  else if (key == WIRE_SCROLL_KEY_PAGE_UP)
    go (self, self->cursor - MIN (self->cursor, page), state);
  else if (key == WIRE_SCROLL_KEY_PAGE_DOWN)
    go (self, self->cursor + page, state);
  else if (key == WIRE_SCROLL_KEY_HOME || key == WIRE_SCROLL_KEY_END)
    go (self, key == WIRE_SCROLL_KEY_HOME ? 0 : self->size, state);
  else
    return FALSE;
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        WireHexView *self)
{
  (void) controller;
  (void) code;
  return !(state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
         && go_by_key (self, wire_scroll_find_key (key), state);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHexView *self = WIRE_HEX_VIEW (widget);
  guint64 offset = self->mark_length ? self->mark : self->cursor;
  guint64 length = self->mark_length ? self->mark_length : 1;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hex = NULL;

  (void) name;
  (void) parameter;
  if (!self->read || offset >= self->size)
    return;
  length = MIN (MIN (length, self->size - offset), COPY_LIMIT);
  bytes = self->read (offset, (gsize) length, self->user_data);
  if (!bytes)
    return;
  hex = wire_hex_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), " ");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), hex);
}

static void
select_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHexView *self = WIRE_HEX_VIEW (widget);

  (void) name;
  (void) parameter;
  self->anchor = 0;
  wire_hex_view_extend_to (self, self->size);
}

void
wire_hex_view_install_input (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "hex.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "hex.select-all", NULL, select_all_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "hex.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "hex.select-all",
                                       NULL);
}

void
wire_hex_view_init_input (WireHexView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
