/* wire-arp.c: Address Resolution Protocol and its reverse (RFC 826, RFC 903)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#include <glib/gi18n.h>

#define HEADER 8

static const WireName HARDWARE[] = {
  { 1, "Ethernet" }, { 6, "802 network" },    { 7, "ARCNET" },    { 15, "Frame Relay" },
  { 16, "ATM" },     { 18, "Fibre Channel" }, { 24, "FireWire" }, { 32, "InfiniBand" },
};

static const WireName OPERATIONS[] = {
  { 1, "request" },       { 2, "reply" },           { 3, "reverse request" },
  { 4, "reverse reply" }, { 8, "inverse request" }, { 9, "inverse reply" },
};

WireProtocol
wire_arp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_ARP, cursor);

  guint32 length = HEADER + 2u * ((guint32) bytes[4] + bytes[5]);
  if (length > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_ARP, cursor);
  wire_cursor_limit (cursor, length);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_ARP, cursor, length);
  wire_cursor_skip (cursor, length);
  return WIRE_PROTOCOL_NONE;
}

static void
describe_pair (WireFields *fields,
               WireCursor *cursor,
               guint32 hardware,
               guint32 protocol,
               const char *hardware_name,
               const char *protocol_name)
{
  if (hardware == 6)
    wire_describe_mac (fields, cursor, hardware_name);
  else
    wire_describe_bytes (fields, cursor, hardware, hardware_name);
  if (protocol == 4)
    wire_describe_ipv4 (fields, cursor, protocol_name);
  else
    wire_describe_bytes (fields, cursor, protocol, protocol_name);
}

void
wire_arp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  g_autoptr (GString) summary = g_string_new (NULL);

  wire_arp_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  wire_describe_named (fields, &cursor, 2, "Hardware", HARDWARE, G_N_ELEMENTS (HARDWARE));
  wire_describe_ethertype (fields, &cursor, "Protocol");
  guint32 hardware = wire_describe_number (fields, &cursor, 1, "Hardware address length");
  guint32 protocol = wire_describe_number (fields, &cursor, 1, "Protocol address length");
  wire_describe_named (fields, &cursor, 2, "Operation", OPERATIONS, G_N_ELEMENTS (OPERATIONS));
  describe_pair (fields, &cursor, hardware, protocol, N_ ("Sender hardware address"),
                 N_ ("Sender protocol address"));
  describe_pair (fields, &cursor, hardware, protocol, N_ ("Target hardware address"),
                 N_ ("Target protocol address"));
  wire_describe_end (fields, frame, layer, &cursor, HEADER + 2 * (hardware + protocol));
}

void
wire_arp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  const guint8 *bytes = wire_cursor_peek (&cursor, 28);
  char mac[WIRE_MAC_TEXT_MAX], sender[WIRE_ADDRESS_TEXT_MAX], target[WIRE_ADDRESS_TEXT_MAX];

  if (!bytes || bytes[4] != 6 || bytes[5] != 4)
    {
      wire_cursor_skip (&cursor, 6);
      g_string_append_printf (out, "ARP %s",
                              wire_names_or_unknown (OPERATIONS, wire_cursor_be16 (&cursor)));
      return;
    }
  wire_mac_to_text (bytes + 8, mac);
  wire_address_to_text (WIRE_FAMILY_IPV4, bytes + 14, sender);
  wire_address_to_text (WIRE_FAMILY_IPV4, bytes + 24, target);
  guint16 operation = wire_be16 (bytes + 6);
  if (operation == 1 && memcmp (bytes + 14, bytes + 24, 4) == 0)
    g_string_append_printf (out, "%s announces itself at %s", sender, mac);
  else if (operation == 1)
    g_string_append_printf (out, "Who has %s? Tell %s", target, sender);
  else if (operation == 2)
    g_string_append_printf (out, "%s is at %s", sender, mac);
  else
    g_string_append_printf (out, "ARP %s", wire_names_or_unknown (OPERATIONS, operation));
}
