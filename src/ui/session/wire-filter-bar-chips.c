/* wire-filter-bar-chips.c: a chip for every condition in force
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/session/wire-filter-bar-private.h"

#include <glib/gi18n.h>

#define INDEX_KEY "wire-index"

static void
chip_clicked_cb (GtkWidget *button, WireFilterBar *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), INDEX_KEY));
  WireFilter *filter = wire_capture_session_get_filter (self->session);
  g_autoptr (WireFilter) without = NULL;

  if (index >= wire_filter_get_length (filter))
    return;
  without = wire_filter_without (filter, index);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry)); /* the chip that has it is about to go */
  wire_capture_session_set_filter (self->session, without);
}

static void
clear_all_cb (WireFilterBar *self)
{
  g_autoptr (WireFilter) empty = wire_filter_new ();

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  wire_capture_session_set_filter (self->session, empty);
}

static GtkWidget *
chip_new (WireFilterBar *self, const WireCondition *condition, guint index)
{
  g_autofree char *text = wire_condition_to_text (condition);
  g_autofree char *remove = g_strdup_printf (_ ("Remove filter: %s"), text);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "filter-chip");
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
  g_object_set_data (G_OBJECT (button), INDEX_KEY, GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (chip_clicked_cb), self, 0);
  return button;
}

static GtkWidget *
clear_all_new (WireFilterBar *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("C_lear All"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "clear-chips");
  gtk_widget_set_tooltip_text (button, _ ("Remove every filter"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clear_all_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/** Shows a chip for every condition of @filter. */
void
wire_filter_bar_fill_chips (WireFilterBar *self, WireFilter *filter)
{
  guint n = wire_filter_get_length (filter);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)))
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (self->chips), chip_new (self, wire_filter_get (filter, i), i));
  if (n > 1)
    gtk_box_append (GTK_BOX (self->chips), clear_all_new (self));
  gtk_widget_set_visible (self->chips, n > 0);
}
