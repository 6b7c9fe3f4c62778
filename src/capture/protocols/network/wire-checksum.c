/* wire-checksum.c: the Internet checksum (RFC 1071) and pseudo-headers (RFC 9293, section 3.1; RFC
 * 8200, section 8.1)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/network/wire-checksum.h"

#include "capture/frame/wire-ip.h"
#include "capture/protocols/network/wire-ipv6-extension.h"

#define CHECKED_MAX 1500u

/* Four words that are added at once, where the processor can: every segment of a capture is summed.
 */
typedef guint64 Block __attribute__ ((vector_size (16)));

/* Returns: the sum of @n blocks of words of four bytes each */
static guint64
add_blocks (const guint8 *bytes, gsize n)
{
  Block sums = { 0 };
  Block block;

  for (gsize i = 0; i < n; i++)
    {
      memcpy (&block, bytes + i * sizeof block, sizeof block);
      sums += (block & G_MAXUINT32) + (block >> 32);
    }
  return sums[0] + sums[1];
}

/* The sum of whole words of four bytes. It comes out the same whichever the byte order of the words
 * is, but for the order of its own two bytes (RFC 1071, section 2). */
static guint32
add_words (const guint8 *bytes, gsize n)
{
  gsize blocks = n * sizeof (guint32) / sizeof (Block);
  guint64 sum = add_blocks (bytes, blocks);
  guint32 word;

  for (gsize i = blocks * sizeof (Block) / sizeof word; i < n; i++)
    {
      memcpy (&word, bytes + i * sizeof word, sizeof word);
      sum += word;
    }
  sum = (sum & 0xffffffff) + (sum >> 32);
  sum = (sum & 0xffff) + (sum >> 16 & 0xffff) + (sum >> 32);
  sum = (sum & 0xffff) + (sum >> 16);
  sum = (sum & 0xffff) + (sum >> 16);
  return GUINT16_FROM_BE ((guint16) sum);
}

/** Returns: @sum with the 16-bit words of @bytes; an odd last byte counts as if a zero followed */
guint32
wire_checksum_add (guint32 sum, const guint8 *bytes, gsize length)
{
  gsize words = length / 4;

  sum = (sum & 0xffff) + (sum >> 16) + add_words (bytes, words);
  bytes += words * 4;
  length -= words * 4;
  if (length > 1)
    {
      sum += wire_be16 (bytes);
      bytes += 2;
      length -= 2;
    }
  return length ? sum + ((guint32) bytes[0] << 8) : sum;
}

/** Returns: the checksum that belongs into the header: the complement of the folded sum */
guint16
wire_checksum_fold (guint32 sum)
{
  sum = (sum & 0xffff) + (sum >> 16);
  sum = (sum & 0xffff) + (sum >> 16);
  return (guint16) ~sum;
}

static void
read_ipv4 (const WireFrame *frame, const WireLayer *ip, WireEnclosing *enclosing)
{
  const guint8 *bytes = frame->data + ip->offset;
  guint32 total = wire_be16 (bytes + 2);

  enclosing->family = WIRE_FAMILY_IPV4;
  enclosing->src = bytes + 12;
  enclosing->dst = bytes + 16;
  enclosing->length = total ? total : ip->length;
  enclosing->whole = (wire_be16 (bytes + 6) & 0x3fff) == 0;
}

static void
read_ipv6 (const WireFrame *frame, const WireLayer *ip, WireEnclosing *enclosing)
{
  const guint8 *bytes = frame->data + ip->offset;
  guint32 payload = wire_be16 (bytes + 4);

  enclosing->family = WIRE_FAMILY_IPV6;
  enclosing->src = bytes + 8;
  enclosing->dst = bytes + 24;
  enclosing->length = payload ? 40 + payload : ip->length;
  enclosing->whole = TRUE;
}

/* A fragment header means that the checksum covers more than this frame; a routing header that the
 * last destination, which it covers, is not the one in the IP header. */
static gboolean
hides_the_sum (const WireFrame *frame, const WireLayer *extension)
{
  guint8 kind = wire_ipv6_extension_kind (frame, extension - 1);

  return kind == WIRE_IP_FRAGMENT || kind == WIRE_IP_ROUTING;
}

/**
 * wire_enclosing_find:
 * @frame: a decoded frame
 * @layer: a transport layer of it
 * @enclosing: (out): of the nearest IP header outside it
 *
 * Returns: whether there is one
 */
gboolean
wire_enclosing_find (const WireFrame *frame, const WireLayer *layer, WireEnclosing *enclosing)
{
  gboolean hidden = FALSE;

  for (const WireLayer *ip = layer; ip-- > frame->layers;)
    {
      if (ip->protocol == WIRE_PROTOCOL_IPV6_EXTENSION)
        hidden |= hides_the_sum (frame, ip);
      else if (ip->protocol == WIRE_PROTOCOL_IPV4)
        read_ipv4 (frame, ip, enclosing);
      else if (ip->protocol == WIRE_PROTOCOL_IPV6)
        read_ipv6 (frame, ip, enclosing);
      else if (ip->protocol != WIRE_PROTOCOL_AH)
        return FALSE;
      if (ip->protocol != WIRE_PROTOCOL_IPV4 && ip->protocol != WIRE_PROTOCOL_IPV6)
        continue;

      guint32 headers = layer->offset - ip->offset;
      enclosing->length -= MIN (headers, enclosing->length);
      enclosing->whole &= !hidden && enclosing->length <= layer->length;
      return TRUE;
    }
  return FALSE;
}

/** Returns: the sum of the pseudo-header for @length bytes of @ip_protocol */
guint32
wire_enclosing_sum (const WireEnclosing *self, guint8 ip_protocol, guint32 length)
{
  gsize address = self->family == WIRE_FAMILY_IPV4 ? 4 : 16;
  guint32 sum = wire_checksum_add (0, self->src, address);

  sum = wire_checksum_add (sum, self->dst, address);
  return sum + ip_protocol + (length >> 16) + (length & 0xffff);
}

/* Returns: the innermost layer of TCP, UDP or SCTP; %NULL where there is none */
static const WireLayer *
find_transport (const WireFrame *frame)
{
  for (guint i = frame->n_layers; i > 0; i--)
    {
      const WireLayer *layer = &frame->layers[i - 1];

      if (layer->protocol == WIRE_PROTOCOL_TCP || layer->protocol == WIRE_PROTOCOL_UDP
          || layer->protocol == WIRE_PROTOCOL_SCTP)
        return layer;
    }
  return NULL;
}

/**
 * wire_checksum_crc32c:
 * @bytes: a packet of SCTP
 * @length: of it, at least 12
 *
 * Bit by bit: such packets are rare.
 *
 * Returns: its CRC32c, least significant bit first, with the checksum itself taken as zero (RFC
 * 9260, appendix A)
 */
guint32
wire_checksum_crc32c (const guint8 *bytes, gsize length)
{
  guint32 crc = G_MAXUINT32;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= i >= 8 && i < 12 ? 0 : bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0x82f63b78 : 0);
    }
  return ~crc;
}

/* Cards make this one, too, and leave nothing in its place. */
static WireChecksumState
check_sctp (const guint8 *bytes, guint32 length)
{
  guint32 found = wire_be32 (bytes + 8);

  if (found == 0)
    return WIRE_CHECKSUM_UNKNOWN;
  return GUINT32_SWAP_LE_BE (found) == wire_checksum_crc32c (bytes, length) ? WIRE_CHECKSUM_RIGHT
                                                                            : WIRE_CHECKSUM_WRONG;
}

/* A header whose checksum is 0 was left to the network card. */
static gboolean
has_wrong_sum (const WireFrame *frame, const WireLayer *ip)
{
  const guint8 *bytes = frame->data + ip->offset;
  guint32 header = ip->length >= 20 ? (bytes[0] & 0xfu) * 4 : 0;

  return header >= 20 && header <= ip->length && wire_be16 (bytes + 10) != 0
         && wire_checksum_fold (wire_checksum_add (0, bytes, header)) != 0;
}

/* Returns: whether an IPv4 header outside @layer is one that its receiver drops (RFC 1122, section
 * 3.2.1.2). A header that ICMP quotes was changed on its way and has no receiver. */
static gboolean
has_wrong_header (const WireFrame *frame, const WireLayer *layer)
{
  for (const WireLayer *ip = frame->layers; ip < layer && ip->protocol != WIRE_PROTOCOL_ICMP; ip++)
    if (ip->protocol == WIRE_PROTOCOL_IPV4 && has_wrong_sum (frame, ip))
      return TRUE;
  return FALSE;
}

/**
 * wire_checksum_check:
 * @frame: a decoded frame
 *
 * Checks the innermost TCP, UDP or SCTP, and the IPv4 headers outside it. Segments that are longer
 * than Ethernet's frames were joined by the receiving network card, which keeps no checksum of the
 * whole: they are not checked.
 *
 * Returns: what is known of the checksum
 */
WireChecksumState
wire_checksum_check (const WireFrame *frame)
{
  const WireLayer *layer = find_transport (frame);
  WireEnclosing ip;

  if (!layer || !wire_enclosing_find (frame, layer, &ip) || !ip.whole || ip.length > CHECKED_MAX)
    return WIRE_CHECKSUM_UNKNOWN;

  gboolean tcp = layer->protocol == WIRE_PROTOCOL_TCP;
  const guint8 *bytes = frame->data + layer->offset;
  guint32 length = ip.length;
  guint at = tcp ? 16 : 6;
  if (has_wrong_header (frame, layer))
    return WIRE_CHECKSUM_WRONG;
  if (layer->protocol == WIRE_PROTOCOL_SCTP)
    return length >= 12 ? check_sctp (bytes, length) : WIRE_CHECKSUM_UNKNOWN;
  if (length < (tcp ? 20u : 8u) || (!tcp && wire_be16 (bytes + 4) != length))
    return WIRE_CHECKSUM_UNKNOWN;

  guint16 found = wire_be16 (bytes + at);
  guint32 pseudo = wire_enclosing_sum (&ip, tcp ? WIRE_IP_TCP : WIRE_IP_UDP, length);
  if (found == 0 && !tcp)
    return WIRE_CHECKSUM_UNKNOWN;
  if (wire_checksum_fold (wire_checksum_add (pseudo, bytes, length)) == 0)
    return WIRE_CHECKSUM_RIGHT;
  return found == 0 || found == 0xffff - wire_checksum_fold (pseudo) ? WIRE_CHECKSUM_UNKNOWN
                                                                     : WIRE_CHECKSUM_WRONG;
}
