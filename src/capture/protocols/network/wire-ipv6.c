/* wire-ipv6.c: Internet Protocol version 6 (RFC 8200)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ip.h"
#include "capture/protocols/network/wire-ipv6-extension.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 40

static void
note_header (WireFrame *frame, const WireCursor *cursor, const guint8 *bytes, guint32 total)
{
  wire_frame_begin_ip (frame, WIRE_FAMILY_IPV6);
  frame->tuple.protocol = bytes[6];
  memcpy (frame->tuple.src, bytes + 8, 16);
  memcpy (frame->tuple.dst, bytes + 24, 16);
  frame->payload_offset = (guint32) cursor->position;
  frame->payload_captured = (guint32) wire_cursor_remaining (cursor);
  frame->payload_length = total;
  wire_frame_narrow_payload (frame, HEADER);
}

/* A payload length of 0 is in jumbograms (RFC 2675), BIG TCP and segments that the network card
 * was to cut: the frame's own length counts then. */
static guint32
total_length (const WireFrame *frame, const WireCursor *cursor, const guint8 *bytes)
{
  guint32 payload = wire_be16 (bytes + 4);

  if (G_LIKELY (payload != 0 || bytes[6] == WIRE_IP_NO_NEXT))
    return HEADER + payload;
  return frame->length - (guint32) cursor->position;
}

WireProtocol
wire_ipv6_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);
  const guint8 *version = wire_cursor_peek (cursor, 1);

  if (G_UNLIKELY (version && version[0] >> 4 == 4)) /* under IPv6's number */
    return WIRE_PROTOCOL_IPV4;
  if (G_UNLIKELY (!bytes))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IPV6, cursor);
  if (G_UNLIKELY (bytes[0] >> 4 != 6))
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_IPV6, cursor);

  guint32 total = total_length (frame, cursor, bytes);
  if (G_UNLIKELY (total > frame->length - cursor->position))
    frame->flags |= WIRE_FRAME_MALFORMED;
  wire_cursor_limit (cursor, total);
  note_header (frame, cursor, bytes, total);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_IPV6, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  return total == HEADER ? WIRE_PROTOCOL_NONE : wire_ipv6_next_header (bytes[6]);
}

static void
describe_first_word (WireFields *fields, guint32 word)
{
  wire_fields_add (fields, 0, 1, "Version", "%u%s", word >> 28,
                   word >> 28 == 6 ? "" : " (should be 6)");
  wire_fields_add (fields, 0, 2, "Traffic class", "0x%02x", word >> 20 & 0xff);
  wire_ip_describe_traffic_class (fields, 0, 2, (guint8) (word >> 20 & 0xff));
  wire_fields_add (fields, 1, 3, "Flow label", "0x%05x", word & 0xfffff);
}

static void
describe_payload_length (WireFields *fields, WireCursor *cursor, guint32 room)
{
  guint16 length = wire_cursor_be16 (cursor);

  if (cursor->failed)
    return;
  if (length == 0)
    wire_fields_add (fields, 4, 2, "Payload length", "0 (none, or too long for the field)");
  else
    wire_fields_add (fields, 4, 2, "Payload length", "%u%s", length,
                     length + (guint32) HEADER > room ? " (longer than the frame)" : "");
}

void
wire_ipv6_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  char src[WIRE_ADDRESS_TEXT_MAX], dst[WIRE_ADDRESS_TEXT_MAX];
  guint32 word = wire_cursor_be32 (&cursor);

  if (!cursor.failed)
    describe_first_word (fields, word);
  describe_payload_length (fields, &cursor, frame->length - layer->offset);
  wire_describe_ip_protocol (fields, &cursor, "Next header");
  wire_describe_number (fields, &cursor, 1, "Hop limit");

  const guint8 *addresses = wire_cursor_peek (&cursor, 32);
  if (addresses)
    wire_fields_set_layer_value (fields, "%s → %s",
                                 wire_address_to_text (WIRE_FAMILY_IPV6, addresses, src),
                                 wire_address_to_text (WIRE_FAMILY_IPV6, addresses + 16, dst));
  wire_describe_ipv6 (fields, &cursor, "Source");
  wire_describe_ipv6 (fields, &cursor, "Destination");
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
}

void
wire_ipv6_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  char buffer[16];

  wire_cursor_skip (&cursor, 6);
  guint8 next = wire_cursor_u8 (&cursor);
  if (cursor.failed)
    g_string_append (out, "IPv6 header cut");
  else
    g_string_append (out, wire_next_header_name (next, buffer));
}
