/* wire-connection-pieces.h: how the two byte streams of a connection were cut, seen from both ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-pieces.h"
#include "sockets/wire-transcript.h"

G_BEGIN_DECLS

/** Connections whose pieces are remembered. */
#define WIRE_CONNECTION_PIECES_MAX 16u

#define WIRE_TYPE_CONNECTION_PIECES (wire_connection_pieces_get_type ())
G_DECLARE_FINAL_TYPE (
    WireConnectionPieces, wire_connection_pieces, WIRE, CONNECTION_PIECES, GObject)

WireConnectionPieces *wire_connection_pieces_note (GListStore *list,
                                                   const WireSocketEvent *event,
                                                   WireSocketRole role);

char *wire_connection_pieces_get_name (WireConnectionPieces *pieces);
WirePieces *wire_connection_pieces_get (WireConnectionPieces *pieces, gboolean to_client);

G_END_DECLS
