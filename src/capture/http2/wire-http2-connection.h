/* wire-http2-connection.h: an HTTP/2 connection, heard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/**
 * WireHttp2Connection:
 *
 * The frames of both sides, and the streams that they belong to (RFC 9113). Exchanges go into the
 * log of HTTP/1, from where everything that was said in HTTP is shown.
 *
 * Used by the loading thread.
 */
typedef struct _WireHttp2Connection WireHttp2Connection;

/** Returns: (transfer full): a connection of which nothing was heard yet */
WireHttp2Connection *wire_http2_connection_new (WireChannel *channel);

/** Frees @connection and what it owns. */
void wire_http2_connection_free (WireHttp2Connection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHttp2Connection, wire_http2_connection_free)

void wire_http2_connection_add (WireHttp2Connection *connection,
                                guint side,
                                const WireStreamPiece *piece);
void wire_http2_connection_end (WireHttp2Connection *connection, guint side, gboolean orderly);

G_END_DECLS
