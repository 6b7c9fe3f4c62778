/* wire-sll.c: Linux cooked captures, versions 1 and 2 (tcpdump.org, LINKTYPE_LINUX_SLL and _SLL2)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 16
#define HEADER2 20

/* Values of the protocol field that are no EtherTypes (linux/if_ether.h). */
#define PROTOCOL_RAW_802_3 0x0001
#define PROTOCOL_LLC 0x0004
#define HARDWARE_FRAME_RELAY 770
#define HARDWARE_GRE 778
#define HARDWARE_802_11 801
#define HARDWARE_PRISM 802
#define HARDWARE_RADIOTAP 803
#define HARDWARE_NETLINK 824

static const WireName PACKET_TYPES[] = {
  { 0, "to this host" },        { 1, "broadcast" },         { 2, "multicast" },
  { 3, "between other hosts" }, { 4, "sent by this host" },
};

static const WireName HARDWARE[] = {
  { 1, "Ethernet" },
  { 512, "PPP" },
  { 768, "IP-in-IP" },
  { HARDWARE_FRAME_RELAY, "Frame Relay" },
  { 772, "loopback" },
  { 776, "IPv6-in-IPv4" },
  { HARDWARE_GRE, "GRE" },
  { HARDWARE_802_11, "802.11" },
  { HARDWARE_PRISM, "802.11 with Prism header" },
  { HARDWARE_RADIOTAP, "802.11 with radiotap" },
  { HARDWARE_NETLINK, "netlink" },
  { 65534, "none" },
};

static WireProtocol
next_protocol (guint16 hardware, guint16 protocol)
{
  switch (hardware)
    {
    case HARDWARE_NETLINK:
      return WIRE_PROTOCOL_DATA;
    case HARDWARE_FRAME_RELAY:
      return WIRE_PROTOCOL_FRAME_RELAY;
    case HARDWARE_802_11:
      return WIRE_PROTOCOL_IEEE80211;
    case HARDWARE_PRISM:
      return WIRE_PROTOCOL_PRISM;
    case HARDWARE_RADIOTAP:
      return WIRE_PROTOCOL_RADIOTAP;
    default:
      break;
    }
  if (protocol == PROTOCOL_LLC)
    return WIRE_PROTOCOL_LLC;
  return wire_ethertype_protocol (protocol);
}

WireProtocol
wire_sll_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_SLL, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_SLL, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  return next_protocol (wire_be16 (bytes + 2), wire_be16 (bytes + 14));
}

WireProtocol
wire_sll2_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER2);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_SLL2, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_SLL2, cursor, HEADER2);
  wire_cursor_skip (cursor, HEADER2);
  return next_protocol (wire_be16 (bytes + 8), wire_be16 (bytes));
}

static void
describe_address (WireFields *fields, WireCursor *cursor, guint32 length)
{
  WireCursor address = *cursor;

  wire_cursor_limit (&address, MIN (length, 8));
  wire_cursor_skip (cursor, 8);
  if (!cursor->failed && length == 6)
    wire_describe_mac (fields, &address, "Source");
  else if (!cursor->failed)
    wire_describe_bytes (fields, &address, MIN (length, 8), "Source");
}

static void
describe_protocol (WireFields *fields, WireCursor *cursor)
{
  guint32 offset = (guint32) cursor->position;
  const guint8 *bytes = wire_cursor_peek (cursor, 2);

  if (bytes && wire_be16 (bytes) == PROTOCOL_LLC)
    wire_fields_add (fields, offset, 2, "Protocol", "4 (LLC)");
  else if (bytes && wire_be16 (bytes) == PROTOCOL_RAW_802_3)
    wire_fields_add (fields, offset, 2, "Protocol", "1 (raw 802.3)");
  else
    {
      wire_describe_ethertype (fields, cursor, "Protocol");
      return;
    }
  wire_cursor_skip (cursor, 2);
}

void
wire_sll_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 type = wire_describe_named (fields, &cursor, 2, "Packet type", PACKET_TYPES,
                                      G_N_ELEMENTS (PACKET_TYPES));

  wire_fields_set_layer_value (fields, "%s", wire_names_or_unknown (PACKET_TYPES, type));
  wire_describe_named (fields, &cursor, 2, "Hardware", HARDWARE, G_N_ELEMENTS (HARDWARE));
  guint32 length = wire_describe_number (fields, &cursor, 2, "Address length");
  describe_address (fields, &cursor, length);
  describe_protocol (fields, &cursor);
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
}

void
wire_sll2_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  describe_protocol (fields, &cursor);
  wire_cursor_skip (&cursor, 2);
  wire_describe_number (fields, &cursor, 4, "Interface index");
  wire_describe_named (fields, &cursor, 2, "Hardware", HARDWARE, G_N_ELEMENTS (HARDWARE));
  guint32 type = wire_describe_named (fields, &cursor, 1, "Packet type", PACKET_TYPES,
                                      G_N_ELEMENTS (PACKET_TYPES));
  wire_fields_set_layer_value (fields, "%s", wire_names_or_unknown (PACKET_TYPES, type));
  guint32 length = wire_describe_number (fields, &cursor, 1, "Address length");
  describe_address (fields, &cursor, length);
  wire_describe_end (fields, frame, layer, &cursor, HEADER2);
}

static void
summarise (WireCursor *cursor, gsize protocol_offset, GString *out)
{
  wire_cursor_skip (cursor, protocol_offset);
  guint16 protocol = wire_cursor_be16 (cursor);
  const char *name = wire_ethertype_name (protocol);

  if (cursor->failed)
    g_string_append (out, "Linux cooked header cut");
  else if (name)
    g_string_append (out, name);
  else
    g_string_append_printf (out, "Protocol 0x%04x", protocol);
}

void
wire_sll_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  summarise (&cursor, 14, out);
}

void
wire_sll2_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  summarise (&cursor, 0, out);
}
