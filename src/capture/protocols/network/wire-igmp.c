/* wire-igmp.c: Internet Group Management Protocol (RFC 1112, RFC 2236, RFC 3376)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

#include "capture/protocols/network/wire-icmp-checksum.h"
#include "capture/frame/wire-names.h"

#define HEADER 8
#define QUERY_V3_HEADER 12
#define RECORD_HEADER 8

enum
{
  QUERY = 0x11,
  REPORT_V1 = 0x12,
  REPORT_V2 = 0x16,
  LEAVE = 0x17,
  REPORT_V3 = 0x22,
};

static const WireName TYPES[] = {
  { QUERY, "Membership query" },
  { REPORT_V1, "Membership report (version 1)" },
  { 0x13, "DVMRP" },
  { REPORT_V2, "Membership report (version 2)" },
  { LEAVE, "Leave group" },
  { REPORT_V3, "Membership report (version 3)" },
};

/* RFC 3376, section 4.2.12. */
static const WireName RECORD_TYPES[] = {
  { 1, "only from" },
  { 2, "from all except" },
  { 3, "change to only from" },
  { 4, "change to all except" },
  { 5, "allow" },
  { 6, "block" },
};

WireProtocol
wire_igmp_decode (WireFrame *frame, WireCursor *cursor)
{
  guint32 length = (guint32) wire_cursor_remaining (cursor);

  if (length < HEADER)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_IGMP, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_IGMP, cursor, length);
  wire_cursor_skip (cursor, length);
  return WIRE_PROTOCOL_NONE;
}

/* A query's version is known by its length and by the time that version 1 leaves 0 (RFC 3376,
 * section 7.1). */
static guint
query_version (const WireLayer *layer, guint8 response_time)
{
  if (layer->length >= QUERY_V3_HEADER)
    return 3;
  return response_time == 0 ? 1 : 2;
}

/* RFC 3376, section 4.1.1: from 128 on, a mantissa and an exponent. */
static guint
unpack_time (guint8 code)
{
  return code < 128 ? code : ((code & 0xfu) | 0x10u) << ((code >> 4 & 7) + 3);
}

static gboolean
describe_sources (WireCursor *cursor, guint count, WireFields *fields)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  for (guint i = 0; i < count; i++)
    {
      guint32 offset = (guint32) cursor->position;
      const guint8 *source = wire_cursor_take (cursor, 4);

      if (!source
          || !wire_fields_add (fields, offset, 4, "Source", "%s",
                               wire_address_to_text (WIRE_FAMILY_IPV4, source, text)))
        return FALSE;
    }
  return TRUE;
}

static void
describe_query_v3 (WireCursor *cursor, WireFields *fields)
{
  guint8 flags = wire_cursor_u8 (cursor);
  guint8 interval = wire_cursor_u8 (cursor);
  guint16 sources = wire_cursor_be16 (cursor);

  wire_fields_add (fields, 8, 1, "Flags", "0x%02x%s", flags,
                   flags & 8 ? " (routers do no processing)" : "");
  wire_fields_add (fields, 8, 1, "Robustness", "%u", flags & 7);
  wire_fields_add (fields, 9, 1, "Query interval", "%u s", unpack_time (interval));
  wire_fields_add (fields, 10, 2, "Sources", "%u", sources);
  describe_sources (cursor, sources, fields);
}

static gboolean
describe_record (WireCursor *cursor, WireFields *fields)
{
  guint32 offset = (guint32) cursor->position;
  guint8 type = wire_cursor_u8 (cursor);
  guint8 auxiliary = wire_cursor_u8 (cursor);
  guint16 sources = wire_cursor_be16 (cursor);
  const guint8 *group = wire_cursor_take (cursor, 4);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (!group)
    return FALSE;
  wire_fields_add (fields, offset, RECORD_HEADER + 4u * sources + 4u * auxiliary, "Group record",
                   "%s, %s", wire_address_to_text (WIRE_FAMILY_IPV4, group, text),
                   wire_names_or_unknown (RECORD_TYPES, type));
  wire_fields_push (fields);
  wire_fields_add (fields, offset, 1, "Record type", "%u (%s)", type,
                   wire_names_or_unknown (RECORD_TYPES, type));
  wire_fields_add (fields, offset + 1, 1, "Auxiliary words", "%u", auxiliary);
  wire_fields_add (fields, offset + 2, 2, "Sources", "%u", sources);
  wire_fields_add (fields, offset + 4, 4, "Group", "%s", text);
  gboolean more = describe_sources (cursor, sources, fields);
  wire_fields_pop (fields);
  wire_cursor_skip (cursor, 4u * auxiliary);
  return more && !cursor->failed;
}

static void
describe_report_v3 (WireCursor *cursor, WireFields *fields)
{
  wire_cursor_skip (cursor, 2);
  guint16 records = wire_cursor_be16 (cursor);

  wire_fields_add (fields, 6, 2, "Group records", "%u", records);
  for (guint i = 0; i < records; i++)
    if (!describe_record (cursor, fields))
      return;
}

void
wire_igmp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  g_autoptr (GString) summary = g_string_new (NULL);
  guint8 type = wire_cursor_u8 (&cursor);
  guint8 time = wire_cursor_u8 (&cursor);
  guint version = query_version (layer, time);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (layer->length < HEADER)
    return;
  wire_cursor_skip (&cursor, 2);
  wire_igmp_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  wire_fields_add (fields, 0, 1, "Type", "0x%02x (%s)", type, wire_names_or_unknown (TYPES, type));
  if (type == QUERY && version > 1)
    wire_fields_add (fields, 1, 1, "Maximum response time", "%.1f s",
                     (version == 3 ? unpack_time (time) : time) / 10.0);
  wire_icmp_describe_checksum (frame, layer, 0, fields);
  if (type == REPORT_V3)
    {
      describe_report_v3 (&cursor, fields);
      return;
    }
  wire_fields_add (fields, 4, 4, "Group", "%s",
                   wire_address_to_text (WIRE_FAMILY_IPV4, wire_cursor_take (&cursor, 4), text));
  if (type == QUERY && version == 3)
    describe_query_v3 (&cursor, fields);
}

static void
append_group (WireCursor *cursor, GString *out)
{
  const guint8 *group = wire_cursor_take (cursor, 4);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (group)
    g_string_append_printf (out, " %s", wire_address_to_text (WIRE_FAMILY_IPV4, group, text));
}

void
wire_igmp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 type = wire_cursor_u8 (&cursor);
  guint8 time = wire_cursor_u8 (&cursor);

  if (layer->length < HEADER)
    return;
  g_string_append (out, wire_names_or_unknown (TYPES, type));
  if (type == QUERY)
    g_string_append_printf (out, " (version %u)", query_version (layer, time));
  wire_cursor_skip (&cursor, type == REPORT_V3 ? 10 : 2);
  append_group (&cursor, out);
}
