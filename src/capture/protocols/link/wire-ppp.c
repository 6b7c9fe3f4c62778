/* wire-ppp.c: Point-to-Point Protocol, bare or in HDLC framing (RFC 1661, RFC 1662)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define PROTOCOL_IPV4 0x0021
#define PROTOCOL_BRIDGING 0x0031
#define PROTOCOL_IPV6 0x0057
#define PROTOCOL_MPLS 0x0281
#define PROTOCOL_MPLS_MULTICAST 0x0283

/* IANA, PPP DLL Protocol Numbers. */
static const WireName PROTOCOLS[] = {
  { PROTOCOL_IPV4, "IPv4" },
  { 0x002d, "compressed TCP" },
  { 0x002f, "TCP of a compressing sender" },
  { PROTOCOL_BRIDGING, "bridging" },
  { 0x003d, "multilink" },
  { PROTOCOL_IPV6, "IPv6" },
  { 0x00fd, "compressed datagram" },
  { PROTOCOL_MPLS, "MPLS" },
  { PROTOCOL_MPLS_MULTICAST, "MPLS multicast" },
  { 0x8021, "IPv4 control" },
  { 0x8057, "IPv6 control" },
  { 0x80fd, "compression control" },
  { 0x8281, "MPLS control" },
  { 0xc021, "link control" },
  { 0xc023, "password authentication" },
  { 0xc025, "link quality report" },
  { 0xc223, "challenge authentication" },
  { 0xc227, "EAP" },
};

typedef struct
{
  guint32 framing; /* bytes of address and control, which peers may agree to leave out */
  guint32 header;  /* with the protocol, of which they may leave out the first byte if zero */
  guint16 protocol;
} Header;

/* Linux writes the direction where the address was, link type 204 before it: 0 is in, 1 is out.
 * Returns: bytes before the protocol */
static guint32
measure_framing (const guint8 *bytes)
{
  if (!bytes)
    return 0;
  if ((bytes[0] == 0xff || bytes[0] <= 1) && bytes[1] == 3)
    return 2;
  if (bytes[0] <= 1 && bytes[1] == 0xff && bytes[2] == 3)
    return 3;
  return bytes[0] <= 1 && bytes[1] == 0 && bytes[2] & 1 ? 1 : 0;
}

static gboolean
read_header (WireCursor cursor, Header *header)
{
  gsize start = cursor.position;

  header->framing = measure_framing (wire_cursor_peek (&cursor, 3));
  wire_cursor_skip (&cursor, header->framing);
  header->protocol = wire_cursor_u8 (&cursor);
  if (!(header->protocol & 1))
    header->protocol = (guint16) (header->protocol << 8 | wire_cursor_u8 (&cursor));
  header->header = (guint32) (cursor.position - start);
  return !cursor.failed;
}

/* What comes before a frame of Ethernet that is bridged (RFC 3518, section 4.2): flags, of which
 * one says that the number of a LAN follows, and the type of the frame. Returns: its length; 0 for
 * other frames */
static guint32
measure_bridging (WireCursor cursor, const Header *header)
{
  guint8 flags, type;

  wire_cursor_skip (&cursor, header->header);
  flags = wire_cursor_u8 (&cursor);
  type = wire_cursor_u8 (&cursor);
  return !cursor.failed && type == 1 ? (flags & 0x40 ? 6 : 2) : 0;
}

WireProtocol
wire_ppp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 1);
  guint32 bridging = 0;
  Header header;

  if (bytes && (bytes[0] == 0x0f || bytes[0] == 0x8f)) /* Cisco HDLC under the same link type */
    return WIRE_PROTOCOL_CHDLC;
  if (!read_header (*cursor, &header))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_PPP, cursor);

  if (header.protocol == PROTOCOL_BRIDGING)
    bridging = measure_bridging (*cursor, &header);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_PPP, cursor, header.header);
  wire_cursor_skip (cursor, header.header + bridging);
  switch (header.protocol)
    {
    case PROTOCOL_BRIDGING:
      return bridging > 0 ? WIRE_PROTOCOL_ETHERNET : WIRE_PROTOCOL_DATA;
    case PROTOCOL_IPV4:
      return WIRE_PROTOCOL_IPV4;
    case PROTOCOL_IPV6:
      return WIRE_PROTOCOL_IPV6;
    case PROTOCOL_MPLS:
    case PROTOCOL_MPLS_MULTICAST:
      return WIRE_PROTOCOL_MPLS;
    default:
      return WIRE_PROTOCOL_DATA;
    }
}

void
wire_ppp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  Header header;
  gboolean whole = read_header (cursor, &header);

  if (header.framing == 1 || header.framing == 3)
    wire_describe_number (fields, &cursor, 1, "Direction");
  if (header.framing >= 2)
    {
      wire_describe_hex (fields, &cursor, 1, "Address");
      wire_describe_hex (fields, &cursor, 1, "Control");
    }
  if (whole)
    {
      const char *name = wire_names_or_unknown (PROTOCOLS, header.protocol);

      wire_fields_set_layer_value (fields, "%s", name);
      wire_fields_add (fields, header.framing, header.header - header.framing, "Protocol",
                       "0x%04x (%s)", header.protocol, name);
    }
  wire_describe_end (fields, frame, layer, &cursor, whole ? header.header : layer->length + 1);
}

void
wire_ppp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  Header header;

  if (!read_header (wire_layer_cursor (frame, layer), &header))
    g_string_append (out, "PPP header cut");
  else
    g_string_append_printf (out, "PPP %s", wire_names_or_unknown (PROTOCOLS, header.protocol));
}
