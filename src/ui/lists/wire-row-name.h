/* wire-row-name.h: what a screen reader says of the row that one comes to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_row_name_set_part (GtkWidget *widget, const char *text);
void wire_row_name_follow_focus (GtkWidget *list);

G_END_DECLS
