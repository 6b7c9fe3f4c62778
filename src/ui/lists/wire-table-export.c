/* wire-table-export.c
 *
 * What is in a cell is made on the main thread, as views do it. So rows are written there, for some
 * milliseconds at a time, and a worker puts them into the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-table-export.h"

#include "base/wire-csv-cell.h"
#include "ui/lists/wire-column.h"
#include "ui/lists/wire-list-rows.h"
#include "ui/widgets/wire-file-write.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/widgets/wire-toast.h"
#include "ui/work/wire-job-place.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* One writing, held by the source that makes rows and by the job that writes them. */
typedef struct
{
  GtkColumnView *view;
  WireRowList *shown; /* the rows of @view */
  WireRowList *rows;  /* as they were at the beginning */
  GObject *source;    /* (nullable): of @shown, only for comparison */
  GPtrArray *columns; /* of GtkColumnViewColumn */
  GString *text;      /* made, and not handed on yet */
  guint next;         /* row to make; atomic */
  gulong reordered;
  gboolean changed;    /* @shown has other rows by now */
  GFile *file;         /* NULL: for the clipboard */
  GAsyncQueue *blocks; /* of GBytes; an empty one is the last */
  int over;            /* atomic: the job has ended, or no more rows come */
} Export;

/* Milliseconds for which rows are made at a time, bytes in a block, and blocks that may wait. */
#define SLICE_MS 6
#define BLOCK_BYTES (256u * 1024)
#define WAITING_BLOCKS 8

/* What is good for a clipboard; all else is better saved. */
#define COPY_MAX (16u * 1024 * 1024)

static void
export_clear (gpointer data)
{
  Export *self = data;

  g_clear_signal_handler (&self->reordered, self->shown);
  g_object_unref (self->view);
  g_object_unref (self->shown);
  g_object_unref (self->rows);
  g_ptr_array_unref (self->columns);
  g_string_free (self->text, TRUE);
  g_clear_object (&self->file);
  g_async_queue_unref (self->blocks);
}

static void
export_unref (gpointer self)
{
  g_rc_box_release_full (self, export_clear);
}

/* Columns that say something in words. */
static GPtrArray *
list_columns (GtkColumnView *view)
{
  GListModel *all = gtk_column_view_get_columns (view);
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (all, i);

      if (gtk_column_view_column_get_visible (column) && wire_column_has_text (column))
        g_ptr_array_add (columns, g_steal_pointer (&column));
    }
  return columns;
}

/* Some views count the rows of what they show now: such numbers mean nothing once that has changed.
 */
static void
reordered_cb (WireRowList *rows, Export *self)
{
  GObject *source = wire_row_list_get_source (rows);

  self->changed = self->changed || !source || source != self->source;
}

static Export *
export_new (GtkColumnView *view, GFile *file)
{
  Export *self = g_rc_box_new0 (Export);

  self->view = g_object_ref (view);
  self->shown = g_object_ref (wire_list_find_rows (GTK_WIDGET (view)));
  self->rows = wire_row_list_copy (self->shown);
  self->source = wire_row_list_get_source (self->shown);
  self->columns = list_columns (view);
  self->text = g_string_new (NULL);
  self->file = file ? g_object_ref (file) : NULL;
  self->blocks = g_async_queue_new_full ((GDestroyNotify) g_bytes_unref);
  self->reordered = g_signal_connect (self->shown, "reordered", G_CALLBACK (reordered_cb), self);
  return self;
}

static void
write_heads (Export *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (i > 0)
        g_string_append_c (self->text, ',');
      wire_csv_append_cell (self->text, gtk_column_view_column_get_title (self->columns->pdata[i]));
    }
  g_string_append (self->text, "\r\n"); /* RFC 4180 */
}

static void
write_row (Export *self, guint position)
{
  g_autoptr (WireRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *text = wire_column_make_text (self->columns->pdata[i], row);

      if (i > 0)
        g_string_append_c (self->text, ',');
      wire_csv_append_cell (self->text, text ? text : "");
    }
  g_string_append (self->text, "\r\n");
}

/* Returns: whether all rows were made */
static gboolean
write_slice (Export *self)
{
  gint64 end = g_get_monotonic_time () + SLICE_MS * G_TIME_SPAN_MILLISECOND;
  guint n = wire_row_list_get_length (self->rows);

  for (guint i = self->next; i < n; i++)
    {
      write_row (self, i);
      g_atomic_int_set (&self->next, i + 1);
      if (self->text->len >= BLOCK_BYTES || (i % 16 == 0 && g_get_monotonic_time () > end))
        break;
    }
  return self->next >= n;
}

static gboolean
is_lost (const Export *self)
{
  return self->changed || !gtk_widget_get_root (GTK_WIDGET (self->view));
}

/* To the clipboard */

static gboolean
copy_cb (gpointer data)
{
  Export *self = data;

  if (is_lost (self))
    return G_SOURCE_REMOVE;
  if (!write_slice (self) && self->text->len <= COPY_MAX)
    return G_SOURCE_CONTINUE;
  if (self->text->len > COPY_MAX)
    {
      wire_toast_show (GTK_WIDGET (self->view), _ ("This is too much to copy: save it instead."));
      return G_SOURCE_REMOVE;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->view)), self->text->str);
  wire_toast_show (GTK_WIDGET (self->view), _ ("The table was copied."));
  return G_SOURCE_REMOVE;
}

/** Puts all rows of @view, as they are shown and in their order, onto the clipboard. Main thread
 * only. */
void
wire_table_export_copy (GtkColumnView *view)
{
  Export *self;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  if (!wire_list_find_rows (GTK_WIDGET (view)))
    return;
  self = export_new (view, NULL);
  write_heads (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, copy_cb, self, export_unref);
}

/* To a file */

static void
hand_on (Export *self)
{
  gsize length = self->text->len;

  if (length > 0)
    g_async_queue_push (self->blocks, g_bytes_new_take (g_string_free (self->text, FALSE), length));
  else
    g_string_free (self->text, TRUE);
  self->text = g_string_new (NULL);
}

static gboolean make_cb (gpointer data);

static gboolean
make_later_cb (gpointer data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, make_cb, g_rc_box_acquire (data), export_unref);
  return G_SOURCE_REMOVE;
}

/* A disk that is slower than this does not fill the memory. */
static gboolean
make_cb (gpointer data)
{
  Export *self = data;
  gboolean all;

  if (g_atomic_int_get (&self->over))
    return G_SOURCE_REMOVE;
  if (g_async_queue_length (self->blocks) > WAITING_BLOCKS)
    {
      g_timeout_add_full (G_PRIORITY_DEFAULT, 20, make_later_cb, g_rc_box_acquire (self),
                          export_unref);
      return G_SOURCE_REMOVE;
    }
  if (is_lost (self))
    {
      g_atomic_int_set (&self->over, TRUE);
      return G_SOURCE_REMOVE;
    }
  all = write_slice (self);
  if (all || self->text->len >= BLOCK_BYTES)
    hand_on (self);
  if (all)
    g_async_queue_push (self->blocks, g_bytes_new (NULL, 0));
  return all ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static GBytes *
next_block (Export *self, WireJob *job, GError **error)
{
  GBytes *block = NULL;
  guint n = wire_row_list_get_length (self->rows);

  while (!block && !wire_job_set_error_if_cancelled (job, error))
    {
      block = g_async_queue_timeout_pop (self->blocks, 50 * G_TIME_SPAN_MILLISECOND);
      wire_job_set_progress (job, (double) g_atomic_int_get (&self->next) / MAX (1, n), NULL);
      if (block || !g_atomic_int_get (&self->over))
        continue;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _ ("The table changed while it was being written. Nothing was saved."));
      return NULL;
    }
  return block;
}

/* A WireFileWriter. */
static gboolean
write_blocks (GOutputStream *out, WireJob *job, gpointer data, GError **error)
{
  Export *self = data;
  gsize size = 1;

  while (size > 0)
    {
      g_autoptr (GBytes) block = next_block (self, job, error);
      const void *bytes = block ? g_bytes_get_data (block, &size) : NULL;

      if (!block
          || (size > 0
              && !g_output_stream_write_all (out, bytes, size, NULL, wire_job_get_cancellable (job),
                                             error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_work (WireJob *job, gpointer data, GError **error)
{
  Export *self = data;

  return wire_file_write (self->file, job, write_blocks, self, error);
}

static void
saved_cb (WireJob *job, gpointer data, GObject *owner)
{
  Export *self = data;
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (owner));
  const char *paths[] = { g_file_peek_path (self->file), NULL };

  g_atomic_int_set (&self->over, TRUE);
  if (!window)
    return;
  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    wire_toast_lead_to_files (GTK_WIDGET (owner), _ ("The table was saved."), paths);
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_message_dialog_show (GTK_WINDOW (window), _ ("This Table Could Not Be Saved"),
                              wire_job_get_error (job)->message);
}

/** Writes all rows of @view, as they are shown and in their order, into @file; says in a toast of
 * the window what came of it. Main thread only. */
void
wire_table_export_save (GtkColumnView *view, GFile *file)
{
  g_autoptr (WireJob) job = NULL;
  Export *self;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  if (!wire_list_find_rows (GTK_WIDGET (view)))
    return;
  self = export_new (view, file);
  write_heads (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, make_cb, g_rc_box_acquire (self), export_unref);
  job = wire_owned_job_start (_ ("Saving a table"), save_work, self, export_unref, saved_cb,
                              G_OBJECT (view));
  wire_job_set_place (job, GTK_WIDGET (view));
}
