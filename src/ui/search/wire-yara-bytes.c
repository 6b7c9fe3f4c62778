/* wire-yara-bytes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-yara-bytes.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "capture/objects/wire-object-content.h"
#include "ui/widgets/wire-hex-view.h"
#include "ui/work/wire-owned-job.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* What is shown of a transfer or file: a string beyond is told of, but not shown. */
#define SHOWN (32u * 1024 * 1024)

/**
 * WireYaraBytes:
 *
 * The decoded bytes of a transfer, or those of a file, read in a worker. The strings of the rule
 * are marked. Main thread only.
 */
struct _WireYaraBytes
{
  AdwBin parent_instance;

  WireJob *job;         /* that reads, or NULL */
  guint64 wanted;       /* to be gone to when the bytes are there */
  guint64 wanted_bytes; /* how many */

  WireHexView *hex;
  GtkLabel *title;
};

G_DEFINE_FINAL_TYPE (WireYaraBytes, wire_yara_bytes, ADW_TYPE_BIN)

typedef struct
{
  WireYaraRows *rows;
  guint row;
  GBytes *bytes; /* written by the worker before it returns, read after */
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_object_unref (self->rows);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static GBytes *
read_file (const char *path, GError **error)
{
  struct stat info;
  int fd = wire_file_open_regular (path, &info, error);
  g_autofree guint8 *bytes = NULL;
  gsize size;
  gssize n;

  if (fd < 0)
    return NULL;
  size = (gsize) MIN (info.st_size, (goffset) SHOWN);
  bytes = g_malloc (size + 1);
  n = wire_io_read_full (fd, bytes, size);
  if (n < 0)
    wire_file_set_errno_error (error, path, errno);
  close (fd);
  return n < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&bytes), (gsize) n);
}

static gboolean
read_work (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;
  const char *path = wire_yara_rows_get_path (self->rows, self->row);

  self->bytes = path ? read_file (path, error)
                     : wire_object_read_content (wire_yara_rows_get_list (self->rows),
                                                 wire_yara_rows_get_target (self->rows, self->row),
                                                 SHOWN, wire_job_get_cancellable (job), error);
  return self->bytes != NULL;
}

static void
mark_strings (WireYaraBytes *self, const WireYaraMatch *match)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (WireHexMark));

  for (guint i = 0; i < match->places->len; i++)
    {
      const WireYaraPlace *place = &g_array_index (match->places, WireYaraPlace, i);
      const WireHexMark mark = { place->offset, place->length };

      g_array_append_val (marks, mark);
    }
  wire_hex_view_set_marks (self->hex, (const WireHexMark *) (gpointer) marks->data, marks->len);
}

static void
read_cb (WireJob *job, gpointer data, GObject *owner)
{
  WireYaraBytes *self = WIRE_YARA_BYTES (owner);
  const Request *request = data;
  g_autofree char *name = NULL;
  const char *title;

  if (job != self->job)
    return;
  g_clear_object (&self->job);
  name = wire_yara_rows_tell_name (request->rows, request->row);
  title = wire_job_get_state (job) == WIRE_JOB_FAILED ? wire_job_get_error (job)->message : name;
  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  wire_hex_view_set_bytes (self->hex, request->bytes);
  if (!request->bytes)
    return;
  mark_strings (self, wire_yara_rows_get_match (request->rows, request->row));
  wire_yara_bytes_go_to (self, self->wanted, self->wanted_bytes);
}

static void
wire_yara_bytes_dispose (GObject *object)
{
  WireYaraBytes *self = WIRE_YARA_BYTES (object);

  if (self->job)
    wire_job_cancel (self->job);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (wire_yara_bytes_parent_class)->dispose (object);
}

static void
wire_yara_bytes_class_init (WireYaraBytesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_yara_bytes_dispose;
  g_type_ensure (WIRE_TYPE_HEX_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/search/wire-yara-bytes.ui");
  gtk_widget_class_bind_template_child (widget_class, WireYaraBytes, hex);
  gtk_widget_class_bind_template_child (widget_class, WireYaraBytes, title);
}

static void
wire_yara_bytes_init (WireYaraBytes *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Shows what the rule of @row matched, from its first string on. */
void
wire_yara_bytes_show (WireYaraBytes *self, WireYaraRows *rows, guint row)
{
  const GArray *places = wire_yara_rows_get_match (rows, row)->places;
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (WIRE_IS_YARA_BYTES (self));

  if (self->job)
    wire_job_cancel (self->job);
  g_clear_object (&self->job);
  *request = (Request){ g_object_ref (rows), row, NULL };
  self->wanted = places->len > 0 ? g_array_index (places, WireYaraPlace, 0).offset : 0;
  self->wanted_bytes = places->len > 0 ? g_array_index (places, WireYaraPlace, 0).length : 0;
  wire_hex_view_set_bytes (self->hex, NULL);
  self->job = wire_owned_job_start (_ ("Reading bytes"), read_work, request, request_free, read_cb,
                                    G_OBJECT (self));
}

/** Lets the string at @offset be seen, now or as soon as the bytes are there. */
void
wire_yara_bytes_go_to (WireYaraBytes *self, guint64 offset, guint64 length)
{
  g_return_if_fail (WIRE_IS_YARA_BYTES (self));

  self->wanted = offset;
  self->wanted_bytes = length;
  if (!self->job)
    wire_hex_view_highlight (self->hex, offset, length);
}
