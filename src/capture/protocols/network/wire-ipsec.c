/* wire-ipsec.c: IP Authentication Header and Encapsulating Security Payload (RFC 4302, RFC 4303)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ip.h"
#include "capture/protocols/network/wire-ipv6-extension.h"
#include "capture/protocols/wire-protocols.h"

#define AH_HEADER 12
#define ESP_HEADER 8

/* The header is signed, not secret: what follows it is decoded and names the flow. */
WireProtocol
wire_ah_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, AH_HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_AH, cursor);

  guint32 header = ((guint32) bytes[1] + 2) * 4;
  gboolean version6 = frame->tuple.family == WIRE_FAMILY_IPV6; /* of the header around it */
  if (header < AH_HEADER)
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_AH, cursor);
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_AH, cursor);

  if (wire_frame_is_ip_payload (frame, WIRE_IP_AH))
    {
      frame->tuple.protocol = bytes[0];
      wire_frame_narrow_payload (frame, header);
    }
  wire_frame_add_layer (frame, WIRE_PROTOCOL_AH, cursor, header);
  wire_cursor_skip (cursor, header);
  return version6 ? wire_ipv6_next_header (bytes[0]) : wire_ip_protocol (bytes[0]);
}

void
wire_ah_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_ip_protocol (fields, &cursor, "Next header");
  guint8 length = wire_cursor_u8 (&cursor);
  guint32 header = ((guint32) length + 2) * 4;
  if (!cursor.failed)
    wire_fields_add (fields, 1, 1, "Header length", "%u (%u bytes)", length, header);
  wire_cursor_skip (&cursor, 2);
  guint32 association = wire_describe_hex (fields, &cursor, 4, "Security parameters index");
  wire_describe_number (fields, &cursor, 4, "Sequence number");
  wire_fields_set_layer_value (fields, "association 0x%08x", association);
  if (header > AH_HEADER)
    wire_describe_bytes (fields, &cursor, header - AH_HEADER, "Integrity check value");
  wire_describe_end (fields, frame, layer, &cursor, MAX (header, AH_HEADER));
}

/* What follows is encrypted. */
WireProtocol
wire_esp_decode (WireFrame *frame, WireCursor *cursor)
{
  if (!wire_cursor_peek (cursor, ESP_HEADER))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_ESP, cursor);
  frame->flags |= WIRE_FRAME_ENCRYPTED;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_ESP, cursor, ESP_HEADER);
  wire_cursor_skip (cursor, ESP_HEADER);
  return WIRE_PROTOCOL_DATA;
}

void
wire_esp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 association = wire_describe_hex (fields, &cursor, 4, "Security parameters index");

  wire_describe_number (fields, &cursor, 4, "Sequence number");
  wire_fields_set_layer_value (fields, "encrypted, association 0x%08x", association);
  wire_describe_end (fields, frame, layer, &cursor, ESP_HEADER);
}

void
wire_esp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 association = wire_cursor_be32 (&cursor);
  guint32 sequence = wire_cursor_be32 (&cursor);

  g_string_append_printf (out, "Encrypted, association 0x%08x, sequence %u", association, sequence);
}
