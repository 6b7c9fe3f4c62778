/* wire-announcement.h: what a screen reader says of its own accord
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_announce (GtkWidget *widget, const char *sentence);
void wire_announce_changes (GtkLabel *label);
void wire_describe (GtkWidget *widget, const char *description);

G_END_DECLS
