/* wire-websocket-message.h: a message of WebSocket, while it comes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"
#include "capture/reassembly/wire-transfer-log.h"

G_BEGIN_DECLS

/**
 * WireWebsocketMessage:
 * @open: it was begun
 * @compressed: its frames are
 * @broken: something of it is missing, or cannot be unpacked
 * @transfer: (nullable): of its first byte on
 * @gathered: (nullable): bytes that are not among the derived ones yet
 * @size: bytes so far
 * @number: of the message on its connection, from 1
 */
typedef struct
{
  gboolean open;
  gboolean compressed;
  gboolean broken;
  WireTransfer *transfer;
  GByteArray *gathered;
  guint64 size;
  guint number;
} WireWebsocketMessage;

/**
 * WireWebsocketTarget:
 * @channel: the connection
 * @path: (nullable): of the handshake
 * @side: who sends
 * @upload: the client does
 *
 * Where messages of one side go.
 */
typedef struct
{
  WireChannel *channel;
  const char *path;
  guint side;
  gboolean upload;
} WireWebsocketTarget;

/** The longest message, unpacked: a few bytes may stand for gigabytes. */
#define WIRE_WEBSOCKET_MAX_MESSAGE (G_GUINT64_CONSTANT (1024) * 1024 * 1024)

void wire_websocket_message_clear (WireWebsocketMessage *message);
void wire_websocket_message_add_place (WireWebsocketMessage *message,
                                       const WireWebsocketTarget *target,
                                       const WireStreamPiece *piece);
gboolean wire_websocket_message_add_bytes (WireWebsocketMessage *message,
                                           const WireWebsocketTarget *target,
                                           const guint8 *bytes,
                                           gsize length,
                                           const WireStreamPiece *brought_by);
void wire_websocket_message_add_gap (WireWebsocketMessage *message,
                                     const WireWebsocketTarget *target,
                                     guint64 length,
                                     const WireStreamPiece *shown_by);
void wire_websocket_message_end (WireWebsocketMessage *message,
                                 const WireWebsocketTarget *target,
                                 gboolean whole);

G_END_DECLS
