/* wire-frame.h: one frame, taken apart into its layers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"
#include "capture/frame/wire-address.h"
#include "capture/frame/wire-tunnel.h"

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
  WIRE_PROTOCOL_AMSDU, /* one of the frames that an 802.11 frame carries */
  WIRE_PROTOCOL_MESH,
  WIRE_PROTOCOL_PPI,
  WIRE_PROTOCOL_PRISM,
  WIRE_PROTOCOL_AVS,
  WIRE_PROTOCOL_PKTAP,
  WIRE_PROTOCOL_NFLOG,
  WIRE_PROTOCOL_PFLOG,
  WIRE_PROTOCOL_ENC,
  WIRE_PROTOCOL_IPNET,
  WIRE_PROTOCOL_JUNIPER,
  WIRE_PROTOCOL_DOCSIS,
  WIRE_PROTOCOL_NETANALYZER,
  WIRE_PROTOCOL_DIRECTION, /* one byte that says which way the frame went */
  WIRE_PROTOCOL_FDDI,
  WIRE_PROTOCOL_TOKEN_RING,
  WIRE_PROTOCOL_ARCNET,
  WIRE_PROTOCOL_ARCNET_LINUX,
  WIRE_PROTOCOL_IPOIB,
  WIRE_PROTOCOL_IP_OVER_FC,
  WIRE_PROTOCOL_IP_OVER_1394,
  WIRE_PROTOCOL_ATM,
  WIRE_PROTOCOL_SUNATM,
  WIRE_PROTOCOL_MFR,
  WIRE_PROTOCOL_AX25,
  WIRE_PROTOCOL_AX25_KISS,
  WIRE_PROTOCOL_SLIP,
  WIRE_PROTOCOL_MPACKET,
  WIRE_PROTOCOL_ISL,
  /* tags between a link header and what it carries */
  WIRE_PROTOCOL_CISCO_METADATA,
  WIRE_PROTOCOL_VN_TAG,
  WIRE_PROTOCOL_E_TAG,
  WIRE_PROTOCOL_HSR,
  WIRE_PROTOCOL_ARISTA,
  WIRE_PROTOCOL_BROADCOM_TAG,
  WIRE_PROTOCOL_BROADCOM_LEGACY_TAG,
  WIRE_PROTOCOL_BROADCOM_ETHERNET, /* Ethernet with the tag after its addresses */
  WIRE_PROTOCOL_DSA_ETHERNET,
  WIRE_PROTOCOL_EDSA,
  WIRE_PROTOCOL_EDSA_ETHERNET,
  WIRE_PROTOCOL_PBB,
  WIRE_PROTOCOL_TRILL,
  WIRE_PROTOCOL_FABRICPATH,
  WIRE_PROTOCOL_MACSEC,
  WIRE_PROTOCOL_NSH,
  WIRE_PROTOCOL_PSEUDOWIRE,
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
  WIRE_PROTOCOL_ERSPAN,
  WIRE_PROTOCOL_WCCP,
  WIRE_PROTOCOL_ETHERIP,
  WIRE_PROTOCOL_L2TP_IP, /* version 3 of L2TP, right on IP */
  /* transport */
  WIRE_PROTOCOL_TCP,
  WIRE_PROTOCOL_UDP,
  WIRE_PROTOCOL_SCTP,
  WIRE_PROTOCOL_VXLAN,
  WIRE_PROTOCOL_GENEVE,
  WIRE_PROTOCOL_GTP,
  WIRE_PROTOCOL_L2TP,
  WIRE_PROTOCOL_TEREDO,
  WIRE_PROTOCOL_AMT,
  WIRE_PROTOCOL_AYIYA,
  WIRE_PROTOCOL_GUE,
  WIRE_PROTOCOL_LISP,
  WIRE_PROTOCOL_TZSP,
  WIRE_PROTOCOL_CAPWAP,
  WIRE_PROTOCOL_UDP_ESP,
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

/** What decoding found out about a frame as a whole. Each is one bit. */
typedef enum
{
  WIRE_FRAME_CUT = 1 << 0,            /* the capture kept less than a header needs */
  WIRE_FRAME_MALFORMED = 1 << 1,      /* a header contradicts itself */
  WIRE_FRAME_FRAGMENT = 1 << 2,       /* outermost IP: part of a fragmented datagram */
  WIRE_FRAME_LATER_FRAGMENT = 1 << 3, /* … and not its first part, so ports are not here */
  WIRE_FRAME_HAS_PORTS = 1 << 4,      /* the tuple's ports were read from this frame */
  WIRE_FRAME_TUNNELLED = 1 << 5,      /* there is an IP header inside another: see @inside */
  WIRE_FRAME_ENCRYPTED = 1 << 7,      /* what it carries is encrypted below TCP and UDP */
  WIRE_FRAME_SEVERAL = 1 << 6,        /* it carries more than one packet: see @next_offset */
} WireFrameFlags;

/** What of #WireFrameFlags belongs to one IP header, and not to the frame. */
#define WIRE_FRAME_IP_FLAGS (WIRE_FRAME_FRAGMENT | WIRE_FRAME_LATER_FRAGMENT | WIRE_FRAME_HAS_PORTS)

/**
 * WireFrameInside:
 *
 * What #WireFrame says of its outermost IP header, for another one: the members of the same names.
 * @flags are those of %WIRE_FRAME_IP_FLAGS, and @ip_layer is the number of the header's layer.
 */
typedef struct
{
  guint16 flags;
  guint8 tcp_flags;
  guint8 tunnel;
  guint8 ip_layer;
  guint32 fragment_id;
  guint32 tcp_sequence;
  guint32 tcp_acknowledgement;
  guint32 payload_offset;
  guint32 payload_captured;
  guint32 payload_length;
  WireTuple tuple;
} WireFrameInside;

/**
 * WireFrame:
 * @data: the frame's bytes; not owned
 * @captured: how many there are
 * @length: how many there were on the wire
 * @flags: #WireFrameFlags
 * @n_layers: used entries of @layers
 * @layers: from the outside in; the payload that nothing decodes is a %WIRE_PROTOCOL_DATA layer
 * @tuple: of the outermost IP header; family %WIRE_FAMILY_NONE where there is none. The protocol is
 *   what follows IPv6 extension headers and the Authentication Header.
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
 * @tunnel: a #WireTunnel that the outermost IP header came through: PPPoE or MPLS
 * @ip_layer: number of the layer that is the outermost IP header
 * @entered: for decoders: the #WireTunnel whose header was met since the last IP header
 * @next_protocol: what @next_offset is, or %WIRE_PROTOCOL_NONE: a frame may carry more than one
 *   packet (A-MSDU). wire_frame_decode_next() goes on there.
 * @next_offset: where the next packet of the frame begins
 * @next_end: where the frame's further packets end
 * @layers: from the outside in
 * @inside: of the innermost IP header, where flags say %WIRE_FRAME_TUNNELLED; otherwise not set
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
  guint8 tunnel;
  guint8 ip_layer;
  guint8 entered;
  guint8 next_protocol;
  guint32 next_offset;
  guint32 next_end;
  WireTuple tuple;
  WireLayer layers[WIRE_FRAME_MAX_LAYERS];
  WireFrameInside inside;
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

void wire_frame_enter_ip (WireFrame *frame, WireFamily family);
void wire_frame_leave (WireFrame *frame);

/** For decoders: what the members of @frame say of an IP header is from now on about a header of
 * @family that is at the next layer. */
static inline void
wire_frame_begin_ip (WireFrame *frame, WireFamily family)
{
  if (G_UNLIKELY (frame->tuple.family != WIRE_FAMILY_NONE))
    wire_frame_enter_ip (frame, family);
  else
    frame->tunnel = frame->entered;
  frame->entered = WIRE_TUNNEL_NONE;
  frame->ip_layer = frame->n_layers;
  frame->tuple.family = (guint8) family;
}

/** For decoders: moves the payload of the current IP header after @header bytes more. */
static inline void
wire_frame_narrow_payload (WireFrame *frame, guint32 header)
{
  frame->payload_offset += MIN (header, frame->payload_captured);
  frame->payload_captured -= MIN (header, frame->payload_captured);
  frame->payload_length -= MIN (header, frame->payload_length);
}

/**
 * wire_frame_is_ip_payload:
 * @frame: being decoded
 * @ip_protocol: of the header that is being decoded
 *
 * Returns: whether that header is what the last IP header carries, and the first of its kind there
 */
static inline gboolean
wire_frame_is_ip_payload (const WireFrame *frame, guint8 ip_protocol)
{
  return frame->tuple.protocol == ip_protocol && !(frame->flags & WIRE_FRAME_HAS_PORTS);
}

/** Returns: whether the last @n layers are all of @protocol */
static inline gboolean
wire_frame_is_deep (const WireFrame *frame, WireProtocol protocol, guint n)
{
  if (frame->n_layers < n)
    return FALSE;
  for (guint i = 1; i <= n; i++)
    if (frame->layers[frame->n_layers - i].protocol != protocol)
      return FALSE;
  return TRUE;
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
