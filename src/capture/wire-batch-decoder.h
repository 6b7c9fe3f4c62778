/* wire-batch-decoder.h: reading packets and decoding them, some dozens at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-segmenter.h"
#include "capture/wire-decoded-batch.h"

G_BEGIN_DECLS

/**
 * WireBatchDecoder:
 *
 * Reads the packets of a capture from its beginning, and decodes them without any lock. Used by one
 * thread at a time.
 */
typedef struct _WireBatchDecoder WireBatchDecoder;

WireBatchDecoder *wire_batch_decoder_new (WireReader *reader, guint32 wanted, gboolean segments);

/** Frees @decoder and what it owns. */
void wire_batch_decoder_free (WireBatchDecoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireBatchDecoder, wire_batch_decoder_free)

gboolean wire_batch_decoder_next (WireBatchDecoder *decoder,
                                  WireDecodedBatch *batch,
                                  GError **error);
gboolean wire_batch_decoder_finish (WireBatchDecoder *decoder, WireDecodedBatch *batch);
const WireSegmenter *wire_batch_decoder_get_segmenter (const WireBatchDecoder *decoder);
gsize wire_batch_decoder_get_window_size (const WireBatchDecoder *decoder);

G_END_DECLS
