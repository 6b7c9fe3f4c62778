/* wire-dns-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/application/wire-dns-record.h"

#include "capture/frame/wire-address.h"
#include "capture/protocols/application/wire-dns-name.h"
#include "base/wire-hex.h"
#include "capture/frame/wire-names.h"
#include "base/wire-printable.h"

/* Bytes shown of data that has no words; types listed of one NSEC bitmap; options of one OPT. */
#define HEX_MAX 64
#define LIST_MAX 64

/* Appends the data of a record, which ends where @data does; names in it may point back. */
typedef void (*DataWriter) (WireCursor *data, GString *out);

static void
append_hex (WireCursor *data, GString *out)
{
  gsize length = wire_cursor_remaining (data);
  const guint8 *bytes = wire_cursor_take (data, length);
  g_autofree char *hex = bytes ? wire_hex_encode (bytes, MIN (length, HEX_MAX), NULL) : NULL;

  if (hex)
    g_string_append_printf (out, "%s%s", hex, length > HEX_MAX ? "…" : "");
}

static void
append_quoted (WireCursor *data, gsize length, GString *out)
{
  const guint8 *bytes = wire_cursor_take (data, length);
  g_autofree char *text = bytes ? wire_printable (bytes, length) : NULL;

  if (text)
    g_string_append_printf (out, "“%s”", text);
}

static void
append_address (WireCursor *data, WireFamily family, GString *out)
{
  const guint8 *bytes = wire_cursor_take (data, family == WIRE_FAMILY_IPV4 ? 4 : 16);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (bytes)
    g_string_append (out, wire_address_to_text (family, bytes, text));
}

static void
write_a (WireCursor *data, GString *out)
{
  append_address (data, WIRE_FAMILY_IPV4, out);
}

static void
write_aaaa (WireCursor *data, GString *out)
{
  append_address (data, WIRE_FAMILY_IPV6, out);
}

static void
write_name (WireCursor *data, GString *out)
{
  wire_dns_name_read (data, out);
}

static void
write_two_names (WireCursor *data, GString *out)
{
  wire_dns_name_read (data, out);
  g_string_append (out, ", ");
  wire_dns_name_read (data, out);
}

static void
write_soa (WireCursor *data, GString *out)
{
  static const char *const NUMBERS[] = { "serial", "refresh", "retry", "expire", "minimum" };

  write_two_names (data, out);
  for (gsize i = 0; i < G_N_ELEMENTS (NUMBERS) && !data->failed; i++)
    g_string_append_printf (out, ", %s %u", NUMBERS[i], wire_cursor_be32 (data));
}

static void
write_preferred_name (WireCursor *data, GString *out)
{
  g_string_append_printf (out, "%u ", wire_cursor_be16 (data));
  wire_dns_name_read (data, out);
}

static void
write_strings (WireCursor *data, GString *out)
{
  for (guint i = 0; i < LIST_MAX && wire_cursor_remaining (data) > 0; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      append_quoted (data, wire_cursor_u8 (data), out);
    }
}

/* RFC 2782: where a service is. */
static void
write_srv (WireCursor *data, GString *out)
{
  guint16 priority = wire_cursor_be16 (data);
  guint16 weight = wire_cursor_be16 (data);
  guint16 port = wire_cursor_be16 (data);

  wire_dns_name_read (data, out);
  g_string_append_printf (out, " port %u, priority %u, weight %u", port, priority, weight);
}

/* RFC 3403, section 4. */
static void
write_naptr (WireCursor *data, GString *out)
{
  guint16 order = wire_cursor_be16 (data);

  g_string_append_printf (out, "order %u, preference %u, ", order, wire_cursor_be16 (data));
  for (guint i = 0; i < 3; i++)
    {
      append_quoted (data, wire_cursor_u8 (data), out);
      g_string_append_c (out, ' ');
    }
  wire_dns_name_read (data, out);
}

/* RFC 7553. */
static void
write_uri (WireCursor *data, GString *out)
{
  guint16 priority = wire_cursor_be16 (data);

  g_string_append_printf (out, "priority %u, weight %u, ", priority, wire_cursor_be16 (data));
  append_quoted (data, wire_cursor_remaining (data), out);
}

/* RFC 8659. */
static void
write_caa (WireCursor *data, GString *out)
{
  guint8 flags = wire_cursor_u8 (data);

  g_string_append (out, flags & 0x80 ? "critical " : "");
  append_quoted (data, wire_cursor_u8 (data), out);
  g_string_append_c (out, ' ');
  append_quoted (data, wire_cursor_remaining (data), out);
}

/* RFC 4034, section 5. */
static void
write_ds (WireCursor *data, GString *out)
{
  guint16 tag = wire_cursor_be16 (data);
  guint8 algorithm = wire_cursor_u8 (data);

  g_string_append_printf (out, "key tag %u, algorithm %u, digest type %u, ", tag, algorithm,
                          wire_cursor_u8 (data));
  append_hex (data, out);
}

/* RFC 4034, section 2. */
static void
write_dnskey (WireCursor *data, GString *out)
{
  guint16 flags = wire_cursor_be16 (data);

  wire_cursor_skip (data, 1);
  g_string_append_printf (out, "%s, algorithm %u, ",
                          flags & 1 ? "key-signing key" : "zone-signing key",
                          wire_cursor_u8 (data));
  append_hex (data, out);
}

/* RFC 4034, section 3. */
static void
write_rrsig (WireCursor *data, GString *out)
{
  char buffer[16];

  g_string_append_printf (out, "covers %s", wire_dns_type_name (wire_cursor_be16 (data), buffer));
  g_string_append_printf (out, ", algorithm %u", wire_cursor_u8 (data));
  wire_cursor_skip (data, 1 + 4 + 4 + 4); /* labels, original time to live, expiration, inception */
  g_string_append_printf (out, ", key tag %u, signed by ", wire_cursor_be16 (data));
  wire_dns_name_read (data, out);
}

/* RFC 4034, section 4.1.2: windows of 256 types, a bit a type. */
static void
append_type_bitmap (WireCursor *data, GString *out)
{
  guint n = 0;

  while (wire_cursor_remaining (data) > 0 && n < LIST_MAX)
    {
      guint16 window = wire_cursor_u8 (data);
      guint8 length = wire_cursor_u8 (data);
      const guint8 *bits = wire_cursor_take (data, length);

      for (guint i = 0; bits && i < length * 8u && n < LIST_MAX; i++)
        if (bits[i / 8] & 0x80 >> i % 8)
          {
            char buffer[16];

            g_string_append_printf (out, " %s",
                                    wire_dns_type_name ((guint16) (window << 8 | i), buffer));
            n++;
          }
    }
}

static void
write_nsec (WireCursor *data, GString *out)
{
  g_string_append (out, "next ");
  wire_dns_name_read (data, out);
  g_string_append (out, ", types");
  append_type_bitmap (data, out);
}

/* RFC 5155, section 3. */
static void
write_nsec3 (WireCursor *data, GString *out)
{
  wire_cursor_skip (data, 2);
  g_string_append_printf (out, "%u iterations, next ", wire_cursor_be16 (data));
  wire_cursor_skip (data, wire_cursor_u8 (data));

  WireCursor hash = *data;
  guint8 length = wire_cursor_u8 (&hash);
  *data = hash;
  wire_cursor_limit (&hash, length);
  wire_cursor_skip (data, length);
  append_hex (&hash, out);
  g_string_append (out, ", types");
  append_type_bitmap (data, out);
}

/* RFC 4255: algorithm, fingerprint type. RFC 6698 adds one number before. */
static void
write_sshfp (WireCursor *data, GString *out)
{
  guint8 algorithm = wire_cursor_u8 (data);

  g_string_append_printf (out, "algorithm %u, fingerprint type %u, ", algorithm,
                          wire_cursor_u8 (data));
  append_hex (data, out);
}

static void
write_tlsa (WireCursor *data, GString *out)
{
  guint8 usage = wire_cursor_u8 (data);
  guint8 selector = wire_cursor_u8 (data);

  g_string_append_printf (out, "usage %u, selector %u, matching type %u, ", usage, selector,
                          wire_cursor_u8 (data));
  append_hex (data, out);
}

/* RFC 9460, section 14.3.2. */
static const WireName SERVICE_PARAMETERS[] = {
  { 0, "mandatory" }, { 1, "alpn" }, { 2, "no-default-alpn" }, { 3, "port" },
  { 4, "ipv4hint" },  { 5, "ech" },  { 6, "ipv6hint" },        { 7, "dohpath" },
};

static void
append_service_parameter (guint16 key, WireCursor *value, GString *out)
{
  g_string_append_printf (out, " %s=", wire_names_or_unknown (SERVICE_PARAMETERS, key));
  if (key == 1)
    write_strings (value, out);
  else if (key == 3)
    g_string_append_printf (out, "%u", wire_cursor_be16 (value));
  else if (key == 4)
    write_a (value, out);
  else if (key == 6)
    write_aaaa (value, out);
  else
    append_hex (value, out);
}

static void
write_svcb (WireCursor *data, GString *out)
{
  write_preferred_name (data, out);
  for (guint i = 0; i < LIST_MAX && wire_cursor_remaining (data) >= 4; i++)
    {
      guint16 key = wire_cursor_be16 (data);
      guint16 length = wire_cursor_be16 (data);
      WireCursor value = *data;

      wire_cursor_limit (&value, length);
      wire_cursor_skip (data, length);
      append_service_parameter (key, &value, out);
    }
}

/* IANA, “DNS EDNS0 Option Codes”. */
static const WireName EDNS_OPTIONS[] = {
  { 1, "LLQ" },
  { 3, "name server identifier" },
  { 5, "DAU" },
  { 6, "DHU" },
  { 7, "N3U" },
  { 8, "client subnet" },
  { 9, "expire" },
  { 10, "cookie" },
  { 11, "TCP keepalive" },
  { 12, "padding" },
  { 13, "chain" },
  { 14, "key tag" },
  { 15, "extended error" },
};

/* RFC 6891, section 6.1.2. */
static void
write_opt (WireCursor *data, GString *out)
{
  for (guint i = 0; i < LIST_MAX && wire_cursor_remaining (data) >= 4; i++)
    {
      guint16 code = wire_cursor_be16 (data);
      guint16 length = wire_cursor_be16 (data);
      WireCursor value = *data;

      wire_cursor_limit (&value, length);
      wire_cursor_skip (data, length);
      g_string_append_printf (out, "%s%s (%u) ", i > 0 ? ", " : "",
                              wire_names_or_unknown (EDNS_OPTIONS, code), code);
      append_hex (&value, out);
    }
}

/* IANA, “Domain Name System (DNS) Parameters”; types without a writer show as hexadecimal. */
static const struct
{
  guint16 type;
  const char *name;
  DataWriter write;
} TYPES[] = {
  { 1, "A", write_a },
  { 2, "NS", write_name },
  { 5, "CNAME", write_name },
  { 6, "SOA", write_soa },
  { 10, "NULL", NULL },
  { 11, "WKS", NULL },
  { 12, "PTR", write_name },
  { 13, "HINFO", write_strings },
  { 14, "MINFO", write_two_names },
  { 15, "MX", write_preferred_name },
  { 16, "TXT", write_strings },
  { 17, "RP", write_two_names },
  { 18, "AFSDB", write_preferred_name },
  { 19, "X25", write_strings },
  { 20, "ISDN", write_strings },
  { 21, "RT", write_preferred_name },
  { 24, "SIG", write_rrsig },
  { 25, "KEY", write_dnskey },
  { 28, "AAAA", write_aaaa },
  { 29, "LOC", NULL },
  { 33, "SRV", write_srv },
  { 35, "NAPTR", write_naptr },
  { 36, "KX", write_preferred_name },
  { 37, "CERT", NULL },
  { 39, "DNAME", write_name },
  { WIRE_DNS_TYPE_OPT, "OPT", write_opt },
  { 43, "DS", write_ds },
  { 44, "SSHFP", write_sshfp },
  { 46, "RRSIG", write_rrsig },
  { 47, "NSEC", write_nsec },
  { 48, "DNSKEY", write_dnskey },
  { 50, "NSEC3", write_nsec3 },
  { 51, "NSEC3PARAM", NULL },
  { 52, "TLSA", write_tlsa },
  { 53, "SMIMEA", write_tlsa },
  { 59, "CDS", write_ds },
  { 60, "CDNSKEY", write_dnskey },
  { 64, "SVCB", write_svcb },
  { 65, "HTTPS", write_svcb },
  { 99, "SPF", write_strings },
  { 249, "TKEY", NULL },
  { 250, "TSIG", NULL },
  { 251, "IXFR", NULL },
  { 252, "AXFR", NULL },
  { 255, "ANY", NULL },
  { 256, "URI", write_uri },
  { 257, "CAA", write_caa },
};

/** Returns: the registry's name of a record type, or “TYPE731” (RFC 3597) written to @buffer */
const char *
wire_dns_type_name (guint16 type, char buffer[16])
{
  for (gsize i = 0; i < G_N_ELEMENTS (TYPES); i++)
    if (TYPES[i].type == type)
      return TYPES[i].name;
  g_snprintf (buffer, 16, "TYPE%u", type);
  return buffer;
}

/** Returns: the registry's name of a class, or “CLASS731” (RFC 3597) written to @buffer */
const char *
wire_dns_class_name (guint16 class, char buffer[16])
{
  static const WireName CLASSES[] = {
    { 1, "IN" }, { 3, "CH" }, { 4, "HS" }, { 254, "NONE" }, { 255, "ANY" },
  };
  const char *name = wire_names_lookup (CLASSES, class);

  if (name)
    return name;
  g_snprintf (buffer, 16, "CLASS%u", class);
  return buffer;
}

/**
 * wire_dns_record_append_data:
 * @message: over the whole message, at the record's data
 * @type: of the record
 * @length: of the data, as the record says
 * @out: takes the data in words
 */
void
wire_dns_record_append_data (const WireCursor *message, guint16 type, guint16 length, GString *out)
{
  WireCursor data = *message;
  DataWriter write = NULL;

  wire_cursor_limit (&data, length);
  for (gsize i = 0; i < G_N_ELEMENTS (TYPES); i++)
    if (TYPES[i].type == type)
      write = TYPES[i].write;
  if (write)
    write (&data, out);
  else
    append_hex (&data, out);
}
