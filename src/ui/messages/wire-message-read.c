/* wire-message-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/messages/wire-message-read.h"

#include "capture/objects/wire-object-content.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* Texts come before what is attached: so much of a mail is looked through for them. */
#define MOST (16u * 1024 * 1024)

typedef struct
{
  WireMessageRows *rows;
  guint row;
  WireMailReading reading; /* written by the worker before it returns, read after */
  WireMessageRead read;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_object_unref (self->rows);
  wire_mail_reading_clear (&self->reading);
  g_free (self);
}

static gboolean
read_work (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;
  const WireMessages *messages = wire_message_rows_get_messages (self->rows);
  guint n;
  guint32 object = *wire_messages_get (messages, self->row, &n);
  g_autoptr (GBytes) bytes = wire_object_read_content (wire_messages_get_list (messages), object,
                                                       MOST, wire_job_get_cancellable (job), error);

  if (!bytes)
    return FALSE;
  wire_mail_reading_read (&self->reading, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  self->reading.cut |= g_bytes_get_size (bytes) == MOST;
  return TRUE;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *self = data;
  gboolean done = wire_job_get_state (job) == WIRE_JOB_DONE;

  self->read (job, self->row, done ? &self->reading : NULL, owner);
}

/** Reads mail @row. @owner is given to @read, kept alive until then and let go on the main thread.
 * Returns: (transfer full): the running job */
WireJob *
wire_message_read_start (WireMessageRows *rows, guint row, WireMessageRead read, GObject *owner)
{
  Request *self = g_new0 (Request, 1);

  self->rows = g_object_ref (rows);
  self->row = row;
  self->read = read;
  return wire_owned_job_start (_ ("Reading a mail"), read_work, self, request_free, ended_cb,
                               owner);
}
