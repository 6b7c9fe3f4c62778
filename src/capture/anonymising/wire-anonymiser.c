/* wire-anonymiser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/anonymising/wire-anonymiser-private.h"

#include "capture/decode/wire-frame-decode.h"
#include "capture/frame/wire-ip.h"

/* What a header is to the anonymiser. */
typedef enum
{
  HARMLESS, /* names nobody */
  PAYLOAD,  /* nothing of it is looked at */
  NAMING,   /* has addresses or names that are not replaced */
} Kind;

/* Where a frame can be cut. */
typedef struct
{
  guint32 end;      /* of what is known to name nobody */
  gboolean unknown; /* something has names that are not replaced */
  gboolean damaged; /* a header is not whole: the frame ends before it */
} Known;

/** Returns: (transfer full): what anonymises with @pan (transfer full); @cut: payloads are left
 * out */
WireAnonymiser *
wire_anonymiser_new (WireCryptoPan *pan, gboolean cut)
{
  WireAnonymiser *self = g_new0 (WireAnonymiser, 1);

  self->pan = pan;
  self->cut = cut;
  return self;
}

void
wire_anonymiser_free (WireAnonymiser *self)
{
  wire_crypto_pan_free (self->pan);
  g_free (self->bytes);
  g_free (self);
}

/** Returns: what was done so far */
WireAnonymiserCounts
wire_anonymiser_get_counts (const WireAnonymiser *self)
{
  return self->counts;
}

/* The group of IPv6 that asks for an address has its last three bytes: ff02::1:ff00:0/104 (RFC
 * 4291, section 2.7.1). */
static void
replace_solicited (WireAnonymiser *self, guint8 *last)
{
  guint8 group[16] = { 0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff };

  memcpy (group + 13, last, 3);
  wire_crypto_pan_address (self->pan, group, sizeof group);
  memcpy (last, group + 13, 3);
}

/** Replaces the hardware address at @offset, but that of a group. */
void
wire_anonymise_hardware (WireAnonymiser *self, guint32 offset)
{
  static const guint8 ZEROS[6];
  static const guint8 SOLICITED[] = { 0x33, 0x33, 0xff };
  guint8 *address = self->bytes + offset;

  if (memcmp (address, SOLICITED, sizeof SOLICITED) == 0)
    replace_solicited (self, address + 3);
  else if (!(address[0] & 1) && memcmp (address, ZEROS, sizeof ZEROS) != 0)
    wire_crypto_pan_address (self->pan, address, 6);
}

/** Replaces the IPv4 address at @offset, but that of a group, broadcast, loopback and none. */
void
wire_anonymise_ipv4 (WireAnonymiser *self, guint32 offset)
{
  static const guint8 ZEROS[4];
  static const guint8 ALL[] = { 255, 255, 255, 255 };
  guint8 *address = self->bytes + offset;

  if (address[0] != 127 && address[0] >> 4 != 14 && memcmp (address, ZEROS, 4) != 0
      && memcmp (address, ALL, 4) != 0)
    wire_crypto_pan_address (self->pan, address, 4);
}

/** Replaces the IPv6 address at @offset, but that of a group, loopback and none. */
void
wire_anonymise_ipv6 (WireAnonymiser *self, guint32 offset)
{
  static const guint8 SOLICITED[] = { 0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff };
  static const guint8 ZEROS[15];
  guint8 *address = self->bytes + offset;

  if (memcmp (address, SOLICITED, sizeof SOLICITED) == 0)
    replace_solicited (self, address + 13);
  else if (address[0] != 0xff && (memcmp (address, ZEROS, 15) != 0 || address[15] > 1))
    wire_crypto_pan_address (self->pan, address, 16);
}

/* A protocol that is not listed below the applications counts as naming somebody, so that one that
 * was added later does not pass unseen. */
static Kind
get_kind (WireProtocol protocol)
{
  switch (protocol)
    {
    case WIRE_PROTOCOL_DATA:
    case WIRE_PROTOCOL_FRAGMENT:
    case WIRE_PROTOCOL_IGMP:
    case WIRE_PROTOCOL_ESP:
    case WIRE_PROTOCOL_UDP_ESP:
      return PAYLOAD;
    case WIRE_PROTOCOL_AH:
    case WIRE_PROTOCOL_AMSDU:
    case WIRE_PROTOCOL_AMT:
    case WIRE_PROTOCOL_ARCNET:
    case WIRE_PROTOCOL_ARCNET_LINUX:
    case WIRE_PROTOCOL_ARISTA:
    case WIRE_PROTOCOL_ARP:
    case WIRE_PROTOCOL_ATM:
    case WIRE_PROTOCOL_AVS:
    case WIRE_PROTOCOL_BROADCOM_ETHERNET:
    case WIRE_PROTOCOL_BROADCOM_LEGACY_TAG:
    case WIRE_PROTOCOL_BROADCOM_TAG:
    case WIRE_PROTOCOL_CHDLC:
    case WIRE_PROTOCOL_CISCO_METADATA:
    case WIRE_PROTOCOL_DIRECTION:
    case WIRE_PROTOCOL_DOCSIS:
    case WIRE_PROTOCOL_DSA_ETHERNET:
    case WIRE_PROTOCOL_EDSA:
    case WIRE_PROTOCOL_EDSA_ETHERNET:
    case WIRE_PROTOCOL_ENC:
    case WIRE_PROTOCOL_ERSPAN:
    case WIRE_PROTOCOL_ETHERIP:
    case WIRE_PROTOCOL_ETHERNET:
    case WIRE_PROTOCOL_E_TAG:
    case WIRE_PROTOCOL_FDDI:
    case WIRE_PROTOCOL_FRAME_RELAY:
    case WIRE_PROTOCOL_GENEVE:
    case WIRE_PROTOCOL_GRE:
    case WIRE_PROTOCOL_GTP:
    case WIRE_PROTOCOL_GUE:
    case WIRE_PROTOCOL_HSR:
    case WIRE_PROTOCOL_ICMP:
    case WIRE_PROTOCOL_ICMPV6:
    case WIRE_PROTOCOL_IEEE80211:
    case WIRE_PROTOCOL_IPNET:
    case WIRE_PROTOCOL_IPV4:
    case WIRE_PROTOCOL_IPV6:
    case WIRE_PROTOCOL_ISL:
    case WIRE_PROTOCOL_JUNIPER:
    case WIRE_PROTOCOL_L2TP:
    case WIRE_PROTOCOL_L2TP_IP:
    case WIRE_PROTOCOL_LLC:
    case WIRE_PROTOCOL_MFR:
    case WIRE_PROTOCOL_MPACKET:
    case WIRE_PROTOCOL_MPLS:
    case WIRE_PROTOCOL_NETANALYZER:
    case WIRE_PROTOCOL_NSH:
    case WIRE_PROTOCOL_NULL:
    case WIRE_PROTOCOL_PBB:
    case WIRE_PROTOCOL_PPP:
    case WIRE_PROTOCOL_PPPOE:
    case WIRE_PROTOCOL_PRISM:
    case WIRE_PROTOCOL_PSEUDOWIRE:
    case WIRE_PROTOCOL_RADIOTAP:
    case WIRE_PROTOCOL_RAW_IP:
    case WIRE_PROTOCOL_SCTP:
    case WIRE_PROTOCOL_SLIP:
    case WIRE_PROTOCOL_SLL:
    case WIRE_PROTOCOL_SLL2:
    case WIRE_PROTOCOL_SUNATM:
    case WIRE_PROTOCOL_TCP:
    case WIRE_PROTOCOL_TOKEN_RING:
    case WIRE_PROTOCOL_TRILL:
    case WIRE_PROTOCOL_TZSP:
    case WIRE_PROTOCOL_UDP:
    case WIRE_PROTOCOL_VLAN:
    case WIRE_PROTOCOL_VN_TAG:
    case WIRE_PROTOCOL_VXLAN:
      return HARMLESS; /* once replace_layer() has been there */
    default:
      return protocol >= WIRE_PROTOCOL_DNS ? PAYLOAD : NAMING;
    }
}

/* Replaces the hardware addresses at the places that fit into @length. */
static guint32
replace_hardware (
    WireAnonymiser *self, const WireLayer *layer, const guint8 *places, guint n, guint32 least)
{
  if (layer->length < least)
    return 0;
  for (guint i = 0; i < n; i++)
    if (places[i] + 6u <= layer->header)
      wire_anonymise_hardware (self, layer->offset + places[i]);
  return layer->header;
}

/* Linux cooked captures say how long the address is. */
static guint32
replace_cooked (WireAnonymiser *self, const WireLayer *layer, guint32 size, guint32 place)
{
  if (layer->length < place + 8)
    return 0;
  if (self->bytes[layer->offset + size] == 6)
    wire_anonymise_hardware (self, layer->offset + place);
  return layer->header;
}

/* Replaces what a layer names. Returns: how many of its bytes name nobody now; 0 where its header
 * is not whole */
static guint32
replace_layer (WireAnonymiser *self, const WireLayer *layer)
{
  static const guint8 ETHERNET[] = { 0, 6 };
  static const guint8 WIRELESS[] = { 4, 10, 16, 24 };
  static const guint8 FDDI[] = { 1, 7 };
  static const guint8 RING[] = { 2, 8 };

  switch (layer->protocol)
    {
    case WIRE_PROTOCOL_ETHERNET:
    case WIRE_PROTOCOL_AMSDU:
    case WIRE_PROTOCOL_BROADCOM_ETHERNET:
    case WIRE_PROTOCOL_DSA_ETHERNET:
    case WIRE_PROTOCOL_EDSA_ETHERNET:
      return replace_hardware (self, layer, ETHERNET, 2, 12);
    case WIRE_PROTOCOL_IEEE80211:
      return replace_hardware (self, layer, WIRELESS, 4, 10);
    case WIRE_PROTOCOL_FDDI:
      return replace_hardware (self, layer, FDDI, 2, 13);
    case WIRE_PROTOCOL_TOKEN_RING:
      return replace_hardware (self, layer, RING, 2, 14);
    case WIRE_PROTOCOL_ISL: /* its address is there twice, once in part: it is left out */
      return 0;
    case WIRE_PROTOCOL_SLL:
      return replace_cooked (self, layer, 5, 6);
    case WIRE_PROTOCOL_SLL2:
      return replace_cooked (self, layer, 11, 12);
    case WIRE_PROTOCOL_ARP:
      return wire_anonymise_arp (self, layer->offset, layer->length);
    case WIRE_PROTOCOL_IPV4:
      return wire_anonymise_ipv4_header (self, layer->offset, layer->length);
    case WIRE_PROTOCOL_IPV6:
      return wire_anonymise_ipv6_header (self, layer->offset, layer->length);
    case WIRE_PROTOCOL_ICMP:
      return wire_anonymise_icmp (self, layer->offset, layer->length);
    case WIRE_PROTOCOL_ICMPV6:
      return wire_anonymise_icmpv6 (self, layer->offset, layer->length);
    default:
      return layer->header;
    }
}

/* Whether layer @i is an extension header of IPv6 that holds no address: options for every hop, or
 * of a fragment. */
static gboolean
is_plain_extension (const WireFrame *frame, guint i)
{
  const WireLayer *before = i > 0 ? &frame->layers[i - 1] : NULL;
  guint32 place = before && before->protocol == WIRE_PROTOCOL_IPV6 ? 6 : 0;
  guint8 next;

  if (frame->layers[i].protocol != WIRE_PROTOCOL_IPV6_EXTENSION || !before
      || before->length <= place
      || (before->protocol != WIRE_PROTOCOL_IPV6
          && before->protocol != WIRE_PROTOCOL_IPV6_EXTENSION))
    return FALSE;
  next = frame->data[before->offset + place];
  return next == WIRE_IP_HOP_BY_HOP || next == WIRE_IP_FRAGMENT;
}

/* Replaces what the layers name. A frame whose link layer is not known begins with
 * data. */
static void
replace_layers (WireAnonymiser *self, const WireFrame *frame, Known *known)
{
  for (guint i = 0; i < frame->n_layers; i++)
    {
      const WireLayer *layer = &frame->layers[i];
      Kind kind = is_plain_extension (frame, i) ? HARMLESS : get_kind (layer->protocol);
      guint32 names_nobody;

      if (kind == PAYLOAD)
        {
          known->unknown |= i == 0;
          return;
        }
      known->unknown |= kind == NAMING;
      if (kind == NAMING && self->cut)
        return;
      names_nobody = replace_layer (self, layer);
      known->damaged = names_nobody == 0 && layer->length > 0;
      known->end = MAX (known->end, layer->offset + MIN (names_nobody, layer->length));
      if (known->damaged)
        return;
    }
}

static void
reserve (WireAnonymiser *self, const guint8 *data, guint32 captured)
{
  if (captured > self->allocated)
    {
      self->bytes = g_realloc (self->bytes, captured);
      self->allocated = captured;
    }
  if (captured > 0)
    memcpy (self->bytes, data, captured);
}

/**
 * wire_anonymiser_run:
 * @self: an anonymiser
 * @link_type: a LINKTYPE_ number
 * @data: a frame
 * @captured: (inout): bytes of it: fewer where it was cut
 * @length: bytes that it had on the wire
 *
 * Returns: (transfer none): the frame without addresses, until the next call
 */
const guint8 *
wire_anonymiser_run (
    WireAnonymiser *self, guint32 link_type, const guint8 *data, guint32 *captured, guint32 length)
{
  Known known = { 0 };
  WireFrame frame;

  reserve (self, data, *captured);
  wire_frame_decode (&frame, link_type, data, *captured, length);
  do
    {
      replace_layers (self, &frame, &known);
      wire_anonymiser_mend (self, &frame);
    }
  while (!self->cut && !known.damaged && wire_frame_decode_next (&frame));
  self->counts.packets++;
  self->counts.unknown += known.unknown;
  self->counts.damaged += known.damaged;
  if (self->cut || known.damaged)
    *captured = MIN (*captured, known.end);
  return self->bytes;
}
