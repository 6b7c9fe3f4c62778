/* wire-overview-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-overview-facts.h"

#include "base/wire-printable.h"
#include "ui/widgets/wire-figures.h"
#include "capture/reading/wire-link-type.h"

#include <glib/gi18n.h>

static void
add_fact (GtkBox *box, const char *name, char *value)
{
  GtkWidget *tile = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name_label = gtk_label_new (name);
  GtkWidget *value_label = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_widget_add_css_class (name_label, "caption");
  gtk_widget_add_css_class (name_label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (value_label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (value_label, value);
  gtk_widget_add_css_class (value_label, "numeric");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value_label), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  name_label, value_label, NULL, -1);
  gtk_box_append (GTK_BOX (tile), name_label);
  gtk_box_append (GTK_BOX (tile), value_label);
  gtk_box_append (box, tile);
  g_free (value);
}

static char *
get_link_types (WireCapture *capture)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < wire_capture_get_n_interfaces (capture); i++)
    {
      WireInterface interface = wire_capture_get_interface (capture, i);
      const char *name = wire_link_type_name (interface.link_type);

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (char *) name);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* Under a filter: how many of how many. */
static char *
count_of (guint64 part, guint64 whole, char *(*figure) (guint64))
{
  g_autofree char *part_text = figure (part);
  g_autofree char *whole_text = figure (whole);

  if (part == whole)
    return g_steal_pointer (&whole_text);
  return g_strdup_printf (_ ("%s of %s"), part_text, whole_text);
}

static char *
format_size (guint64 bytes)
{
  return g_format_size (bytes);
}

/**
 * wire_overview_facts_fill:
 * @box: emptied first
 * @view: what the filters let through of a capture
 *
 * Puts the figures of a capture into @box, each with its name over it.
 */
void
wire_overview_facts_fill (GtkBox *box, WireView *view)
{
  WireCapture *capture = wire_view_get_capture (view);
  WireCaptureSummary all, passing;
  GtkWidget *child;
  g_autofree char *name = g_file_get_basename (wire_capture_get_file (capture));

  wire_view_get_summary (view, &passing);
  wire_capture_get_summary (capture, &all);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
  add_fact (box, _ ("File"), wire_printable_name (name));
  add_fact (box, _ ("Format"), g_strdup (wire_capture_get_format (capture)));
  add_fact (box, _ ("Link type"), get_link_types (capture));
  add_fact (box, _ ("Packets"), count_of (passing.packets, all.packets, wire_figure_count));
  add_fact (box, _ ("Bytes"), count_of (passing.bytes, all.bytes, format_size));
  if (wire_view_is_inside (view)) /* of how many is not known under a filter */
    add_fact (box, _ ("Flows inside tunnels"), wire_figure_count (passing.flows));
  else
    add_fact (box, _ ("Flows"), count_of (passing.flows, all.flows, wire_figure_count));
  if (passing.first == WIRE_TIME_NONE)
    return;
  add_fact (box, _ ("Time span"), wire_figure_span (passing.last - passing.first));
  add_fact (box, _ ("First packet"), wire_figure_date (passing.first));
  add_fact (box, _ ("Last packet"), wire_figure_date (passing.last));
}
