/* wire-row-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-row-list.h"

/**
 * WireRow:
 *
 * A place in a list that someone looks at, and what is there by now. Made by the list when a
 * view asks for it and gone when the view lets go, so to remember a row is to remember its
 * number. #WireRow::changed is emitted when the list puts something else there.
 */
struct _WireRow
{
  GObject parent_instance;

  WireRowList *list;
  guint position;
};

G_DEFINE_FINAL_TYPE (WireRow, wire_row, G_TYPE_OBJECT)

static guint row_changed_signal;
static guint reordered_signal;

/**
 * WireRowList:
 *
 * A #GListModel over something that counts its rows from 0 (a view of a capture, say). It holds no
 * rows: only how many there are and, where they are sorted or fewer than all, an array of their
 * numbers. That array is made in a worker and swapped in here. Main thread only.
 *
 * Another order is not announced as rows gone and rows come: for that GTK destroys and builds again
 * the 205 rows of cells that it keeps, which stops the window for 0.2 s. The places stay; the rows
 * that are looked at say that they have changed, and their cells show it in a tenth of that.
 */
struct _WireRowList
{
  GObject parent_instance;

  GObject *source;
  GBytes *order; /* of guint32; NULL: every row in its own place */
  guint n;
  guint target;  /* how many there are; @n of them were announced */
  guint filling; /* the source that announces the rest, or 0 */
  gboolean gradual;
  GHashTable *live; /* of WireRow, not owned: those that someone holds */
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

  g_hash_table_remove (self->list->live, self);
  g_object_unref (self->list);
  G_OBJECT_CLASS (wire_row_parent_class)->finalize (object);
}

static void
wire_row_class_init (WireRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_row_finalize;

  row_changed_signal = g_signal_new ("changed", WIRE_TYPE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
}

static void
wire_row_init (WireRow *self)
{
  (void) self;
}

/** Returns: (transfer none) (nullable): what the list was given as the rows' source */
gpointer
wire_row_get_source (WireRow *self)
{
  g_return_val_if_fail (WIRE_IS_ROW (self), NULL);
  return self->list->source;
}

/** Returns: the number of the row that is here, or %WIRE_ROW_NONE where the list has shrunk */
guint
wire_row_get_id (WireRow *self)
{
  g_return_val_if_fail (WIRE_IS_ROW (self), WIRE_ROW_NONE);
  return wire_row_list_get_id (self->list, self->position);
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
  row->list = g_object_ref (self);
  row->position = position;
  g_hash_table_add (self->live, row);
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

  self->n = self->target = 0;
  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_object (&self->source);
  g_clear_pointer (&self->order, g_bytes_unref);
  G_OBJECT_CLASS (wire_row_list_parent_class)->dispose (object);
}

static void
wire_row_list_finalize (GObject *object)
{
  g_hash_table_unref (WIRE_ROW_LIST (object)->live);
  G_OBJECT_CLASS (wire_row_list_parent_class)->finalize (object);
}

static void
wire_row_list_class_init (WireRowListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_row_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = wire_row_list_finalize;

  /** WireRowList::reordered: other rows may be in the places that were announced before */
  reordered_signal = g_signal_new ("reordered", WIRE_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
wire_row_list_init (WireRowList *self)
{
  self->live = g_hash_table_new (NULL, NULL);
}

WireRowList *
wire_row_list_new (void)
{
  return g_object_new (WIRE_TYPE_ROW_LIST, NULL);
}

/* Rows that an empty list is given at a time. GTK makes the cells of some 200 rows as soon as they
 * are announced: 2,000 cells took 264 ms in one go. In steps of 8 rows a frame waits for some 30
 * ms.
 */
#define FILL_STEP 8u
/* More rows than GTK makes cells for; from there on, the rest costs nothing. */
#define FILL_ENOUGH 240u

static void
announce_rows (WireRowList *self, guint n)
{
  guint before = self->n;

  self->n = n;
  if (n > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n - before);
  else if (n < before)
    g_list_model_items_changed (G_LIST_MODEL (self), n, before - n, 0);
}

static gboolean
fill_cb (gpointer data)
{
  WireRowList *self = WIRE_ROW_LIST (data);
  guint n = self->n + FILL_STEP;

  if (n < self->target && n < FILL_ENOUGH)
    {
      announce_rows (self, n);
      return G_SOURCE_CONTINUE;
    }
  self->filling = 0;
  announce_rows (self, self->target);
  return G_SOURCE_REMOVE;
}

/* Says how many rows there are: at once, or in steps where an empty list that is to be filled
 * gradually gets many. */
static void
set_n (WireRowList *self, guint n)
{
  self->target = n;
  if (self->gradual && !self->filling && self->n == 0 && n > FILL_STEP)
    {
      /* After GTK's own redraw, so that every step is a frame of its own. */
      self->filling = g_idle_add_full (G_PRIORITY_LOW, fill_cb, self, NULL);
      announce_rows (self, FILL_STEP);
    }
  else if (!self->filling || n < self->n)
    {
      g_clear_handle_id (&self->filling, g_source_remove);
      announce_rows (self, n);
    }
}

/** Ends filling in steps at once: a row that is to be selected has to be there. */
void
wire_row_list_announce_all (WireRowList *self)
{
  g_return_if_fail (WIRE_IS_ROW_LIST (self));

  g_clear_handle_id (&self->filling, g_source_remove);
  announce_rows (self, self->target);
}

/** Lets an empty list be filled in steps between frames, so that the window does not wait. */
void
wire_row_list_set_gradual (WireRowList *self, gboolean gradual)
{
  g_return_if_fail (WIRE_IS_ROW_LIST (self));

  self->gradual = gradual;
}

/* What a handler does may let go of rows, so they are held meanwhile. */
static void
announce_changed (WireRowList *self)
{
  g_autoptr (GList) rows = g_hash_table_get_keys (self->live);

  for (GList *l = rows; l; l = l->next)
    g_object_ref (l->data);
  for (GList *l = rows; l; l = l->next)
    {
      g_signal_emit (l->data, row_changed_signal, 0);
      g_object_unref (l->data);
    }
}

/**
 * wire_row_list_set_rows:
 * @self: a list
 * @source: (nullable): where the rows come from; held by the list
 * @n: how many there are, not counted where @order is given
 * @order: (nullable): the numbers of the rows to show, as guint32, in the order to show them
 *
 * Replaces every row. The list grows or shrinks at its end; of what else is where, only the
 * rows that someone holds emit (#WireRow::changed). A #WireRowSelection follows the rows; a
 * #GtkSingleSelection stays at its place: select the row that it was on again
 * (wire_single_selection_select_id()).
 */
void
wire_row_list_set_rows (WireRowList *self, GObject *source, guint n, GBytes *order)
{
  g_return_if_fail (WIRE_IS_ROW_LIST (self));
  g_return_if_fail (!order || g_bytes_get_size (order) % sizeof (guint32) == 0);

  g_set_object (&self->source, source);
  if (order)
    g_bytes_ref (order);
  g_clear_pointer (&self->order, g_bytes_unref);
  self->order = order;

  set_n (self, order ? (guint) (g_bytes_get_size (order) / sizeof (guint32)) : n);
  announce_changed (self);
  g_signal_emit (self, reordered_signal, 0);
}

/**
 * wire_row_list_grow:
 * @self: a list whose rows are each in its own place
 * @n: how many there are by now
 *
 * Announces the rows that the source gained at its end, and nothing where it gained none.
 */
void
wire_row_list_grow (WireRowList *self, guint n)
{
  g_return_if_fail (WIRE_IS_ROW_LIST (self));
  g_return_if_fail (!self->order);
  g_return_if_fail (n >= self->target);

  set_n (self, n);
}

/** Returns: (transfer full): a list of the rows as they are now, which all are announced */
WireRowList *
wire_row_list_copy (WireRowList *self)
{
  WireRowList *copy = wire_row_list_new ();

  g_return_val_if_fail (WIRE_IS_ROW_LIST (self), copy);
  wire_row_list_set_rows (copy, self->source, self->target, self->order);
  return copy;
}

/** Returns: (transfer none) (nullable): where the rows come from */
GObject *
wire_row_list_get_source (WireRowList *self)
{
  g_return_val_if_fail (WIRE_IS_ROW_LIST (self), NULL);
  return self->source;
}

/** Returns: how many rows the list has, also those that it has not announced yet */
guint
wire_row_list_get_length (WireRowList *self)
{
  g_return_val_if_fail (WIRE_IS_ROW_LIST (self), 0);
  return self->target;
}

/** Returns: the number of the row at @position, announced or not, or %WIRE_ROW_NONE past the end */
guint
wire_row_list_get_id (WireRowList *self, guint position)
{
  const guint32 *order;

  g_return_val_if_fail (WIRE_IS_ROW_LIST (self), WIRE_ROW_NONE);

  if (position >= self->target)
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
 * Returns: its position, announced or not, or %WIRE_ROW_NONE where the list does not show it
 */
guint
wire_row_list_find (WireRowList *self, guint id)
{
  const guint32 *order;

  g_return_val_if_fail (WIRE_IS_ROW_LIST (self), WIRE_ROW_NONE);

  order = get_order (self);
  if (!order)
    return id < self->target ? id : WIRE_ROW_NONE;
  for (guint i = 0; i < self->target; i++)
    if (order[i] == id)
      return i;
  return WIRE_ROW_NONE;
}
