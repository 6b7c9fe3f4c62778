/* wire-pseudowire.c: circuits over MPLS and L2TP (RFC 4385, RFC 4448, RFC 4619)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/link/wire-pseudowire.h"

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/network/wire-checksum.h"
#include "capture/protocols/wire-protocols.h"

#define CONTROL_WORD 4
#define IPV4_HEADER 20
#define IPV6_HEADER 40
#define ETHERNET_HEADER 14

static gboolean is_ethernet (const WireCursor *cursor);

/* A header that does not contradict itself. Addresses of Ethernet may begin with 4 and look like
 * one: where they do, the header's checksum decides. */
static gboolean
is_ipv4 (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, IPV4_HEADER);
  guint32 header = bytes ? (bytes[0] & 0xfu) * 4u : 0;

  if (!bytes || bytes[0] >> 4 != 4 || header < IPV4_HEADER || !wire_cursor_peek (cursor, header)
      || (wire_be16 (bytes + 2) < header && wire_be16 (bytes + 2) != 0))
    return FALSE;
  return wire_checksum_fold (wire_checksum_add (0, bytes, header)) == 0 || !is_ethernet (cursor);
}

static gboolean
is_ipv6 (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, IPV6_HEADER);

  return bytes && bytes[0] >> 4 == 6
         && wire_be16 (bytes + 4) + (gsize) IPV6_HEADER <= wire_cursor_remaining (cursor);
}

/* A known type, or a length that the rest of the frame has room for and that LLC follows. */
static gboolean
is_ethernet (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, ETHERNET_HEADER + 3);
  guint16 type = bytes ? wire_be16 (bytes + 12) : 0;

  if (!bytes)
    return FALSE;
  if (type >= WIRE_ETHERTYPE_MIN)
    return wire_ethertype_protocol (type) != WIRE_PROTOCOL_DATA || wire_ethertype_name (type);
  return type >= 3 && type + (gsize) ETHERNET_HEADER <= wire_cursor_remaining (cursor)
         && (bytes[14] == bytes[15] || bytes[16] == 3);
}

/**
 * wire_pseudowire_guess:
 * @cursor: after the last header that is known
 *
 * Returns: the protocol that the bytes make most sense as: %WIRE_PROTOCOL_IPV4,
 *   %WIRE_PROTOCOL_IPV6, %WIRE_PROTOCOL_ETHERNET, %WIRE_PROTOCOL_PPP, %WIRE_PROTOCOL_CHDLC,
 *   %WIRE_PROTOCOL_PSEUDOWIRE where a control word comes before one of these, or
 *   %WIRE_PROTOCOL_DATA; %WIRE_PROTOCOL_NONE at the end
 */
WireProtocol
wire_pseudowire_guess (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 4);
  WireCursor behind = *cursor;

  if (wire_cursor_remaining (cursor) == 0)
    return WIRE_PROTOCOL_NONE;
  if (is_ipv4 (cursor))
    return WIRE_PROTOCOL_IPV4;
  if (is_ipv6 (cursor))
    return WIRE_PROTOCOL_IPV6;
  wire_cursor_skip (&behind, CONTROL_WORD);
  if (bytes && bytes[0] >> 4 == 0 && !behind.failed
      && (is_ethernet (&behind) || is_ipv4 (&behind) || is_ipv6 (&behind)))
    return WIRE_PROTOCOL_PSEUDOWIRE;
  if (is_ethernet (cursor))
    return WIRE_PROTOCOL_ETHERNET;
  if (bytes && bytes[0] == 0xff && bytes[1] == 3)
    return WIRE_PROTOCOL_PPP;
  if (bytes && (bytes[0] == 0x0f || bytes[0] == 0x8f) && bytes[1] == 0
      && wire_ethertype_protocol (wire_be16 (bytes + 2)) != WIRE_PROTOCOL_DATA)
    return WIRE_PROTOCOL_CHDLC;
  return WIRE_PROTOCOL_DATA;
}

/* The control word, after which wire_pseudowire_guess() saw a payload. Ethernet's addresses may
 * begin with zeros as a control word does: a frame that makes sense after it is taken first. */
WireProtocol
wire_pseudowire_decode (WireFrame *frame, WireCursor *cursor)
{
  if (!wire_cursor_peek (cursor, CONTROL_WORD))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_PSEUDOWIRE, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_PSEUDOWIRE, cursor, CONTROL_WORD);
  wire_cursor_skip (cursor, CONTROL_WORD);
  if (is_ipv4 (cursor))
    return WIRE_PROTOCOL_IPV4;
  return is_ipv6 (cursor) ? WIRE_PROTOCOL_IPV6 : WIRE_PROTOCOL_ETHERNET;
}

void
wire_pseudowire_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 word = wire_describe_hex (fields, &cursor, 4, "Control word");

  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "sequence %u", word & 0xffff);
      wire_fields_add (fields, 2, 2, "Sequence number", "%u", word & 0xffff);
    }
  wire_describe_end (fields, frame, layer, &cursor, CONTROL_WORD);
}
