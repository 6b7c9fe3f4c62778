/* wire-files-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-rows.h"

/**
 * WireFilesRows:
 *
 * The rows of a #WireEvidenceList as the user wants to see them: filtered, searched and sorted in a
 * worker, while those that were there stay. Which are selected survives all of that.
 *
 * Emits #WireFilesRows::changed when other rows are shown, and #WireFilesRows::selection-changed
 * when other rows are selected and shown. Main thread only.
 */
struct _WireFilesRows
{
  GObject parent_instance;

  WireEvidenceList *list;
  WireEvidenceArrangement arrangement;
  WireJob *ordering; /* whose order is waited for */
  gboolean outdated; /* rows came or changed since it was begun */
  guint reordering;  /* the source that begins the next */
  gboolean plain;    /* every row is in its own place */
  WireRowList *rows;
  WireRowSelection *selection;
};

G_DEFINE_FINAL_TYPE (WireFilesRows, wire_files_rows, G_TYPE_OBJECT)

static guint changed_signal, selection_changed_signal;

/* While rows come, they are put in order this often. */
#define REORDER_MS 400

static void
show_rows (WireFilesRows *self, guint n, GBytes *order)
{
  self->plain = order == NULL;
  wire_row_list_set_rows (self->rows, G_OBJECT (self->list), n, order);
  g_signal_emit (self, changed_signal, 0);
  g_signal_emit (self, selection_changed_signal, 0);
}

static void start_ordering (WireFilesRows *self);

static gboolean
reorder_cb (gpointer data)
{
  WireFilesRows *self = data;

  self->reordering = 0;
  start_ordering (self);
  return G_SOURCE_REMOVE;
}

static void
ordered_cb (WireJob *job, GBytes *order, GObject *owner)
{
  WireFilesRows *self = WIRE_FILES_ROWS (owner);

  if (job != self->ordering)
    return;
  g_clear_object (&self->ordering);
  if (order)
    show_rows (self, 0, order);
  if (self->outdated && !self->reordering)
    self->reordering = g_timeout_add (REORDER_MS, reorder_cb, self);
}

static void
stop_ordering (WireFilesRows *self)
{
  if (self->ordering)
    wire_job_cancel (self->ordering);
  g_clear_object (&self->ordering);
  g_clear_handle_id (&self->reordering, g_source_remove);
}

static void
start_ordering (WireFilesRows *self)
{
  stop_ordering (self);
  self->outdated = FALSE;
  self->ordering =
      wire_evidence_order_start (self->list, &self->arrangement, ordered_cb, G_OBJECT (self));
}

/* Rows are in their own places unless they are filtered, sorted, or some were taken out. */
static gboolean
is_plain (WireFilesRows *self)
{
  return wire_evidence_arrangement_is_plain (&self->arrangement)
         && wire_evidence_list_get_n_shown (self->list)
                == wire_evidence_list_get_length (self->list);
}

/* Begins to show the rows as the user wants them now. */
static void
rearrange (WireFilesRows *self)
{
  if (!is_plain (self))
    {
      start_ordering (self);
      return;
    }
  stop_ordering (self);
  show_rows (self, wire_evidence_list_get_length (self->list), NULL);
}

static void
selection_cb (WireFilesRows *self)
{
  g_signal_emit (self, selection_changed_signal, 0);
}

static void
wire_files_rows_dispose (GObject *object)
{
  WireFilesRows *self = WIRE_FILES_ROWS (object);

  stop_ordering (self);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->list);
  g_clear_pointer (&self->arrangement.search, g_free);
  G_OBJECT_CLASS (wire_files_rows_parent_class)->dispose (object);
}

static void
wire_files_rows_class_init (WireFilesRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_files_rows_dispose;

  changed_signal = g_signal_new ("changed", WIRE_TYPE_FILES_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  selection_changed_signal = g_signal_new ("selection-changed", WIRE_TYPE_FILES_ROWS,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wire_files_rows_init (WireFilesRows *self)
{
  self->plain = TRUE;
  self->rows = wire_row_list_new ();
  wire_row_list_set_gradual (self->rows, TRUE);
  self->selection = wire_row_selection_new (self->rows);
  g_signal_connect_swapped (self->selection, "changed", G_CALLBACK (selection_cb), self);
}

/** Returns: (transfer full): the rows of @list, all of them and in the order in which they came */
WireFilesRows *
wire_files_rows_new (WireEvidenceList *list)
{
  WireFilesRows *self = g_object_new (WIRE_TYPE_FILES_ROWS, NULL);

  self->list = g_object_ref (list);
  wire_row_list_set_rows (self->rows, G_OBJECT (list), 0, NULL);
  return self;
}

/** Returns: (transfer none): what a column view shows */
GtkSelectionModel *
wire_files_rows_get_model (WireFilesRows *self)
{
  g_return_val_if_fail (WIRE_IS_FILES_ROWS (self), NULL);
  return GTK_SELECTION_MODEL (self->selection);
}

/** To be called where rows came or changed; @more: only rows at the end are new, and others follow.
 */
void
wire_files_rows_update (WireFilesRows *self, gboolean more)
{
  guint n;

  g_return_if_fail (WIRE_IS_FILES_ROWS (self));
  n = wire_evidence_list_get_length (self->list);
  if (!is_plain (self))
    {
      self->outdated = TRUE;
      if (!self->ordering && !self->reordering)
        start_ordering (self);
    }
  else if (self->plain && more && n > wire_row_list_get_length (self->rows))
    {
      wire_row_list_grow (self->rows, n);
      g_signal_emit (self, changed_signal, 0);
    }
  else
    rearrange (self);
}

/** @sort: a #WireEvidenceSort, or a digest after %WIRE_EVIDENCE_SORT_DIGEST */
void
wire_files_rows_set_sort (WireFilesRows *self, guint sort, gboolean descending)
{
  g_return_if_fail (WIRE_IS_FILES_ROWS (self));
  self->arrangement.sort = sort;
  self->arrangement.descending = descending;
  rearrange (self);
}

/** Shows only rows that have one of @verdicts; 0 for all. */
void
wire_files_rows_set_verdicts (WireFilesRows *self, guint verdicts)
{
  g_return_if_fail (WIRE_IS_FILES_ROWS (self));
  self->arrangement.verdicts = verdicts;
  rearrange (self);
}

/** Shows only rows that contain @search; see #WireEvidenceArrangement. */
void
wire_files_rows_set_search (WireFilesRows *self, const char *search)
{
  g_return_if_fail (WIRE_IS_FILES_ROWS (self));
  g_free (self->arrangement.search);
  self->arrangement.search = g_strstrip (g_strdup (search));
  rearrange (self);
}

/** Returns: how many rows are shown, also those that GTK does not know of yet */
guint
wire_files_rows_get_length (WireFilesRows *self)
{
  g_return_val_if_fail (WIRE_IS_FILES_ROWS (self), 0);
  return wire_row_list_get_length (self->rows);
}

/** Returns: (transfer full): numbers of all rows that are shown, as guint32, in their order */
GArray *
wire_files_rows_get_shown (WireFilesRows *self)
{
  guint n = wire_row_list_get_length (self->rows);
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);

  for (guint i = 0; i < n; i++)
    {
      guint32 row = wire_row_list_get_id (self->rows, i);

      g_array_append_val (rows, row);
    }
  return rows;
}

/** Selects these rows and no others, also such as are not shown now. */
void
wire_files_rows_select (WireFilesRows *self, const guint32 *rows, gsize n)
{
  g_return_if_fail (WIRE_IS_FILES_ROWS (self));
  wire_row_selection_select_ids (self->selection, rows, n);
}

/** Selects @row. Returns: its position, or %WIRE_ROW_NONE where it is not shown now */
guint
wire_files_rows_choose (WireFilesRows *self, guint32 row)
{
  guint position;

  g_return_val_if_fail (WIRE_IS_FILES_ROWS (self), WIRE_ROW_NONE);
  wire_row_selection_select_id (self->selection, row);
  position = wire_row_list_find (self->rows, row);
  if (position != WIRE_ROW_NONE)
    wire_row_list_announce_all (self->rows);
  return position;
}

/** Returns: (transfer full): numbers of the rows that are selected and shown, as guint32 */
GArray *
wire_files_rows_get_selected (WireFilesRows *self)
{
  g_return_val_if_fail (WIRE_IS_FILES_ROWS (self), NULL);
  return wire_row_selection_list (self->selection);
}

/** Returns: (transfer none) (nullable): the row that alone is selected and shown */
const WireEvidenceRow *
wire_files_rows_get_only (WireFilesRows *self)
{
  g_autoptr (GArray) selected = wire_files_rows_get_selected (self);

  return selected->len == 1
             ? wire_evidence_list_get (self->list, g_array_index (selected, guint32, 0))
             : NULL;
}
