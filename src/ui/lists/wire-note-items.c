/* wire-note-items.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-note-items.h"

/**
 * wire_note_items_install:
 * @widget_class: of a view with rows
 * @prefix: of its actions
 * @activate: calls wire_note_items_ask() for the row that is selected
 *
 * Installs `PREFIX.add-note` and `PREFIX.bookmark`.
 */
void
wire_note_items_install (GtkWidgetClass *widget_class,
                         const char *prefix,
                         GtkWidgetActionActivateFunc activate)
{
  g_autofree char *add = g_strconcat (prefix, ".add-note", NULL);
  g_autofree char *bookmark = g_strconcat (prefix, ".bookmark", NULL);

  gtk_widget_class_install_action (widget_class, add, NULL, activate);
  gtk_widget_class_install_action (widget_class, bookmark, NULL, activate);
}

/**
 * wire_note_items_ask:
 * @widget: in a window
 * @action: that was activated: of the two
 * @kind: of #WireCaseNote
 * @place: likewise
 * @packet: by which the place is found again, counted from 0; %G_MAXUINT32 for none
 *
 * Asks the window for a note or a bookmark on a place of its capture.
 */
void
wire_note_items_ask (
    GtkWidget *widget, const char *action, const char *kind, const char *place, guint32 packet)
{
  gtk_widget_activate_action (widget, "win.add-note", "(bssu)",
                              g_str_has_suffix (action, ".bookmark"), kind, place,
                              packet == G_MAXUINT32 ? 0 : packet + 1);
}
