/* wire-download-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-rows.h"

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/**
 * WireDownloadRows:
 *
 * The downloads of a store that a view lets through, of one kind and sorted, put in order by a
 * worker. Rows stay until another order is there, and those that are selected stay so whatever is
 * shown.
 *
 * Emits #WireDownloadRows::ordered when another order is shown. Main thread only.
 */
struct _WireDownloadRows
{
  GObject parent_instance;

  WireDownloadQuestion question; /* its store is NULL until there is one */
  WireDownloadOrder order;       /* that is shown; its rows are NULL before the first */
  WireJob *ordering;             /* the one whose order is waited for */
  gboolean stale;                /* something came since @ordering was started */
  WireRowList *rows;
  WireRowSelection *selection;
};

G_DEFINE_FINAL_TYPE (WireDownloadRows, wire_download_rows, G_TYPE_OBJECT)

static guint ordered_signal;

static void start_ordering (WireDownloadRows *self);

static void
stop_ordering (WireDownloadRows *self)
{
  if (self->ordering)
    wire_job_cancel (self->ordering);
  g_clear_object (&self->ordering);
}

static void
clear_order (WireDownloadRows *self)
{
  g_clear_pointer (&self->order.rows, g_bytes_unref);
  self->order = (WireDownloadOrder){ 0 };
}

static void
ordered_cb (WireJob *job, const WireDownloadOrder *order, GObject *owner)
{
  WireDownloadRows *self = WIRE_DOWNLOAD_ROWS (owner);

  if (job != self->ordering)
    return;
  g_clear_object (&self->ordering);
  if (order)
    {
      clear_order (self);
      self->order = *order;
      g_bytes_ref (self->order.rows);
      wire_download_rows_refill (self);
      g_signal_emit (self, ordered_signal, 0);
    }
  if (self->stale)
    start_ordering (self);
}

/* Asks which objects to show and in what order, and shows them when that is worked out. */
static void
start_ordering (WireDownloadRows *self)
{
  self->stale = FALSE;
  stop_ordering (self);
  if (self->question.store)
    self->ordering = wire_download_order_start (&self->question, ordered_cb, G_OBJECT (self));
}

static void
wire_download_rows_dispose (GObject *object)
{
  WireDownloadRows *self = WIRE_DOWNLOAD_ROWS (object);

  stop_ordering (self);
  clear_order (self);
  g_clear_object (&self->question.store);
  g_clear_object (&self->question.view);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (wire_download_rows_parent_class)->dispose (object);
}

static void
wire_download_rows_class_init (WireDownloadRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_download_rows_dispose;

  ordered_signal = g_signal_new ("ordered", WIRE_TYPE_DOWNLOAD_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
wire_download_rows_init (WireDownloadRows *self)
{
  self->question.choice = WIRE_OBJECT_IMAGE;
  self->rows = wire_row_list_new ();
  wire_row_list_set_gradual (self->rows, TRUE);
  self->selection = wire_row_selection_new (self->rows);
}

/** Returns: (transfer full): no rows, until there is a store */
WireDownloadRows *
wire_download_rows_new (void)
{
  return g_object_new (WIRE_TYPE_DOWNLOAD_ROWS, NULL);
}

/** Returns: (transfer none): what a grid or a table shows; by numbers of objects */
WireRowSelection *
wire_download_rows_get_selection (WireDownloadRows *self)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_ROWS (self), NULL);
  return self->selection;
}

/** @store: (nullable): whose objects to show; nothing of another store stays selected */
void
wire_download_rows_set_store (WireDownloadRows *self, WireDownloadStore *store)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_ROWS (self));
  if (store == self->question.store)
    return;
  wire_download_rows_hide (self);
  clear_order (self);
  g_set_object (&self->question.store, store);
  wire_row_selection_clear (self->selection);
  start_ordering (self);
}

/** @view: (nullable): that has to show the packet of an object */
void
wire_download_rows_set_view (WireDownloadRows *self, WireView *view)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_ROWS (self));
  g_set_object (&self->question.view, view);
  start_ordering (self);
}

/** Shows objects of that kind alone. */
void
wire_download_rows_set_choice (WireDownloadRows *self, WireObjectChoice choice)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_ROWS (self));
  self->question.choice = choice;
  start_ordering (self);
}

/** Shows objects that came so alone: see #WireDownloadQuestion. */
void
wire_download_rows_set_ways (WireDownloadRows *self,
                             guint direction,
                             const char *protocol,
                             gboolean form_data)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_ROWS (self));
  self->question.direction = direction;
  self->question.protocol = protocol;
  self->question.form_data = form_data;
  start_ordering (self);
}

/** Returns: how the objects came that the view lets through */
const WireDownloadWays *
wire_download_rows_get_ways (WireDownloadRows *self)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_ROWS (self), NULL);
  return &self->order.ways;
}

/** Shows objects of which that was found out alone: see #WireDownloadQuestion. */
void
wire_download_rows_set_found (WireDownloadRows *self, guint verdict, guint kind)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_ROWS (self));
  self->question.verdict = verdict;
  self->question.kind = kind;
  start_ordering (self);
}

/** Returns: what was found out about objects that other filters let through */
const WireDownloadFound *
wire_download_rows_get_found (WireDownloadRows *self)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_ROWS (self), NULL);
  return &self->order.found;
}

/** @key: a #WireDownloadSort */
void
wire_download_rows_set_sort (WireDownloadRows *self, guint key, gboolean descending)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_ROWS (self));
  self->question.key = (WireDownloadSort) key;
  self->question.descending = descending;
  start_ordering (self);
}

/** Counts what was found out since, which may also put a row elsewhere. An order on its way is not
 * thrown away for that: ten times a second it would never come. */
void
wire_download_rows_update (WireDownloadRows *self)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_ROWS (self));
  if (!self->question.store)
    return;
  if (self->ordering)
    self->stale = TRUE;
  else
    start_ordering (self);
}

/** Takes all rows away, until wire_download_rows_refill(); the selection stays. */
void
wire_download_rows_hide (WireDownloadRows *self)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_ROWS (self));
  wire_row_list_set_rows (self->rows, NULL, 0, NULL);
}

/** Puts the rows of the last order there again. */
void
wire_download_rows_refill (WireDownloadRows *self)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_ROWS (self));
  if (self->order.rows)
    wire_row_list_set_rows (self->rows, G_OBJECT (self->question.store), 0, self->order.rows);
}

/** Returns: how many objects of any kind the view lets through */
guint
wire_download_rows_count (WireDownloadRows *self)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_ROWS (self), 0);
  return self->order.n_all;
}

/** Returns: how many rows there are, also those that GTK does not know of yet */
guint
wire_download_rows_get_length (WireDownloadRows *self)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_ROWS (self), 0);
  return wire_row_list_get_length (self->rows);
}

/** Returns: the position of @object, or %WIRE_ROW_NONE where it is not shown */
guint
wire_download_rows_find (WireDownloadRows *self, guint32 object)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_ROWS (self), WIRE_ROW_NONE);
  return wire_row_list_find (self->rows, object);
}

/** Returns: whether GTK will hear of more rows */
gboolean
wire_download_rows_is_filling (WireDownloadRows *self)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_ROWS (self), FALSE);
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows))
         < wire_row_list_get_length (self->rows);
}

/** Returns: (transfer full) (element-type guint32): the objects that are shown, in order */
GArray *
wire_download_rows_list (WireDownloadRows *self)
{
  GArray *objects = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (WIRE_IS_DOWNLOAD_ROWS (self), objects);
  if (self->order.rows)
    g_array_append_vals (objects, g_bytes_get_data (self->order.rows, NULL), self->order.n);
  return objects;
}

/** Returns: (transfer full): how many were found, for people */
char *
wire_download_rows_describe (WireDownloadRows *self)
{
  g_autofree char *by_uri = wire_figure_count (self->order.by_uri);
  g_autofree char *by_bytes = wire_figure_count (self->order.by_bytes);
  g_autofree char *n = wire_figure_count (self->order.n);
  g_autofree char *all = wire_figure_count (wire_download_rows_count (self));

  if (self->question.choice == WIRE_OBJECT_ALL)
    return g_strdup_printf (ngettext ("%s transfer", "%s transfers", self->order.n), n);
  /* Translators: how many of all transfers are shown, and which of two tests found how many */
  return g_strdup_printf (_ ("%s of %s · found by URI %s · by bytes %s"), n, all, by_uri, by_bytes);
}
