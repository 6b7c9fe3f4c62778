/* wire-evidence-bytes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-bytes.h"

#include "base/wire-file-open.h"
#include "capture/objects/wire-object-content.h"
#include "ui/widgets/wire-figures.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Bytes of a download that are read: they come out of their packets, and may have to be decoded. */
#define READ (1024u * 1024)

/* Of a hex view: the job that reads for it. */
#define JOB_KEY "wire-evidence-bytes"

/* The file in the hex view, open as long as it is shown. */
typedef struct
{
  int fd;
} OpenFile;

static void
open_file_free (gpointer data)
{
  OpenFile *file = data;

  close (file->fd);
  g_free (file);
}

static GBytes *
read_file (guint64 offset, gsize length, gpointer data)
{
  const OpenFile *file = data;
  g_autofree guint8 *buffer = g_malloc (length);
  ssize_t got = pread (file->fd, buffer, length, (off_t) offset);

  return got > 0 ? g_bytes_new_take (g_steal_pointer (&buffer), (gsize) got) : NULL;
}

/* What a worker reads of a download. */
typedef struct
{
  WireObjectList *objects;
  guint32 object;
  guint64 signature_offset;
  guint64 signature_length; /* 0: there is none */
  GBytes *bytes;            /* (nullable): written by the worker before it returns, shown after */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  wire_object_list_unref (reading->objects);
  g_clear_pointer (&reading->bytes, g_bytes_unref);
  g_free (reading);
}

static gboolean
read_work (WireJob *job, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->bytes = wire_object_read_content (reading->objects, reading->object, READ,
                                             wire_job_get_cancellable (job), error);
  return reading->bytes != NULL;
}

/* Only what was asked for last is shown. */
static void
read_cb (WireJob *job, gpointer data, GObject *owner)
{
  const Reading *reading = data;

  if (g_object_get_data (owner, JOB_KEY) != job)
    return;
  if (reading->bytes)
    {
      wire_hex_view_set_bytes (WIRE_HEX_VIEW (owner), reading->bytes);
      wire_hex_view_highlight (WIRE_HEX_VIEW (owner), reading->signature_offset,
                               reading->signature_length);
    }
  g_object_set_data (owner, JOB_KEY, NULL);
}

static void
job_free (gpointer data)
{
  wire_job_cancel (data);
  g_object_unref (data);
}

static void
read_object (WireHexView *hex, const WireEvidenceRow *row, WireObjectList *objects)
{
  const WireType *type = row->evidence->type;
  Reading *reading = g_new0 (Reading, 1);

  reading->objects = wire_object_list_ref (objects);
  reading->object = row->origin->object;
  if (type && type->signature)
    {
      reading->signature_offset = type->signature_offset;
      reading->signature_length = strlen (type->signature) / 2;
    }
  g_object_set_data_full (G_OBJECT (hex), JOB_KEY,
                          wire_owned_job_start (_ ("Reading a download"), read_work, reading,
                                                reading_free, read_cb, G_OBJECT (hex)),
                          job_free);
}

static gboolean
open_file (WireHexView *hex, const WireEvidence *evidence)
{
  struct stat info;
  OpenFile *file;
  int fd = wire_file_open_regular (evidence->path, &info, NULL);

  if (fd < 0)
    return FALSE;
  file = g_new (OpenFile, 1);
  file->fd = fd;
  wire_hex_view_set_source (hex, (guint64) info.st_size, read_file, file, open_file_free);
  if (evidence->type && evidence->type->signature)
    wire_hex_view_highlight (hex, evidence->type->signature_offset,
                             strlen (evidence->type->signature) / 2);
  return TRUE;
}

static void
tell_length (GtkLabel *caption, guint64 size)
{
  g_autofree char *read = wire_figure_count (READ);
  g_autofree char *all = wire_figure_count (size);
  g_autofree char *first = g_strdup_printf (_ ("The first %s of %s bytes."), read, all);

  gtk_label_set_text (caption, size > READ ? first : _ ("Bytes"));
}

/**
 * wire_evidence_bytes_show:
 * @hex: shows the file of @row with its signature marked, or nothing
 * @caption: says how much of it is shown
 * @objects: (nullable): of the capture that a download's row is from
 *
 * A download is read in a job, decoded, up to a mebibyte, with zeros in place of what was not
 * captured, and shown as soon as it was read. Main thread only.
 *
 * Returns: whether there are bytes to show
 */
gboolean
wire_evidence_bytes_show (WireHexView *hex,
                          GtkLabel *caption,
                          const WireEvidenceRow *row,
                          WireObjectList *objects)
{
  const WireEvidence *evidence = row->evidence;

  wire_evidence_bytes_forget (hex);
  tell_length (caption, row->origin ? evidence->size : 0);
  if (evidence->error)
    return FALSE;
  if (!row->origin)
    return open_file (hex, evidence);
  if (!objects || evidence->size == 0)
    return FALSE;
  read_object (hex, row, objects);
  return TRUE;
}

/** Shows nothing in @hex, and reads nothing more for it. */
void
wire_evidence_bytes_forget (WireHexView *hex)
{
  g_object_set_data (G_OBJECT (hex), JOB_KEY, NULL);
  wire_hex_view_set_bytes (hex, NULL);
}
