/* wire-ipv4.c: Internet Protocol version 4 (RFC 791)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/network/wire-checksum.h"
#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ip.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 20
#define DONT_FRAGMENT 0x4000
#define MORE_FRAGMENTS 0x2000
#define OFFSET_MASK 0x1fff
#define OPTION_LOOSE_ROUTE 131
#define OPTION_STRICT_ROUTE 137

/* Returns: (nullable): the last address of a source route that is not used up (RFC 791,
 * section 3.1): the datagram is for that one, and its destination address is the next stop on the
 * way */
static const guint8 *
find_final_destination (const guint8 *header, gsize length)
{
  WireCursor cursor = wire_cursor_new (header, length);

  wire_cursor_skip (&cursor, HEADER);
  while (wire_cursor_remaining (&cursor) > 0)
    {
      guint8 kind = wire_cursor_u8 (&cursor);
      guint8 size = kind > 1 ? wire_cursor_u8 (&cursor) : 2;

      if (kind == 0 || cursor.failed || size < 2)
        return NULL;
      if (kind == 1)
        continue;

      const guint8 *content = wire_cursor_take (&cursor, size - 2u);
      if (content && (kind == OPTION_LOOSE_ROUTE || kind == OPTION_STRICT_ROUTE) && size >= 7
          && content[0] <= size)
        return content + 1 + (size - 7u) / 4 * 4;
    }
  return NULL;
}

/* The tuple was cleared with the frame, so four bytes of each address are all there is to write. */
static void
note_header (WireFrame *frame, const WireCursor *cursor, const guint8 *bytes, guint32 total)
{
  guint32 header = (guint32) (bytes[0] & 0xf) * 4;
  guint32 captured = (guint32) wire_cursor_remaining (cursor);
  guint16 fragment = wire_be16 (bytes + 6);

  wire_frame_begin_ip (frame, WIRE_FAMILY_IPV4);
  frame->tuple.protocol = bytes[9];
  memcpy (frame->tuple.src, bytes + 12, 4);
  memcpy (frame->tuple.dst, bytes + 16, 4);
  if (G_UNLIKELY (header > HEADER))
    {
      const guint8 *final = find_final_destination (bytes, MIN (header, captured));

      if (final)
        memcpy (frame->tuple.dst, final, 4);
    }
  frame->payload_offset = (guint32) cursor->position;
  frame->payload_captured = captured;
  frame->payload_length = total;
  wire_frame_narrow_payload (frame, header);
  if (G_UNLIKELY (fragment & (MORE_FRAGMENTS | OFFSET_MASK)))
    {
      frame->flags |= WIRE_FRAME_FRAGMENT;
      if (fragment & OFFSET_MASK)
        frame->flags |= WIRE_FRAME_LATER_FRAGMENT;
      frame->fragment_id = wire_be16 (bytes + 4);
    }
}

/* A total length of 0 is where the network card was to cut the segment (TSO), and in segments
 * that are too long for the field (BIG TCP): the frame's own length counts then. */
static guint32
total_length (const WireFrame *frame, const WireCursor *cursor, const guint8 *bytes)
{
  guint32 total = wire_be16 (bytes + 2);

  return G_LIKELY (total != 0) ? total : frame->length - (guint32) cursor->position;
}

/* Under IPv4's number, as some senders put it: the length must agree, too. */
static gboolean
is_ipv6 (const WireFrame *frame, const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 40);

  return bytes && 40 + (gsize) wire_be16 (bytes + 4) <= frame->length - cursor->position;
}

WireProtocol
wire_ipv4_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (G_UNLIKELY (!bytes))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IPV4, cursor);
  if (G_UNLIKELY (bytes[0] >> 4 == 6 && is_ipv6 (frame, cursor)))
    return WIRE_PROTOCOL_IPV6;

  guint32 header = (guint32) (bytes[0] & 0xf) * 4;
  guint32 total = total_length (frame, cursor, bytes);

  if (G_UNLIKELY (bytes[0] >> 4 != 4 || header < HEADER))
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_IPV4, cursor);
  if (G_UNLIKELY (total > frame->length - cursor->position))
    frame->flags |= WIRE_FRAME_MALFORMED;
  wire_cursor_limit (cursor, total);
  note_header (frame, cursor, bytes, total);
  if (G_UNLIKELY (header > wire_cursor_remaining (cursor)))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IPV4, cursor);

  wire_frame_add_layer (frame, WIRE_PROTOCOL_IPV4, cursor, header);
  wire_cursor_skip (cursor, header);
  if (G_UNLIKELY (total == header))
    return WIRE_PROTOCOL_NONE;
  if (G_UNLIKELY (wire_be16 (bytes + 6) & OFFSET_MASK))
    return WIRE_PROTOCOL_FRAGMENT;
  return wire_ip_protocol (bytes[9]);
}

/* IANA, Internet Protocol Version 4 Parameters, option numbers. */
static const WireName OPTIONS[] = {
  { 0, "end of options" },
  { 1, "no operation" },
  { 7, "record route" },
  { 68, "timestamp" },
  { 130, "security" },
  { OPTION_LOOSE_ROUTE, "loose source route" },
  { 134, "CIPSO" },
  { 136, "stream identifier" },
  { OPTION_STRICT_ROUTE, "strict source route" },
  { 148, "router alert" },
};

/* IANA, Differentiated Services Field Codepoints. */
static const WireName CODE_POINTS[] = {
  { 0, "default" }, { 8, "CS1" },   { 10, "AF11" }, { 12, "AF12" }, { 14, "AF13" }, { 16, "CS2" },
  { 18, "AF21" },   { 20, "AF22" }, { 22, "AF23" }, { 24, "CS3" },  { 26, "AF31" }, { 28, "AF32" },
  { 30, "AF33" },   { 32, "CS4" },  { 34, "AF41" }, { 36, "AF42" }, { 38, "AF43" }, { 40, "CS5" },
  { 46, "EF" },     { 48, "CS6" },  { 56, "CS7" },
};

static const char *const CONGESTION[] = { "not capable of ECN", "ECN capable (1)",
                                          "ECN capable (0)", "congestion met" };

/** Adds the traffic class of IPv4 and IPv6 (RFC 2474, RFC 3168) as parts of the last field. */
void
wire_ip_describe_traffic_class (WireFields *fields, guint32 offset, guint32 length, guint8 value)
{
  wire_fields_push (fields);
  wire_fields_add (fields, offset, length, "Code point", "%u (%s)", value >> 2,
                   wire_names_or_unknown (CODE_POINTS, value >> 2));
  wire_fields_add (fields, offset, length, "Congestion", "%u (%s)", value & 3,
                   CONGESTION[value & 3]);
  wire_fields_pop (fields);
}

static void
describe_total_length (WireFields *fields, WireCursor *cursor, guint32 header, guint32 room)
{
  guint16 total = wire_cursor_be16 (cursor);

  if (cursor->failed)
    return;
  if (total == 0)
    wire_fields_add (fields, 2, 2, "Total length", "0 (left to the network card)");
  else if (total < header)
    wire_fields_add (fields, 2, 2, "Total length", "%u (shorter than the header)", total);
  else if (total > room)
    wire_fields_add (fields, 2, 2, "Total length", "%u (longer than the frame)", total);
  else
    wire_fields_add (fields, 2, 2, "Total length", "%u", total);
}

static void
describe_fragment (WireFields *fields, WireCursor *cursor)
{
  guint16 raw = wire_cursor_be16 (cursor);
  guint32 offset = (guint32) (raw & OFFSET_MASK) * 8;

  if (cursor->failed)
    return;
  wire_fields_add (fields, 6, 2, "Flags and offset", "%u (%s%s%s)", raw,
                   raw & DONT_FRAGMENT ? "don't fragment" : "may be fragmented",
                   raw & MORE_FRAGMENTS ? ", more fragments follow" : "",
                   offset ? ", not the first fragment" : "");
  wire_fields_push (fields);
  wire_fields_add (fields, 6, 1, "Reserved bit", "%s", raw & 0x8000 ? "set" : "not set");
  wire_fields_add (fields, 6, 1, "Don't fragment", "%s", raw & DONT_FRAGMENT ? "yes" : "no");
  wire_fields_add (fields, 6, 1, "More fragments", "%s", raw & MORE_FRAGMENTS ? "yes" : "no");
  wire_fields_add (fields, 6, 2, "Fragment offset", "%u bytes", offset);
  wire_fields_pop (fields);
}

static void
describe_checksum (const WireLayer *layer, WireFields *fields, WireCursor *cursor, guint32 header)
{
  const guint8 *bytes = cursor->data;
  guint16 found = wire_cursor_be16 (cursor);

  if (cursor->failed)
    return;
  if (header < HEADER || header > layer->length)
    wire_fields_add (fields, 10, 2, "Header checksum", "%u (0x%04x, not checked)", found, found);
  else if (found == 0 && wire_checksum_fold (wire_checksum_add (0, bytes, header)) != 0)
    wire_fields_add (fields, 10, 2, "Header checksum", "0 (left to the network card)");
  else
    wire_describe_checksum (fields, 10, "Header checksum", found,
                            wire_checksum_fold (wire_checksum_add (wire_checksum_add (0, bytes, 10),
                                                                   bytes + 12, header - 12)));
}

static gboolean
describe_option (WireFields *fields, WireCursor *cursor)
{
  guint32 offset = (guint32) cursor->position;
  guint8 kind = wire_cursor_u8 (cursor);
  guint8 length = kind > 1 ? wire_cursor_u8 (cursor) : 1;

  cursor->failed |= length < (kind > 1 ? 2 : 1);
  if (cursor->failed)
    return FALSE;
  if (!wire_fields_add (fields, offset, length, "Option", "%u (%s)", kind,
                        wire_names_or_unknown (OPTIONS, kind)))
    return FALSE;
  if (length > 2)
    {
      wire_fields_push (fields);
      wire_describe_bytes (fields, cursor, length - 2u, "Content");
      wire_fields_pop (fields);
    }
  return kind != 0 && !cursor->failed;
}

static void
describe_options (WireFields *fields, WireCursor cursor, guint32 header)
{
  wire_cursor_limit (&cursor, header > HEADER ? header - HEADER : 0);
  while (wire_cursor_remaining (&cursor) > 0)
    if (!describe_option (fields, &cursor))
      {
        if (cursor.failed)
          wire_fields_add (fields, HEADER, header - HEADER, "Options", "broken");
        return;
      }
}

/* Of a datagram with a source route, flows count the destination at the end of it. */
static void
describe_final_destination (const WireLayer *layer,
                            WireFields *fields,
                            const WireCursor *cursor,
                            guint32 header)
{
  const guint8 *final = find_final_destination (cursor->data, MIN (header, layer->length));
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (final)
    wire_fields_add (fields, (guint32) (final - cursor->data), 4, "Final destination", "%s",
                     wire_address_to_text (WIRE_FAMILY_IPV4, final, text));
}

static void
describe_version (WireFields *fields, WireCursor *cursor, guint32 *header)
{
  guint8 first = wire_cursor_u8 (cursor);

  if (cursor->failed)
    return;
  *header = (guint32) (first & 0xf) * 4;
  wire_fields_add (fields, 0, 1, "Version", "%u%s", first >> 4,
                   first >> 4 == 4 ? "" : " (should be 4)");
  wire_fields_add (fields, 0, 1, "Header length", "%u bytes%s", *header,
                   *header < HEADER ? " (too short: at least 20)" : "");
}

void
wire_ipv4_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 header = HEADER;
  char src[WIRE_ADDRESS_TEXT_MAX], dst[WIRE_ADDRESS_TEXT_MAX];

  describe_version (fields, &cursor, &header);
  guint8 service = (guint8) wire_describe_hex (fields, &cursor, 1, "Type of service");
  if (!cursor.failed)
    wire_ip_describe_traffic_class (fields, 1, 1, service);
  describe_total_length (fields, &cursor, header, frame->length - layer->offset);
  wire_describe_number (fields, &cursor, 2, "Identification");
  describe_fragment (fields, &cursor);
  wire_describe_number (fields, &cursor, 1, "Time to live");
  wire_describe_ip_protocol (fields, &cursor, "Protocol");
  describe_checksum (layer, fields, &cursor, header);

  const guint8 *addresses = wire_cursor_peek (&cursor, 8);
  if (addresses)
    wire_fields_set_layer_value (fields, "%s → %s",
                                 wire_address_to_text (WIRE_FAMILY_IPV4, addresses, src),
                                 wire_address_to_text (WIRE_FAMILY_IPV4, addresses + 4, dst));
  wire_describe_ipv4 (fields, &cursor, "Source");
  wire_describe_ipv4 (fields, &cursor, "Destination");
  if (!cursor.failed)
    {
      describe_final_destination (layer, fields, &cursor, header);
      describe_options (fields, cursor, header);
    }
  wire_describe_end (fields, frame, layer, &cursor, MAX (header, HEADER));
}

void
wire_ipv4_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  char buffer[16];

  wire_cursor_skip (&cursor, 4);
  guint16 identification = wire_cursor_be16 (&cursor);
  guint16 fragment = wire_cursor_be16 (&cursor);
  wire_cursor_skip (&cursor, 1);
  guint8 protocol = wire_cursor_u8 (&cursor);

  if (cursor.failed)
    g_string_append (out, "IPv4 header cut");
  else if (fragment & (MORE_FRAGMENTS | OFFSET_MASK))
    g_string_append_printf (out, "%s, fragment of datagram %u from byte %u",
                            wire_ip_protocol_name (protocol, buffer), identification,
                            (fragment & OFFSET_MASK) * 8u);
  else
    g_string_append (out, wire_ip_protocol_name (protocol, buffer));
}
