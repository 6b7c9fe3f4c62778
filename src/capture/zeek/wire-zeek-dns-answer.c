/* wire-zeek-dns-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-dns-answer.h"

#include "capture/frame/wire-address.h"

void
wire_zeek_dns_record_clear (WireZeekDnsRecord *self)
{
  if (self->name)
    g_string_free (self->name, TRUE);
  self->name = NULL;
}

/**
 * wire_zeek_dns_record_read:
 * @message: over a whole message, at a record; moves past it
 * @record: (out): to be cleared, also where this fails
 *
 * Returns: whether the record is all there
 */
gboolean
wire_zeek_dns_record_read (WireCursor *message, WireZeekDnsRecord *record)
{
  guint16 length;

  record->name = wire_zeek_dns_read_name (message);
  record->type = wire_cursor_be16 (message);
  record->number = wire_cursor_be16 (message);
  record->ttl = wire_cursor_be32 (message);
  length = wire_cursor_be16 (message);
  record->data = *message;
  if (wire_cursor_take (message, length) == NULL && length > 0)
    return FALSE;
  record->data.size = record->data.position + length;
  return !message->failed;
}

static GString *
read_address (WireCursor data, WireFamily family)
{
  const guint8 *bytes = wire_cursor_take (&data, family == WIRE_FAMILY_IPV4 ? 4 : 16);
  char text[WIRE_ADDRESS_TEXT_MAX];

  return bytes ? g_string_new (wire_address_to_text (family, bytes, text)) : NULL;
}

/* A name after @skip bytes. */
static GString *
read_name (WireCursor data, gsize skip)
{
  wire_cursor_skip (&data, skip);
  return wire_zeek_dns_read_name (&data);
}

/* TXT 3 abc TXT 4 defg */
static GString *
read_strings (WireCursor data, const char *name)
{
  GString *text = g_string_new (NULL);

  while (wire_cursor_remaining (&data) > 0)
    {
      guint8 length = wire_cursor_u8 (&data);
      const guint8 *bytes = wire_cursor_take (&data, length);

      if (!bytes && length > 0)
        break;
      g_string_append_printf (text, "%s%s %u ", text->len > 0 ? " " : "", name, length);
      if (bytes)
        g_string_append_len (text, (const char *) bytes, length);
    }
  return text;
}

static GString *
read_signature (WireCursor data)
{
  GString *text = g_string_new (NULL);
  guint16 covered = wire_cursor_be16 (&data);
  GString *signer = read_name (data, 16);

  g_string_printf (text, "RRSIG %u %s", covered, signer->len > 0 ? signer->str : "<Root>");
  g_string_free (signer, TRUE);
  return text;
}

static GString *
read_next (const WireZeekDnsRecord *record)
{
  GString *text = g_string_new (NULL);
  GString *next = read_name (record->data, 0);

  g_string_printf (text, "NSEC %s %s", record->name->str, next->str);
  g_string_free (next, TRUE);
  return text;
}

/* @words, and @n bytes of the record's data in decimal, from number @first on. */
static GString *
read_numbers (WireCursor data, const char *words, gsize first, gsize n)
{
  GString *text = g_string_new (words);

  wire_cursor_skip (&data, first);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, " %u", wire_cursor_u8 (&data));
  return text;
}

static GString *
read_fingerprint (WireCursor data)
{
  GString *text = g_string_new ("SSHFP: ");

  wire_cursor_skip (&data, 2);
  while (wire_cursor_remaining (&data) > 0)
    g_string_append_printf (text, "%02x", wire_cursor_u8 (&data));
  return text;
}

static GString *
tell_unknown (guint16 type)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "<unknown type=%u>", type);
  return text;
}

static GString *
read_secure (const WireZeekDnsRecord *record)
{
  switch (record->type)
    {
    case WIRE_ZEEK_DNS_DS:
      return read_numbers (record->data, "DS", 2, 2);
    case WIRE_ZEEK_DNS_DNSKEY:
      return read_numbers (record->data, "DNSKEY", 3, 1);
    case WIRE_ZEEK_DNS_RRSIG:
      return read_signature (record->data);
    case WIRE_ZEEK_DNS_NSEC:
      return read_next (record);
    case WIRE_ZEEK_DNS_NSEC3:
      return g_string_new ("NSEC3");
    case WIRE_ZEEK_DNS_NSEC3PARAM:
      return g_string_new ("NSEC3PARAM");
    case WIRE_ZEEK_DNS_SSHFP:
      return read_fingerprint (record->data);
    case WIRE_ZEEK_DNS_BINDS:
      return g_string_new ("BIND9 signing signal");
    default:
      return tell_unknown (record->type);
    }
}

/**
 * wire_zeek_dns_record_to_text:
 * @self: a record
 * @netbios: it is of NetBIOS, not of DNS
 *
 * Returns: (transfer full) (nullable): what dns.log says of it, or %NULL for nothing
 */
GString *
wire_zeek_dns_record_to_text (const WireZeekDnsRecord *self, gboolean netbios)
{
  switch (self->type)
    {
    case WIRE_ZEEK_DNS_A:
      return read_address (self->data, WIRE_FAMILY_IPV4);
    case WIRE_ZEEK_DNS_AAAA:
      return read_address (self->data, WIRE_FAMILY_IPV6);
    case WIRE_ZEEK_DNS_NS:
    case WIRE_ZEEK_DNS_CNAME:
    case WIRE_ZEEK_DNS_PTR:
    case WIRE_ZEEK_DNS_SOA:
      return read_name (self->data, 0);
    case WIRE_ZEEK_DNS_MX:
      return read_name (self->data, 2);
    case WIRE_ZEEK_DNS_SRV:
      return netbios ? NULL : read_name (self->data, 6);
    case WIRE_ZEEK_DNS_TXT:
      return read_strings (self->data, "TXT");
    case WIRE_ZEEK_DNS_SPF:
      return read_strings (self->data, "SPF");
    case WIRE_ZEEK_DNS_LOC:
      return read_numbers (self->data, "LOC: ", 1, 3);
    case WIRE_ZEEK_DNS_WKS:
    case WIRE_ZEEK_DNS_HINFO:
    case WIRE_ZEEK_DNS_NAPTR:
    case WIRE_ZEEK_DNS_OPT:
    case WIRE_ZEEK_DNS_TSIG:
    case WIRE_ZEEK_DNS_TKEY:
    case WIRE_ZEEK_DNS_CAA:
    case WIRE_ZEEK_DNS_SVCB:
    case WIRE_ZEEK_DNS_HTTPS:
      return NULL;
    default:
      return read_secure (self);
    }
}
