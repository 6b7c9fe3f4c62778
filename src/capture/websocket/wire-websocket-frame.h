/* wire-websocket-frame.h: the head of a frame of WebSocket
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest head: two bytes, a length of eight, a mask of four (RFC 6455, section 5.2). */
#define WIRE_WEBSOCKET_MAX_HEAD 14u

/** What a frame is (RFC 6455, section 5.2). */
typedef enum
{
  WIRE_WEBSOCKET_CONTINUATION = 0,
  WIRE_WEBSOCKET_TEXT = 1,
  WIRE_WEBSOCKET_BINARY = 2,
  WIRE_WEBSOCKET_CLOSE = 8,
  WIRE_WEBSOCKET_PING = 9,
  WIRE_WEBSOCKET_PONG = 10,
} WireWebsocketOpcode;

/**
 * WireWebsocketFrame:
 * @opcode: #WireWebsocketOpcode
 * @final: the message ends with it
 * @compressed: the message is (RFC 7692); said by its first frame
 * @masked: @mask has been laid over the payload
 * @mask: see @masked
 * @length: bytes of the payload
 */
typedef struct
{
  guint8 opcode;
  gboolean final;
  gboolean compressed;
  gboolean masked;
  guint8 mask[4];
  guint64 length;
} WireWebsocketFrame;

gsize wire_websocket_frame_get_head_length (const guint8 *head);
gboolean wire_websocket_frame_parse (const guint8 *head, WireWebsocketFrame *frame);
gboolean wire_websocket_frame_is_chain (const guint8 *bytes, gsize length, gboolean masked);
void wire_websocket_frame_unmask (const WireWebsocketFrame *frame,
                                  guint64 position,
                                  const guint8 *bytes,
                                  gsize length,
                                  guint8 *out);

static inline gboolean
wire_websocket_frame_is_control (const WireWebsocketFrame *frame)
{
  return frame->opcode >= WIRE_WEBSOCKET_CLOSE;
}

G_END_DECLS
