/* wire-list-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-list-rows.h"

#include "ui/lists/wire-row-selection.h"

/** Returns: (transfer none) (nullable): the rows of @list, a list, table or grid, where they are a
 * #WireRowList */
WireRowList *
wire_list_find_rows (GtkWidget *list)
{
  g_autoptr (GListModel) model = NULL;
  GListModel *rows = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (list), NULL);
  if (GTK_IS_LIST_BOX (list)) /* its rows are widgets, and all there */
    return NULL;
  g_object_get (list, "model", &model, NULL);
  if (WIRE_IS_ROW_SELECTION (model))
    return wire_row_selection_get_rows (WIRE_ROW_SELECTION (model));
  if (GTK_IS_SINGLE_SELECTION (model))
    rows = gtk_single_selection_get_model (GTK_SINGLE_SELECTION (model));
  return WIRE_IS_ROW_LIST (rows) ? WIRE_ROW_LIST (rows) : NULL;
}
