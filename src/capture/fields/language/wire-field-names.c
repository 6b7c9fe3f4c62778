/* wire-field-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/language/wire-field-names.h"

typedef struct
{
  const char *name;
  guint64 number;
} Name;

/* IANA, Assigned Internet Protocol Numbers. */
static const Name IP_PROTOCOLS[] = {
  { "ICMP", 1 }, { "IGMP", 2 },    { "TCP", 6 },  { "UDP", 17 }, { "IPv6", 41 },
  { "GRE", 47 }, { "ICMPv6", 58 }, { "ESP", 50 }, { "AH", 51 },  { "SCTP", 132 },
};

/* IANA, Domain Name System Parameters. */
static const Name DNS_TYPES[] = {
  { "A", 1 },      { "NS", 2 },    { "CNAME", 5 },  { "SOA", 6 },    { "PTR", 12 },
  { "MX", 15 },    { "TXT", 16 },  { "AAAA", 28 },  { "SRV", 33 },   { "NAPTR", 35 },
  { "OPT", 41 },   { "DS", 43 },   { "RRSIG", 46 }, { "NSEC", 47 },  { "DNSKEY", 48 },
  { "NSEC3", 50 }, { "TLSA", 52 }, { "SVCB", 64 },  { "HTTPS", 65 }, { "AXFR", 252 },
  { "IXFR", 251 }, { "CAA", 257 },
};

static const Name ARP_OPERATIONS[] = { { "request", 1 }, { "reply", 2 } };

static const struct
{
  const char *field;
  const Name *names;
  gsize length;
} TABLES[] = {
  { "ip.proto", IP_PROTOCOLS, G_N_ELEMENTS (IP_PROTOCOLS) },
  { "ipv6.nxt", IP_PROTOCOLS, G_N_ELEMENTS (IP_PROTOCOLS) },
  { "dns.qry.type", DNS_TYPES, G_N_ELEMENTS (DNS_TYPES) },
  { "dns.resp.type", DNS_TYPES, G_N_ELEMENTS (DNS_TYPES) },
  { "arp.opcode", ARP_OPERATIONS, G_N_ELEMENTS (ARP_OPERATIONS) },
};

/**
 * wire_field_names_find:
 * @field: the abbreviation of a field
 * @name: in any case
 * @number: (out): what it stands for
 *
 * Returns: whether a number of @field is called @name
 */
gboolean
wire_field_names_find (const char *field, const char *name, guint64 *number)
{
  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    {
      if (!g_str_equal (TABLES[i].field, field))
        continue;
      for (gsize j = 0; j < TABLES[i].length; j++)
        if (g_ascii_strcasecmp (TABLES[i].names[j].name, name) == 0)
          {
            *number = TABLES[i].names[j].number;
            return TRUE;
          }
    }
  return FALSE;
}
