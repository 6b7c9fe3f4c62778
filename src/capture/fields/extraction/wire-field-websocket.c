/* wire-field-websocket.c: fields of frames of WebSocket (RFC 6455)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-cursor.h"
#include "capture/fields/extraction/wire-field-side.h"
#include "capture/websocket/wire-websocket-frame.h"

/* Of a message in several frames, or of one that was packed. */
#define MAX_MESSAGE (1024u * 1024)

static WireFieldCut
cut (WireFieldSide *side, const guint8 *bytes, gsize length, guint64 *size)
{
  WireWebsocketFrame frame;
  gsize head;

  (void) side;
  if (length < 2)
    return WIRE_FIELD_CUT_MORE;
  head = wire_websocket_frame_get_head_length (bytes);
  if (length < head)
    return WIRE_FIELD_CUT_MORE;
  if (!wire_websocket_frame_parse (bytes, &frame))
    return WIRE_FIELD_CUT_FOREIGN;
  *size = head + frame.length;
  return WIRE_FIELD_CUT_WHOLE;
}

/* A WireWebsocketTake. */
static gboolean
take_unpacked (const guint8 *bytes, gsize length, gpointer user_data)
{
  GByteArray *out = user_data;

  g_byte_array_append (out, bytes, (guint) MIN (length, MAX_MESSAGE - out->len));
  return out->len < MAX_MESSAGE;
}

/* Returns: (transfer full): what the packed @bytes were */
static GByteArray *
unpack (WireFieldSide *side, const guint8 *bytes, gsize length)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  if (!side->unpacker)
    side->unpacker = wire_websocket_inflater_new ();
  if (wire_websocket_inflater_add (side->unpacker, bytes, length, take_unpacked, out)
      && wire_websocket_inflater_end_message (side->unpacker, take_unpacked, out))
    return g_steal_pointer (&out);
  wire_websocket_inflater_reset (side->unpacker);
  return NULL;
}

static void
give_text (WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  guint8 *copy = wire_field_packet_own (packet, g_memdup2 (bytes, length));

  wire_field_packet_give_raw (packet, "websocket.payload.text", copy, length);
}

static void
give_message (WireFieldSide *side,
              WireFieldPacket *packet,
              guint8 opcode,
              gboolean packed,
              const guint8 *bytes,
              gsize length)
{
  g_autoptr (GByteArray) unpacked = packed ? unpack (side, bytes, length) : NULL;

  if (opcode != WIRE_WEBSOCKET_TEXT || (packed && !unpacked))
    return;
  if (packed)
    give_text (packet, unpacked->data, unpacked->len);
  else
    give_text (packet, bytes, length);
}

/* A message that comes in several frames is given where it ends. */
static void
add_part (WireFieldSide *side,
          WireFieldPacket *packet,
          const WireWebsocketFrame *frame,
          const guint8 *bytes,
          gsize length)
{
  if (frame->opcode != WIRE_WEBSOCKET_CONTINUATION)
    {
      g_clear_pointer (&side->block, g_byte_array_unref);
      side->block = g_byte_array_new ();
      side->opcode = frame->opcode;
      side->packed = frame->compressed;
    }
  if (!side->block)
    return;
  if (side->block->len + length > MAX_MESSAGE)
    g_clear_pointer (&side->block, g_byte_array_unref);
  else
    g_byte_array_append (side->block, bytes, (guint) length);
  if (!frame->final || !side->block)
    return;
  give_message (side, packet, side->opcode, side->packed, side->block->data, side->block->len);
  g_clear_pointer (&side->block, g_byte_array_unref);
}

static void
give_close (WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  wire_field_packet_give_protocol (packet, "websocket.payload.close", bytes, length, length);
  if (length < 2)
    return;
  wire_field_packet_give_raw (packet, "websocket.payload.close.status_code", bytes, 2);
  if (length > 2)
    wire_field_packet_give_raw (packet, "websocket.payload.close.reason", bytes + 2, length - 2);
}

static void
give_payload (WireFieldSide *side,
              WireFieldPacket *packet,
              const WireWebsocketFrame *frame,
              const guint8 *bytes,
              gsize length)
{
  if (length > 0)
    wire_field_packet_give_protocol (packet, "websocket.payload", bytes, length, length);
  switch (frame->opcode)
    {
    case WIRE_WEBSOCKET_CLOSE:
      give_close (packet, bytes, length);
      break;
    case WIRE_WEBSOCKET_PING:
      wire_field_packet_give_raw (packet, "websocket.payload.ping", bytes, length);
      break;
    case WIRE_WEBSOCKET_PONG:
      wire_field_packet_give_raw (packet, "websocket.payload.pong", bytes, length);
      break;
    default:
      if (frame->final && frame->opcode != WIRE_WEBSOCKET_CONTINUATION)
        give_message (side, packet, frame->opcode, frame->compressed, bytes, length);
      else
        add_part (side, packet, frame, bytes, length);
    }
}

static void
give_head (WireFieldPacket *packet, const guint8 *bytes, const WireWebsocketFrame *frame)
{
  guint8 length = bytes[1] & 0x7f;

  wire_field_packet_give_number (packet, "websocket.fin", frame->final);
  wire_field_packet_give_number (packet, "websocket.rsv", bytes[0] >> 4 & 7);
  wire_field_packet_give_number (packet, "websocket.opcode", frame->opcode);
  wire_field_packet_give_number (packet, "websocket.mask", frame->masked);
  wire_field_packet_give_number (packet, "websocket.payload_length", length);
  if (length == 126)
    wire_field_packet_give_number (packet, "websocket.payload_length_ext_16", frame->length);
  if (length == 127)
    wire_field_packet_give_number (packet, "websocket.payload_length_ext_64", frame->length);
}

static void
give (WireFieldSide *side,
      WireFieldSide *other,
      WireFieldPacket *packet,
      const guint8 *bytes,
      gsize length)
{
  gsize head = length >= 2 ? wire_websocket_frame_get_head_length (bytes) : G_MAXSIZE;
  WireWebsocketFrame frame;
  guint8 *plain;

  (void) other;
  if (length < head || !wire_websocket_frame_parse (bytes, &frame))
    return;
  wire_field_packet_give_protocol (packet, "websocket", bytes, length, head);
  give_head (packet, bytes, &frame);
  if (frame.masked)
    wire_field_packet_give_raw (packet, "websocket.masking_key",
                                frame.masked ? bytes + head - 4 : NULL, 4);
  plain = wire_field_packet_own (packet, g_memdup2 (bytes + head, length - head));
  if (frame.masked && length > head)
    wire_websocket_frame_unmask (&frame, 0, bytes + head, length - head, plain);
  if (length - head < frame.length) /* too long to be kept whole */
    return;
  give_payload (side, packet, &frame, plain, length - head);
}

const WireFieldProtocol wire_field_websocket = { NULL, cut, give, NULL, NULL };
