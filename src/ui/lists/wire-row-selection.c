/* wire-row-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-row-selection.h"

/**
 * WireRowSelection:
 *
 * A selection of any number of rows of a #WireRowList that remembers numbers, not places. It is
 * the same under every order and filter, and a row that is announced later is selected from the
 * start, so nobody has to select rows again while the list fills. What a filter hides stays
 * selected until the user selects something else.
 *
 * GTK hears of a selection only after it knows the rows: a change that is made while rows are
 * being announced takes effect at once, but #GtkSelectionModel::selection-changed waits until every
 * handler of #GListModel::items-changed has run. GTK 4.8 crashes otherwise.
 *
 * Emits #WireRowSelection::changed when other rows are selected than before. Main thread only.
 */
struct _WireRowSelection
{
  GObject parent_instance;

  WireRowList *rows;
  GtkBitset *ids;
  guint announcing; /* depth of items-changed emissions */
  gboolean pending; /* GTK is to hear of it when they have ended */
};

static void wire_row_selection_list_init (GListModelInterface *iface);
static void wire_row_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WireRowSelection,
                               wire_row_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      wire_row_selection_list_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          wire_row_selection_model_init))

static guint changed_signal;

/* The list */

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (G_LIST_MODEL (WIRE_ROW_SELECTION (model)->rows));
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (WIRE_ROW_SELECTION (model)->rows));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (WIRE_ROW_SELECTION (model)->rows), position);
}

static void
wire_row_selection_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
tell_gtk (WireRowSelection *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  self->pending = self->announcing > 0;
  if (!self->pending && n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
items_changed_cb (WireRowSelection *self, guint position, guint removed, guint added)
{
  g_object_ref (self);
  self->announcing++;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  self->announcing--;
  if (self->pending && self->announcing == 0)
    tell_gtk (self);
  g_object_unref (self);
}

static void
reordered_cb (WireRowSelection *self)
{
  if (!gtk_bitset_is_empty (self->ids))
    tell_gtk (self);
}

static void
changed (WireRowSelection *self)
{
  tell_gtk (self);
  g_signal_emit (self, changed_signal, 0);
}

/* What the user does */

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  WireRowSelection *self = WIRE_ROW_SELECTION (model);
  guint id = wire_row_list_get_id (self->rows, position);

  return id != WIRE_ROW_NONE && gtk_bitset_contains (self->ids, id);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  GtkBitset *positions = gtk_bitset_new_empty ();
  guint end = MIN (position + n, get_n_items (G_LIST_MODEL (model)));

  if (gtk_bitset_is_empty (WIRE_ROW_SELECTION (model)->ids))
    return positions;
  for (guint i = position; i < end; i++)
    if (is_selected (model, i))
      gtk_bitset_add (positions, i);
  return positions;
}

/* What the user cannot see is not part of what they select next. */
static void
drop_hidden (WireRowSelection *self)
{
  g_autoptr (GArray) shown = wire_row_selection_list (self);

  gtk_bitset_remove_all (self->ids);
  for (guint i = 0; i < shown->len; i++)
    gtk_bitset_add (self->ids, g_array_index (shown, guint32, i));
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n, gboolean unselect_rest)
{
  WireRowSelection *self = WIRE_ROW_SELECTION (model);

  if (unselect_rest)
    gtk_bitset_remove_all (self->ids);
  else
    drop_hidden (self);
  for (guint i = position; i < position + n; i++)
    if (wire_row_list_get_id (self->rows, i) != WIRE_ROW_NONE)
      gtk_bitset_add (self->ids, wire_row_list_get_id (self->rows, i));
  changed (self);
  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return select_range (model, position, 1, unselect_rest);
}

/* All that are listed, also those that were not announced yet. */
static gboolean
select_all (GtkSelectionModel *model)
{
  return select_range (model, 0, wire_row_list_get_length (WIRE_ROW_SELECTION (model)->rows), TRUE);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  wire_row_selection_clear (WIRE_ROW_SELECTION (model));
  return TRUE;
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  WireRowSelection *self = WIRE_ROW_SELECTION (model);
  GtkBitsetIter iter;
  guint position;

  drop_hidden (self);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      guint id = wire_row_list_get_id (self->rows, position);

      if (id != WIRE_ROW_NONE && gtk_bitset_contains (selected, position))
        gtk_bitset_add (self->ids, id);
      else if (id != WIRE_ROW_NONE)
        gtk_bitset_remove (self->ids, id);
    }
  changed (self);
  return TRUE;
}

static void
wire_row_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->select_range = select_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

/* The object */

static void
wire_row_selection_finalize (GObject *object)
{
  WireRowSelection *self = WIRE_ROW_SELECTION (object);

  g_signal_handlers_disconnect_by_data (self->rows, self);
  g_object_unref (self->rows);
  gtk_bitset_unref (self->ids);
  G_OBJECT_CLASS (wire_row_selection_parent_class)->finalize (object);
}

static void
wire_row_selection_class_init (WireRowSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_row_selection_finalize;

  changed_signal = g_signal_new ("changed", WIRE_TYPE_ROW_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
wire_row_selection_init (WireRowSelection *self)
{
  self->ids = gtk_bitset_new_empty ();
}

/** Returns: (transfer full): a selection of rows of @rows, which it holds */
WireRowSelection *
wire_row_selection_new (WireRowList *rows)
{
  WireRowSelection *self = g_object_new (WIRE_TYPE_ROW_SELECTION, NULL);

  self->rows = g_object_ref (rows);
  g_signal_connect_swapped (rows, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (rows, "reordered", G_CALLBACK (reordered_cb), self);
  return self;
}

/** Returns: (transfer none): the list of which rows are selected */
WireRowList *
wire_row_selection_get_rows (WireRowSelection *self)
{
  g_return_val_if_fail (WIRE_IS_ROW_SELECTION (self), NULL);
  return self->rows;
}

/** Selects nothing. */
void
wire_row_selection_clear (WireRowSelection *self)
{
  wire_row_selection_select_ids (self, NULL, 0);
}

/** Selects the row with number @id alone, shown or not; %WIRE_ROW_NONE selects nothing. */
void
wire_row_selection_select_id (WireRowSelection *self, guint id)
{
  wire_row_selection_select_ids (self, &id, id != WIRE_ROW_NONE);
}

/** Selects the rows with these numbers and no others, shown or not. */
void
wire_row_selection_select_ids (WireRowSelection *self, const guint32 *ids, gsize n)
{
  g_return_if_fail (WIRE_IS_ROW_SELECTION (self));

  if (n == 0 && gtk_bitset_is_empty (self->ids))
    return;
  gtk_bitset_remove_all (self->ids);
  for (gsize i = 0; i < n; i++)
    gtk_bitset_add (self->ids, ids[i]);
  changed (self);
}

/** Returns: the number of the row that alone is selected, shown or not, or %WIRE_ROW_NONE */
guint
wire_row_selection_get_only (WireRowSelection *self)
{
  g_return_val_if_fail (WIRE_IS_ROW_SELECTION (self), WIRE_ROW_NONE);

  return gtk_bitset_get_size (self->ids) == 1 ? gtk_bitset_get_minimum (self->ids) : WIRE_ROW_NONE;
}

/** Returns: how many rows are selected, shown or not */
guint
wire_row_selection_count (WireRowSelection *self)
{
  g_return_val_if_fail (WIRE_IS_ROW_SELECTION (self), 0);

  return (guint) gtk_bitset_get_size (self->ids);
}

/** Returns: (transfer full) (element-type guint32): numbers of the selected rows, shown or not,
 *    ascending */
GArray *
wire_row_selection_list_all (WireRowSelection *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  GtkBitsetIter iter;
  guint id;

  g_return_val_if_fail (WIRE_IS_ROW_SELECTION (self), ids);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->ids, &id); more;
       more = gtk_bitset_iter_next (&iter, &id))
    g_array_append_val (ids, id);
  return ids;
}

/**
 * wire_row_selection_list:
 *
 * Rows that are listed but not announced yet count as shown.
 *
 * Returns: (transfer full) (element-type guint32): numbers of the rows that are selected and shown,
 *   in the order of the list
 */
GArray *
wire_row_selection_list (WireRowSelection *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n;

  g_return_val_if_fail (WIRE_IS_ROW_SELECTION (self), ids);
  n = gtk_bitset_is_empty (self->ids) ? 0 : wire_row_list_get_length (self->rows);
  for (guint i = 0; i < n; i++)
    {
      guint32 id = wire_row_list_get_id (self->rows, i);

      if (gtk_bitset_contains (self->ids, id))
        g_array_append_val (ids, id);
    }
  return ids;
}
