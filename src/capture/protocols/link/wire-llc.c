/* wire-llc.c: logical link control and its subnetwork access protocol (IEEE 802.2; RFC 1042)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define SAP_SNAP 0xaa
#define SAP_IP 0x06
#define SNAP_HEADER 8

/* RFC 1042 and 802.1H: what follows is an EtherType. */
#define OUI_ETHERNET 0x000000
#define OUI_BRIDGE_TUNNEL 0x0000f8
#define OUI_CISCO 0x00000c
#define OUI_BRIDGED 0x0080c2

static const WireName SAPS[] = {
  { 0x00, "null" },    { 0x06, "IP" },          { 0x42, "spanning tree" },
  { 0x98, "ARP" },     { 0xaa, "SNAP" },        { 0xe0, "IPX" },
  { 0xf0, "NetBIOS" }, { 0xfe, "OSI routing" }, { 0xff, "global" },
};

/* Unnumbered frames end their control field after one byte, the others after two. */
static guint32
control_length (guint8 control)
{
  return (control & 3) == 3 ? 1 : 2;
}

static gboolean
has_ethertype (guint32 oui)
{
  return oui == OUI_ETHERNET || oui == OUI_BRIDGE_TUNNEL;
}

/* A whole frame, with its check sequence or without. */
static gboolean
is_bridged_ethernet (const guint8 *bytes)
{
  guint16 kind = wire_be16 (bytes + 6);

  return (wire_be32 (bytes + 2) & 0xffffff) == OUI_BRIDGED && (kind == 1 || kind == 7);
}

/* Only over ATM, where LLC is the outermost layer or right after a circuit. */
static gboolean
has_padding (const WireFrame *frame)
{
  return frame->n_layers < 2 || frame->layers[frame->n_layers - 2].protocol == WIRE_PROTOCOL_SUNATM;
}

WireProtocol
wire_llc_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 3);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_LLC, cursor);

  gboolean snap = bytes[0] == SAP_SNAP && bytes[1] == SAP_SNAP && bytes[2] == 3;
  guint32 header = snap ? SNAP_HEADER : 2 + control_length (bytes[2]);
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_LLC, cursor);

  wire_frame_add_layer (frame, WIRE_PROTOCOL_LLC, cursor, header);
  wire_cursor_skip (cursor, header);
  if (snap && is_bridged_ethernet (bytes))
    {
      const guint8 *padding = wire_cursor_peek (cursor, 2);

      if (padding && wire_be16 (padding) == 0 && has_padding (frame)) /* RFC 2684, section 5.2 */
        wire_cursor_skip (cursor, 2);
      return WIRE_PROTOCOL_ETHERNET;
    }
  if (snap && has_ethertype (wire_be32 (bytes + 2) & 0xffffff))
    return wire_ethertype_protocol (wire_be16 (bytes + 6));
  if (!snap && bytes[0] == SAP_IP && bytes[1] == SAP_IP)
    return WIRE_PROTOCOL_IPV4;
  return WIRE_PROTOCOL_DATA;
}

static guint32
describe_control (WireFields *fields, WireCursor *cursor)
{
  const guint8 *control = wire_cursor_peek (cursor, 1);
  guint32 length = control ? control_length (control[0]) : 1;

  wire_describe_hex (fields, cursor, length, "Control");
  return length;
}

static void
describe_snap (WireFields *fields, WireCursor *cursor)
{
  static const WireName OUIS[] = {
    { OUI_ETHERNET, "Ethernet" },
    { OUI_BRIDGE_TUNNEL, "bridged Ethernet" },
    { OUI_CISCO, "Cisco" },
    { OUI_BRIDGED, "802.1 bridging" },
  };
  guint32 oui = wire_cursor_be24 (cursor);

  if (!cursor->failed)
    wire_fields_add (fields, 3, 3, "Organisation", "0x%06x (%s)", oui,
                     wire_names_or_unknown (OUIS, oui));
  if (has_ethertype (oui) || oui == OUI_CISCO)
    wire_describe_ethertype (fields, cursor, "Type");
  else
    wire_describe_hex (fields, cursor, 2, "Type");
}

void
wire_llc_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 dsap = wire_cursor_u8 (&cursor);
  guint8 ssap = wire_cursor_u8 (&cursor);

  if (!cursor.failed)
    {
      const char *name = wire_names_or_unknown (SAPS, dsap & 0xfe);

      wire_fields_set_layer_value (fields, "%s", name);
      wire_fields_add (fields, 0, 1, "Destination access point", "0x%02x (%s)", dsap, name);
      wire_fields_add (fields, 1, 1, "Source access point", "0x%02x (%s)", ssap,
                       wire_names_or_unknown (SAPS, ssap & 0xfe));
    }
  guint32 needed = 2 + describe_control (fields, &cursor);
  if (dsap == SAP_SNAP && ssap == SAP_SNAP)
    {
      describe_snap (fields, &cursor);
      needed = SNAP_HEADER;
    }
  wire_describe_end (fields, frame, layer, &cursor, needed);
}

void
wire_llc_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 dsap = wire_cursor_u8 (&cursor);

  wire_cursor_skip (&cursor, 5);
  guint16 type = wire_cursor_be16 (&cursor);
  const char *name = dsap == SAP_SNAP && !cursor.failed ? wire_ethertype_name (type) : NULL;

  g_string_append (out, name ? name : wire_names_or_unknown (SAPS, dsap & 0xfe));
}
