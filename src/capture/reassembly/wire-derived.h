/* wire-derived.h: bytes that no packet holds as such
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-body.h"

G_BEGIN_DECLS

/** What the derived bytes of one capture may take on the disk, unless the user says otherwise. */
#define WIRE_DERIVED_MAX (G_GUINT64_CONSTANT (16) * 1024 * 1024 * 1024)

/**
 * WireDerived:
 *
 * Unpacked, decrypted and decoded bytes of a capture. They are written once, one after the other,
 * into a temporary file without a name. What was written stays where it is: its offset goes into an
 * extent, which everything that reads bodies can read.
 *
 * The file is made when the first byte comes. Where the disk is full, or the limit is reached, the
 * rest is refused and counted, and wire_derived_tell_problem() says so; nothing ends for it.
 *
 * Threads: any.
 */
typedef struct _WireDerived WireDerived;

WireDerived *wire_derived_new (guint64 limit);
WireDerived *wire_derived_ref (WireDerived *derived);

/** Drops a reference. The last one frees @derived. Any thread. */
void wire_derived_unref (WireDerived *derived);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireDerived, wire_derived_unref)

guint64 wire_derived_add (WireDerived *derived, const guint8 *bytes, gsize length);
gboolean wire_derived_read (
    WireDerived *derived, guint64 offset, guint8 *buffer, gsize length, GError **error);
guint64 wire_derived_get_size (WireDerived *derived);
char *wire_derived_tell_problem (WireDerived *derived);

G_END_DECLS
