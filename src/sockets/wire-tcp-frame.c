/* wire-tcp-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sockets/wire-tcp-frame.h"

#include <netinet/in.h>

#define ETHERNET_MTU 1500
#define IPV4_BYTES 20
#define IPV6_BYTES 40
#define TCP_BYTES 20
#define MSS_OPTION_BYTES 4

#define ETHERTYPE_IPV4 0x0800
#define ETHERTYPE_IPV6 0x86dd
#define TTL 64
#define WINDOW 65535
#define DONT_FRAGMENT 0x4000

static void
append_u8 (GByteArray *frame, guint8 value)
{
  g_byte_array_append (frame, &value, 1);
}

static void
append_be16 (GByteArray *frame, guint value)
{
  append_u8 (frame, (guint8) (value >> 8));
  append_u8 (frame, (guint8) value);
}

static void
append_be32 (GByteArray *frame, guint32 value)
{
  append_be16 (frame, value >> 16);
  append_be16 (frame, value & 0xffff);
}

static void
append_address (GByteArray *frame, GInetAddress *address)
{
  g_byte_array_append (frame, g_inet_address_to_bytes (address),
                       (guint) g_inet_address_get_native_size (address));
}

/* The Internet checksum's sum, not folded yet (RFC 1071). */
static guint64
add_up (guint64 sum, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i + 1 < length; i += 2)
    sum += (guint32) bytes[i] << 8 | bytes[i + 1];
  if (length % 2 == 1)
    sum += (guint32) bytes[length - 1] << 8;
  return sum;
}

static void
put_checksum (guint8 *at, guint64 sum)
{
  while (sum >> 16)
    sum = (sum & 0xffff) + (sum >> 16);
  at[0] = (guint8) (~sum >> 8);
  at[1] = (guint8) ~sum;
}

/* With addresses of zeros, as Linux has them on loopback. */
static void
append_ethernet (GByteArray *frame, gboolean ipv6)
{
  static const guint8 ADDRESSES[12];

  g_byte_array_append (frame, ADDRESSES, sizeof ADDRESSES);
  append_be16 (frame, ipv6 ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4);
}

/* RFC 791, section 3.1 */
static void
append_ipv4 (GByteArray *frame, const WireTcpSegment *segment, guint payload)
{
  guint start = frame->len;

  append_be16 (frame, 0x4500);
  append_be16 (frame, IPV4_BYTES + payload);
  append_be16 (frame, segment->id);
  append_be16 (frame, DONT_FRAGMENT);
  append_u8 (frame, TTL);
  append_u8 (frame, IPPROTO_TCP);
  append_be16 (frame, 0);
  append_address (frame, segment->src);
  append_address (frame, segment->dst);
  put_checksum (frame->data + start + 10, add_up (0, frame->data + start, IPV4_BYTES));
}

/* RFC 8200, section 3 */
static void
append_ipv6 (GByteArray *frame, const WireTcpSegment *segment, guint payload)
{
  append_be32 (frame, 0x60000000);
  append_be16 (frame, payload);
  append_u8 (frame, IPPROTO_TCP);
  append_u8 (frame, TTL);
  append_address (frame, segment->src);
  append_address (frame, segment->dst);
}

/* RFC 9293, section 3.1 */
static void
append_tcp (GByteArray *frame, const WireTcpSegment *segment)
{
  gboolean syn = (segment->flags & WIRE_TCP_SYN) != 0;
  guint words = (TCP_BYTES + (syn ? MSS_OPTION_BYTES : 0)) / 4;

  append_be16 (frame, segment->src_port);
  append_be16 (frame, segment->dst_port);
  append_be32 (frame, segment->seq);
  append_be32 (frame, segment->flags & WIRE_TCP_ACK ? segment->ack : 0);
  append_u8 (frame, (guint8) (words << 4));
  append_u8 (frame, segment->flags);
  append_be16 (frame, segment->flags & WIRE_TCP_RST ? 0 : WINDOW);
  append_be32 (frame, 0); /* checksum, urgent pointer */
  if (syn)
    append_be32 (frame, 2u << 24 | MSS_OPTION_BYTES << 16
                            | wire_tcp_frame_get_mss (g_inet_address_get_family (segment->src)));
}

/* Of the pseudo header too (RFC 9293, section 3.1; RFC 8200, section 8.1). */
static guint64
add_up_pseudo_header (const WireTcpSegment *segment, guint payload)
{
  gsize size = g_inet_address_get_native_size (segment->src);
  guint64 sum = add_up (0, g_inet_address_to_bytes (segment->src), size);

  return add_up (sum, g_inet_address_to_bytes (segment->dst), size) + payload + IPPROTO_TCP;
}

/** Returns: the largest segment in bytes that fits into Ethernet (RFC 6691) */
guint
wire_tcp_frame_get_mss (GSocketFamily family)
{
  return ETHERNET_MTU - TCP_BYTES - (family == G_SOCKET_FAMILY_IPV6 ? IPV6_BYTES : IPV4_BYTES);
}

/**
 * wire_tcp_frame_build:
 * @frame: replaced by an Ethernet frame with IPv4 or IPv6 and TCP
 * @data: (nullable) (array length=length): what the segment carries
 * @length: at most what wire_tcp_frame_get_mss() says
 */
void
wire_tcp_frame_build (GByteArray *frame,
                      const WireTcpSegment *segment,
                      const guint8 *data,
                      guint length)
{
  gboolean ipv6 = g_inet_address_get_family (segment->src) == G_SOCKET_FAMILY_IPV6;
  guint header = TCP_BYTES + (segment->flags & WIRE_TCP_SYN ? MSS_OPTION_BYTES : 0);
  guint start;

  g_byte_array_set_size (frame, 0);
  append_ethernet (frame, ipv6);
  if (ipv6)
    append_ipv6 (frame, segment, header + length);
  else
    append_ipv4 (frame, segment, header + length);
  start = frame->len;
  append_tcp (frame, segment);
  if (length > 0)
    g_byte_array_append (frame, data, length);
  put_checksum (frame->data + start + 16, add_up (add_up_pseudo_header (segment, header + length),
                                                  frame->data + start, header + length));
}
