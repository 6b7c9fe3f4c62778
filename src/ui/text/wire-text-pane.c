/* wire-text-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-text-pane.h"

#include "ui/widgets/wire-label-wrap.h"
#include "ui/widgets/wire-focus.h"

#define MAX_WIDTH 800

/** Returns: (transfer none): a column in @pane that scrolls and grows no wider than one reads */
GtkBox *
wire_text_pane_set_up (AdwBin *pane)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "text-pane");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (pane, scrolled);
  return GTK_BOX (box);
}

/** Takes everything out of @box. */
void
wire_text_pane_clear (GtkBox *box)
{
  GtkWidget *child;

  wire_focus_leave (GTK_WIDGET (box));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

/** @css_class: (nullable). Returns: (transfer none): a label of @text, broken where the place ends
 */
GtkWidget *
wire_text_pane_add (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  wire_label_wrap (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return label;
}
