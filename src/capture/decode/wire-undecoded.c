/* wire-undecoded.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/decode/wire-undecoded.h"

#include "capture/frame/wire-ethertype.h"
#include "capture/frame/wire-ip.h"

/* What switches and hosts say to each other on one wire: nothing that users send is in it. */
static gboolean
is_link_business (guint16 ethertype)
{
  switch (ethertype)
    {
    case 0x0842: /* Wake-on-LAN */
    case 0x2000: /* CDP */
    case 0x8808: /* flow control */
    case 0x8809: /* slow protocols */
    case 0x888e: /* 802.1X */
    case 0x88cc: /* LLDP */
    case 0x88f7: /* PTP */
    case 0x88fb: /* PRP supervision */
    case 0x8902: /* OAM */
    case 0x9000: /* loopback test */
      return TRUE;
    default:
      return FALSE;
    }
}

/* What routers say to each other. */
static gboolean
is_network_business (guint8 ip_protocol)
{
  switch (ip_protocol)
    {
    case 8:   /* EGP */
    case 9:   /* IGRP */
    case 46:  /* RSVP */
    case 59:  /* no next header */
    case 88:  /* EIGRP */
    case 89:  /* OSPF */
    case 103: /* PIM */
    case 112: /* VRRP */
    case WIRE_IP_MOBILITY:
    case WIRE_IP_HIP:
    case WIRE_IP_SHIM6:
      return TRUE;
    default:
      return FALSE;
    }
}

static WireUndecodedReason
of_ethertype (guint16 type, guint32 *number)
{
  *number = type;
  /* A length: Novell's frames without LLC. */
  return type < WIRE_ETHERTYPE_MIN || is_link_business (type) ? WIRE_UNDECODED_NOT
                                                              : WIRE_UNDECODED_ETHERTYPE;
}

/* Spanning tree, routing of OSI, NetBIOS and IPX are no IP, and never were. */
static WireUndecodedReason
of_llc (const guint8 *header, guint32 length, guint32 *number)
{
  if (length < 8 || header[0] != 0xaa || header[3] != 0 || header[4] != 0 || header[5] != 0)
    return WIRE_UNDECODED_NOT;
  *number = wire_be16 (header + 6);
  return is_link_business ((guint16) *number) ? WIRE_UNDECODED_NOT : WIRE_UNDECODED_ETHERTYPE;
}

/* Protocols of the upper half set up links and do not carry anything. */
static WireUndecodedReason
of_ppp (const guint8 *header, guint32 length, guint32 *number)
{
  guint32 protocol = length >= 2 ? wire_be16 (header + length - 2) : header[0];

  *number = protocol;
  return protocol >= 0x8000 ? WIRE_UNDECODED_NOT : WIRE_UNDECODED_PPP;
}

static WireUndecodedReason
of_carrier (const WireLayer *layer, guint32 *number)
{
  *number = layer->protocol;
  return WIRE_UNDECODED_CARRIER;
}

/* @layer is the one before bytes that nobody decodes. */
static WireUndecodedReason
of_layer (const WireFrame *frame, const WireLayer *layer, guint32 *number)
{
  const guint8 *header = frame->data + layer->offset;

  switch (layer->protocol)
    {
    case WIRE_PROTOCOL_ETHERNET:
    case WIRE_PROTOCOL_VLAN:
    case WIRE_PROTOCOL_SLL:
    case WIRE_PROTOCOL_CHDLC:
    case WIRE_PROTOCOL_CISCO_METADATA:
    case WIRE_PROTOCOL_VN_TAG:
    case WIRE_PROTOCOL_E_TAG:
    case WIRE_PROTOCOL_HSR:
    case WIRE_PROTOCOL_ARISTA:
    case WIRE_PROTOCOL_MACSEC:
    case WIRE_PROTOCOL_BROADCOM_LEGACY_TAG:
    case WIRE_PROTOCOL_BROADCOM_ETHERNET:
    case WIRE_PROTOCOL_DSA_ETHERNET:
    case WIRE_PROTOCOL_EDSA:
    case WIRE_PROTOCOL_EDSA_ETHERNET:
      return of_ethertype (wire_be16 (header + layer->header - 2), number);
    case WIRE_PROTOCOL_SLL2:
      return of_ethertype (wire_be16 (header), number);
    case WIRE_PROTOCOL_GRE:
    case WIRE_PROTOCOL_GENEVE:
      return is_link_business (wire_be16 (header + 2)) ? WIRE_UNDECODED_NOT
                                                       : of_carrier (layer, number);
    case WIRE_PROTOCOL_LLC:
      return of_llc (header, layer->header, number);
    case WIRE_PROTOCOL_PPP:
      return of_ppp (header, layer->header, number);
    case WIRE_PROTOCOL_IEEE80211: /* management and control carry nothing */
    case WIRE_PROTOCOL_PPPOE:
    case WIRE_PROTOCOL_ARP:
    case WIRE_PROTOCOL_ICMP:
    case WIRE_PROTOCOL_ICMPV6:
    case WIRE_PROTOCOL_IGMP:
    case WIRE_PROTOCOL_TCP:
    case WIRE_PROTOCOL_UDP:
    case WIRE_PROTOCOL_SCTP:
    case WIRE_PROTOCOL_L2TP: /* control */
    case WIRE_PROTOCOL_L2TP_IP:
      return WIRE_UNDECODED_NOT;
    case WIRE_PROTOCOL_IPV4:
    case WIRE_PROTOCOL_IPV6:
    case WIRE_PROTOCOL_IPV6_EXTENSION:
    case WIRE_PROTOCOL_AH:
      *number = frame->flags & WIRE_FRAME_TUNNELLED ? frame->inside.tuple.protocol
                                                    : frame->tuple.protocol;
      return is_network_business ((guint8) *number) ? WIRE_UNDECODED_NOT
                                                    : WIRE_UNDECODED_IP_PROTOCOL;
    default:
      return of_carrier (layer, number);
    }
}

/* Returns: the layer that says that what it carries is encrypted */
static const WireLayer *
find_encrypting (const WireFrame *frame)
{
  for (guint i = frame->n_layers; i > 0; i--)
    {
      const WireLayer *layer = &frame->layers[i - 1];

      if (layer->protocol == WIRE_PROTOCOL_ESP || layer->protocol == WIRE_PROTOCOL_MACSEC
          || layer->protocol == WIRE_PROTOCOL_IEEE80211)
        return layer;
    }
  return NULL;
}

static gboolean
has_inner_ports (const WireFrame *frame)
{
  guint flags = frame->flags & WIRE_FRAME_TUNNELLED ? frame->inside.flags : frame->flags;

  return (flags & WIRE_FRAME_HAS_PORTS) != 0;
}

static WireUndecodedReason
of_frame (const WireFrame *frame, guint32 link_type, guint32 *number)
{
  const WireLayer *top = wire_frame_top (frame);
  const WireLayer *encrypting =
      frame->flags & WIRE_FRAME_ENCRYPTED ? find_encrypting (frame) : NULL;

  *number = encrypting ? encrypting->protocol : link_type;
  if (encrypting)
    return WIRE_UNDECODED_ENCRYPTED;
  if (!top || (frame->n_layers == 1 && top->protocol == WIRE_PROTOCOL_DATA))
    return top ? WIRE_UNDECODED_LINK_TYPE : WIRE_UNDECODED_NOT;
  if (top->protocol != WIRE_PROTOCOL_DATA
      || (has_inner_ports (frame) && frame->entered == WIRE_TUNNEL_NONE))
    return WIRE_UNDECODED_NOT;
  return of_layer (frame, top - 1, number);
}

/**
 * wire_undecoded_find:
 * @frame: a decoded frame
 * @link_type: its LINKTYPE_ number
 * @number: (out): says more of the reason
 *
 * Returns: why it is not known what @frame carries, of the outermost thing that hides it
 */
WireUndecodedReason
wire_undecoded_find (const WireFrame *frame, guint32 link_type, guint32 *number)
{
  WireUndecodedReason reason = of_frame (frame, link_type, number);

  if (reason != WIRE_UNDECODED_NOT)
    return reason;
  if (frame->captured < frame->length)
    {
      *number = frame->captured;
      return WIRE_UNDECODED_CUT;
    }
  *number = 0;
  return frame->flags & WIRE_FRAME_MALFORMED && !has_inner_ports (frame) ? WIRE_UNDECODED_BROKEN
                                                                         : WIRE_UNDECODED_NOT;
}
