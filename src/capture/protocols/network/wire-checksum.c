/* wire-checksum.c: the Internet checksum (RFC 1071) and pseudo-headers (RFC 9293, section 3.1; RFC
 * 8200, section 8.1)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/network/wire-checksum.h"

#include "capture/frame/wire-ip.h"
#include "capture/protocols/network/wire-ipv6-extension.h"

/** Returns: @sum with the 16-bit words of @bytes; an odd last byte counts as if a zero followed.
 * Any frame is short enough for 32 bits not to overflow between folds. */
guint32
wire_checksum_add (guint32 sum, const guint8 *bytes, gsize length)
{
  for (; length > 1; bytes += 2, length -= 2)
    {
      sum += wire_be16 (bytes);
      sum = (sum & 0xffff) + (sum >> 16);
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
wire_enclosing_sum (const WireEnclosing *enclosing, guint8 ip_protocol, guint32 length)
{
  gsize address = enclosing->family == WIRE_FAMILY_IPV4 ? 4 : 16;
  guint32 sum = wire_checksum_add (0, enclosing->src, address);

  sum = wire_checksum_add (sum, enclosing->dst, address);
  return sum + ip_protocol + (length >> 16) + (length & 0xffff);
}
