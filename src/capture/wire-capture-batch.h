/* wire-capture-batch.h: packets on their way into a capture, some dozens at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-segmenter.h"
#include "capture/wire-capture-private.h"
#include "capture/wire-decoded-batch.h"

G_BEGIN_DECLS

/**
 * WireCaptureBatch:
 *
 * Publishes packets that were decoded, under the capture's lock, and has their streams heard. For
 * the loading thread.
 */
typedef struct _WireCaptureBatch WireCaptureBatch;

WireCaptureBatch *wire_capture_batch_new (WireCapture *capture);

/** Frees @batch and what it owns. */
void wire_capture_batch_free (WireCaptureBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCaptureBatch, wire_capture_batch_free)

void wire_capture_batch_publish (WireCaptureBatch *batch, WireDecodedBatch *decoded);
void wire_capture_batch_finish (WireCaptureBatch *batch,
                                WireDecodedBatch *decoded,
                                const WireSegmenter *segmenter);
void wire_capture_batch_give_up_fragments (WireCaptureBatch *batch);

G_END_DECLS
