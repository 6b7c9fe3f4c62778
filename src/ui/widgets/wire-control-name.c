/* wire-control-name.c: names controls that GTK builds of several for screen readers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ui/widgets/wire-control-name.h"

static void
name_inner_controls (GtkWidget *control, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (control); child;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      {
        if (gtk_widget_get_focusable (child) || GTK_IS_EDITABLE (child))
          gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                          name, -1);
        name_inner_controls (child, name);
      }
}

/**
 * Makes @name the accessible label of @control and of everything in it that takes the focus: the
 * button of a drop-down list or of a menu, the entry of a combo box. In GTK 4.8 it is these that a
 * screen reader meets, and they say their type where they have no name of their own. What pops up
 * names itself.
 */
void
wire_control_set_name (GtkWidget *control, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (control) && name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  name_inner_controls (control, name);
}
