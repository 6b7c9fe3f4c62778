/* wire-case-across-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-across-rows.h"

#include "base/wire-time.h"
#include "cases/wire-case-row.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

static GtkWidget *
add_label (GtkWidget *box, int lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (lines > 1)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), lines);
    }
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *where;

  (void) factory;
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  add_label (box, 2);
  where = add_label (box, 1);
  gtk_widget_add_css_class (where, "caption");
  gtk_widget_add_css_class (where, "numeric");
  gtk_widget_add_css_class (where, "dim-label");
  gtk_widget_add_css_class (add_label (box, 2), "caption");
  gtk_list_item_set_child (item, box);
}

/* Translators: when something was sent, and the name of the capture that it is in */
#define WHERE N_ ("%s · %s")

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  WireCaseRow *row = gtk_list_item_get_item (item);
  GtkWidget *text = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *where = gtk_widget_get_next_sibling (text);
  GtkWidget *detail = gtk_widget_get_next_sibling (where);
  gint64 time = wire_case_row_get_time (row);
  g_autofree char *when = time != WIRE_TIME_NONE ? wire_figure_date (time) : NULL;
  g_autofree char *words =
      when ? g_strdup_printf (_ (WHERE), when, wire_case_row_get_capture (row)) : NULL;

  (void) factory;
  gtk_label_set_text (GTK_LABEL (text), wire_case_row_get_text (row));
  gtk_widget_set_tooltip_text (text, wire_case_row_get_text (row));
  gtk_label_set_text (GTK_LABEL (where), words ? words : wire_case_row_get_capture (row));
  gtk_label_set_text (GTK_LABEL (detail), wire_case_row_get_detail (row));
  gtk_widget_set_visible (detail, *wire_case_row_get_detail (row) != '\0');
}

GtkListItemFactory *
wire_case_across_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
