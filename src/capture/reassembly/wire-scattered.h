/* wire-scattered.h: bytes of one file that came at offsets, in any order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-body.h"

G_BEGIN_DECLS

/** More runs of bytes than this are not kept; 32 bytes each. */
#define WIRE_SCATTERED_MAX (8u * 1024 * 1024)

/** Files are no longer than this (16 TiB): a gap of a body takes memory for each 4 GiB of it. */
#define WIRE_SCATTERED_MAX_SIZE (G_GUINT64_CONSTANT (16) << 40)

/**
 * WireScattered:
 *
 * What is read or written at offsets: SMB, NFS, ranges of a file, parts of a mail. Where bytes came
 * more than once, those that came last count.
 *
 * Threads: one at a time.
 */
typedef struct _WireScattered WireScattered;

WireScattered *wire_scattered_new (void);

/** Frees @scattered and what it owns. */
void wire_scattered_free (WireScattered *scattered);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireScattered, wire_scattered_free)

gboolean wire_scattered_add (
    WireScattered *scattered, guint64 at, guint64 offset, guint32 length, guint32 packet);
gboolean wire_scattered_add_body (WireScattered *scattered, guint64 at, const WireBody *body);
gboolean wire_scattered_erase (WireScattered *scattered,
                               guint64 at,
                               guint64 length,
                               guint32 packet);
gsize wire_scattered_get_cost (const WireScattered *scattered);
guint64 wire_scattered_get_end (const WireScattered *scattered);
void wire_scattered_fill (WireScattered *scattered, guint64 size, WireBody *body);

G_END_DECLS
