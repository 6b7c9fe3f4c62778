/* wire-hex-view-menu.c: what can be done with selected bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-hex-view-private.h"

#include <glib/gi18n.h>

/* What is handed to another page at most, in bytes: it is read while the window waits. */
#define HAND_LIMIT (1024 * 1024)

/* Returns: (transfer full) (nullable): what is marked, or all where nothing is */
static GBytes *
get_selected (WireHexView *self, guint64 *offset)
{
  guint64 length = self->mark_length ? self->mark_length : self->size;

  *offset = self->mark_length ? self->mark : 0;
  if (!self->read || *offset >= self->size)
    return NULL;
  length = MIN (MIN (length, self->size - *offset), HAND_LIMIT);
  return self->read (*offset, (gsize) length, self->user_data);
}

static GVariant *
to_variant (GBytes *bytes)
{
  return g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

static void
open_in_text_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint64 offset;
  g_autoptr (GBytes) bytes = get_selected (WIRE_HEX_VIEW (widget), &offset);
  g_autofree char *figure = wire_figure_count (offset);
  /* Translators: where bytes begin; stands for where they come from: “4 bytes of what is at
   * offset 26.” */
  g_autofree char *title = g_strdup_printf (_ ("what is at offset %s"), figure);

  (void) name;
  (void) parameter;
  if (bytes)
    gtk_widget_activate_action (widget, "win.open-in-text", "(s@ay)", title, to_variant (bytes));
}

static void
send_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint64 offset;
  g_autoptr (GBytes) bytes = get_selected (WIRE_HEX_VIEW (widget), &offset);

  (void) name;
  (void) parameter;
  if (bytes)
    gtk_widget_activate_action (widget, "win.send-bytes", "@ay", to_variant (bytes));
}

static void
popup_at (WireHexView *self, double x, double y)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hex.open-in-text", self->size > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hex.send", self->size > 0);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  popup_at (WIRE_HEX_VIEW (widget), WIRE_HEX_MARGIN, WIRE_HEX_MARGIN);
}

static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, gpointer data)
{
  (void) n;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (data);
  popup_at (data, x, y);
}

void
wire_hex_view_install_menu (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "hex.open-in-text", NULL, open_in_text_cb);
  gtk_widget_class_install_action (widget_class, "hex.send", NULL, send_cb);
  gtk_widget_class_install_action (widget_class, "hex.menu", NULL, menu_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "hex.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "hex.menu", NULL);
}

void
wire_hex_view_init_menu (WireHexView *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_menu_append (menu, _ ("_Copy as Hex"), "hex.copy");
  g_menu_append (menu, _ ("Select _All"), "hex.select-all");
  g_menu_append (menu, _ ("Open in _Text"), "hex.open-in-text");
  g_menu_append (menu, _ ("_Send Through Sockets"), "hex.send");
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
