/* wire-icmpv6.c: Internet Control Message Protocol version 6 (RFC 4443, RFC 2710, RFC 3810)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

#include "capture/protocols/network/wire-icmp-checksum.h"
#include "capture/protocols/network/wire-icmp-quote.h"
#include "capture/frame/wire-ip.h"
#include "capture/frame/wire-names.h"
#include "capture/protocols/network/wire-ndp.h"

#define HEADER 8
#define RECORD_HEADER 20

enum
{
  UNREACHABLE = 1,
  TOO_BIG = 2,
  TIME_EXCEEDED = 3,
  PARAMETER_PROBLEM = 4,
  ECHO_REQUEST = 128,
  ECHO_REPLY = 129,
  LISTENER_QUERY = 130,
  LISTENER_REPORT = 131,
  LISTENER_DONE = 132,
  LISTENER_REPORT_V2 = 143,
};

static const WireName TYPES[] = {
  { UNREACHABLE, "Destination unreachable" },
  { TOO_BIG, "Packet too big" },
  { TIME_EXCEEDED, "Time exceeded" },
  { PARAMETER_PROBLEM, "Parameter problem" },
  { ECHO_REQUEST, "Echo request" },
  { ECHO_REPLY, "Echo reply" },
  { LISTENER_QUERY, "Multicast listener query" },
  { LISTENER_REPORT, "Multicast listener report" },
  { LISTENER_DONE, "Multicast listener done" },
  { WIRE_NDP_ROUTER_SOLICITATION, "Router solicitation" },
  { WIRE_NDP_ROUTER_ADVERTISEMENT, "Router advertisement" },
  { WIRE_NDP_NEIGHBOR_SOLICITATION, "Neighbor solicitation" },
  { WIRE_NDP_NEIGHBOR_ADVERTISEMENT, "Neighbor advertisement" },
  { WIRE_NDP_REDIRECT, "Redirect" },
  { 138, "Router renumbering" },
  { 139, "Node information query" },
  { 140, "Node information reply" },
  { 141, "Inverse neighbor solicitation" },
  { 142, "Inverse neighbor advertisement" },
  { LISTENER_REPORT_V2, "Multicast listener report (version 2)" },
  { 151, "Multicast router advertisement" },
  { 152, "Multicast router solicitation" },
  { 153, "Multicast router termination" },
  { 155, "RPL control" },
};

/* Type in the high byte, code in the low one. */
#define CODE(type, code) ((guint32) (type) << 8 | (code))

static const WireName CODES[] = {
  { CODE (UNREACHABLE, 0), "no route to destination" },
  { CODE (UNREACHABLE, 1), "administratively prohibited" },
  { CODE (UNREACHABLE, 2), "beyond scope of source address" },
  { CODE (UNREACHABLE, 3), "address unreachable" },
  { CODE (UNREACHABLE, 4), "port unreachable" },
  { CODE (UNREACHABLE, 5), "source address failed policy" },
  { CODE (UNREACHABLE, 6), "reject route to destination" },
  { CODE (TIME_EXCEEDED, 0), "hop limit exceeded in transit" },
  { CODE (TIME_EXCEEDED, 1), "fragment reassembly time exceeded" },
  { CODE (PARAMETER_PROBLEM, 0), "erroneous header field" },
  { CODE (PARAMETER_PROBLEM, 1), "unrecognized next header" },
  { CODE (PARAMETER_PROBLEM, 2), "unrecognized option" },
};

/* RFC 3810, section 5.2.12. */
static const WireName RECORD_TYPES[] = {
  { 1, "only from" },
  { 2, "from all except" },
  { 3, "change to only from" },
  { 4, "change to all except" },
  { 5, "allow" },
  { 6, "block" },
};

static gboolean
is_echo (guint8 type)
{
  return type == ECHO_REQUEST || type == ECHO_REPLY;
}

static gboolean
is_ndp (guint8 type)
{
  return type >= WIRE_NDP_ROUTER_SOLICITATION && type <= WIRE_NDP_REDIRECT;
}

static gboolean
is_listener_v1 (guint8 type)
{
  return type >= LISTENER_QUERY && type <= LISTENER_DONE;
}

static void
append_type (guint8 type, GString *out)
{
  const char *name = wire_names_lookup (TYPES, type);

  if (name)
    g_string_append (out, name);
  else
    g_string_append_printf (out, "Type %u", type);
}

WireProtocol
wire_icmpv6_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *header = wire_cursor_peek (cursor, HEADER);

  if (!header)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_ICMPV6, cursor);

  gsize all = wire_cursor_remaining (cursor);
  gsize own = is_echo (header[0]) ? HEADER : all;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_ICMPV6, cursor, (guint32) own);
  wire_cursor_skip (cursor, own);
  return own < all ? WIRE_PROTOCOL_DATA : WIRE_PROTOCOL_NONE;
}

static gboolean
describe_address (WireCursor *cursor, const char *name, WireFields *fields)
{
  guint32 offset = (guint32) cursor->position;
  const guint8 *address = wire_cursor_take (cursor, 16);
  char text[WIRE_ADDRESS_TEXT_MAX];

  return address
         && wire_fields_add (fields, offset, 16, name, "%s",
                             wire_address_to_text (WIRE_FAMILY_IPV6, address, text));
}

static gboolean
describe_sources (WireCursor *cursor, guint count, WireFields *fields)
{
  for (guint i = 0; i < count; i++)
    if (!describe_address (cursor, "Source", fields))
      return FALSE;
  return TRUE;
}

/* RFC 2710, section 3; a query of version 2 goes on after the address (RFC 3810, section 5.1). */
static void
describe_listener (WireCursor *cursor, guint8 type, WireFields *fields)
{
  guint16 delay = wire_cursor_be16 (cursor);

  wire_cursor_skip (cursor, 2);
  if (type == LISTENER_QUERY)
    wire_fields_add (fields, 4, 2, "Maximum response delay", "%u ms", delay);
  describe_address (cursor, "Group", fields);
  if (wire_cursor_remaining (cursor) < 4)
    return;

  guint32 offset = (guint32) cursor->position;
  guint8 flags = wire_cursor_u8 (cursor);
  guint8 interval = wire_cursor_u8 (cursor);
  guint16 sources = wire_cursor_be16 (cursor);
  wire_fields_add (fields, offset, 1, "Robustness", "%u", flags & 7);
  wire_fields_add (fields, offset + 1, 1, "Query interval code", "%u", interval);
  wire_fields_add (fields, offset + 2, 2, "Sources", "%u", sources);
  describe_sources (cursor, sources, fields);
}

static gboolean
describe_record (WireCursor *cursor, WireFields *fields)
{
  guint32 offset = (guint32) cursor->position;
  guint8 type = wire_cursor_u8 (cursor);
  guint8 auxiliary = wire_cursor_u8 (cursor);
  guint16 sources = wire_cursor_be16 (cursor);
  const guint8 *group = wire_cursor_peek (cursor, 16);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (!group)
    return FALSE;
  wire_fields_add (fields, offset, RECORD_HEADER + 16u * sources + 4u * auxiliary, "Group record",
                   "%s, %s", wire_address_to_text (WIRE_FAMILY_IPV6, group, text),
                   wire_names_or_unknown (RECORD_TYPES, type));
  wire_fields_push (fields);
  wire_fields_add (fields, offset, 1, "Record type", "%u (%s)", type,
                   wire_names_or_unknown (RECORD_TYPES, type));
  wire_fields_add (fields, offset + 1, 1, "Auxiliary words", "%u", auxiliary);
  wire_fields_add (fields, offset + 2, 2, "Sources", "%u", sources);
  gboolean more =
      describe_address (cursor, "Group", fields) && describe_sources (cursor, sources, fields);
  wire_fields_pop (fields);
  wire_cursor_skip (cursor, 4u * auxiliary);
  return more && !cursor->failed;
}

static void
describe_report_v2 (WireCursor *cursor, WireFields *fields)
{
  wire_cursor_skip (cursor, 2);
  guint16 records = wire_cursor_be16 (cursor);

  wire_fields_add (fields, 6, 2, "Group records", "%u", records);
  for (guint i = 0; i < records; i++)
    if (!describe_record (cursor, fields))
      return;
}

static void
describe_error (WireCursor *cursor, guint8 type, WireFields *fields)
{
  guint32 word = wire_cursor_be32 (cursor);

  if (type == TOO_BIG)
    wire_fields_add (fields, 4, 4, "Largest next-hop datagram", "%u", word);
  else if (type == PARAMETER_PROBLEM)
    wire_fields_add (fields, 4, 4, "Pointer", "%u", word);
  wire_icmp_describe_quote (cursor, fields);
}

static void
describe_echo (WireCursor *cursor, WireFields *fields)
{
  wire_fields_add (fields, 4, 2, "Identifier", "%u", wire_cursor_be16 (cursor));
  wire_fields_add (fields, 6, 2, "Sequence number", "%u", wire_cursor_be16 (cursor));
}

void
wire_icmpv6_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  g_autoptr (GString) summary = g_string_new (NULL);
  guint8 type = wire_cursor_u8 (&cursor);
  guint8 code = wire_cursor_u8 (&cursor);
  const char *code_name = wire_names_lookup (CODES, CODE (type, code));

  if (layer->length < HEADER)
    return;
  wire_cursor_skip (&cursor, 2);
  wire_icmpv6_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  wire_fields_add (fields, 0, 1, "Type", "%u (%s)", type, wire_names_or_unknown (TYPES, type));
  wire_fields_add (fields, 1, 1, "Code", code_name ? "%u (%s)" : "%u", code, code_name);
  wire_icmp_describe_checksum (frame, layer, WIRE_IP_ICMPV6, fields);
  if (is_echo (type))
    describe_echo (&cursor, fields);
  else if (is_ndp (type))
    wire_ndp_describe (&cursor, type, fields);
  else if (is_listener_v1 (type))
    describe_listener (&cursor, type, fields);
  else if (type == LISTENER_REPORT_V2)
    describe_report_v2 (&cursor, fields);
  else if (type < 128) /* RFC 4443, section 2.1: errors, which quote what caused them */
    describe_error (&cursor, type, fields);
}

static void
summarise_address (WireCursor *cursor, gsize skip, GString *out)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  wire_cursor_skip (cursor, skip);
  const guint8 *address = wire_cursor_take (cursor, 16);
  if (address)
    g_string_append_printf (out, " %s", wire_address_to_text (WIRE_FAMILY_IPV6, address, text));
}

static void
summarise_error (WireCursor *cursor, guint8 type, guint8 code, GString *out)
{
  const char *code_name = wire_names_lookup (CODES, CODE (type, code));
  gsize before;

  if (code_name)
    g_string_append_printf (out, ": %s", code_name);
  wire_cursor_skip (cursor, 4);
  before = out->len;
  g_string_append (out, ", ");
  if (!wire_icmp_append_quote (cursor, out))
    g_string_truncate (out, before);
}

void
wire_icmpv6_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 type = wire_cursor_u8 (&cursor);
  guint8 code = wire_cursor_u8 (&cursor);

  if (layer->length < HEADER)
    return;
  wire_cursor_skip (&cursor, 2);
  append_type (type, out);
  if (is_echo (type))
    {
      guint16 identifier = wire_cursor_be16 (&cursor);

      g_string_append_printf (out, ", identifier %u, sequence %u", identifier,
                              wire_cursor_be16 (&cursor));
    }
  else if (is_ndp (type))
    wire_ndp_summarise (&cursor, type, out);
  else if (is_listener_v1 (type))
    summarise_address (&cursor, 4, out);
  else if (type == LISTENER_REPORT_V2)
    summarise_address (&cursor, 8, out);
  else if (type < 128)
    summarise_error (&cursor, type, code, out);
}
