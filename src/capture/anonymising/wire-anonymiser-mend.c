/* wire-anonymiser-mend.c: checksums of what was changed
 *
 * A checksum is moved by as much as what it is about has changed (RFC 1624): that needs no byte
 * that was not captured, and leaves a wrong one wrong.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/anonymising/wire-anonymiser-private.h"

#include "capture/frame/wire-ip.h"
#include "capture/protocols/network/wire-checksum.h"

#define IPV4_CHECKSUM 10u
#define TCP_CHECKSUM 16u
#define UDP_CHECKSUM 6u
#define ICMP_CHECKSUM 2u
#define GRE_CHECKSUM 4u

static guint16
get_u16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] << 8 | bytes[1]);
}

/* Moves the checksum at @field from data that sum up to @before to data that sum up to @after. */
static void
move (guint8 *field, guint32 before, guint32 after)
{
  guint32 sum = (guint16) ~get_u16 (field);

  sum += wire_checksum_fold (before); /* which is the complement of the sum */
  sum += (guint16) ~wire_checksum_fold (after);
  sum = (sum & 0xffff) + (sum >> 16);
  sum = (sum & 0xffff) + (sum >> 16);
  field[0] = (guint8) ((~sum & 0xffff) >> 8);
  field[1] = (guint8) ~sum;
}

/* Adds @length bytes, the two at @but left out. */
static guint32
add_without (guint32 sum, const guint8 *bytes, gsize length, gsize but)
{
  if (length < but + 2)
    return wire_checksum_add (sum, bytes, length);
  sum = wire_checksum_add (sum, bytes, but);
  return wire_checksum_add (sum, bytes + but + 2, length - but - 2);
}

/* Adds the addresses of the IP header at @header. */
static guint32
add_addresses (const guint8 *header)
{
  return header[0] >> 4 == 6 ? wire_checksum_add (0, header + 8, 32)
                             : wire_checksum_add (0, header + 12, 8);
}

/** Mends the checksum of an IPv4 header at @offset, all of which is there. */
void
wire_anonymiser_mend_ipv4 (WireAnonymiser *self, const guint8 *old, guint32 offset)
{
  gsize length = (gsize) (old[offset] & 15) * 4;

  move (self->bytes + offset + IPV4_CHECKSUM, add_without (0, old + offset, length, IPV4_CHECKSUM),
        add_without (0, self->bytes + offset, length, IPV4_CHECKSUM));
}

/* Returns: where the checksum of @protocol is, and whether it is about the addresses; 0 for none */
static guint32
find_checksum (guint8 protocol, gboolean *addresses)
{
  *addresses = protocol != WIRE_IP_ICMP;
  switch (protocol)
    {
    case WIRE_IP_TCP:
      return TCP_CHECKSUM;
    case WIRE_IP_UDP:
      return UDP_CHECKSUM;
    case WIRE_IP_ICMP:
    case WIRE_IP_ICMPV6:
      return ICMP_CHECKSUM;
    default:
      return 0;
    }
}

/**
 * wire_anonymiser_mend_transport:
 * @self: whose bytes are changed
 * @old: the frame as it was
 * @ip: where the IP header is
 * @protocol: of IP
 * @offset: where the header of @protocol is
 * @length: bytes of it and of what it carries, as far as they were captured
 */
void
wire_anonymiser_mend_transport (WireAnonymiser *self,
                                const guint8 *old,
                                guint32 ip,
                                guint8 protocol,
                                guint32 offset,
                                guint32 length)
{
  gboolean addresses;
  guint32 field = find_checksum (protocol, &addresses);
  guint8 *checksum = self->bytes + offset + field;
  guint32 before, after;

  if (field == 0 || length < field + 2)
    return;
  if (protocol == WIRE_IP_UDP && get_u16 (checksum) == 0)
    return; /* there is none */
  before = add_without (addresses ? add_addresses (old + ip) : 0, old + offset, length, field);
  after = add_without (addresses ? add_addresses (self->bytes + ip) : 0, self->bytes + offset,
                       length, field);
  if (wire_checksum_fold (before) == wire_checksum_fold (after))
    return;
  move (checksum, before, after);
  if (protocol == WIRE_IP_UDP && get_u16 (checksum) == 0)
    checksum[0] = checksum[1] = 0xff;
}

static void
mend_gre (WireAnonymiser *self, const guint8 *old, const WireLayer *layer)
{
  if (layer->length < GRE_CHECKSUM + 2 || !(old[layer->offset] & 0x80))
    return;
  move (self->bytes + layer->offset + GRE_CHECKSUM,
        add_without (0, old + layer->offset, layer->length, GRE_CHECKSUM),
        add_without (0, self->bytes + layer->offset, layer->length, GRE_CHECKSUM));
}

static guint8
get_protocol (WireProtocol protocol)
{
  switch (protocol)
    {
    case WIRE_PROTOCOL_TCP:
      return WIRE_IP_TCP;
    case WIRE_PROTOCOL_UDP:
      return WIRE_IP_UDP;
    case WIRE_PROTOCOL_ICMP:
      return WIRE_IP_ICMP;
    case WIRE_PROTOCOL_ICMPV6:
      return WIRE_IP_ICMPV6;
    default:
      return 0;
    }
}

/* Returns: the number of the IP layer around layer @i, or -1 */
static int
find_ip (const WireFrame *frame, int i)
{
  while (--i >= 0)
    if (frame->layers[i].protocol == WIRE_PROTOCOL_IPV4
        || frame->layers[i].protocol == WIRE_PROTOCOL_IPV6)
      return i;
  return -1;
}

/** Mends the checksums of all layers of @frame, which has the bytes as they were; the inner ones
 * first, which outer ones are about. */
void
wire_anonymiser_mend (WireAnonymiser *self, const WireFrame *frame)
{
  for (int i = frame->n_layers - 1; i >= 0; i--)
    {
      const WireLayer *layer = &frame->layers[i];
      guint8 protocol = get_protocol (layer->protocol);
      int ip = find_ip (frame, i);

      if (layer->protocol == WIRE_PROTOCOL_IPV4 && layer->length >= 20)
        {
          if ((guint32) (frame->data[layer->offset] & 15) * 4 <= layer->length)
            wire_anonymiser_mend_ipv4 (self, frame->data, layer->offset);
        }
      else if (layer->protocol == WIRE_PROTOCOL_GRE)
        mend_gre (self, frame->data, layer);
      else if (protocol != 0 && ip >= 0)
        wire_anonymiser_mend_transport (self, frame->data, frame->layers[ip].offset, protocol,
                                        layer->offset, layer->length);
    }
}
