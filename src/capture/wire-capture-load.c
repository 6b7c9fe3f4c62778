/* wire-capture-load.c: the pass over a capture file that fills its index and flow table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-pages.h"
#include "capture/wire-capture-batch.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Packets that are read however little memory there is: half a gigabyte. */
#define LEAST_PACKETS (16u * 1024 * 1024)

/* Of these there may have been so many conversations that what was freed with them is worth giving
 * back. */
#define MANY_PACKETS 100000u

typedef struct
{
  WireCapture *capture;
  WireJob *job;
  WireReader *reader;
  WireCaptureBatch *batch;
  gint64 last_progress;
  guint32 most; /* packets */
} Load;

static void
report_progress (Load *load)
{
  gint64 now = g_get_monotonic_time ();

  if (now - load->last_progress < G_TIME_SPAN_SECOND / 20)
    return;
  load->last_progress = now;
  wire_job_set_progress (load->job, wire_reader_get_fraction (load->reader), NULL);
}

/* Returns: how many packets are still wanted, but no more than a batch */
static guint
count_wanted (const Load *load)
{
  return MIN (load->capture->stop_after - load->capture->summary.packets, WIRE_CAPTURE_BATCH);
}

/* Key logs that came with what was read last: before its packets are listened to. */
static void
add_secrets (Load *load)
{
  g_autoptr (GPtrArray) secrets = wire_reader_take_secrets (load->reader);

  for (guint i = 0; secrets && i < secrets->len; i++)
    wire_capture_hearing_add_secret (&load->capture->hearing, g_ptr_array_index (secrets, i));
}

/* What is kept of each packet may take a quarter of the machine's memory: a sparse file costs who
 * made it nothing. */
static guint32
count_that_fit (void)
{
  glong pages = sysconf (_SC_PHYS_PAGES), bytes = sysconf (_SC_PAGESIZE);
  guint64 memory = pages > 0 && bytes > 0 ? (guint64) pages * (guint64) bytes : 0;

  return (guint32) CLAMP (memory / 4 / sizeof (WirePacketRecord), LEAST_PACKETS,
                          G_MAXUINT32 - WIRE_CAPTURE_BATCH);
}

/* Returns: whether all that is wanted of the file was read */
static gboolean
read_all (Load *load, GError **error)
{
  GError *local = NULL;

  while (count_wanted (load) > 0 && !wire_job_set_error_if_cancelled (load->job, &local)
         && wire_capture_batch_read (load->batch, count_wanted (load), &local) > 0)
    {
      if (load->capture->summary.packets >= load->most)
        {
          g_set_error (
              &local, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
              _ ("Wirecase reads at most %u packets of one capture; the rest is left out."),
              load->capture->summary.packets);
          break;
        }
      add_secrets (load);
      wire_capture_batch_publish (load->batch);
      report_progress (load);
    }
  add_secrets (load);
  if (!local)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
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
  g_autoptr (GError) local = NULL;
  g_auto (GStrv) problems = NULL;

  wire_capture_batch_finish (load->batch);
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
  self->summary.complete = !error && count_wanted (load) > 0;
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
  g_autoptr (WireCaptureBatch) batch = NULL;
  Load load;
  g_autoptr (GError) local = NULL;

  if (!reader)
    return FALSE;
  g_mutex_lock (&self->lock);
  self->reader = reader;
  g_mutex_unlock (&self->lock);

  batch = wire_capture_batch_new (self, reader);
  load = (Load){ self, job, reader, batch, 0, count_that_fit () };
  read_all (&load, &local);
  finish (&load, local);
  if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
