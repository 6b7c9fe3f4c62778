/* wire-field-fragments.h: datagrams that came in fragments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-packet.h"

G_BEGIN_DECLS

/**
 * WireFieldFragments:
 *
 * Puts datagrams together, so that what they carry counts for the packet that makes them whole, and
 * not for their first fragment (RFC 791, section 3.2; RFC 8200, section 4.5). A bounded number of
 * datagrams is kept; the oldest is given up. Used by one thread.
 */
typedef struct _WireFieldFragments WireFieldFragments;

WireFieldFragments *wire_field_fragments_new (void);

/** Frees @fragments and what it owns. */
void wire_field_fragments_free (WireFieldFragments *fragments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFieldFragments, wire_field_fragments_free)

gboolean wire_field_fragments_strip (WireFrame *frame);
void wire_field_fragments_give (const WireFrame *frame, WireFieldPacket *packet);
GBytes *wire_field_fragments_add (WireFieldFragments *fragments, const WireFrame *frame);

G_END_DECLS
