/* wire-focus.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-focus.h"

/** To be called before children of @within are taken out of it: GTK 4.8 complains where one of them
 * has the focus, and it stays with nothing. */
void
wire_focus_leave (GtkWidget *within)
{
  GtkRoot *root = gtk_widget_get_root (within);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus && gtk_widget_is_ancestor (focus, within))
    gtk_root_set_focus (root, NULL);
}
