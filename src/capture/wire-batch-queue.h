/* wire-batch-queue.h: batches that are read in a thread of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-batch-decoder.h"

G_BEGIN_DECLS

/**
 * WireBatchQueue:
 *
 * Has a decoder read and decode what comes next while the last batch is being published and
 * listened to: on two cores, a capture is loaded in little more than half the time. The batches
 * come one after the other, as without the thread. A machine with one core has none.
 *
 * Used by one thread, but for the one that it has itself.
 */
typedef struct _WireBatchQueue WireBatchQueue;

WireBatchQueue *wire_batch_queue_new (WireBatchDecoder *decoder, gboolean thread);

/** Ends reading, and frees @queue with all batches that it gave. */
void wire_batch_queue_free (WireBatchQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireBatchQueue, wire_batch_queue_free)

WireDecodedBatch *wire_batch_queue_next (WireBatchQueue *queue, GError **error);
WireDecodedBatch *wire_batch_queue_finish (WireBatchQueue *queue);

G_END_DECLS
