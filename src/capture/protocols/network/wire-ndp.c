/* wire-ndp.c: Neighbor Discovery (RFC 4861) and its options
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/network/wire-ndp.h"

#include "capture/frame/wire-address.h"
#include "capture/protocols/application/wire-dns-name.h"
#include "base/wire-hex.h"
#include "capture/protocols/network/wire-icmp-quote.h"
#include "capture/frame/wire-names.h"

#include <glib/gi18n.h>

enum
{
  OPTION_SOURCE_LINK = 1,
  OPTION_TARGET_LINK = 2,
  OPTION_PREFIX = 3,
  OPTION_REDIRECTED = 4,
  OPTION_MTU = 5,
  OPTION_ROUTE = 24,       /* RFC 4191 */
  OPTION_DNS_SERVERS = 25, /* RFC 8106 */
  OPTION_SEARCH_LIST = 31, /* RFC 8106 */
};

static const WireName OPTIONS[] = {
  { OPTION_SOURCE_LINK, N_ ("Source link-layer address") },
  { OPTION_TARGET_LINK, N_ ("Target link-layer address") },
  { OPTION_PREFIX, N_ ("Prefix information") },
  { OPTION_REDIRECTED, N_ ("Redirected header") },
  { OPTION_MTU, "MTU" },
  { 7, N_ ("Advertisement interval") },
  { 8, N_ ("Home agent information") },
  { 11, N_ ("Cryptographically generated address") },
  { 12, N_ ("RSA signature") },
  { 13, N_ ("Timestamp") },
  { 14, N_ ("Nonce") },
  { OPTION_ROUTE, N_ ("Route information") },
  { OPTION_DNS_SERVERS, N_ ("DNS servers") },
  { 26, N_ ("Router advertisement flags") },
  { OPTION_SEARCH_LIST, N_ ("DNS search list") },
  { 37, N_ ("Captive portal") },
  { 38, "PREF64" },
};

typedef struct
{
  guint8 bit;
  const char *name;
} Flag;

static char *
flags_to_text (guint8 flags, const Flag *names, gsize n)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, "0x%02x", flags);
  for (gsize i = 0; i < n; i++)
    if (flags & names[i].bit)
      g_string_append_printf (words, ", %s", names[i].name);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
lifetime_to_text (guint32 seconds)
{
  return seconds == G_MAXUINT32 ? g_strdup ("infinite") : g_strdup_printf ("%u s", seconds);
}

static void
describe_address (WireCursor *cursor, const char *name, WireFields *fields)
{
  guint32 offset = (guint32) cursor->position;
  const guint8 *address = wire_cursor_take (cursor, 16);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (address)
    wire_fields_add (fields, offset, 16, name, "%s",
                     wire_address_to_text (WIRE_FAMILY_IPV6, address, text));
}

static void
describe_lifetime (WireCursor *cursor, const char *name, WireFields *fields)
{
  guint32 offset = (guint32) cursor->position;
  g_autofree char *text = lifetime_to_text (wire_cursor_be32 (cursor));

  if (!cursor->failed)
    wire_fields_add (fields, offset, 4, name, "%s", text);
}

/* RFC 4861, section 4.6.2. */
static void
describe_prefix (WireCursor *option, WireFields *fields)
{
  static const Flag FLAGS[] = { { 0x80, "on link" }, { 0x40, "autonomous" } };
  guint32 offset = (guint32) option->position;
  guint8 length = wire_cursor_u8 (option);
  guint8 flags = wire_cursor_u8 (option);
  g_autofree char *text = flags_to_text (flags, FLAGS, G_N_ELEMENTS (FLAGS));

  if (option->failed)
    return;
  wire_fields_add (fields, offset, 1, "Prefix length", "%u", length);
  wire_fields_add (fields, offset + 1, 1, "Flags", "%s", text);
  describe_lifetime (option, N_ ("Valid lifetime"), fields);
  describe_lifetime (option, N_ ("Preferred lifetime"), fields);
  wire_cursor_skip (option, 4);
  describe_address (option, "Prefix", fields);
}

/* RFC 4191, section 2.3: a prefix is as long as the option leaves it. */
static void
describe_route (WireCursor *option, WireFields *fields)
{
  guint32 offset = (guint32) option->position;
  guint8 length = wire_cursor_u8 (option);
  guint8 preference = wire_cursor_u8 (option) >> 3 & 3;
  guint8 address[16] = { 0 };
  char text[WIRE_ADDRESS_TEXT_MAX];

  describe_lifetime (option, N_ ("Route lifetime"), fields);
  gsize held = MIN (wire_cursor_remaining (option), sizeof address);
  const guint8 *prefix = wire_cursor_take (option, held);

  if (!prefix)
    return;
  memcpy (address, prefix, held);
  wire_fields_add (fields, offset, 1, "Prefix length", "%u", length);
  wire_fields_add (fields, offset + 1, 1, "Preference", "%s",
                   preference == 1   ? "high"
                   : preference == 3 ? "low"
                   : preference == 0 ? "medium"
                                     : "reserved");
  wire_fields_add (fields, offset + 6, (guint32) held, "Prefix", "%s",
                   wire_address_to_text (WIRE_FAMILY_IPV6, address, text));
}

static void
describe_dns_servers (WireCursor *option, WireFields *fields)
{
  wire_cursor_skip (option, 2);
  describe_lifetime (option, "Lifetime", fields);
  while (wire_cursor_remaining (option) >= 16)
    describe_address (option, N_ ("DNS server"), fields);
}

/* Names as in DNS messages, but never compressed, and padded with zeros. */
static void
describe_search_list (WireCursor *option, WireFields *fields)
{
  wire_cursor_skip (option, 2);
  describe_lifetime (option, "Lifetime", fields);

  while (wire_cursor_remaining (option) > 0 && *wire_cursor_peek (option, 1) != 0)
    {
      guint32 offset = (guint32) option->position;
      g_autoptr (GString) name = g_string_new (NULL);
      WireCursor names = wire_cursor_new (option->data + offset, option->size - offset);

      wire_dns_name_read (&names, name);
      wire_cursor_skip (option, names.position);
      if (!wire_fields_add (fields, offset, (guint32) names.position, "Domain", "%s", name->str))
        return;
    }
}

static void
describe_option_body (WireCursor *option, guint8 type, WireFields *fields)
{
  switch (type)
    {
    case OPTION_PREFIX:
      describe_prefix (option, fields);
      break;
    case OPTION_REDIRECTED:
      wire_cursor_skip (option, 6);
      wire_icmp_describe_quote (option, fields);
      break;
    case OPTION_ROUTE:
      describe_route (option, fields);
      break;
    case OPTION_DNS_SERVERS:
      describe_dns_servers (option, fields);
      break;
    case OPTION_SEARCH_LIST:
      describe_search_list (option, fields);
      break;
    default:
      break;
    }
}

/* What is on an option's own line. */
static char *
option_to_text (WireCursor option, guint8 type)
{
  gsize length = wire_cursor_remaining (&option);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (type == OPTION_SOURCE_LINK || type == OPTION_TARGET_LINK)
    return wire_hex_encode (wire_cursor_peek (&option, length), length, ":");
  if (type == OPTION_MTU && length >= 6)
    {
      wire_cursor_skip (&option, 2);
      return g_strdup_printf ("%u", wire_cursor_be32 (&option));
    }
  if (type == OPTION_PREFIX && length >= 30)
    {
      const guint8 *bytes = wire_cursor_peek (&option, 30);

      return g_strdup_printf ("%s/%u", wire_address_to_text (WIRE_FAMILY_IPV6, bytes + 14, text),
                              bytes[0]);
    }
  return g_strdup_printf ("type %u, %" G_GSIZE_FORMAT " bytes", type, length + 2);
}

/* Returns: %FALSE where no more can be read. An option of no length would be read for ever (RFC
 * 4861, section 4.6, has such messages discarded). */
static gboolean
describe_option (WireCursor *cursor, WireFields *fields)
{
  guint32 offset = (guint32) cursor->position;
  guint8 type = wire_cursor_u8 (cursor);
  guint32 length = wire_cursor_u8 (cursor) * 8u;

  if (cursor->failed)
    return FALSE;
  if (length == 0)
    {
      wire_fields_add (fields, offset, 2, "Option", "type %u, has no length", type);
      return FALSE;
    }

  WireCursor option = *cursor;
  wire_cursor_limit (&option, length - 2);
  wire_cursor_skip (cursor, length - 2);

  g_autofree char *text = option_to_text (option, type);
  if (!wire_fields_add (fields, offset, length,
                        wire_names_find_or (OPTIONS, G_N_ELEMENTS (OPTIONS), type, "Option"),
                        "%s%s", text, cursor->failed ? " (cut)" : ""))
    return FALSE;
  wire_fields_push (fields);
  describe_option_body (&option, type, fields);
  wire_fields_pop (fields);
  return !cursor->failed;
}

/* RFC 4861, section 4.2, and RFC 4191 for the preference. */
static void
describe_router_advertisement (WireCursor *cursor, WireFields *fields)
{
  static const Flag FLAGS[] = { { 0x80, "addresses by DHCPv6" },
                                { 0x40, "other configuration by DHCPv6" },
                                { 0x20, "home agent" },
                                { 0x08, "high preference" } };
  guint32 offset = (guint32) cursor->position;
  guint8 hops = wire_cursor_u8 (cursor);
  guint8 flags = wire_cursor_u8 (cursor);
  guint16 lifetime = wire_cursor_be16 (cursor);
  guint32 reachable = wire_cursor_be32 (cursor);
  guint32 retransmission = wire_cursor_be32 (cursor);
  g_autofree char *text = flags_to_text (flags, FLAGS, G_N_ELEMENTS (FLAGS));

  if (cursor->failed)
    return;
  wire_fields_add (fields, offset, 1, "Hop limit", "%u", hops);
  wire_fields_add (fields, offset + 1, 1, "Flags", "%s", text);
  wire_fields_add (fields, offset + 2, 2, "Router lifetime", "%u s", lifetime);
  wire_fields_add (fields, offset + 4, 4, "Reachable time", "%u ms", reachable);
  wire_fields_add (fields, offset + 8, 4, "Retransmission timer", "%u ms", retransmission);
}

static void
describe_neighbor_advertisement (WireCursor *cursor, WireFields *fields)
{
  static const Flag FLAGS[] = { { 0x80, "router" }, { 0x40, "solicited" }, { 0x20, "override" } };
  guint32 offset = (guint32) cursor->position;
  g_autofree char *text = flags_to_text (wire_cursor_u8 (cursor), FLAGS, G_N_ELEMENTS (FLAGS));

  wire_cursor_skip (cursor, 3);
  if (!cursor->failed)
    wire_fields_add (fields, offset, 1, "Flags", "%s", text);
  describe_address (cursor, N_ ("Target"), fields);
}

/**
 * wire_ndp_describe:
 * @cursor: after the type, code and checksum of the message
 * @type: a `WIRE_NDP_` number
 */
void
wire_ndp_describe (WireCursor *cursor, guint8 type, WireFields *fields)
{
  switch (type)
    {
    case WIRE_NDP_ROUTER_ADVERTISEMENT:
      describe_router_advertisement (cursor, fields);
      break;
    case WIRE_NDP_NEIGHBOR_ADVERTISEMENT:
      describe_neighbor_advertisement (cursor, fields);
      break;
    case WIRE_NDP_NEIGHBOR_SOLICITATION:
    case WIRE_NDP_REDIRECT:
      wire_cursor_skip (cursor, 4);
      describe_address (cursor, N_ ("Target"), fields);
      if (type == WIRE_NDP_REDIRECT)
        describe_address (cursor, "Destination", fields);
      break;
    default:
      wire_cursor_skip (cursor, 4);
      break;
    }
  while (wire_cursor_remaining (cursor) > 0 && describe_option (cursor, fields))
    ;
}

/** Appends the address that a message is about, where it is about one. */
void
wire_ndp_summarise (WireCursor *cursor, guint8 type, GString *out)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (type < WIRE_NDP_NEIGHBOR_SOLICITATION || type > WIRE_NDP_REDIRECT)
    return;
  wire_cursor_skip (cursor, 4);
  const guint8 *target = wire_cursor_take (cursor, 16);
  if (target)
    g_string_append_printf (out, " %s", wire_address_to_text (WIRE_FAMILY_IPV6, target, text));
}
