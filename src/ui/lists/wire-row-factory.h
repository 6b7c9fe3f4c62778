/* wire-row-factory.h: cells that show a WireRow and follow it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/lists/wire-row-list.h"

G_BEGIN_DECLS

/**
 * WireRowCell:
 * @item: the cell; its item is a #WireRow once it is bound
 * @user_data: what wire_row_factory_new() was given
 */
typedef void (*WireRowCell) (GtkListItem *item, gpointer user_data);

GtkListItemFactory *wire_row_factory_new (WireRowCell set_up,
                                          WireRowCell show,
                                          gpointer user_data,
                                          GDestroyNotify destroy);

G_END_DECLS
