/* wire-source.h: the bytes of a capture file, plain or unpacked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireSource:
 *
 * The bytes of a file, in order once and again at any offset: as they are, or unpacked from gzip or
 * zstd, recognised by content. What does not come from a plain file (a compressed one, or standard
 * input) is copied on its way into an unlinked spool file, which is what is read again.
 *
 * Nothing is mapped: a file that is cut under a mapping kills the program that looks at it.
 *
 * Threads: wire_source_fill() belongs to one; wire_source_read_at() may be called by any other
 * meanwhile, for offsets that were filled.
 */
typedef struct _WireSource WireSource;

WireSource *wire_source_open (const char *path, GCancellable *cancellable, GError **error);

/** Frees @source and what it owns. */
void wire_source_free (WireSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSource, wire_source_free)

gssize wire_source_fill (WireSource *source, guint8 *buffer, gsize size, GError **error);
gboolean wire_source_skip (WireSource *source, guint64 size, GError **error);
gboolean wire_source_read_at (
    WireSource *source, guint64 offset, guint8 *buffer, gsize size, GError **error);

const char *wire_source_get_name (WireSource *source);
const char *wire_source_get_packing (WireSource *source);
double wire_source_get_fraction (WireSource *source);
gboolean wire_source_check_unchanged (WireSource *source, GError **error);

G_END_DECLS
