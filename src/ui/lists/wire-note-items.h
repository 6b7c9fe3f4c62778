/* wire-note-items.h: “Add Note…” and “Bookmark” in the menu of rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_note_items_install (GtkWidgetClass *widget_class,
                              const char *prefix,
                              GtkWidgetActionActivateFunc activate);
void wire_note_items_ask (
    GtkWidget *widget, const char *action, const char *kind, const char *place, guint32 packet);

G_END_DECLS
