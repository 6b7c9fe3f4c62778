/* wire-zeek-dns-names.h: names and numbers of DNS as Zeek writes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

/** Types of records that are written in their own way (IANA's registry). */
typedef enum
{
  WIRE_ZEEK_DNS_A = 1,
  WIRE_ZEEK_DNS_NS = 2,
  WIRE_ZEEK_DNS_CNAME = 5,
  WIRE_ZEEK_DNS_SOA = 6,
  WIRE_ZEEK_DNS_WKS = 11,
  WIRE_ZEEK_DNS_PTR = 12,
  WIRE_ZEEK_DNS_HINFO = 13,
  WIRE_ZEEK_DNS_MX = 15,
  WIRE_ZEEK_DNS_TXT = 16,
  WIRE_ZEEK_DNS_AAAA = 28,
  WIRE_ZEEK_DNS_LOC = 29,
  WIRE_ZEEK_DNS_SRV = 33,
  WIRE_ZEEK_DNS_NAPTR = 35,
  WIRE_ZEEK_DNS_OPT = 41,
  WIRE_ZEEK_DNS_DS = 43,
  WIRE_ZEEK_DNS_SSHFP = 44,
  WIRE_ZEEK_DNS_RRSIG = 46,
  WIRE_ZEEK_DNS_NSEC = 47,
  WIRE_ZEEK_DNS_DNSKEY = 48,
  WIRE_ZEEK_DNS_NSEC3 = 50,
  WIRE_ZEEK_DNS_NSEC3PARAM = 51,
  WIRE_ZEEK_DNS_SVCB = 64,
  WIRE_ZEEK_DNS_HTTPS = 65,
  WIRE_ZEEK_DNS_SPF = 99,
  WIRE_ZEEK_DNS_TKEY = 249,
  WIRE_ZEEK_DNS_TSIG = 250,
  WIRE_ZEEK_DNS_CAA = 257,
  WIRE_ZEEK_DNS_BINDS = 65534,
} WireZeekDnsType;

GString *wire_zeek_dns_read_name (WireCursor *message);
void wire_zeek_dns_decode_netbios (GString *name);
char *wire_zeek_dns_name_type (guint16 type);
char *wire_zeek_dns_name_class (guint16 number);
char *wire_zeek_dns_name_error (guint16 number);
char *wire_zeek_dns_name_opcode (guint number, gboolean netbios);

G_END_DECLS
