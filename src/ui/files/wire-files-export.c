/* wire-files-export.c: rows copied or saved as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/examination/wire-evidence-export.h"
#include "ui/widgets/wire-file-write.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/files/wire-files-page-private.h"
#include "ui/widgets/wire-message-dialog.h"

#include <glib/gi18n.h>

/* Rows between two looks at whether the job is cancelled, and under one lock. */
#define BLOCK 256

typedef struct
{
  WireEvidenceList *list;
  const WireEvidenceRow **rows;
  GArray *wanted; /* of guint32, in the order to write them */
  WireEvidenceFormat format;
  WireDigestMask mask;
  GFile *file;   /* NULL: for the clipboard */
  GBytes *table; /* written by the worker before it returns, read after */

  WireFilesPage *page;
} Request;

static const struct
{
  const char *key;
  WireEvidenceFormat format;
  const char *name; /* proposed for a file */
} FORMATS[] = {
  { "sums", WIRE_EVIDENCE_SUMS, "checksums.txt" },
  { "csv", WIRE_EVIDENCE_CSV, "files.csv" },
  { "json", WIRE_EVIDENCE_JSON, "files.json" },
};

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->table, g_bytes_unref);
  g_array_unref (request->wanted);
  g_free (request->rows);
  g_clear_object (&request->file);
  g_object_unref (request->list);
  g_free (request);
}

static gboolean
write_rows (Request *request, WireEvidenceExport *export, WireJob *job, GError **error)
{
  for (guint i = 0; i < request->wanted->len;)
    {
      guint end = MIN (i + BLOCK, request->wanted->len);

      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      wire_job_set_progress (job, (double) i / request->wanted->len, NULL);
      wire_evidence_list_lock (request->list);
      for (; i < end; i++)
        {
          const WireEvidenceRow *row = request->rows[g_array_index (request->wanted, guint32, i)];

          wire_evidence_export_add (export, row->evidence, row->origin ? row->origin->words : NULL);
        }
      wire_evidence_list_unlock (request->list);
    }
  return TRUE;
}

/* A WireFileWriter. */
static gboolean
write_table (GOutputStream *out, WireJob *job, gpointer data, GError **error)
{
  gsize size;
  const char *bytes = g_bytes_get_data (data, &size);

  return size == 0
         || g_output_stream_write_all (out, bytes, size, NULL, wire_job_get_cancellable (job),
                                       error);
}

static gboolean
export_work (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;
  WireEvidenceExport export;
  gboolean done;

  wire_evidence_export_begin (&export, request->format, request->mask);
  done = write_rows (request, &export, job, error);
  request->table = wire_evidence_export_end (&export);
  if (!done || !request->file)
    return done;
  return wire_file_write (request->file, job, write_table, request->table, error);
}

/* Names that are not UTF-8 cannot be put on the clipboard as they are: those bytes are written as
 * their escapes there, and only there. */
static void
copy_table (Request *request)
{
  gsize size;
  const char *bytes = g_bytes_get_data (request->table, &size);
  g_autofree char *text = g_utf8_make_valid (bytes ? bytes : "", (gssize) size);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (request->page)), text);
  wire_files_page_notify (request->page, _ ("The table was copied."));
}

static void
exported_cb (WireJob *job, gpointer data)
{
  Request *request = data;
  g_autoptr (WireFilesPage) self = request->page;
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  if (wire_job_get_state (job) == WIRE_JOB_DONE && !request->file)
    copy_table (request);
  else if (wire_job_get_state (job) == WIRE_JOB_DONE)
    wire_files_page_notify (self, _ ("The table was saved."));
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED && window)
    wire_message_dialog_show (GTK_WINDOW (window), _ ("This Table Could Not Be Saved"),
                              wire_job_get_error (job)->message);
}

static void
start (WireFilesPage *self, GArray *rows, WireEvidenceFormat format, GFile *file)
{
  g_autoptr (WireJob) job = wire_job_new (_ ("Writing a table of files"));
  Request *request = g_new0 (Request, 1);

  request->list = g_object_ref (self->list);
  request->rows = wire_evidence_list_copy_rows (self->list);
  request->wanted = rows;
  request->format = format;
  request->mask = self->mask ? self->mask : wire_evidence_list_get_mask (self->list);
  request->file = file ? g_object_ref (file) : NULL;
  request->page = g_object_ref (self);
  wire_job_start (job, export_work, request, request_free, exported_cb, request);
}

static guint
find_format (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    if (g_str_equal (FORMATS[i].key, key))
      return i;
  return 0;
}

/** Copies the selected rows as @key says: `sums`, `csv` or `json`. */
void
wire_files_export_copy (WireFilesPage *self, const char *key)
{
  start (self, wire_files_rows_get_selected (self), FORMATS[find_format (key)].format, NULL);
}

static void
save_cb (GFile *file, gpointer data)
{
  WireFilesPage *self = WIRE_FILES_PAGE (data);

  start (self, wire_files_rows_get_shown (self), FORMATS[self->saving].format, file);
}

/** Asks where to save the rows that are shown, in their order. */
void
wire_files_export_save (WireFilesPage *self, const char *key)
{
  self->saving = find_format (key);
  wire_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Save Table"),
                         FORMATS[self->saving].name, save_cb, self);
}
