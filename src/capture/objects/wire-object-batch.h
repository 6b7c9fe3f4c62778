/* wire-object-batch.h: small objects, examined many at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-facts.h"

G_BEGIN_DECLS

/**
 * WireObjectBatch:
 *
 * Objects that are neighbours in a capture, whose segments are between each other's, are read
 * together (wire_body_read_many()). For one thread.
 */
typedef struct _WireObjectBatch WireObjectBatch;

WireObjectBatch *wire_object_batch_new (const WireObjectList *list,
                                        WireTypeDetector *detector,
                                        WireObjectWanted wanted,
                                        gsize limit);

/** Frees @batch and what it owns. */
void wire_object_batch_free (WireObjectBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireObjectBatch, wire_object_batch_free)

gboolean wire_object_batch_add (WireObjectBatch *batch, guint32 object, WireObjectFacts *facts);
gboolean wire_object_batch_examine (WireObjectBatch *batch,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
