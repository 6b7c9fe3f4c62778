/* wire-table-pane.h: facts in the details of a row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *wire_table_pane_add_column (GtkBox *content, const char *title);
void wire_table_pane_add (GtkWidget *column, const char *name, char *value);
void wire_table_pane_add_at (GtkWidget *column, const char *name, char *value, guint32 packet);
void wire_table_pane_add_way (GtkWidget *column,
                              const char *name,
                              char *value,
                              const char *action,
                              GVariant *target,
                              const char *words);
void wire_table_pane_add_lines (GtkWidget *column, const char *name, const char *text);
void wire_table_pane_add_text (GtkWidget *column, const char *text);
void wire_table_pane_add_more (GtkWidget *column, guint left_out);

G_END_DECLS
