/* wire-nflog.c: packets that Linux's firewall logged (tcpdump.org, LINKTYPE_NFLOG)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 4
#define ATTRIBUTE 4
#define TYPE_MASK 0x7fff /* the highest bits say how the value is packed */

enum
{
  ATTRIBUTE_MARK = 2,
  ATTRIBUTE_PAYLOAD = 9,
  ATTRIBUTE_PREFIX = 10,
};

static const WireName FAMILIES[] = {
  { 0, "none" },
  { 2, "IPv4" },
  { 7, "bridge" },
  { 10, "IPv6" },
};

static const WireName ATTRIBUTES[] = {
  { 1, "packet header" },
  { ATTRIBUTE_MARK, "mark" },
  { 3, "time" },
  { 4, "interface in" },
  { 5, "interface out" },
  { 6, "physical interface in" },
  { 7, "physical interface out" },
  { 8, "hardware address" },
  { ATTRIBUTE_PAYLOAD, "payload" },
  { ATTRIBUTE_PREFIX, "prefix" },
  { 11, "user" },
  { 12, "sequence number" },
  { 13, "global sequence number" },
  { 14, "group" },
  { 15, "hardware type" },
  { 16, "hardware header" },
  { 17, "length of the hardware header" },
};

typedef struct
{
  guint16 type;
  guint32 length; /* of the content */
} Attribute;

/* Each is its length and type, in the byte order of the host that captured, the content, and
 * padding to four bytes. Length and type are small: where they read as large ones, the other order
 * holds. */
static gboolean
read_attribute (WireCursor *cursor, Attribute *attribute)
{
  const guint8 *bytes = wire_cursor_take (cursor, ATTRIBUTE);

  if (!bytes)
    return FALSE;

  gboolean big_endian = bytes[2] == 0 && bytes[3] != 0;
  guint16 length = wire_be16 (bytes);
  guint16 type = wire_be16 (bytes + 2);
  if (!big_endian)
    {
      length = GUINT16_SWAP_LE_BE (length);
      type = GUINT16_SWAP_LE_BE (type);
    }
  attribute->type = type & TYPE_MASK;
  attribute->length = length - (guint32) ATTRIBUTE;
  return length >= ATTRIBUTE;
}

static void
skip_content (WireCursor *cursor, const Attribute *attribute)
{
  gsize padded = (attribute->length + 3) & ~3u;

  wire_cursor_skip (cursor, MIN (padded, wire_cursor_remaining (cursor)));
}

WireProtocol
wire_nflog_decode (WireFrame *frame, WireCursor *cursor)
{
  WireCursor attributes = *cursor;
  Attribute attribute;

  if (!wire_cursor_peek (cursor, HEADER))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_NFLOG, cursor);
  wire_cursor_skip (&attributes, HEADER);
  while (wire_cursor_remaining (&attributes) > 0 && read_attribute (&attributes, &attribute))
    if (attribute.type == ATTRIBUTE_PAYLOAD)
      {
        guint32 header = (guint32) (attributes.position - cursor->position);

        wire_frame_add_layer (frame, WIRE_PROTOCOL_NFLOG, cursor, header);
        wire_cursor_skip (cursor, header);
        wire_cursor_limit (cursor, attribute.length);
        return WIRE_PROTOCOL_RAW_IP;
      }
    else
      skip_content (&attributes, &attribute);
  return wire_frame_end_short (frame, WIRE_PROTOCOL_NFLOG, cursor);
}

void
wire_nflog_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  Attribute attribute;

  wire_cursor_limit (&cursor, layer->header);
  guint32 family =
      wire_describe_named (fields, &cursor, 1, "Family", FAMILIES, G_N_ELEMENTS (FAMILIES));
  wire_fields_set_layer_value (fields, "%s", wire_names_or_unknown (FAMILIES, family));
  wire_describe_number (fields, &cursor, 1, "Version");
  wire_describe_number (fields, &cursor, 2, "Resource");
  while (wire_cursor_remaining (&cursor) > 0)
    {
      guint32 offset = (guint32) cursor.position;

      if (!read_attribute (&cursor, &attribute)
          || !wire_fields_add (fields, offset,
                               (guint32) MIN (ATTRIBUTE + attribute.length, layer->length - offset),
                               "Attribute", "%u (%s)", attribute.type,
                               wire_names_or_unknown (ATTRIBUTES, attribute.type)))
        break;
      skip_content (&cursor, &attribute);
    }
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
}
