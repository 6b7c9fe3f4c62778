/* wire-frame-relay.c: Frame Relay (ITU-T Q.922; RFC 2427) and Cisco’s encapsulation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define CONTROL_UNNUMBERED 0x03
#define NLPID_SNAP 0x80
#define NLPID_IPV6 0x8e
#define NLPID_IPV4 0xcc
#define NLPID_PPP 0xcf

static const WireName NLPIDS[] = {
  { 0x08, "Q.933 signalling" },
  { NLPID_SNAP, "SNAP" },
  { 0x81, "CLNP" },
  { 0x83, "IS-IS" },
  { NLPID_IPV6, "IPv6" },
  { 0xb1, "fragment" },
  { NLPID_IPV4, "IPv4" },
  { NLPID_PPP, "PPP" },
};

typedef struct
{
  guint32 address; /* bytes of the address: two to four */
  guint32 header;
  guint32 circuit; /* data link connection identifier */
  guint8 nlpid;    /* 0 in Cisco's encapsulation */
  guint16 type;    /* EtherType, of Cisco's encapsulation and of SNAP */
  WireProtocol next;
} Header;

/* Q.922, section 3.3.2: each byte but the last has its lowest bit clear. */
static void
read_address (WireCursor *cursor, Header *header)
{
  guint8 byte = wire_cursor_u8 (cursor);

  header->address = 1;
  header->circuit = byte >> 2;
  while (!cursor->failed && !(byte & 1) && header->address < 4)
    {
      byte = wire_cursor_u8 (cursor);
      header->address++;
      if (header->address == 2)
        header->circuit = header->circuit << 4 | byte >> 4;
      else if (header->address == 3 && !(byte & 1))
        header->circuit = header->circuit << 7 | byte >> 1;
      else
        header->circuit = header->circuit << 6 | byte >> 2;
    }
}

static WireProtocol
read_snap (WireCursor *cursor, Header *header)
{
  guint32 oui = wire_cursor_be24 (cursor);

  header->type = wire_cursor_be16 (cursor);
  if (oui == 0)
    return wire_ethertype_protocol (header->type);
  /* 802.1 bridging, with and without the frame check sequence (RFC 2427, section 4.2) */
  return oui == 0x0080c2 && (header->type == 1 || header->type == 7) ? WIRE_PROTOCOL_ETHERNET
                                                                     : WIRE_PROTOCOL_DATA;
}

static void
read_payload (WireCursor *cursor, Header *header)
{
  header->nlpid = wire_cursor_u8 (cursor);
  if (header->nlpid == 0 && !cursor->failed) /* padding before the identifier */
    header->nlpid = wire_cursor_u8 (cursor);
  if (header->nlpid == NLPID_IPV4)
    header->next = WIRE_PROTOCOL_IPV4;
  else if (header->nlpid == NLPID_IPV6)
    header->next = WIRE_PROTOCOL_IPV6;
  else if (header->nlpid == NLPID_PPP)
    header->next = WIRE_PROTOCOL_PPP;
  else if (header->nlpid == NLPID_SNAP)
    header->next = read_snap (cursor, header);
}

static gboolean
read_header (WireCursor cursor, Header *header)
{
  gsize start = cursor.position;

  *header = (Header){ .next = WIRE_PROTOCOL_DATA };
  read_address (&cursor, header);

  const guint8 *control = wire_cursor_peek (&cursor, 1);
  if (control && control[0] == CONTROL_UNNUMBERED)
    {
      wire_cursor_skip (&cursor, 1);
      read_payload (&cursor, header);
    }
  else
    {
      header->type = wire_cursor_be16 (&cursor);
      header->next = wire_ethertype_protocol (header->type);
    }
  header->header = (guint32) (cursor.position - start);
  return !cursor.failed;
}

WireProtocol
wire_frame_relay_decode (WireFrame *self, WireCursor *cursor)
{
  Header header;

  if (!read_header (*cursor, &header))
    return wire_frame_end_short (self, WIRE_PROTOCOL_FRAME_RELAY, cursor);
  wire_frame_add_layer (self, WIRE_PROTOCOL_FRAME_RELAY, cursor, header.header);
  wire_cursor_skip (cursor, header.header);
  return header.next;
}

void
wire_frame_relay_describe (const WireFrame *self, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (self, layer);
  Header header;

  if (!read_header (cursor, &header))
    {
      wire_cursor_skip (&cursor, layer->length + 1);
      wire_describe_end (fields, self, layer, &cursor, 4);
      return;
    }

  const guint8 *bytes = cursor.data;
  wire_fields_set_layer_value (fields, "circuit %u", header.circuit);
  wire_fields_add (fields, 0, header.address, "Circuit", "%u", header.circuit);
  wire_fields_add (fields, 1, 1, "Forward congestion", "%s", bytes[1] & 8 ? "yes" : "no");
  wire_fields_add (fields, 1, 1, "Backward congestion", "%s", bytes[1] & 4 ? "yes" : "no");
  wire_fields_add (fields, 1, 1, "May be dropped", "%s", bytes[1] & 2 ? "yes" : "no");
  wire_cursor_skip (&cursor, header.address);
  if (header.nlpid)
    {
      wire_describe_hex (fields, &cursor, 1, "Control");
      wire_fields_add (fields, (guint32) cursor.position, 1, "Payload protocol", "0x%02x (%s)",
                       header.nlpid, wire_names_or_unknown (NLPIDS, header.nlpid));
    }
  if (header.nlpid == 0 || header.nlpid == NLPID_SNAP)
    wire_fields_add (fields, header.header - 2, 2, "Type", "0x%04x", header.type);
}

void
wire_frame_relay_summarise (const WireFrame *self, const WireLayer *layer, GString *out)
{
  Header header;

  if (!read_header (wire_layer_cursor (self, layer), &header))
    g_string_append (out, "Frame Relay header cut");
  else
    g_string_append_printf (out, "Circuit %u, %s", header.circuit,
                            header.nlpid ? wire_names_or_unknown (NLPIDS, header.nlpid)
                                         : "Cisco encapsulation");
}
