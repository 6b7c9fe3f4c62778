/* wire-message-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/messages/wire-message-rows.h"

#include "capture/objects/wire-object-work.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/**
 * WireMessageRows:
 *
 * Mails, each with its verdict. Made in a worker; then nothing of it changes but the one mail that
 * was read last, which the main thread alone looks at.
 */
struct _WireMessageRows
{
  GObject parent_instance;

  WireMessages *messages;
  GPtrArray *verdicts; /* of char *, translated */
  GByteArray *fine;    /* a byte each: there is nothing to say */

  guint read; /* the mail that @reading is of, or G_MAXUINT */
  WireMailReading reading;
};

G_DEFINE_FINAL_TYPE (WireMessageRows, wire_message_rows, G_TYPE_OBJECT)

typedef struct
{
  WireObjectList *list;
  WireMessageRows *rows; /* written by the worker before it returns, read after */
  WireMessagesListed listed;
} Request;

static void
wire_message_rows_finalize (GObject *object)
{
  WireMessageRows *self = WIRE_MESSAGE_ROWS (object);

  g_clear_pointer (&self->messages, wire_messages_free);
  g_ptr_array_unref (self->verdicts);
  g_byte_array_unref (self->fine);
  wire_mail_reading_clear (&self->reading);
  G_OBJECT_CLASS (wire_message_rows_parent_class)->finalize (object);
}

static void
wire_message_rows_class_init (WireMessageRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_message_rows_finalize;
}

static void
wire_message_rows_init (WireMessageRows *self)
{
  self->verdicts = g_ptr_array_new_with_free_func (g_free);
  self->fine = g_byte_array_new ();
  self->read = G_MAXUINT;
}

static gboolean
judge (WireMessageRows *self, guint row, WireTypeDetector *detector, WireJob *job, GError **error)
{
  WireObjectList *list = wire_messages_get_list (self->messages);
  guint n;
  const guint32 *all = wire_messages_get (self->messages, row, &n);
  g_autofree WireObjectFacts *facts = g_new0 (WireObjectFacts, n);
  gboolean fine = FALSE;
  gboolean done = wire_object_examine_many (list, all, n, detector, WIRE_OBJECT_TYPE,
                                            wire_job_get_cancellable (job), facts, error);

  if (done)
    {
      g_ptr_array_add (self->verdicts, wire_message_judge (list, all, n, facts, &fine));
      g_byte_array_append (self->fine, &(guint8){ (guint8) fine }, 1);
    }
  for (guint i = 0; i < n; i++)
    wire_object_facts_clear (&facts[i]);
  return done;
}

static gboolean
list_work (WireJob *job, gpointer data, GError **error)
{
  Request *self = data;
  g_autoptr (WireTypeDetector) detector = NULL;
  guint n;

  self->rows = g_object_new (WIRE_TYPE_MESSAGE_ROWS, NULL);
  self->rows->messages = wire_messages_new (self->list);
  n = wire_messages_get_length (self->rows->messages);
  if (n > 0 && !(detector = wire_type_detector_get_shared (error)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (wire_job_set_error_if_cancelled (job, error)
          || !judge (self->rows, i, detector, job, error))
        return FALSE;
      wire_job_set_progress (job, (double) i / n, NULL);
    }
  return TRUE;
}

static void
request_free (gpointer data)
{
  Request *self = data;

  wire_object_list_unref (self->list);
  g_clear_object (&self->rows);
  g_free (self);
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *self = data;

  self->listed (job, wire_job_get_state (job) == WIRE_JOB_DONE ? self->rows : NULL, owner);
}

/**
 * wire_message_rows_start:
 * @list: what was transferred
 * @listed: called at the end
 * @owner: given to @listed, kept alive until then and let go on the main thread
 *
 * Looks for mails, and examines them and what was attached to them.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_message_rows_start (WireObjectList *list, WireMessagesListed listed, GObject *owner)
{
  Request *self = g_new0 (Request, 1);

  self->list = wire_object_list_ref (list);
  self->listed = listed;
  return wire_owned_job_start (_ ("Examining mails"), list_work, self, request_free, ended_cb,
                               owner);
}

/** Returns: (transfer none): the mails and what was attached */
const WireMessages *
wire_message_rows_get_messages (WireMessageRows *self)
{
  return self->messages;
}

/** Returns: (transfer none): the list that the mails are of */
WireObjectList *
wire_message_rows_get_list (WireMessageRows *self)
{
  return wire_messages_get_list (self->messages);
}

/** Returns: (transfer none): the mail itself */
const WireObject *
wire_message_rows_get_mail (WireMessageRows *self, guint row)
{
  guint n;

  return wire_object_list_get (wire_messages_get_list (self->messages),
                               *wire_messages_get (self->messages, row, &n));
}

/** @fine: (out): there is nothing to say. Returns: (transfer none): the verdict, translated */
const char *
wire_message_rows_get_verdict (WireMessageRows *self, guint row, gboolean *fine)
{
  *fine = self->fine->data[row];
  return g_ptr_array_index (self->verdicts, row);
}

/** Keeps what is in mail @row, in place of the one before. @reading: taken, and cleared. Main
 * thread. */
void
wire_message_rows_take_reading (WireMessageRows *self, guint row, WireMailReading *reading)
{
  wire_mail_reading_clear (&self->reading);
  self->reading = *reading;
  *reading = (WireMailReading){ 0 };
  self->read = row;
}

/** Returns: (nullable) (transfer none): what is in mail @row, if it was read last. Main thread. */
const WireMailReading *
wire_message_rows_get_reading (WireMessageRows *self, guint row)
{
  return self->read == row ? &self->reading : NULL;
}
