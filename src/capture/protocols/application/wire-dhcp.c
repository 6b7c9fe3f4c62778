/* wire-dhcp.c: Dynamic Host Configuration Protocol (RFC 2131) and BOOTP (RFC 951)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

#include "capture/protocols/application/wire-dhcp-option.h"
#include "base/wire-hex.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

#define ADDRESSES 12 /* where the four addresses begin */
#define HARDWARE 28  /* the client's hardware address */
#define HARDWARE_BYTES 16
#define SERVER_NAME_BYTES 64
#define FILE_NAME_BYTES 128
#define OPTIONS 240 /* the first option, after the cookie */
#define MAGIC_COOKIE 0x63825363

WireProtocol
wire_dhcp_decode (WireFrame *frame, WireCursor *cursor)
{
  guint32 length = (guint32) wire_cursor_remaining (cursor);

  if (length < OPTIONS - 4)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_DHCP, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_DHCP, cursor, length);
  wire_cursor_skip (cursor, length);
  return WIRE_PROTOCOL_NONE;
}

static void
describe_addresses (WireCursor *cursor, WireFields *fields)
{
  static const char *const NAMES[] = { N_ ("Client address"), N_ ("Your address"),
                                       N_ ("Server address"), N_ ("Relay agent address") };
  char text[WIRE_ADDRESS_TEXT_MAX];

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      const guint8 *address = wire_cursor_take (cursor, 4);

      if (address)
        wire_fields_add (fields, ADDRESSES + 4 * i, 4, NAMES[i], "%s",
                         wire_address_to_text (WIRE_FAMILY_IPV4, address, text));
    }
}

static void
describe_hardware (WireCursor *cursor, guint8 length, WireFields *fields)
{
  const guint8 *bytes = wire_cursor_take (cursor, HARDWARE_BYTES);

  if (!bytes)
    return;
  g_autofree char *address = wire_hex_encode (bytes, MIN (length, HARDWARE_BYTES), ":");
  wire_fields_add (fields, HARDWARE, MIN (length, HARDWARE_BYTES), "Client hardware address", "%s",
                   address);
}

static void
describe_name (WireCursor *cursor, gsize length, const char *name, WireFields *fields)
{
  guint32 offset = (guint32) cursor->position;
  const guint8 *bytes = wire_cursor_take (cursor, length);

  if (!bytes)
    return;
  g_autofree char *text = wire_printable (bytes, strnlen ((const char *) bytes, length));
  wire_fields_add (fields, offset, (guint32) length, name, "%s", *text ? text : "none");
}

static void
describe_fixed_part (WireCursor *cursor, WireFields *fields)
{
  guint8 operation = wire_cursor_u8 (cursor);
  guint8 hardware = wire_cursor_u8 (cursor);
  guint8 hardware_length = wire_cursor_u8 (cursor);
  guint8 hops = wire_cursor_u8 (cursor);
  guint32 transaction = wire_cursor_be32 (cursor);
  guint16 seconds = wire_cursor_be16 (cursor);
  guint16 flags = wire_cursor_be16 (cursor);

  if (cursor->failed)
    return;
  wire_fields_add (fields, 0, 1, "Operation", "%u (%s)", operation,
                   operation == 1   ? "request"
                   : operation == 2 ? "reply"
                                    : "unknown");
  wire_fields_add (fields, 1, 1, "Hardware type", "%u%s", hardware,
                   hardware == 1 ? " (Ethernet)" : "");
  wire_fields_add (fields, 2, 1, "Hardware address length", "%u", hardware_length);
  wire_fields_add (fields, 3, 1, "Hops", "%u", hops);
  wire_fields_add (fields, 4, 4, "Transaction identifier", "0x%08x", transaction);
  wire_fields_add (fields, 8, 2, "Seconds elapsed", "%u", seconds);
  wire_fields_add (fields, 10, 2, "Flags", "0x%04x%s", flags,
                   flags & 0x8000 ? " (answer by broadcast)" : "");
  describe_addresses (cursor, fields);
  describe_hardware (cursor, hardware_length, fields);
  describe_name (cursor, SERVER_NAME_BYTES, N_ ("Server name"), fields);
  describe_name (cursor, FILE_NAME_BYTES, N_ ("Boot file"), fields);
}

static void
describe_options (WireCursor *cursor, WireFields *fields)
{
  WireCursor value;
  guint8 code;

  while (wire_dhcp_option_read (cursor, &code, &value))
    {
      guint32 begin = (guint32) value.position - 2;
      guint32 length = (guint32) (value.size - begin);
      const char *name = wire_dhcp_option_name (code);
      g_autoptr (GString) text = g_string_new (NULL);

      wire_dhcp_option_append_value (code, &value, text);
      if (!wire_fields_add (fields, begin, length, name, "%s%s", text->str,
                            cursor->failed ? " (cut)" : ""))
        return;
      wire_fields_push (fields);
      wire_fields_add (fields, begin, 1, "Option", "%u (%s)", code, name);
      wire_fields_add (fields, begin + 1, 1, "Length", "%u", cursor->data[begin + 1]);
      wire_fields_pop (fields);
    }
  if (code == WIRE_DHCP_OPTION_END && !cursor->failed)
    wire_fields_add (fields, (guint32) cursor->position - 1, 1, "End of options", "255");
}

static gboolean
take_cookie (WireCursor *cursor)
{
  cursor->position = MIN (cursor->size, OPTIONS - 4);
  return wire_cursor_be32 (cursor) == MAGIC_COOKIE;
}

void
wire_dhcp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  g_autoptr (GString) summary = g_string_new (NULL);

  wire_dhcp_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  describe_fixed_part (&cursor, fields);
  if (cursor.failed)
    return;
  if (take_cookie (&cursor))
    {
      wire_fields_add (fields, OPTIONS - 4, 4, "Magic cookie", "0x%08x (DHCP)", MAGIC_COOKIE);
      describe_options (&cursor, fields);
    }
  else if (layer->length > OPTIONS - 4)
    wire_fields_add (fields, OPTIONS - 4, layer->length - (OPTIONS - 4), "Vendor area", "%u bytes",
                     layer->length - (OPTIONS - 4));
}

/* What a person asks of a message: what it is, from which host, about which address. Options come
 * in any order. */
static void
summarise_options (WireCursor *cursor, GString *out)
{
  g_autoptr (GString) host = g_string_new (NULL);
  g_autoptr (GString) address = g_string_new (NULL);
  const char *type = "Message of no type";
  WireCursor value;
  guint8 code;

  while (wire_dhcp_option_read (cursor, &code, &value))
    {
      if (code == WIRE_DHCP_OPTION_MESSAGE_TYPE)
        type = wire_dhcp_message_type_name (wire_cursor_u8 (&value));
      else if (code == WIRE_DHCP_OPTION_HOST_NAME)
        wire_dhcp_option_append_value (code, &value, host);
      else if (code == WIRE_DHCP_OPTION_REQUESTED_ADDRESS)
        wire_dhcp_option_append_value (code, &value, address);
    }
  g_string_append (out, type);
  if (host->len > 0)
    g_string_append_printf (out, " from %s", host->str);
  if (address->len > 0)
    g_string_append_printf (out, " for %s", address->str);
}

void
wire_dhcp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  const guint8 *fixed = wire_cursor_peek (&cursor, ADDRESSES + 8);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (!fixed)
    return;
  if (!take_cookie (&cursor))
    g_string_append (out, fixed[0] == 1 ? "Boot request" : "Boot reply");
  else
    summarise_options (&cursor, out);
  if (fixed[0] == 2)
    g_string_append_printf (out, ", address %s",
                            wire_address_to_text (WIRE_FAMILY_IPV4, fixed + ADDRESSES + 4, text));
}
