/* wire-describe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"

#include "capture/frame/wire-ethertype.h"
#include "base/wire-hex.h"
#include "capture/frame/wire-ip.h"

/* As much of a run of bytes as a line shows; the hex view has the rest. */
#define PREVIEW_BYTES 32

static guint32
read_number (WireCursor *cursor, guint length)
{
  const guint8 *bytes = wire_cursor_take (cursor, length);
  guint32 value = 0;

  for (guint i = 0; bytes && i < length; i++)
    value = value << 8 | bytes[i];
  return value;
}

/* Of the @length bytes that were just taken. */
static guint32
start (const WireCursor *cursor, guint length)
{
  return (guint32) cursor->position - length;
}

guint32
wire_describe_number (WireFields *fields, WireCursor *cursor, guint length, const char *name)
{
  guint32 value = read_number (cursor, length);

  if (!cursor->failed)
    wire_fields_add (fields, start (cursor, length), length, name, "%u", value);
  return value;
}

guint32
wire_describe_hex (WireFields *fields, WireCursor *cursor, guint length, const char *name)
{
  guint32 value = read_number (cursor, length);

  if (!cursor->failed)
    wire_fields_add (fields, start (cursor, length), length, name, "0x%0*x", (int) length * 2,
                     value);
  return value;
}

/** The number, and in brackets what @names calls it. */
guint32
wire_describe_named (WireFields *fields,
                     WireCursor *cursor,
                     guint length,
                     const char *name,
                     const WireName *names,
                     gsize n_names)
{
  guint32 value = read_number (cursor, length);

  if (!cursor->failed)
    wire_fields_add (fields, start (cursor, length), length, name, "%u (%s)", value,
                     wire_names_find_or (names, n_names, value, "unknown"));
  return value;
}

guint16
wire_describe_ethertype (WireFields *fields, WireCursor *cursor, const char *name)
{
  guint16 type = wire_cursor_be16 (cursor);
  const char *words = wire_ethertype_name (type);

  if (!cursor->failed && type < WIRE_ETHERTYPE_MIN)
    wire_fields_add (fields, start (cursor, 2), 2, name, "%u", type);
  else if (!cursor->failed)
    wire_fields_add (fields, start (cursor, 2), 2, name, "0x%04x (%s)", type,
                     words ? words : "unknown");
  return type;
}

/** Returns: the name of an IP protocol or IPv6 extension header; @buffer is for unnamed ones */
const char *
wire_next_header_name (guint8 protocol, char buffer[16])
{
  static const WireName EXTENSIONS[] = {
    { WIRE_IP_HOP_BY_HOP, "hop-by-hop options" },
    { WIRE_IP_ROUTING, "routing" },
    { WIRE_IP_FRAGMENT, "fragment" },
    { WIRE_IP_NO_NEXT, "no next header" },
    { WIRE_IP_DESTINATION, "destination options" },
    { WIRE_IP_MOBILITY, "mobility" },
  };
  const char *name = wire_names_lookup (EXTENSIONS, protocol);

  return name ? name : wire_ip_protocol_name (protocol, buffer);
}

guint8
wire_describe_ip_protocol (WireFields *fields, WireCursor *cursor, const char *name)
{
  guint8 protocol = wire_cursor_u8 (cursor);
  char buffer[16];

  if (!cursor->failed)
    wire_fields_add (fields, start (cursor, 1), 1, name, "%u (%s)", protocol,
                     wire_next_header_name (protocol, buffer));
  return protocol;
}

void
wire_describe_mac (WireFields *fields, WireCursor *cursor, const char *name)
{
  const guint8 *mac = wire_cursor_take (cursor, 6);
  char text[WIRE_MAC_TEXT_MAX];

  if (!mac)
    return;
  wire_mac_to_text (mac, text);
  if (memcmp (mac, "\xff\xff\xff\xff\xff\xff", 6) == 0)
    wire_fields_add (fields, start (cursor, 6), 6, name, "%s (broadcast)", text);
  else if (mac[0] & 1)
    wire_fields_add (fields, start (cursor, 6), 6, name, "%s (multicast)", text);
  else
    wire_fields_add (fields, start (cursor, 6), 6, name, "%s", text);
}

static void
describe_address (
    WireFields *fields, WireCursor *cursor, WireFamily family, guint length, const char *name)
{
  const guint8 *address = wire_cursor_take (cursor, length);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (address)
    wire_fields_add (fields, start (cursor, length), length, name, "%s",
                     wire_address_to_text (family, address, text));
}

void
wire_describe_ipv4 (WireFields *fields, WireCursor *cursor, const char *name)
{
  describe_address (fields, cursor, WIRE_FAMILY_IPV4, 4, name);
}

void
wire_describe_ipv6 (WireFields *fields, WireCursor *cursor, const char *name)
{
  describe_address (fields, cursor, WIRE_FAMILY_IPV6, 16, name);
}

void
wire_describe_bytes (WireFields *fields, WireCursor *cursor, gsize length, const char *name)
{
  const guint8 *bytes = wire_cursor_take (cursor, length);

  if (!bytes || length == 0)
    return;

  g_autofree char *hex = wire_hex_encode (bytes, MIN (length, PREVIEW_BYTES), " ");
  wire_fields_add (fields, start (cursor, (guint) length), (guint32) length, name, "%s%s", hex,
                   length > PREVIEW_BYTES ? " …" : "");
}

/**
 * wire_describe_checksum:
 * @offset: of the two bytes in the layer
 * @found: what is there
 * @expected: what should
 */
void
wire_describe_checksum (
    WireFields *fields, guint32 offset, const char *name, guint16 found, guint16 expected)
{
  if (found == expected)
    wire_fields_add (fields, offset, 2, name, "%u (0x%04x, correct)", found, found);
  else
    wire_fields_add (fields, offset, 2, name, "%u (0x%04x, wrong: should be 0x%04x)", found, found,
                     expected);
}

/**
 * wire_describe_end:
 * @cursor: after the last field that was read
 * @needed: bytes that the header has, or at least has
 *
 * Says how much of a header is missing, where it is.
 */
void
wire_describe_end (WireFields *fields,
                   const WireFrame *frame,
                   const WireLayer *layer,
                   const WireCursor *cursor,
                   guint32 needed)
{
  gboolean cut =
      frame->captured < frame->length && layer->offset + layer->length == frame->captured;

  if (!cursor->failed && layer->length >= needed)
    return;
  needed = MAX (needed, layer->length + 1);
  wire_fields_set_layer_value (fields, "%s: %u of %u bytes%s", cut ? "cut" : "too short",
                               layer->length, needed, cut ? " captured" : "");
  wire_fields_add (fields, 0, layer->length, "Header", "%s: %u of %u bytes%s",
                   cut ? "cut" : "too short", layer->length, needed, cut ? " captured" : "");
}

/** Returns: @buffer: `a4:18:75:47:49:44` */
const char *
wire_mac_to_text (const guint8 *mac, char buffer[WIRE_MAC_TEXT_MAX])
{
  g_snprintf (buffer, WIRE_MAC_TEXT_MAX, "%02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1], mac[2],
              mac[3], mac[4], mac[5]);
  return buffer;
}
