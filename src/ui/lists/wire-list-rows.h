/* wire-list-rows.h: the rows of a list, table or grid
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-row-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

WireRowList *wire_list_find_rows (GtkWidget *list);

G_END_DECLS
