/* wire-table-view-private.h: what a table and its actions share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-row-menu.h"
#include "ui/tables/wire-table-order.h"
#include "ui/tables/wire-table-view.h"

G_BEGIN_DECLS

struct _WireTableView
{
  AdwBin parent_instance;

  const WireTableKind *kind;
  WireCaptureSession *session;
  GObject *source;
  WireJob *ordering; /* the one whose order is waited for */
  gboolean stale;    /* there is another view, to be shown with this widget */
  guint count;
  guint32 selected; /* survives filters and sorting, or WIRE_ROW_NONE */

  WireRowList *rows;
  GtkSingleSelection *selection;

  GtkColumnView *column_view;
  GtkLabel *counted;
  GtkSearchEntry *search;
  GtkSpinner *sorting;
  GtkStack *stack;
  GtkStack *details;
  GtkBox *content;
  GtkMenuButton *menu_button;
  WireRowMenu *menu;
  GMenu *terms; /* what the selected row can be filtered by */
};

/* wire-table-view.c */
gpointer wire_table_view_get_part (WireTableView *self, const char *name);
void wire_table_view_set_count (WireTableView *self, guint count);
gboolean wire_table_view_get_target (WireTableView *self, WireTableTarget *target);

/* wire-table-rows.c */
void wire_table_rows_order (WireTableView *self);
void wire_table_rows_follow (WireTableView *self);

/* wire-table-cells.c */
void wire_table_cells_add (WireTableView *self, guint number);
void wire_table_cells_say (WireTableView *self);

/* wire-table-actions.c */
void wire_table_actions_install (GtkWidgetClass *widget_class);
void wire_table_actions_init (WireTableView *self);
void wire_table_actions_update (WireTableView *self);

G_END_DECLS
