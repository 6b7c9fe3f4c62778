/* wire-copy-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-copy-row.h"

#include "base/wire-printable.h"
#include "ui/widgets/wire-label-wrap.h"

#include <glib/gi18n.h>

/* A pane is as wide whatever it says; where there is more room, a value takes it. */
#define VALUE_CHARS 34

static void
copy_cb (GtkButton *button, gpointer data)
{
  GtkWidget *widget = GTK_WIDGET (button);
  g_autofree char *said =
      /* Translators: what was copied: “SHA-256”, “Broadcast” */
      g_strdup_printf (_ ("%s copied"), (char *) g_object_get_data (G_OBJECT (button), "name"));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), data);
  gtk_widget_activate_action (widget, "win.notify", "s", said);
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

/**
 * wire_copy_row_new:
 * @name: what it is, in a few words
 * @value: valid UTF-8, copied as it is, and shown without hiding anything in a monospaced face,
 * broken wherever the place ends
 *
 * Returns: (transfer floating): a flat button
 */
GtkWidget *
wire_copy_row_new (const char *name, const char *value)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *shown = wire_printable_name (value);
  GtkWidget *title = make_label (name), *content = make_label (shown);
  /* Translators: what a click copies, and its value */
  g_autofree char *action = g_strdup_printf (_ ("Copy %s: %s"), name, shown);

  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (content, "monospace");
  gtk_label_set_max_width_chars (GTK_LABEL (content), VALUE_CHARS);
  wire_label_wrap (GTK_LABEL (content), PANGO_WRAP_CHAR);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), content);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "digest");
  gtk_widget_set_tooltip_text (button, _ ("Click to copy"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, action,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (value),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  return button;
}
