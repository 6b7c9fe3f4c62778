/* wire-cells.h: what is in the cells of a column
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

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
 */
struct _WireCellsClass
{
  GObjectClass parent_class;

  void (*set_up) (WireCells *self, GtkListItem *item);
  void (*show) (WireCells *self, GtkListItem *item);
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
void wire_cells_bind (GtkWidgetClass *widget_class, const WireCellCallback *callbacks, gsize n);

G_END_DECLS
