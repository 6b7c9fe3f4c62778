/* wire-cells.h: what is in the cells of a column
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-row-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_CELLS (wire_cells_get_type ())
/** WireCells: what is in the cells of a column */
G_DECLARE_DERIVABLE_TYPE (WireCells, wire_cells, WIRE, CELLS, GObject)

/**
 * WireCellsClass:
 * @parent_class: the parent class
 * @set_up: see #WireCells::set-up
 * @show: see #WireCells::show
 * @say: (nullable): see #WireCells::say
 */
struct _WireCellsClass
{
  GObjectClass parent_class;

  void (*set_up) (WireCells *self, GtkListItem *item);
  void (*show) (WireCells *self, GtkListItem *item);
  char *(*say) (WireCells *self, WireRow *row);
};

/**
 * WireCellCallback:
 * @name: as a .ui file calls it
 * @callback: what fills a cell
 */
typedef struct
{
  const char *name;
  GCallback callback;
} WireCellCallback;

/** A #WireCellCallback with the name of the function. */
#define WIRE_CELL_CALLBACK(function)                                                               \
  {                                                                                                \
#function, G_CALLBACK(function)                                                                \
  }

GtkListItemFactory *wire_cells_make_factory (WireCells *cells);
WireCells *wire_cells_find (GtkColumnViewColumn *column);
gboolean wire_cells_can_say (WireCells *cells);
char *wire_cells_say (WireCells *cells, WireRow *row);
void wire_cells_bind (GtkWidgetClass *widget_class, const WireCellCallback *callbacks, gsize n);

G_END_DECLS
