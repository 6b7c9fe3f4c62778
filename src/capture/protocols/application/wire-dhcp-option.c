/* wire-dhcp-option.c: RFC 2132 and the RFCs named in the rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/application/wire-dhcp-option.h"

#include "capture/frame/wire-address.h"
#include "capture/protocols/application/wire-dns-name.h"
#include "base/wire-hex.h"
#include "capture/frame/wire-names.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

typedef void (*ValueWriter) (WireCursor *value, GString *out);

static const WireName MESSAGE_TYPES[] = {
  { 1, "Discover" },
  { 2, "Offer" },
  { 3, "Request" },
  { 4, "Decline" },
  { 5, "Ack" },
  { 6, "Nak" },
  { 7, "Release" },
  { 8, "Inform" },
  { 9, "Force renew" },
  { 10, "Lease query" },
  { 11, "Lease unassigned" },
  { 12, "Lease unknown" },
  { 13, "Lease active" },
};

static void
write_hex (WireCursor *value, GString *out)
{
  gsize length = wire_cursor_remaining (value);
  const guint8 *bytes = wire_cursor_take (value, length);
  g_autofree char *hex = bytes ? wire_hex_encode (bytes, length, NULL) : NULL;

  g_string_append (out, hex ? hex : "");
}

static void
write_text (WireCursor *value, GString *out)
{
  gsize length = wire_cursor_remaining (value);
  const guint8 *bytes = wire_cursor_take (value, length);

  /* Some clients count a final NUL in, which RFC 2132, section 2, has receivers drop. */
  while (length > 0 && bytes && bytes[length - 1] == 0)
    length--;
  g_autofree char *text = bytes ? wire_printable (bytes, length) : NULL;
  g_string_append (out, text ? text : "");
}

static void
append_separator (GString *out, gsize start)
{
  if (out->len > start)
    g_string_append (out, ", ");
}

static void
write_addresses (WireCursor *value, GString *out)
{
  gsize start = out->len;
  char text[WIRE_ADDRESS_TEXT_MAX];

  while (wire_cursor_remaining (value) >= 4)
    {
      append_separator (out, start);
      g_string_append (out,
                       wire_address_to_text (WIRE_FAMILY_IPV4, wire_cursor_take (value, 4), text));
    }
}

static void
write_number (WireCursor *value, GString *out)
{
  guint64 number = 0;

  if (wire_cursor_remaining (value) > 8)
    {
      write_hex (value, out);
      return;
    }
  while (wire_cursor_remaining (value) > 0)
    number = number << 8 | wire_cursor_u8 (value);
  g_string_append_printf (out, "%" G_GUINT64_FORMAT, number);
}

static void
write_seconds (WireCursor *value, GString *out)
{
  guint32 seconds = wire_cursor_be32 (value);

  if (seconds == G_MAXUINT32)
    g_string_append (out, "infinite");
  else
    g_string_append_printf (out, "%u s", seconds);
}

static void
write_offset (WireCursor *value, GString *out)
{
  g_string_append_printf (out, "%d s", (gint32) wire_cursor_be32 (value));
}

static void
write_switch (WireCursor *value, GString *out)
{
  g_string_append (out, wire_cursor_u8 (value) ? "yes" : "no");
}

static void
write_message_type (WireCursor *value, GString *out)
{
  guint8 type = wire_cursor_u8 (value);

  g_string_append_printf (out, "%u (%s)", type, wire_dhcp_message_type_name (type));
}

static void
write_overload (WireCursor *value, GString *out)
{
  static const char *const WORDS[] = { "none", "file name", "server name", "both" };
  guint8 fields = wire_cursor_u8 (value);

  g_string_append_printf (out, "%u (%s)", fields, fields < 4 ? WORDS[fields] : "unknown");
}

static void
write_option_list (WireCursor *value, GString *out)
{
  gsize start = out->len;

  while (wire_cursor_remaining (value) > 0)
    {
      guint8 code = wire_cursor_u8 (value);

      append_separator (out, start);
      g_string_append_printf (out, "%u (%s)", code, wire_dhcp_option_name (code));
    }
}

/* Section 9.14: a hardware type and address, or 0 and anything. */
static void
write_client_identifier (WireCursor *value, GString *out)
{
  gsize length = wire_cursor_remaining (value);
  const guint8 *bytes = wire_cursor_peek (value, length);

  if (length != 7 || bytes[0] != 1)
    {
      write_hex (value, out);
      return;
    }
  g_autofree char *address = wire_hex_encode (bytes + 1, 6, ":");
  g_string_append_printf (out, "Ethernet %s", address);
}

/* RFC 4702, section 2: flags, two codes of old, and the name as text or as DNS writes it. */
static void
write_client_name (WireCursor *value, GString *out)
{
  guint8 flags = wire_cursor_u8 (value);

  wire_cursor_skip (value, 2);
  if (!(flags & 0x04))
    {
      write_text (value, out);
      return;
    }

  WireCursor name = wire_cursor_new (value->data + value->position, wire_cursor_remaining (value));
  wire_dns_name_read (&name, out);
}

/* RFC 3397, section 2: names that may point back within the option. */
static void
write_search_list (WireCursor *value, GString *out)
{
  WireCursor names = wire_cursor_new (value->data + value->position, wire_cursor_remaining (value));
  gsize start = out->len;

  while (wire_cursor_remaining (&names) > 0)
    {
      append_separator (out, start);
      wire_dns_name_read (&names, out);
    }
}

static void
append_route (WireCursor *value, guint8 width, GString *out)
{
  gsize held = (width + 7u) / 8u;
  const guint8 *bytes = wire_cursor_take (value, MIN (held, 4));
  const guint8 *router = wire_cursor_take (value, 4);
  guint8 network[4] = { 0 };
  char from[WIRE_ADDRESS_TEXT_MAX], to[WIRE_ADDRESS_TEXT_MAX];

  if (!router)
    return;
  memcpy (network, bytes, MIN (held, 4));
  g_string_append_printf (out, "%s/%u by %s",
                          wire_address_to_text (WIRE_FAMILY_IPV4, network, from), width,
                          wire_address_to_text (WIRE_FAMILY_IPV4, router, to));
}

/* RFC 3442: only as many octets of a network as its width needs. */
static void
write_classless_routes (WireCursor *value, GString *out)
{
  gsize start = out->len;

  while (wire_cursor_remaining (value) > 0)
    {
      append_separator (out, start);
      append_route (value, wire_cursor_u8 (value), out);
    }
}

static const struct
{
  guint8 code;
  const char *name;
  ValueWriter write;
} OPTIONS[] = {
  { 1, N_ ("Subnet mask"), write_addresses },
  { 2, N_ ("Time offset"), write_offset },
  { 3, N_ ("Router"), write_addresses },
  { 4, N_ ("Time server"), write_addresses },
  { 5, N_ ("Name server"), write_addresses },
  { 6, N_ ("DNS server"), write_addresses },
  { 7, N_ ("Log server"), write_addresses },
  { 9, N_ ("Print server"), write_addresses },
  { WIRE_DHCP_OPTION_HOST_NAME, N_ ("Host name"), write_text },
  { 13, N_ ("Boot file size"), write_number },
  { 14, N_ ("Merit dump file"), write_text },
  { 15, N_ ("Domain name"), write_text },
  { 16, N_ ("Swap server"), write_addresses },
  { 17, N_ ("Root path"), write_text },
  { 18, N_ ("Extensions path"), write_text },
  { 19, N_ ("IP forwarding"), write_switch },
  { 22, N_ ("Largest reassembled datagram"), write_number },
  { 23, N_ ("Default time to live"), write_number },
  { 26, N_ ("Interface MTU"), write_number },
  { 28, N_ ("Broadcast address"), write_addresses },
  { 31, N_ ("Router discovery"), write_switch },
  { 33, N_ ("Static route"), write_addresses },
  { 35, N_ ("ARP cache timeout"), write_seconds },
  { 40, N_ ("NIS domain"), write_text },
  { 41, N_ ("NIS server"), write_addresses },
  { 42, N_ ("NTP server"), write_addresses },
  { 43, N_ ("Vendor information"), write_hex },
  { 44, N_ ("NetBIOS name server"), write_addresses },
  { 45, N_ ("NetBIOS datagram server"), write_addresses },
  { 46, N_ ("NetBIOS node type"), write_number },
  { 47, N_ ("NetBIOS scope"), write_text },
  { WIRE_DHCP_OPTION_REQUESTED_ADDRESS, N_ ("Requested address"), write_addresses },
  { 51, N_ ("Lease time"), write_seconds },
  { 52, N_ ("Option overload"), write_overload },
  { WIRE_DHCP_OPTION_MESSAGE_TYPE, N_ ("Message type"), write_message_type },
  { 54, N_ ("Server identifier"), write_addresses },
  { 55, N_ ("Parameter request list"), write_option_list },
  { 56, N_ ("Message"), write_text },
  { 57, N_ ("Largest message"), write_number },
  { 58, N_ ("Renewal time"), write_seconds },
  { 59, N_ ("Rebinding time"), write_seconds },
  { 60, N_ ("Vendor class"), write_text },
  { 61, N_ ("Client identifier"), write_client_identifier },
  { 66, N_ ("TFTP server name"), write_text },
  { 67, N_ ("Boot file name"), write_text },
  { 77, N_ ("User class"), write_hex },                            /* RFC 3004 */
  { 80, N_ ("Rapid commit"), write_hex },                          /* RFC 4039 */
  { 81, N_ ("Client domain name"), write_client_name },            /* RFC 4702 */
  { 82, N_ ("Relay agent information"), write_hex },               /* RFC 3046 */
  { 90, N_ ("Authentication"), write_hex },                        /* RFC 3118 */
  { 91, N_ ("Last transaction"), write_seconds },                  /* RFC 4388 */
  { 92, N_ ("Associated addresses"), write_addresses },            /* RFC 4388 */
  { 93, N_ ("Client architecture"), write_number },                /* RFC 4578 */
  { 94, N_ ("Client network interface"), write_hex },              /* RFC 4578 */
  { 97, N_ ("Client machine identifier"), write_hex },             /* RFC 4578 */
  { 100, N_ ("POSIX time zone"), write_text },                     /* RFC 4833 */
  { 101, N_ ("Named time zone"), write_text },                     /* RFC 4833 */
  { 108, N_ ("IPv6-only preferred"), write_seconds },              /* RFC 8925 */
  { 114, N_ ("Captive portal"), write_text },                      /* RFC 8910 */
  { 116, N_ ("Automatic configuration"), write_switch },           /* RFC 2563 */
  { 118, N_ ("Subnet selection"), write_addresses },               /* RFC 3011 */
  { 119, N_ ("Domain search"), write_search_list },                /* RFC 3397 */
  { 120, N_ ("SIP servers"), write_hex },                          /* RFC 3361 */
  { 121, N_ ("Classless static routes"), write_classless_routes }, /* RFC 3442 */
  { 124, N_ ("Vendor class, identified"), write_hex },             /* RFC 3925 */
  { 125, N_ ("Vendor information, identified"), write_hex },       /* RFC 3925 */
  { 143, N_ ("SZTP redirect"), write_hex },                        /* RFC 8572 */
  { 150, N_ ("TFTP server address"), write_addresses },            /* RFC 5859 */
  { 161, N_ ("MUD address"), write_text },                         /* RFC 8520 */
  { 249, N_ ("Classless static routes (Microsoft)"), write_classless_routes },
  { 252, N_ ("Proxy discovery"), write_text },
};

/** Returns: (transfer none): “Discover” and its kin */
const char *
wire_dhcp_message_type_name (guint8 type)
{
  return wire_names_or_unknown (MESSAGE_TYPES, type);
}

/** Returns: (transfer none): what an option is called */
const char *
wire_dhcp_option_name (guint8 code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (OPTIONS); i++)
    if (OPTIONS[i].code == code)
      return OPTIONS[i].name;
  return N_ ("Unknown option");
}

/** Appends the value of an option in words; @value ends where the option does. */
void
wire_dhcp_option_append_value (guint8 code, WireCursor *value, GString *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (OPTIONS); i++)
    if (OPTIONS[i].code == code)
      {
        OPTIONS[i].write (value, out);
        return;
      }
  write_hex (value, out);
}

/**
 * wire_dhcp_option_read:
 * @cursor: at an option; moves past it, and fails where it is cut
 * @code: (out): which option
 * @value: (out): its value, as far as it is there
 *
 * Pads and the end have neither length nor value.
 *
 * Returns: %FALSE after the last option, or where nothing is left
 */
gboolean
wire_dhcp_option_read (WireCursor *cursor, guint8 *code, WireCursor *value)
{
  do
    *code = wire_cursor_u8 (cursor);
  while (*code == WIRE_DHCP_OPTION_PAD && !cursor->failed);
  if (cursor->failed || *code == WIRE_DHCP_OPTION_END)
    return FALSE;

  guint8 length = wire_cursor_u8 (cursor);
  *value = *cursor;
  wire_cursor_limit (value, length);
  wire_cursor_skip (cursor, length);
  return !value->failed;
}
