/* wire-packed-save.h: a file that is written whole or not at all, packed on its way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-save.h"
#include "capture/writing/wire-capture-form.h"

G_BEGIN_DECLS

/**
 * WirePackedSave:
 *
 * A #WireSave that buffers, and packs with gzip or zstd. Used by one thread.
 */
typedef struct _WirePackedSave WirePackedSave;

WirePackedSave *wire_packed_save_new (WireSave *save, WireCapturePacking packing);

/** Lets go of the file; one that was not ended is gone. */
void wire_packed_save_free (WirePackedSave *save);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WirePackedSave, wire_packed_save_free)

gboolean wire_packed_save_write (WirePackedSave *save,
                                 gconstpointer bytes,
                                 gsize length,
                                 GError **error);
gboolean wire_packed_save_finish (WirePackedSave *save, GError **error);

/** Returns: (transfer none): the file that it writes to, to be ended after
 * wire_packed_save_finish() */
WireSave *wire_packed_save_get_save (WirePackedSave *save);

/** Returns: the bytes that were written so far, before they are packed */
guint64 wire_packed_save_get_size (WirePackedSave *save);

G_END_DECLS
