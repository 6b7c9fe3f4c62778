/* wire-udp-carrier.c: tunnels over UDP whose header is short: Teredo (RFC 4380), AMT (RFC 7450),
 * AYIYA (draft-massar-v6ops-ayiya-02), GUE and FOU
 * (draft-ietf-intarea-gue-09), TZSP, CAPWAP (RFC 5415) and IPsec (RFC 3948)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ip.h"
#include "capture/protocols/wire-protocols.h"

#define TEREDO_AUTHENTICATION 13 /* and the lengths that are in bytes 2 and 3 */
#define TEREDO_ORIGIN 8

#define AMT_QUERY 4
#define AMT_UPDATE 5
#define AMT_DATA 6

#define AYIYA_MIN 8
#define AYIYA_FORWARD 1
#define AYIYA_ECHO_AND_FORWARD 3

#define TZSP_HEADER 4
#define TZSP_ETHERNET 1
#define TZSP_802_11 0x12
#define TZSP_TAG_PAD 0
#define TZSP_TAG_END 1

#define CAPWAP_MIN 8
#define CAPWAP_ETHERTYPE 0
#define CAPWAP_802_11 1

static WireProtocol
end (WireFrame *frame,
     WireCursor *cursor,
     WireProtocol protocol,
     guint32 header,
     WireTunnel tunnel,
     WireProtocol next)
{
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, protocol, cursor);
  frame->entered = (guint8) tunnel;
  wire_frame_add_layer (frame, protocol, cursor, header);
  wire_cursor_skip (cursor, header);
  return wire_cursor_remaining (cursor) > 0 ? next : WIRE_PROTOCOL_NONE;
}

/* Before the IPv6 packet, there may be an authentication header and one that says where it came
 * from (section 5.1.1). */
static guint32
teredo_length (WireCursor cursor)
{
  const guint8 *bytes = wire_cursor_peek (&cursor, 4);
  guint32 header = 0;

  if (bytes && bytes[0] == 0 && bytes[1] == 1)
    {
      header = TEREDO_AUTHENTICATION + bytes[2] + bytes[3];
      wire_cursor_skip (&cursor, header);
      bytes = wire_cursor_peek (&cursor, 2);
    }
  if (bytes && bytes[0] == 0 && bytes[1] == 0)
    header += TEREDO_ORIGIN;
  return header;
}

WireProtocol
wire_teredo_decode (WireFrame *frame, WireCursor *cursor)
{
  return end (frame, cursor, WIRE_PROTOCOL_TEREDO, teredo_length (*cursor), WIRE_TUNNEL_TEREDO,
              WIRE_PROTOCOL_IPV6);
}

void
wire_teredo_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_bytes (fields, &cursor, MIN (layer->header, layer->length),
                       "Authentication and origin");
}

/* Bytes before the IP packet: multicast data has a reserved byte; queries and updates a hardware
 * address and a nonce (section 5.1). */
static guint32
amt_length (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 1);

  return bytes && (bytes[0] & 0xf) == AMT_DATA ? 2 : 12;
}

WireProtocol
wire_amt_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 1);
  guint8 type = bytes ? bytes[0] & 0xf : 0;

  if (type < AMT_QUERY || type > AMT_DATA)
    return WIRE_PROTOCOL_DATA;
  return end (frame, cursor, WIRE_PROTOCOL_AMT, amt_length (cursor), WIRE_TUNNEL_AMT,
              WIRE_PROTOCOL_RAW_IP);
}

void
wire_amt_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  static const WireName TYPES[] = {
    { AMT_QUERY, "membership query" },
    { AMT_UPDATE, "membership update" },
    { AMT_DATA, "multicast data" },
  };
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 header = amt_length (&cursor);
  guint32 type = wire_describe_named (fields, &cursor, 1, "Type", TYPES, G_N_ELEMENTS (TYPES));

  wire_fields_set_layer_value (fields, "%s", wire_names_or_unknown (TYPES, type));
  wire_cursor_skip (&cursor, 1);
  if (header > 2)
    {
      wire_describe_mac (fields, &cursor, "Response");
      wire_describe_hex (fields, &cursor, 4, "Nonce");
    }
  wire_describe_end (fields, frame, layer, &cursor, header);
}

/* An identity whose length is a power of two, and a signature in words, follow (section 3). */
static guint32
ayiya_length (const guint8 *bytes)
{
  return AYIYA_MIN + (1u << (bytes[0] >> 4)) + (bytes[1] >> 4) * 4u;
}

WireProtocol
wire_ayiya_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, AYIYA_MIN);
  WireProtocol next = WIRE_PROTOCOL_DATA;
  guint8 operation;

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_AYIYA, cursor);
  operation = bytes[2] & 0xf;
  if ((operation == AYIYA_FORWARD || operation == AYIYA_ECHO_AND_FORWARD)
      && (bytes[3] == WIRE_IP_IPV6 || bytes[3] == WIRE_IP_IPV4))
    next = WIRE_PROTOCOL_RAW_IP;
  return end (frame, cursor, WIRE_PROTOCOL_AYIYA, ayiya_length (bytes), WIRE_TUNNEL_AYIYA, next);
}

void
wire_ayiya_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  static const WireName OPERATIONS[] = {
    { 0, "nothing" },       { AYIYA_FORWARD, "forward" },
    { 2, "echo request" },  { AYIYA_ECHO_AND_FORWARD, "echo request and forward" },
    { 4, "echo response" }, { 5, "message of the day" },
    { 6, "query" },         { 7, "query response" },
  };
  WireCursor cursor = wire_layer_cursor (frame, layer);
  const guint8 *bytes = wire_cursor_peek (&cursor, AYIYA_MIN);
  guint32 header = bytes ? ayiya_length (bytes) : AYIYA_MIN;

  if (bytes)
    wire_fields_set_layer_value (fields, "%s", wire_names_or_unknown (OPERATIONS, bytes[2] & 0xf));
  wire_describe_hex (fields, &cursor, 2, "Lengths and methods");
  wire_describe_hex (fields, &cursor, 1, "Authentication and operation");
  wire_describe_number (fields, &cursor, 1, "Next header");
  wire_describe_number (fields, &cursor, 4, "Time");
  wire_describe_bytes (fields, &cursor,
                       MIN (header, layer->length) - MIN (AYIYA_MIN, layer->length),
                       "Identity and signature");
  wire_describe_end (fields, frame, layer, &cursor, header);
}

/* The version is in the first two bits: 1 is that of IPv4 and of IPv6 itself, whose header comes at
 * once (draft-ietf-intarea-gue-09, section 4). */
static gboolean
is_bare_ip (const guint8 *bytes)
{
  return bytes[0] >> 6 == 1;
}

WireProtocol
wire_gue_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 4);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_GUE, cursor);
  if (is_bare_ip (bytes))
    return end (frame, cursor, WIRE_PROTOCOL_GUE, 0, WIRE_TUNNEL_FOU, WIRE_PROTOCOL_RAW_IP);
  return end (frame, cursor, WIRE_PROTOCOL_GUE, 4u + (bytes[0] & 0x1fu) * 4u, WIRE_TUNNEL_GUE,
              bytes[1] == WIRE_IP_GRE ? WIRE_PROTOCOL_GRE : WIRE_PROTOCOL_RAW_IP);
}

void
wire_gue_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  if (layer->header == 0)
    return;
  wire_describe_hex (fields, &cursor, 1, "Version and length");
  wire_describe_number (fields, &cursor, 1, "Next header");
  wire_describe_hex (fields, &cursor, 2, "Flags");
  wire_describe_end (fields, frame, layer, &cursor, layer->header);
}

/* Version, type and protocol, and tags of a type and a length, but for two that are alone. */
static guint32
tzsp_length (WireCursor cursor)
{
  gsize start = cursor.position;

  wire_cursor_skip (&cursor, TZSP_HEADER);
  while (!cursor.failed)
    {
      guint8 tag = wire_cursor_u8 (&cursor);

      if (tag == TZSP_TAG_END)
        break;
      if (tag != TZSP_TAG_PAD)
        wire_cursor_skip (&cursor, wire_cursor_u8 (&cursor));
    }
  return (guint32) (cursor.position - start) + (cursor.failed ? 1 : 0);
}

WireProtocol
wire_tzsp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, TZSP_HEADER);
  guint16 carried = bytes ? wire_be16 (bytes + 2) : 0;
  WireProtocol next = WIRE_PROTOCOL_DATA;

  if (carried == TZSP_ETHERNET)
    next = WIRE_PROTOCOL_ETHERNET;
  else if (carried == TZSP_802_11)
    next = WIRE_PROTOCOL_IEEE80211;
  return end (frame, cursor, WIRE_PROTOCOL_TZSP, tzsp_length (*cursor), WIRE_TUNNEL_TZSP, next);
}

void
wire_tzsp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_number (fields, &cursor, 1, "Version");
  wire_describe_number (fields, &cursor, 1, "Type");
  wire_describe_hex (fields, &cursor, 2, "Protocol");
  wire_describe_bytes (fields, &cursor,
                       layer->header > TZSP_HEADER ? layer->header - TZSP_HEADER : 0, "Tags");
  wire_describe_end (fields, frame, layer, &cursor, TZSP_HEADER);
}

/* The first byte says whether DTLS follows; the header's length is five bits of the second (section
 * 4.3). The wireless frame's own bytes of control are swapped by some controllers. */
WireProtocol
wire_capwap_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, CAPWAP_MIN);
  WireProtocol next = WIRE_PROTOCOL_ETHERNET;

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_CAPWAP, cursor);
  if (bytes[0] != 0)
    return WIRE_PROTOCOL_DATA;

  guint32 header = (bytes[1] >> 3) * 4u;
  gboolean fragment = (bytes[3] & 0x80) != 0;
  guint8 binding = bytes[2] >> 1 & 0x1f;
  if (header < CAPWAP_MIN)
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_CAPWAP, cursor);
  if (fragment && wire_be16 (bytes + 6) >> 3 != 0)
    next = WIRE_PROTOCOL_FRAGMENT;
  else if (bytes[3] & 0x08) /* a message of the tunnel itself */
    next = WIRE_PROTOCOL_DATA;
  else if (bytes[2] & 1) /* native frames of the binding, and not 802.3 */
    next = binding == CAPWAP_802_11 ? WIRE_PROTOCOL_IEEE80211 : WIRE_PROTOCOL_DATA;
  return end (frame, cursor, WIRE_PROTOCOL_CAPWAP, header, WIRE_TUNNEL_CAPWAP, next);
}

void
wire_capwap_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_hex (fields, &cursor, 4, "Flags");
  wire_describe_number (fields, &cursor, 2, "Fragment");
  wire_describe_hex (fields, &cursor, 2, "Fragment offset");
  wire_describe_end (fields, frame, layer, &cursor, CAPWAP_MIN);
}

/* Where the first four bytes are zero, IKE follows, and a single ff keeps the way open. */
WireProtocol
wire_udp_esp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 8);

  (void) frame;
  return bytes && wire_be32 (bytes) != 0 ? WIRE_PROTOCOL_ESP : WIRE_PROTOCOL_DATA;
}
