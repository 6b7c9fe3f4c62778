/* wire-frame.h: one frame, taken apart into its layers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-address.h"
#include "base/wire-cursor.h"

G_BEGIN_DECLS

/**
 * WireProtocol:
 * @WIRE_PROTOCOL_NONE: nothing follows
 * @WIRE_PROTOCOL_DATA: bytes that no decoder here claims
 *
 * What a layer of a frame is. The order is arbitrary but part of nothing stored: numbers may change
 * from build to build. Each has one entry in the table of wire-protocol.c.
 */
typedef enum
{
  WIRE_PROTOCOL_NONE,
  WIRE_PROTOCOL_DATA,
  /* link */
  WIRE_PROTOCOL_ETHERNET,
  WIRE_PROTOCOL_LLC,
  WIRE_PROTOCOL_VLAN,
  WIRE_PROTOCOL_MPLS,
  WIRE_PROTOCOL_PPPOE,
  WIRE_PROTOCOL_PPP,
  WIRE_PROTOCOL_CHDLC,
  WIRE_PROTOCOL_FRAME_RELAY,
  WIRE_PROTOCOL_SLL,
  WIRE_PROTOCOL_SLL2,
  WIRE_PROTOCOL_NULL,
  WIRE_PROTOCOL_RAW_IP, /* adds no layer: the version field says which IP it is */
  WIRE_PROTOCOL_RADIOTAP,
  WIRE_PROTOCOL_IEEE80211,
  /* network */
  WIRE_PROTOCOL_ARP,
  WIRE_PROTOCOL_IPV4,
  WIRE_PROTOCOL_IPV6,
  WIRE_PROTOCOL_IPV6_EXTENSION,
  WIRE_PROTOCOL_FRAGMENT, /* the rest of a datagram whose first part is elsewhere */
  WIRE_PROTOCOL_ICMP,
  WIRE_PROTOCOL_ICMPV6,
  WIRE_PROTOCOL_IGMP,
  WIRE_PROTOCOL_GRE,
  WIRE_PROTOCOL_AH,
  WIRE_PROTOCOL_ESP,
  /* transport */
  WIRE_PROTOCOL_TCP,
  WIRE_PROTOCOL_UDP,
  WIRE_PROTOCOL_SCTP,
  WIRE_PROTOCOL_VXLAN,
  /* application */
  WIRE_PROTOCOL_DNS,
  WIRE_PROTOCOL_DHCP,
  WIRE_PROTOCOL_NTP,
  WIRE_PROTOCOL_TLS,
  WIRE_PROTOCOL_HTTP,
  WIRE_N_PROTOCOLS,
} WireProtocol;

/** Deepest nesting that is followed. Real frames have fewer than ten; tunnels in tunnels that go
 * deeper are shown as data from there on. */
#define WIRE_FRAME_MAX_LAYERS 24

/**
 * WireLayer:
 * @protocol: what it is
 * @offset: of its first byte in the frame
 * @header: bytes of its header
 * @length: bytes that belong to it, header and payload, within what was captured. Ends where the
 *   layer's own length field says, so that Ethernet padding belongs to no inner layer.
 */
typedef struct
{
  WireProtocol protocol;
  guint32 offset;
  guint32 header;
  guint32 length;
} WireLayer;

typedef enum
{
  WIRE_FRAME_CUT = 1 << 0,            /* the capture kept less than a header needs */
  WIRE_FRAME_MALFORMED = 1 << 1,      /* a header contradicts itself */
  WIRE_FRAME_FRAGMENT = 1 << 2,       /* outermost IP: part of a fragmented datagram */
  WIRE_FRAME_LATER_FRAGMENT = 1 << 3, /* … and not its first part, so ports are not here */
  WIRE_FRAME_HAS_PORTS = 1 << 4,      /* the tuple's ports were read from this frame */
} WireFrameFlags;

/**
 * WireFrame:
 * @data: the frame's bytes; not owned
 * @captured: how many there are
 * @length: how many there were on the wire
 * @flags: #WireFrameFlags
 * @n_layers: used entries of @layers
 * @layers: from the outside in; the payload that nothing decodes is a %WIRE_PROTOCOL_DATA layer
 * @tuple: of the outermost IP header; family %WIRE_FAMILY_NONE where there is none. The protocol is
 *   what stands behind IPv6 extension headers and the Authentication Header.
 * @fragment_id: IPv4 identification or IPv6 fragment identification, host order; 0 where the frame
 *   is no fragment
 * @tcp_flags: of the outermost IP header's TCP segment: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32,
 *   ECE 64, CWR 128 (RFC 9293, section 3.1)
 * @tcp_sequence: host order
 * @tcp_acknowledgement: host order
 * @payload_offset: where the payload of the outermost IP header's TCP, UDP or SCTP begins in the
 *   frame; of other protocols, and of later fragments, where the payload of IP begins
 * @payload_captured: how many of its bytes were captured
 * @payload_length: how long the headers say it is: @payload_captured or more
 *
 * What wire_frame_decode() found. A plain value, made without allocation; valid as long as @data.
 */
typedef struct
{
  const guint8 *data;
  guint32 captured;
  guint32 length;
  guint16 flags;
  guint8 tcp_flags;
  guint8 n_layers;
  guint32 fragment_id;
  guint32 tcp_sequence;
  guint32 tcp_acknowledgement;
  guint32 payload_offset;
  guint32 payload_captured;
  guint32 payload_length;
  WireTuple tuple;
  WireLayer layers[WIRE_FRAME_MAX_LAYERS];
} WireFrame;

WireProtocol wire_frame_get_protocol (const WireFrame *frame);

/**
 * wire_frame_add_layer:
 * @frame: being decoded
 * @protocol: what the layer is
 * @cursor: over the whole frame, at the layer's first byte, and ending where the layer ends
 * @header: bytes of its header
 *
 * For decoders: notes a layer. The caller moves @cursor past the header itself. Inline, as are the
 * rest: they run several times for every packet of a capture.
 */
static inline void
wire_frame_add_layer (WireFrame *frame,
                      WireProtocol protocol,
                      const WireCursor *cursor,
                      guint32 header)
{
  if (G_UNLIKELY (frame->n_layers == WIRE_FRAME_MAX_LAYERS))
    return;

  WireLayer *layer = &frame->layers[frame->n_layers++];

  layer->protocol = protocol;
  layer->offset = (guint32) cursor->position;
  layer->header = header;
  layer->length = (guint32) wire_cursor_remaining (cursor);
}

WireProtocol wire_frame_end_short (WireFrame *frame, WireProtocol protocol, WireCursor *cursor);
WireProtocol wire_frame_end_malformed (WireFrame *frame, WireProtocol protocol, WireCursor *cursor);

/** For decoders: moves the payload of the outermost IP header behind @header bytes more. */
static inline void
wire_frame_narrow_payload (WireFrame *frame, guint32 header)
{
  frame->payload_offset += MIN (header, frame->payload_captured);
  frame->payload_captured -= MIN (header, frame->payload_captured);
  frame->payload_length -= MIN (header, frame->payload_length);
}

/**
 * wire_frame_is_outermost:
 * @frame: being decoded
 * @ip_protocol: of the header that is being decoded
 *
 * Returns: whether that header belongs to the outermost IP header. A tunnel is told apart by its
 * own protocol number in the tuple, or by its ports that are there already.
 */
static inline gboolean
wire_frame_is_outermost (const WireFrame *frame, guint8 ip_protocol)
{
  return frame->tuple.protocol == ip_protocol && !(frame->flags & WIRE_FRAME_HAS_PORTS);
}

static inline const WireLayer *
wire_frame_top (const WireFrame *frame)
{
  return frame->n_layers ? &frame->layers[frame->n_layers - 1] : NULL;
}

/** Returns: two bytes in network order, from a header that wire_cursor_peek() said is there */
static inline guint16
wire_be16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] << 8 | bytes[1]);
}

static inline guint32
wire_be32 (const guint8 *bytes)
{
  return (guint32) wire_be16 (bytes) << 16 | wire_be16 (bytes + 2);
}

G_END_DECLS
