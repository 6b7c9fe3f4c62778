/* wire-archive.h: captures inside archives and compressed files, by libarchive
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reading/wire-input.h"

G_BEGIN_DECLS

/**
 * WireArchive:
 *
 * Unpacks bzip2, xz, lz4, lzip, lzma and compress, and captures in ZIP, tar, 7z, cpio, ar and cab,
 * as they are read, also where these are in one another, four deep. Several captures in one archive
 * come one after the other; what is not a capture is passed over. Used by one thread.
 */
typedef struct _WireArchive WireArchive;

WireArchive *wire_archive_new (WireInput *input, const guint8 *head, gsize length, GError **error);

/** Frees @archive and what it owns. */
void wire_archive_free (WireArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireArchive, wire_archive_free)

gssize wire_archive_read (WireArchive *archive, guint8 *buffer, gsize size, GError **error);
const char *wire_archive_get_name (const WireArchive *archive);

G_END_DECLS
