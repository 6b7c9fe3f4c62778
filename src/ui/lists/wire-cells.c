/* wire-cells.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-cells.h"

#include "ui/lists/wire-icon-cells.h"
#include "ui/lists/wire-row-factory.h"
#include "ui/lists/wire-text-cells.h"

/**
 * WireCells:
 *
 * The cells of a column over a #WireRowList, as a .ui file describes them: the column takes its
 * factory from #WireCells:factory by a property binding. What is in a cell is said by a subclass
 * (#WireTextCells, #WireIconCells), or by handlers of both signals. Main thread only.
 */
G_DEFINE_TYPE (WireCells, wire_cells, G_TYPE_OBJECT)

/* Where a factory has the cells that it keeps alive. */
#define CELLS_KEY "wire-cells"

enum
{
  PROP_0,
  PROP_FACTORY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SET_UP,
  SHOW,
  SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_up (GtkListItem *item, gpointer data)
{
  g_signal_emit (data, signals[SET_UP], 0, item);
}

static void
show (GtkListItem *item, gpointer data)
{
  g_signal_emit (data, signals[SHOW], 0, item);
}

/** Returns: (transfer full): a new factory of such cells; it keeps @self alive */
GtkListItemFactory *
wire_cells_make_factory (WireCells *self)
{
  GtkListItemFactory *factory;

  g_return_val_if_fail (WIRE_IS_CELLS (self), NULL);
  factory = wire_row_factory_new (set_up, show, g_object_ref (self), g_object_unref);
  g_object_set_data (G_OBJECT (factory), CELLS_KEY, self);
  return factory;
}

/** Returns: (transfer none) (nullable): the cells of @column, where its factory is one of theirs */
WireCells *
wire_cells_find (GtkColumnViewColumn *column)
{
  GtkListItemFactory *factory = gtk_column_view_column_get_factory (column);

  return factory ? g_object_get_data (G_OBJECT (factory), CELLS_KEY) : NULL;
}

/** Returns: whether wire_cells_say() says anything */
gboolean
wire_cells_can_say (WireCells *self)
{
  g_return_val_if_fail (WIRE_IS_CELLS (self), FALSE);
  return WIRE_CELLS_GET_CLASS (self)->say
         || g_signal_has_handler_pending (self, signals[SAY], 0, FALSE);
}

/** Returns: (transfer full) (nullable): what a cell says of @row, in words */
char *
wire_cells_say (WireCells *self, WireRow *row)
{
  char *text = NULL;

  g_return_val_if_fail (WIRE_IS_CELLS (self), NULL);
  g_signal_emit (self, signals[SAY], 0, row, &text);
  return text;
}

/**
 * wire_cells_bind:
 * @widget_class: a class whose template has cells
 * @callbacks: what fills them
 * @n: how many
 *
 * Lets the template find the functions and all kinds of cells.
 */
void
wire_cells_bind (GtkWidgetClass *widget_class, const WireCellCallback *callbacks, gsize n)
{
  g_type_ensure (WIRE_TYPE_CELLS);
  g_type_ensure (WIRE_TYPE_ICON_CELLS);
  g_type_ensure (WIRE_TYPE_TEXT_CELLS);
  for (gsize i = 0; i < n; i++)
    gtk_widget_class_bind_template_callback_full (widget_class, callbacks[i].name,
                                                  callbacks[i].callback);
}

static void
wire_cells_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FACTORY)
    g_value_take_object (value, wire_cells_make_factory (WIRE_CELLS (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_cells_class_init (WireCellsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wire_cells_get_property;

  /** WireCells:factory: a new factory of such cells each time it is read */
  properties[PROP_FACTORY] = g_param_spec_object ("factory", NULL, NULL, GTK_TYPE_LIST_ITEM_FACTORY,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /** WireCells::set-up: put a child into this new cell */
  signals[SET_UP] = g_signal_new ("set-up", WIRE_TYPE_CELLS, G_SIGNAL_RUN_LAST,
                                  G_STRUCT_OFFSET (WireCellsClass, set_up), NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, GTK_TYPE_LIST_ITEM);
  /** WireCells::show: write what the cell's row says into its child; again whenever the row
   * changes */
  signals[SHOW] = g_signal_new ("show", WIRE_TYPE_CELLS, G_SIGNAL_RUN_LAST,
                                G_STRUCT_OFFSET (WireCellsClass, show), NULL, NULL, NULL,
                                G_TYPE_NONE, 1, GTK_TYPE_LIST_ITEM);
  /** WireCells::say: returns what a cell says of a #WireRow, in words */
  signals[SAY] = g_signal_new ("say", WIRE_TYPE_CELLS, G_SIGNAL_RUN_LAST,
                               G_STRUCT_OFFSET (WireCellsClass, say), NULL, NULL, NULL,
                               G_TYPE_STRING, 1, WIRE_TYPE_ROW);
}

static void
wire_cells_init (WireCells *self)
{
  (void) self;
}
