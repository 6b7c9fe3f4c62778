/* wire-batch-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-batch-queue.h"

/* Batches that are there, most of them read ahead. Their bytes should still be in a cache when they
 * are listened to. */
#define BATCHES 8u

/* A thread that waits is woken when there is work for a while: waking costs as much as a batch. */
#define WORTH_WAKING (BATCHES / 2)

/* How long it is waited for so much: a pipe may bring less for hours. */
#define PATIENCE G_TIME_SPAN_MILLISECOND

/* Where packets are longer, one batch is read at a time: they would take too much memory. */
#define MOST_AHEAD (1024u * 1024)

/*
 * WireBatchQueue:
 * @thread: %NULL where there is none
 * @lock: guards what follows, but for the batches that are with one of the threads
 * @filled: batches that were read so far
 * @taken: of these, those that the taker was given
 * @done: of these, those that it gave back
 * @awaited: how many the taker waits for; 0: it does not
 * @reader_waits: for room
 * @ended: nothing more is read: @error, or the last batch without packets
 * @stopping: nobody takes any more
 */
struct _WireBatchQueue
{
  WireBatchDecoder *decoder;
  GThread *thread;
  GMutex lock;
  GCond changed;
  guint64 filled;
  guint64 taken;
  guint64 done;
  guint awaited;
  gboolean reader_waits;
  gboolean ended;
  gboolean stopping;
  GError *error;
  WireDecodedBatch batches[BATCHES];
};

static WireDecodedBatch *
get_batch (WireBatchQueue *self, guint64 number)
{
  return &self->batches[number % BATCHES];
}

static gboolean
has_room (const WireBatchQueue *self)
{
  guint64 ahead = self->filled - self->done;

  return ahead == 0
         || (ahead < BATCHES && wire_batch_decoder_get_window_size (self->decoder) <= MOST_AHEAD);
}

/* Wakes the taker where it waits for no more than there is, or than @enough. With the lock held. */
static void
wake_taker (WireBatchQueue *self, guint enough)
{
  if (self->awaited == 0)
    return;
  self->awaited = MIN (self->awaited, enough);
  if (self->ended || self->filled - self->taken >= self->awaited)
    g_cond_signal (&self->changed);
}

/* Returns: (nullable): an empty batch; %NULL where nobody wants another */
static WireDecodedBatch *
wait_for_room (WireBatchQueue *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->reader_waits = TRUE;
  while (!has_room (self) && !self->stopping)
    {
      wake_taker (self, 1);
      g_cond_wait (&self->changed, &self->lock);
    }
  self->reader_waits = FALSE;
  return self->stopping ? NULL : get_batch (self, self->filled);
}

static void
add_filled (WireBatchQueue *self, gboolean ended, GError *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->filled++;
  self->ended = ended;
  self->error = error;
  wake_taker (self, WORTH_WAKING);
}

static gpointer
run (gpointer data)
{
  WireBatchQueue *self = data;
  WireDecodedBatch *batch;
  gboolean more = TRUE;

  while (more && (batch = wait_for_room (self)))
    {
      GError *error = NULL;

      more = wire_batch_decoder_next (self->decoder, batch, &error);
      add_filled (self, !more, error);
    }
  return NULL;
}

/**
 * wire_batch_queue_new:
 * @decoder: borrowed; nobody else uses it until the queue has ended
 * @thread: whether to read in a thread
 *
 * Returns: (transfer full): a queue that begins to read
 */
WireBatchQueue *
wire_batch_queue_new (WireBatchDecoder *decoder, gboolean thread)
{
  WireBatchQueue *self = g_new0 (WireBatchQueue, 1);

  self->decoder = decoder;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  for (guint i = 0; i < BATCHES; i++)
    wire_decoded_batch_init (&self->batches[i]);
  if (thread)
    self->thread = g_thread_new ("capture reader", run, self);
  return self;
}

static void
stop (WireBatchQueue *self)
{
  if (!self->thread)
    return;
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (g_steal_pointer (&self->thread));
}

void
wire_batch_queue_free (WireBatchQueue *self)
{
  stop (self);
  for (guint i = 0; i < BATCHES; i++)
    wire_decoded_batch_clear (&self->batches[i]);
  g_clear_error (&self->error);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* What was taken last is given back. With the lock held. */
static void
give_back (WireBatchQueue *self)
{
  self->done = self->taken;
  if (self->reader_waits && self->filled - self->done <= WORTH_WAKING)
    g_cond_signal (&self->changed);
}

/* With the lock held. */
static void
wait_for_filled (WireBatchQueue *self)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  if (self->filled > self->taken || self->ended)
    return;
  self->awaited = WORTH_WAKING;
  while (self->filled - self->taken < self->awaited && !self->ended)
    if (self->awaited == 1)
      g_cond_wait (&self->changed, &self->lock);
    else if (!g_cond_wait_until (&self->changed, &self->lock, end))
      self->awaited = 1;
  self->awaited = 0;
}

static WireDecodedBatch *
take (WireBatchQueue *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  give_back (self);
  wait_for_filled (self);
  if (self->taken + 1 == self->filled && self->error)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return get_batch (self, self->taken++);
}

/**
 * wire_batch_queue_next:
 * @self: a queue that did not end
 * @error: as wire_batch_decoder_next() sets it
 *
 * Blocks until the next batch is read. The one before it is given back.
 *
 * Returns: (transfer none): the next batch; one without packets at the end, and where @error is set
 */
WireDecodedBatch *
wire_batch_queue_next (WireBatchQueue *self, GError **error)
{
  WireDecodedBatch *batch;

  if (self->taken > 0)
    wire_decoded_batch_empty (get_batch (self, self->taken - 1));
  if (self->thread)
    return take (self, error);
  batch = get_batch (self, self->taken++);
  wire_batch_decoder_next (self->decoder, batch, error);
  return batch;
}

/**
 * wire_batch_queue_finish:
 * @self: a queue of which no more is wanted
 *
 * Ends reading. All batches are given back.
 *
 * Returns: (transfer none) (nullable): what waited for fragments
 */
WireDecodedBatch *
wire_batch_queue_finish (WireBatchQueue *self)
{
  WireDecodedBatch *batch = get_batch (self, 0);

  stop (self);
  wire_decoded_batch_empty (batch);
  return wire_batch_decoder_finish (self->decoder, batch) ? batch : NULL;
}
