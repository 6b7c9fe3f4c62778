/* wire-ipv6-extension.c: IPv6 extension headers (RFC 8200, section 4; RFC 6275; RFC 7401; RFC 5533)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/network/wire-ipv6-extension.h"

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ip.h"
#include "capture/protocols/wire-protocols.h"

#define FRAGMENT_HEADER 8
#define FRAGMENT_OFFSET_MASK 0xfff8
#define FRAGMENT_MORE 0x0001

/* Of more extension headers than this, one after the other, the last takes the place of the one
 * before: no sender needs as many, and what they hide has to be found all the same. */
#define MAX_SHOWN 14

/** Returns: what an IPv6 next header number announces; AH and ESP are layers of their own */
WireProtocol
wire_ipv6_next_header (guint8 next_header)
{
  switch (next_header)
    {
    case WIRE_IP_HOP_BY_HOP:
    case WIRE_IP_ROUTING:
    case WIRE_IP_FRAGMENT:
    case WIRE_IP_DESTINATION:
    case WIRE_IP_MOBILITY:
    case WIRE_IP_HIP:
    case WIRE_IP_SHIM6:
      return WIRE_PROTOCOL_IPV6_EXTENSION;
    case WIRE_IP_ETHERNET:
      return WIRE_PROTOCOL_ETHERNET; /* RFC 8986, section 4.9 */
    default:
      return wire_ip_protocol (next_header);
    }
}

/** Returns: the number by which the header after @before was announced */
guint8
wire_ipv6_extension_kind (const WireFrame *frame, const WireLayer *before)
{
  return frame->data[before->offset + (before->protocol == WIRE_PROTOCOL_IPV6 ? 6 : 0)];
}

static WireProtocol
decode_fragment (WireFrame *frame, const guint8 *bytes, gboolean is_payload)
{
  guint16 fragment = wire_be16 (bytes + 2);

  /* A fragment that is also the whole is none (RFC 6946). */
  if (is_payload && (fragment & (FRAGMENT_OFFSET_MASK | FRAGMENT_MORE)))
    {
      frame->flags |= WIRE_FRAME_FRAGMENT;
      if (fragment & FRAGMENT_OFFSET_MASK)
        frame->flags |= WIRE_FRAME_LATER_FRAGMENT;
      frame->fragment_id = wire_be32 (bytes + 4);
    }
  return fragment & FRAGMENT_OFFSET_MASK ? WIRE_PROTOCOL_FRAGMENT
                                         : wire_ipv6_next_header (bytes[0]);
}

/* Returns: (nullable): the last stop of a routing header that is not used up: types 0 (RFC 2460,
 *   section 4.4) and 2 (RFC 6275, section 6.4) list stops in order, type 4 (RFC 8754, section 2)
 *   from the last on */
static const guint8 *
find_final_destination (const guint8 *bytes, guint32 header, guint8 kind)
{
  guint32 n = (header - 8) / 16;

  if (kind != WIRE_IP_ROUTING || bytes[3] == 0 || n == 0)
    return NULL;
  if (bytes[2] == 0 || bytes[2] == 2)
    return bytes[3] <= n ? bytes + 8 + (n - 1) * 16 : NULL;
  return bytes[2] == 4 && bytes[3] <= bytes[4] && bytes[4] < n ? bytes + 8 : NULL;
}

WireProtocol
wire_ipv6_extension_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 8);
  guint8 kind = wire_ipv6_extension_kind (frame, wire_frame_top (frame));
  gboolean is_payload = wire_frame_is_ip_payload (frame, kind);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IPV6_EXTENSION, cursor);

  guint32 header = kind == WIRE_IP_FRAGMENT ? FRAGMENT_HEADER : 8 + (guint32) bytes[1] * 8;
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IPV6_EXTENSION, cursor);
  if (is_payload)
    {
      const guint8 *final = find_final_destination (bytes, header, kind);

      if (final)
        memcpy (frame->tuple.dst, final, 16);
      frame->tuple.protocol = bytes[0];
      wire_frame_narrow_payload (frame, header);
    }
  if (G_UNLIKELY (wire_frame_is_deep (frame, WIRE_PROTOCOL_IPV6_EXTENSION, MAX_SHOWN)))
    frame->n_layers--;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_IPV6_EXTENSION, cursor, header);
  wire_cursor_skip (cursor, header);
  if (kind == WIRE_IP_FRAGMENT)
    return decode_fragment (frame, bytes, is_payload);
  return bytes[0] == WIRE_IP_NO_NEXT && wire_cursor_remaining (cursor) == 0
             ? WIRE_PROTOCOL_NONE
             : wire_ipv6_next_header (bytes[0]);
}

static const WireName KINDS[] = {
  { WIRE_IP_HOP_BY_HOP, "hop-by-hop options" },
  { WIRE_IP_ROUTING, "routing" },
  { WIRE_IP_FRAGMENT, "fragment" },
  { WIRE_IP_DESTINATION, "destination options" },
  { WIRE_IP_MOBILITY, "mobility" },
  { WIRE_IP_HIP, "host identity" },
  { WIRE_IP_SHIM6, "Shim6" },
};

/* IANA, Internet Protocol Version 6 Parameters. */
static const WireName OPTIONS[] = {
  { 0x00, "one byte of padding" },
  { 0x01, "padding" },
  { 0x04, "tunnel encapsulation limit" },
  { 0x05, "router alert" },
  { 0x07, "CALIPSO" },
  { 0x26, "quick start" },
  { 0x63, "RPL" },
  { 0xc2, "jumbo payload" },
  { 0xc9, "home address" },
};

static const WireName ROUTING_TYPES[] = {
  { 0, "source route, deprecated" },
  { 2, "mobile IPv6" },
  { 3, "RPL source route" },
  { 4, "segment routing" },
};

static gboolean
describe_option (WireFields *fields, WireCursor *cursor)
{
  guint32 offset = (guint32) cursor->position;
  guint8 kind = wire_cursor_u8 (cursor);
  guint32 length = kind != 0 ? wire_cursor_u8 (cursor) : 0;

  if (cursor->failed
      || !wire_fields_add (fields, offset, kind == 0 ? 1 : 2 + length, "Option", "%u (%s)", kind,
                           wire_names_or_unknown (OPTIONS, kind)))
    return FALSE;
  wire_fields_push (fields);
  if (kind == 0xc2 && length == 4)
    wire_describe_number (fields, cursor, 4, "Jumbo payload length");
  else
    wire_describe_bytes (fields, cursor, length, "Content");
  wire_fields_pop (fields);
  return !cursor->failed;
}

static void
describe_fragment (WireFields *fields, WireCursor *cursor)
{
  wire_cursor_skip (cursor, 1);
  guint16 raw = wire_cursor_be16 (cursor);

  if (cursor->failed)
    return;
  wire_fields_add (fields, 2, 2, "Fragment offset", "%u bytes", raw & FRAGMENT_OFFSET_MASK);
  wire_fields_add (fields, 3, 1, "More fragments", "%s", raw & FRAGMENT_MORE ? "yes" : "no");
  wire_describe_number (fields, cursor, 4, "Identification");
}

static void
describe_routing (WireFields *fields, WireCursor *cursor)
{
  guint32 type = wire_describe_named (fields, cursor, 1, "Routing type", ROUTING_TYPES,
                                      G_N_ELEMENTS (ROUTING_TYPES));
  wire_describe_number (fields, cursor, 1, "Segments left");

  if (type == 3)
    {
      wire_describe_bytes (fields, cursor, wire_cursor_remaining (cursor), "Route");
      return;
    }
  wire_describe_bytes (fields, cursor, 4, "Reserved");
  while (wire_cursor_remaining (cursor) >= 16)
    wire_describe_ipv6 (fields, cursor, "Address");
  wire_describe_bytes (fields, cursor, wire_cursor_remaining (cursor), "Route options");
}

static void
describe_body (WireFields *fields, WireCursor *cursor, guint8 kind)
{
  if (kind == WIRE_IP_ROUTING)
    describe_routing (fields, cursor);
  else if (kind == WIRE_IP_HOP_BY_HOP || kind == WIRE_IP_DESTINATION)
    while (wire_cursor_remaining (cursor) > 0 && describe_option (fields, cursor))
      ;
  else
    wire_describe_bytes (fields, cursor, wire_cursor_remaining (cursor), "Content");
}

void
wire_ipv6_extension_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 kind = wire_ipv6_extension_kind (frame, layer - 1);
  guint32 header = FRAGMENT_HEADER;

  wire_fields_set_layer_value (fields, "%s", wire_names_or_unknown (KINDS, kind));
  wire_describe_ip_protocol (fields, &cursor, "Next header");
  if (kind == WIRE_IP_FRAGMENT)
    describe_fragment (fields, &cursor);
  else
    {
      guint8 length = wire_cursor_u8 (&cursor);

      header = 8 + (guint32) length * 8;
      if (!cursor.failed)
        wire_fields_add (fields, 1, 1, "Header length", "%u (%u bytes)", length, header);
      if (header <= layer->length)
        {
          wire_cursor_limit (&cursor, header - 2);
          describe_body (fields, &cursor, kind);
        }
    }
  wire_describe_end (fields, frame, layer, &cursor, header);
}

void
wire_ipv6_extension_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  guint8 kind = wire_ipv6_extension_kind (frame, layer - 1);
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 next = wire_cursor_u8 (&cursor);
  char buffer[16];

  g_string_append_printf (out, "%s, IPv6 %s header", wire_next_header_name (next, buffer),
                          wire_names_or_unknown (KINDS, kind));
}
