/* wire-field-streams.h: what frames before decide: connections, and messages in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-packet.h"

G_BEGIN_DECLS

/**
 * WireFieldStreams:
 *
 * Counts connections and puts messages together, so that fields of a message are those of the
 * packet that completes it. It must see all packets, in order. What it keeps is bounded. Used by
 * one thread.
 */
typedef struct _WireFieldStreams WireFieldStreams;

WireFieldStreams *wire_field_streams_new (WireFieldPacket *packet);

/** Frees @streams and what it owns. */
void wire_field_streams_free (WireFieldStreams *streams);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFieldStreams, wire_field_streams_free)

void wire_field_streams_add (WireFieldStreams *streams, const WireFrame *frame);

G_END_DECLS
