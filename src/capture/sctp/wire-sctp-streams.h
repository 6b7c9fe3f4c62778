/* wire-sctp-streams.h: the streams of an association, as conversations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"
#include "capture/sctp/wire-sctp-chunk.h"

G_BEGIN_DECLS

/** Streams of one association that are heard at once. */
#define WIRE_SCTP_MAX_STREAMS 256u

/**
 * WireSctpStreams:
 *
 * Both sides say messages on streams of the same identifier (a request and its answer do, where
 * HTTP is spoken), which is a conversation of its own: the messages of a side, one after the other.
 * Where one of them is missing, what follows is another conversation.
 */
typedef struct _WireSctpStreams WireSctpStreams;

WireSctpStreams *wire_sctp_streams_new (WireChannel *channel);

/** Frees @streams and what it owns. */
void wire_sctp_streams_free (WireSctpStreams *streams);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSctpStreams, wire_sctp_streams_free)

void wire_sctp_streams_add (WireSctpStreams *streams,
                            guint side,
                            const WireSctpChunk *chunk,
                            const WireStreamPiece *brought_by);
void wire_sctp_streams_end (WireSctpStreams *streams, gboolean orderly);

G_END_DECLS
