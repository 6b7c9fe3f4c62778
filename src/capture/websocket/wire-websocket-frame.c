/* wire-websocket-frame.c: RFC 6455, section 5.2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/websocket/wire-websocket-frame.h"

#include <string.h>

#define FINAL 0x80
#define RESERVED_1 0x40 /* compressed: RFC 7692, section 6 */
#define RESERVED 0x30
#define OPCODE 0x0f
#define MASKED 0x80
#define LENGTH 0x7f

/** @head: its first two bytes. Returns: how many it has in all */
gsize
wire_websocket_frame_get_head_length (const guint8 *head)
{
  guint8 length = head[1] & LENGTH;

  return 2u + (length == 126 ? 2 : length == 127 ? 8 : 0) + (head[1] & MASKED ? 4 : 0);
}

static guint64
read_number (const guint8 *bytes, guint n)
{
  guint64 number = 0;

  for (guint i = 0; i < n; i++)
    number = number << 8 | bytes[i];
  return number;
}

static gboolean
is_known (guint8 opcode)
{
  return opcode <= WIRE_WEBSOCKET_BINARY
         || (opcode >= WIRE_WEBSOCKET_CLOSE && opcode <= WIRE_WEBSOCKET_PONG);
}

/**
 * wire_websocket_frame_parse:
 * @head: as many bytes as wire_websocket_frame_get_head_length() says
 * @frame: (out): what they say
 *
 * Returns: whether a frame may begin like this
 */
gboolean
wire_websocket_frame_parse (const guint8 *head, WireWebsocketFrame *frame)
{
  guint8 length = head[1] & LENGTH;
  guint extended = length == 126 ? 2 : length == 127 ? 8 : 0;

  *frame = (WireWebsocketFrame){
    .opcode = head[0] & OPCODE,
    .final = (head[0] & FINAL) != 0,
    .compressed = (head[0] & RESERVED_1) != 0,
    .masked = (head[1] & MASKED) != 0,
    .length = extended ? read_number (head + 2, extended) : length,
  };
  if (frame->masked)
    memcpy (frame->mask, head + 2 + extended, sizeof frame->mask);
  if (head[0] & RESERVED || !is_known (frame->opcode) || frame->length > G_MAXINT64)
    return FALSE;
  return !wire_websocket_frame_is_control (frame)
         || (frame->final && !frame->compressed && length < 126);
}

/**
 * wire_websocket_frame_is_chain:
 * @bytes: some bytes
 * @length: of @bytes
 * @masked: whether the side masks its frames
 *
 * Returns: whether @bytes are whole frames to their end, and not by chance: two of them or more, or
 * one that is long
 */
gboolean
wire_websocket_frame_is_chain (const guint8 *bytes, gsize length, gboolean masked)
{
  WireWebsocketFrame frame = { 0 };
  gsize at = 0;
  guint n = 0;

  while (length - at >= 2)
    {
      gsize head = wire_websocket_frame_get_head_length (bytes + at);

      if (length - at < head || !wire_websocket_frame_parse (bytes + at, &frame)
          || frame.masked != masked || length - at - head < frame.length)
        return FALSE;
      at += head + (gsize) frame.length;
      n++;
    }
  return at == length && (n > 1 || (n == 1 && frame.length > 125));
}

/** Takes the mask off @length bytes that are at @position of the payload of @self. */
void
wire_websocket_frame_unmask (const WireWebsocketFrame *self,
                             guint64 position,
                             const guint8 *bytes,
                             gsize length,
                             guint8 *out)
{
  for (gsize i = 0; i < length; i++)
    out[i] = self->masked ? bytes[i] ^ self->mask[(position + i) % 4] : bytes[i];
}
