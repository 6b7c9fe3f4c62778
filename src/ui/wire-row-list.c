/* wire-row-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-row-list.h"

/**
 * WireRow:
 *
 * A row that someone looks at: which evidence it comes from, and its number there. Made by the list
 * when a view asks for it and gone when the view lets go, so two rows of one number are not the
 * same object; whoever wants to remember a row remembers its number.
 */
struct _WireRow
{
  GObject parent_instance;

  GObject *source;
  guint id;
};

G_DEFINE_FINAL_TYPE (WireRow, wire_row, G_TYPE_OBJECT)

/**
 * WireRowList:
 *
 * A #GListModel over something that counts its rows from 0 (a view of a capture, say). It holds no
 * rows: only how many there are and, where they are sorted or fewer than all, an array of their
 * numbers. That array is made in a worker and swapped in here. Main thread only.
 */
struct _WireRowList
{
  GObject parent_instance;

  GObject *source;
  GBytes *order; /* of guint32; NULL: every row in its own place */
  guint n;
};

static void wire_row_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WireRowList,
                               wire_row_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, wire_row_list_model_init))

static void
wire_row_finalize (GObject *object)
{
  WireRow *self = WIRE_ROW (object);

  g_clear_object (&self->source);
  G_OBJECT_CLASS (wire_row_parent_class)->finalize (object);
}

static void
wire_row_class_init (WireRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_row_finalize;
}

static void
wire_row_init (WireRow *self)
{
  (void) self;
}

/** Returns: (transfer none): what the list was given as the rows' source */
gpointer
wire_row_get_source (WireRow *self)
{
  g_return_val_if_fail (WIRE_IS_ROW (self), NULL);
  return self->source;
}

/** Returns: the row's number in its source, wherever it stands in the list */
guint
wire_row_get_id (WireRow *self)
{
  g_return_val_if_fail (WIRE_IS_ROW (self), WIRE_ROW_NONE);
  return self->id;
}

static const guint32 *
get_order (WireRowList *self)
{
  return self->order ? g_bytes_get_data (self->order, NULL) : NULL;
}

static GType
wire_row_list_get_item_type (GListModel *model)
{
  (void) model;
  return WIRE_TYPE_ROW;
}

static guint
wire_row_list_get_n_items (GListModel *model)
{
  return WIRE_ROW_LIST (model)->n;
}

static gpointer
wire_row_list_get_item (GListModel *model, guint position)
{
  WireRowList *self = WIRE_ROW_LIST (model);
  WireRow *row;

  if (position >= self->n)
    return NULL;

  row = g_object_new (WIRE_TYPE_ROW, NULL);
  row->source = self->source ? g_object_ref (self->source) : NULL;
  row->id = wire_row_list_get_id (self, position);
  return row;
}

static void
wire_row_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wire_row_list_get_item_type;
  iface->get_n_items = wire_row_list_get_n_items;
  iface->get_item = wire_row_list_get_item;
}

static void
wire_row_list_dispose (GObject *object)
{
  WireRowList *self = WIRE_ROW_LIST (object);

  self->n = 0;
  g_clear_object (&self->source);
  g_clear_pointer (&self->order, g_bytes_unref);
  G_OBJECT_CLASS (wire_row_list_parent_class)->dispose (object);
}

static void
wire_row_list_class_init (WireRowListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_row_list_dispose;
}

static void
wire_row_list_init (WireRowList *self)
{
  (void) self;
}

WireRowList *
wire_row_list_new (void)
{
  return g_object_new (WIRE_TYPE_ROW_LIST, NULL);
}

/**
 * wire_row_list_set_rows:
 * @self: a list
 * @source: (nullable): where the rows come from; the list and its rows hold a reference
 * @n: how many there are, not counted where @order is given
 * @order: (nullable): the numbers of the rows to show, as guint32, in the order to show them
 *
 * Replaces every row. Removing all and adding all are announced apart: told of n rows replaced by n
 * rows, GTK looks for survivors and takes 0.4 s for a million rows; told of both apart, 0.03 s.
 */
void
wire_row_list_set_rows (WireRowList *self, GObject *source, guint n, GBytes *order)
{
  guint removed;

  g_return_if_fail (WIRE_IS_ROW_LIST (self));
  g_return_if_fail (!order || g_bytes_get_size (order) % sizeof (guint32) == 0);

  removed = self->n;
  self->n = 0;
  g_set_object (&self->source, source);
  if (order)
    g_bytes_ref (order);
  g_clear_pointer (&self->order, g_bytes_unref);
  self->order = order;
  if (removed)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, 0);

  self->n = order ? (guint) (g_bytes_get_size (order) / sizeof (guint32)) : n;
  if (self->n)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->n);
}

/**
 * wire_row_list_grow:
 * @self: a list whose rows stand each in its own place
 * @n: how many there are by now
 *
 * Announces the rows that the source gained at its end, and nothing where it gained none.
 */
void
wire_row_list_grow (WireRowList *self, guint n)
{
  guint before;

  g_return_if_fail (WIRE_IS_ROW_LIST (self));
  g_return_if_fail (!self->order);
  g_return_if_fail (n >= self->n);

  before = self->n;
  self->n = n;
  if (n > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n - before);
}

/** Returns: the number of the row at @position, or %WIRE_ROW_NONE past the end */
guint
wire_row_list_get_id (WireRowList *self, guint position)
{
  const guint32 *order;

  g_return_val_if_fail (WIRE_IS_ROW_LIST (self), WIRE_ROW_NONE);

  if (position >= self->n)
    return WIRE_ROW_NONE;
  order = get_order (self);
  return order ? order[position] : position;
}

/**
 * wire_row_list_find:
 * @self: a list
 * @id: a row's number in its source
 *
 * A sorted list is searched from its beginning: some 0.3 ms for a million rows.
 *
 * Returns: its position, or %WIRE_ROW_NONE where the list does not show it
 */
guint
wire_row_list_find (WireRowList *self, guint id)
{
  const guint32 *order;

  g_return_val_if_fail (WIRE_IS_ROW_LIST (self), WIRE_ROW_NONE);

  order = get_order (self);
  if (!order)
    return id < self->n ? id : WIRE_ROW_NONE;
  for (guint i = 0; i < self->n; i++)
    if (order[i] == id)
      return i;
  return WIRE_ROW_NONE;
}
