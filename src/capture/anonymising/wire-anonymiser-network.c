/* wire-anonymiser-network.c: addresses in ARP, IP and what belongs to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/anonymising/wire-anonymiser-private.h"

#include "capture/frame/wire-ip.h"

#define IPV4_HEADER 20u
#define IPV6_HEADER 40u
#define ICMP_HEADER 8u

/* Options of IPv4 that list addresses (RFC 791, section 3.1). */
#define OPTION_END 0u
#define OPTION_NOTHING 1u
#define OPTION_RECORD 7u
#define OPTION_TIMES 68u
#define OPTION_LOOSE 131u
#define OPTION_STRICT 137u

/* Messages of ICMP (RFC 792), and of ICMPv6 (RFC 4443, RFC 4861). */
#define ICMP_REDIRECT 5u
#define ICMPV6_LAST_ERROR 4u
#define ICMPV6_ROUTER_SOLICITATION 133u
#define ICMPV6_REDIRECT 137u

/* Replaces the addresses in @length bytes at @offset, each of which begins @step bytes after the
 * one before. */
static void
replace_ipv4_list (WireAnonymiser *self, guint32 offset, guint32 length, guint32 step)
{
  for (; length >= 4; offset += MIN (step, length), length -= MIN (step, length))
    wire_anonymise_ipv4 (self, offset);
}

static void
replace_option (WireAnonymiser *self, guint8 type, guint32 offset, guint32 length)
{
  if (type == OPTION_RECORD || type == OPTION_LOOSE || type == OPTION_STRICT)
    replace_ipv4_list (self, offset + 3, length - 3, 4);
  else if (type == OPTION_TIMES && length >= 4 && (self->bytes[offset + 3] & 15) != 0)
    replace_ipv4_list (self, offset + 4, length - 4, 8);
}

static void
replace_options (WireAnonymiser *self, guint32 offset, guint32 end)
{
  while (offset + 3 < end && self->bytes[offset] != OPTION_END)
    {
      guint8 type = self->bytes[offset];
      guint32 length = type == OPTION_NOTHING ? 1 : self->bytes[offset + 1];

      if (length == 0 || length > end - offset || (type != OPTION_NOTHING && length < 2))
        return;
      if (length >= 3)
        replace_option (self, type, offset, length);
      offset += length;
    }
}

guint32
wire_anonymise_ipv4_header (WireAnonymiser *self, guint32 offset, guint32 length)
{
  guint32 header = length > 0 ? (self->bytes[offset] & 15u) * 4 : 0;

  if (length < IPV4_HEADER || header < IPV4_HEADER || header > length)
    return 0;
  wire_anonymise_ipv4 (self, offset + 12);
  wire_anonymise_ipv4 (self, offset + 16);
  replace_options (self, offset + IPV4_HEADER, offset + header);
  return header;
}

guint32
wire_anonymise_ipv6_header (WireAnonymiser *self, guint32 offset, guint32 length)
{
  if (length < IPV6_HEADER)
    return 0;
  wire_anonymise_ipv6 (self, offset + 8);
  wire_anonymise_ipv6 (self, offset + 24);
  return IPV6_HEADER;
}

guint32
wire_anonymise_arp (WireAnonymiser *self, guint32 offset, guint32 length)
{
  const guint8 *bytes = self->bytes + offset;
  guint32 hardware = length >= 8 ? bytes[4] : 0;
  guint32 protocol = length >= 8 ? bytes[5] : 0;
  guint32 pair = hardware + protocol;

  if (length < 8 || length < 8 + 2 * pair || hardware != 6 || protocol != 4)
    return 0;
  wire_anonymise_hardware (self, offset + 8);
  wire_anonymise_ipv4 (self, offset + 8 + hardware);
  wire_anonymise_hardware (self, offset + 8 + pair);
  wire_anonymise_ipv4 (self, offset + 8 + pair + hardware);
  return 8 + 2 * pair;
}

/* What an error quotes: an IP header, and how what follows it begins. Returns: how many bytes of it
 * are known */
static guint32
replace_quote (WireAnonymiser *self, guint32 offset, guint32 length)
{
  g_autofree guint8 *old = NULL;
  guint8 version = length > 0 ? self->bytes[offset] >> 4 : 0;
  guint32 header = 0;
  guint8 protocol;

  old = g_memdup2 (self->bytes, offset + length);
  if (version == 4)
    header = wire_anonymise_ipv4_header (self, offset, length);
  else if (version == 6)
    header = wire_anonymise_ipv6_header (self, offset, length);
  if (header == 0)
    return 0;
  protocol = version == 4 ? self->bytes[offset + 9] : self->bytes[offset + 6];
  /* The first eight bytes that follow are all that RFC 792 asks for; a checksum further on moves,
   * too. */
  wire_anonymiser_mend_transport (self, old, offset, protocol, offset + header, length - header);
  if (version == 4)
    wire_anonymiser_mend_ipv4 (self, old, offset);
  return header + MIN (length - header, 8);
}

guint32
wire_anonymise_icmp (WireAnonymiser *self, guint32 offset, guint32 length)
{
  guint8 type = length > 0 ? self->bytes[offset] : 0;

  if (length < ICMP_HEADER)
    return 0;
  if (type == ICMP_REDIRECT)
    wire_anonymise_ipv4 (self, offset + 4);
  if (type == 3 || type == 4 || type == ICMP_REDIRECT || type == 11 || type == 12)
    return ICMP_HEADER + replace_quote (self, offset + ICMP_HEADER, length - ICMP_HEADER);
  return ICMP_HEADER;
}

/* Options of neighbour discovery (RFC 4861, section 4.6). Returns: where those end that are known
 */
static guint32
replace_neighbour_options (WireAnonymiser *self, guint32 offset, guint32 end)
{
  while (offset + 8 <= end)
    {
      guint8 type = self->bytes[offset];
      guint32 length = self->bytes[offset + 1] * 8u;

      if (length == 0 || length > end - offset)
        return offset;
      if (type == 1 || type == 2) /* link-layer address */
        wire_anonymise_hardware (self, offset + 2);
      else if (type == 3 && length >= 32) /* prefix */
        wire_anonymise_ipv6 (self, offset + 16);
      else if (type != 5) /* MTU */
        return offset;
      offset += length;
    }
  return offset;
}

static guint32
replace_neighbours (WireAnonymiser *self, guint32 offset, guint32 length)
{
  static const guint8 HEADERS[] = { 8, 16, 24, 24, 40 };
  guint8 type = self->bytes[offset];
  guint32 header = HEADERS[type - ICMPV6_ROUTER_SOLICITATION];

  if (length < header)
    return 0;
  if (header >= 24)
    wire_anonymise_ipv6 (self, offset + 8);
  if (header >= 40)
    wire_anonymise_ipv6 (self, offset + 24);
  return replace_neighbour_options (self, offset + header, offset + length) - offset;
}

guint32
wire_anonymise_icmpv6 (WireAnonymiser *self, guint32 offset, guint32 length)
{
  guint8 type = length > 0 ? self->bytes[offset] : 0;

  if (length < ICMP_HEADER)
    return 0;
  if (type >= ICMPV6_ROUTER_SOLICITATION && type <= ICMPV6_REDIRECT)
    return replace_neighbours (self, offset, length);
  if (type >= 1 && type <= ICMPV6_LAST_ERROR)
    return ICMP_HEADER + replace_quote (self, offset + ICMP_HEADER, length - ICMP_HEADER);
  return ICMP_HEADER;
}
