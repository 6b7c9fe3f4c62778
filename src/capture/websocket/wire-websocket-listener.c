/* wire-websocket-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/websocket/wire-websocket-listener.h"

#include "capture/websocket/wire-websocket-connection.h"

/* What all connections together may hold: a thousand that pack their messages in both directions.
 */
#define BUDGET (128u * 1024 * 1024)

static gpointer
begin (WireChannel *channel)
{
  return wire_websocket_connection_new (channel);
}

static WireListenerTaken
take_piece (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_websocket_connection_add (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end_side (gpointer conversation, guint side, gboolean orderly)
{
  (void) orderly;
  wire_websocket_connection_end (conversation, side);
}

static void
free_connection (gpointer conversation)
{
  wire_websocket_connection_free (conversation);
}

const WireListener wire_websocket_listener = {
  .name = "WebSocket",
  .flags = WIRE_LISTENER_STREAMS,
  .budget = BUDGET,
  .begin = begin,
  .piece = take_piece,
  .end = end_side,
  .free = free_connection,
};
