/* wire-character-view-input.c: pointer and keys over characters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-character-cell.h"
#include "ui/text/wire-character-view-private.h"

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
  row = (guint) y / (guint) wire_character_view_get_row_height (self);
  if (row >= self->rows->len)
    return G_MAXUINT;
  end = row + 1 < self->rows->len ? g_array_index (self->rows, guint, row + 1)
                                  : wire_character_view_get_length (self);
  for (guint i = g_array_index (self->rows, guint, row); i < end; i++)
    {
      right +=
          wire_character_cell_get_columns (wire_text_source_get_text (self->source),
                                           wire_character_view_get_span (self, i), self->notation)
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
    wire_character_view_move_to (data, i);
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
  GtkAdjustment *scrolling = wire_character_view_get_scrolling (self);
  double y = (double) find_row (self, self->current) * wire_character_view_get_row_height (self);

  if (scrolling)
    gtk_adjustment_clamp_page (scrolling, y, y + wire_character_view_get_row_height (self));
}

/* Up and down go by rows, to the cell as many cells after the row's beginning. */
static guint
step_rows (WireCharacterView *self, int rows)
{
  guint row = find_row (self, self->current);
  guint column = self->current - g_array_index (self->rows, guint, row);
  guint target = (guint) CLAMP ((int) row + rows, 0, (int) self->rows->len - 1);
  guint end = target + 1 < self->rows->len ? g_array_index (self->rows, guint, target + 1)
                                           : wire_character_view_get_length (self);

  return MIN (g_array_index (self->rows, guint, target) + column, end - 1);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, gpointer data)
{
  WireCharacterView *self = data;
  guint n = wire_character_view_get_length (self);
  guint at = self->current < n ? self->current : 0;

  (void) keys;
  (void) code;
  if (n == 0 || !self->rows || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (self->current >= n && (key == GDK_KEY_Right || key == GDK_KEY_Down))
    wire_character_view_move_to (self, 0);
  else if (key == GDK_KEY_Right)
    wire_character_view_move_to (self, MIN (at + 1, n - 1));
  else if (key == GDK_KEY_Left)
    wire_character_view_move_to (self, at > 0 ? at - 1 : 0);
  else if (key == GDK_KEY_Home || key == GDK_KEY_End)
    wire_character_view_move_to (self, key == GDK_KEY_Home ? 0 : n - 1);
  else if (key == GDK_KEY_Down || key == GDK_KEY_Up)
    wire_character_view_move_to (self, step_rows (self, key == GDK_KEY_Down ? 1 : -1));
  else
    return GDK_EVENT_PROPAGATE;
  show_current (self);
  return GDK_EVENT_STOP;
}

/* Puts pointer and keys to work on @self, once. */
void
wire_character_view_take_input (WireCharacterView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (pointed_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (clicked_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
