/* wire-control-name.h: names controls that GTK builds of several for screen readers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_control_set_name (GtkWidget *control, const char *name);

G_END_DECLS
