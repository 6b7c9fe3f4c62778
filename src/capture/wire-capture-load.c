/* wire-capture-load.c: the pass over a capture file that fills its index and flow table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-pages.h"
#include "capture/wire-batch-queue.h"
#include "capture/wire-capture-batch.h"

#include <glib/gi18n.h>

/* Of these there may have been so many conversations that what was freed with them is worth giving
 * back. */
#define MANY_PACKETS 100000u

typedef struct
{
  WireCapture *capture;
  WireJob *job;
  WireBatchDecoder *decoder;
  WireBatchQueue *queue;
  WireCaptureBatch *batch;
  gint64 last_progress;
} Load;

static void
report_progress (Load *load, double fraction)
{
  gint64 now = g_get_monotonic_time ();

  if (now - load->last_progress < G_TIME_SPAN_SECOND / 20)
    return;
  load->last_progress = now;
  wire_job_set_progress (load->job, fraction, NULL);
}

/* Key logs that came with what was read last: before its packets are listened to. */
static void
add_secrets (Load *load, const GPtrArray *secrets)
{
  for (guint i = 0; secrets && i < secrets->len; i++)
    wire_capture_hearing_add_secret (&load->capture->hearing, g_ptr_array_index (secrets, i));
}

/* Returns: whether all that is wanted of the file was read */
static gboolean
read_all (Load *load, GError **error)
{
  gboolean more = TRUE;

  while (more)
    {
      GError *local = NULL;
      WireDecodedBatch *decoded = wire_batch_queue_next (load->queue, &local);

      add_secrets (load, decoded->secrets);
      more = decoded->n > 0;
      if (more)
        wire_capture_batch_publish (load->batch, decoded);
      report_progress (load, decoded->fraction);
      if (more && !local)
        wire_job_set_error_if_cancelled (load->job, &local);
      if (!local)
        continue;
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

/* Call with the lock held. */
static void
warn (WireCapture *self, const char *warning)
{
  g_ptr_array_add (self->warnings, g_strdup (warning));
}

static void
warn_of_error (WireCapture *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    warn (self, _ ("Reading was cancelled; what was read until then is shown."));
  else
    warn (self, error->message);
}

/* Where keys come after what they open, a second pass hears more than the first. Where that fails,
 * the first one is the answer, and @why says so. Returns: sentences on what was not heard */
static GStrv
finish_streams (Load *load, gboolean again, GError **why)
{
  WireCapture *self = load->capture;

  if (!self->hearing.streams)
    return NULL;
  if (wire_capture_hearing_finish (&self->hearing) && again)
    wire_capture_hearing_repeat (self, load->job, why);
  return wire_capture_hearing_tell_problems (&self->hearing);
}

static void
finish (Load *load, const GError *error)
{
  WireCapture *self = load->capture;
  WireDecodedBatch *rest = wire_batch_queue_finish (load->queue);
  g_autoptr (GError) local = NULL;
  g_auto (GStrv) problems = NULL;

  if (rest)
    wire_capture_batch_finish (load->batch, rest, wire_batch_decoder_get_segmenter (load->decoder));
  problems = finish_streams (load, error == NULL, &local);
  if (self->summary.packets >= MANY_PACKETS)
    wire_pages_trim ();

  g_mutex_lock (&self->lock);
  if (error)
    warn_of_error (self, error);
  if (local)
    warn_of_error (self, local);
  for (guint i = 0; problems && problems[i]; i++)
    warn (self, problems[i]);
  wire_capture_batch_give_up_fragments (load->batch);
  self->summary.flows = wire_flow_table_get_n_counted (self->flows);
  self->summary.loaded = TRUE;
  self->summary.complete = !error && self->summary.packets < self->stop_after;
  wire_capture_announce_end (self);
  g_mutex_unlock (&self->lock);
  wire_job_set_progress (load->job, 1, NULL);
}

static WireReader *
open_reader (WireCapture *self, WireJob *job, GError **error)
{
  const char *path = g_file_peek_path (self->file);
  g_autofree char *uri = NULL;

  if (path)
    return wire_reader_open (path, job ? wire_job_get_cancellable (job) : NULL, error);
  uri = g_file_get_uri (self->file);
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
      _ ("“%s” is not on this machine, so it cannot be read: copy it to this machine first."), uri);
  return NULL;
}

/**
 * wire_capture_stop_after:
 * @self: a capture that is not loaded yet
 * @packets: how many, at least 1
 *
 * Has wire_capture_load() read no further than these packets. Whether something after them is
 * broken is then not known.
 */
void
wire_capture_stop_after (WireCapture *self, guint32 packets)
{
  g_return_if_fail (WIRE_IS_CAPTURE (self));
  g_return_if_fail (self->reader == NULL);
  g_return_if_fail (packets > 0);

  self->stop_after = packets;
}

/**
 * wire_capture_load:
 * @self: a capture that was not loaded yet
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * Reads the whole file: for a worker thread, as the work of a #WireJob. It blocks for as long as
 * that takes, while everybody else may read what is there already.
 *
 * A file that is broken or cut keeps every packet before the break: that is a result, with a
 * warning. So is a cancelled pass, but it returns %FALSE as every cancelled job does.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED where @job was cancelled, or with the reader's error
 *   where the file could not be opened as a capture
 */
gboolean
wire_capture_load (WireCapture *self, WireJob *job, GError **error)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE (self), FALSE);
  g_return_val_if_fail (self->reader == NULL, FALSE);

  WireReader *reader = open_reader (self, job, error);
  g_autoptr (WireBatchDecoder) decoder = NULL;
  g_autoptr (WireBatchQueue) queue = NULL;
  g_autoptr (WireCaptureBatch) batch = NULL;
  Load load;
  g_autoptr (GError) local = NULL;

  if (!reader)
    return FALSE;
  g_mutex_lock (&self->lock);
  self->reader = reader;
  g_mutex_unlock (&self->lock);

  decoder = wire_batch_decoder_new (reader, self->stop_after, self->hearing.streams != NULL);
  queue = wire_batch_queue_new (decoder, g_get_num_processors () > 1);
  batch = wire_capture_batch_new (self);
  load = (Load){ self, job, decoder, queue, batch, 0 };
  read_all (&load, &local);
  finish (&load, local);
  if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
