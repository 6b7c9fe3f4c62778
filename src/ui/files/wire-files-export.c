/* wire-files-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-export.h"

#include "files/examination/wire-evidence-export.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-file-write.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/widgets/wire-toast.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/**
 * WireFilesExport:
 *
 * Writes rows as checksum lines, CSV or JSON, to the clipboard or to a file, in a worker. What it
 * says and asks appears at the page that has it. Main thread only.
 */
struct _WireFilesExport
{
  GObject parent_instance;

  GtkWidget *page; /* not held: it holds this */
  WireEvidenceList *list;
  WireFilesRows *rows;
  WireDigestMask mask; /* 0: every digest that any row has */
  guint saving;        /* the format that a file dialog is for */
};

G_DEFINE_FINAL_TYPE (WireFilesExport, wire_files_export, G_TYPE_OBJECT)

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
copy_table (Request *request, GtkWidget *page)
{
  gsize size;
  const char *bytes = g_bytes_get_data (request->table, &size);
  g_autofree char *text = g_utf8_make_valid (bytes ? bytes : "", (gssize) size);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (page), text);
  wire_toast_show (page, _ ("The table was copied."));
}

static void
exported_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *request = data;
  GtkWidget *page = GTK_WIDGET (owner);
  GtkRoot *window = gtk_widget_get_root (page);

  if (!window)
    return;
  if (wire_job_get_state (job) == WIRE_JOB_DONE && !request->file)
    copy_table (request, page);
  else if (wire_job_get_state (job) == WIRE_JOB_DONE)
    wire_toast_show (page, _ ("The table was saved."));
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_message_dialog_show (GTK_WINDOW (window), _ ("This Table Could Not Be Saved"),
                              wire_job_get_error (job)->message);
}

static void
start (WireFilesExport *self, GArray *rows, WireEvidenceFormat format, GFile *file)
{
  g_autoptr (WireJob) job = NULL;
  Request *request = g_new0 (Request, 1);

  request->list = g_object_ref (self->list);
  request->rows = wire_evidence_list_copy_rows (self->list);
  request->wanted = rows;
  request->format = format;
  request->mask = self->mask ? self->mask : wire_evidence_list_get_mask (self->list);
  request->file = file ? g_object_ref (file) : NULL;
  job = wire_owned_job_start (_ ("Writing a table of files"), export_work, request, request_free,
                              exported_cb, G_OBJECT (self->page));
}

static guint
find_format (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    if (g_str_equal (FORMATS[i].key, key))
      return i;
  return 0;
}

static void
wire_files_export_finalize (GObject *object)
{
  WireFilesExport *self = WIRE_FILES_EXPORT (object);

  g_object_unref (self->list);
  g_object_unref (self->rows);
  G_OBJECT_CLASS (wire_files_export_parent_class)->finalize (object);
}

static void
wire_files_export_class_init (WireFilesExportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_files_export_finalize;
}

static void
wire_files_export_init (WireFilesExport *self)
{
  (void) self;
}

/** @page: not held: it holds what this returns. Returns: (transfer full) */
WireFilesExport *
wire_files_export_new (GtkWidget *page, WireEvidenceList *list, WireFilesRows *rows)
{
  WireFilesExport *self = g_object_new (WIRE_TYPE_FILES_EXPORT, NULL);

  self->page = page;
  self->list = g_object_ref (list);
  self->rows = g_object_ref (rows);
  return self;
}

/** @mask: the digests to write; 0 for all that any row has */
void
wire_files_export_set_mask (WireFilesExport *self, WireDigestMask mask)
{
  g_return_if_fail (WIRE_IS_FILES_EXPORT (self));
  self->mask = mask;
}

/** Copies the selected rows as @key says: `sums`, `csv` or `json`. */
void
wire_files_export_copy (WireFilesExport *self, const char *key)
{
  g_return_if_fail (WIRE_IS_FILES_EXPORT (self));
  start (self, wire_files_rows_get_selected (self->rows), FORMATS[find_format (key)].format, NULL);
}

static void
save_cb (GFile *file, gpointer data)
{
  WireFilesExport *self = WIRE_FILES_EXPORT (data);

  start (self, wire_files_rows_get_shown (self->rows), FORMATS[self->saving].format, file);
}

/** Asks where to save the rows that are shown, in their order. */
void
wire_files_export_save (WireFilesExport *self, const char *key)
{
  g_return_if_fail (WIRE_IS_FILES_EXPORT (self));
  self->saving = find_format (key);
  wire_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (self->page)), _ ("Save Table"),
                         FORMATS[self->saving].name, save_cb, self);
}
