/* wire-icmp.c: Internet Control Message Protocol (RFC 792, RFC 950, RFC 1256)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

#include "capture/protocols/network/wire-icmp-checksum.h"
#include "capture/protocols/network/wire-icmp-quote.h"
#include "capture/frame/wire-names.h"

#include <glib/gi18n.h>

#define HEADER 8

enum
{
  ECHO_REPLY = 0,
  UNREACHABLE = 3,
  SOURCE_QUENCH = 4,
  REDIRECT = 5,
  ECHO_REQUEST = 8,
  ROUTER_ADVERTISEMENT = 9,
  TIME_EXCEEDED = 11,
  PARAMETER_PROBLEM = 12,
  TIMESTAMP_REQUEST = 13,
  TIMESTAMP_REPLY = 14,
  MASK_REQUEST = 17,
  MASK_REPLY = 18,
};

static const WireName TYPES[] = {
  { ECHO_REPLY, "Echo reply" },
  { UNREACHABLE, "Destination unreachable" },
  { SOURCE_QUENCH, "Source quench" },
  { REDIRECT, "Redirect" },
  { ECHO_REQUEST, "Echo request" },
  { ROUTER_ADVERTISEMENT, "Router advertisement" },
  { 10, "Router solicitation" },
  { TIME_EXCEEDED, "Time exceeded" },
  { PARAMETER_PROBLEM, "Parameter problem" },
  { TIMESTAMP_REQUEST, "Timestamp request" },
  { TIMESTAMP_REPLY, "Timestamp reply" },
  { 15, "Information request" },
  { 16, "Information reply" },
  { MASK_REQUEST, "Address mask request" },
  { MASK_REPLY, "Address mask reply" },
  { 30, "Traceroute" },
  { 40, "Photuris" },
  { 42, "Extended echo request" },
  { 43, "Extended echo reply" },
};

/* Type in the high byte, code in the low one. */
#define CODE(type, code) ((guint32) (type) << 8 | (code))

static const WireName CODES[] = {
  { CODE (UNREACHABLE, 0), "network unreachable" },
  { CODE (UNREACHABLE, 1), "host unreachable" },
  { CODE (UNREACHABLE, 2), "protocol unreachable" },
  { CODE (UNREACHABLE, 3), "port unreachable" },
  { CODE (UNREACHABLE, 4), "fragmentation needed" },
  { CODE (UNREACHABLE, 5), "source route failed" },
  { CODE (UNREACHABLE, 6), "network unknown" },
  { CODE (UNREACHABLE, 7), "host unknown" },
  { CODE (UNREACHABLE, 8), "source host isolated" },
  { CODE (UNREACHABLE, 9), "network administratively prohibited" },
  { CODE (UNREACHABLE, 10), "host administratively prohibited" },
  { CODE (UNREACHABLE, 11), "network unreachable for this type of service" },
  { CODE (UNREACHABLE, 12), "host unreachable for this type of service" },
  { CODE (UNREACHABLE, 13), "communication administratively prohibited" },
  { CODE (UNREACHABLE, 14), "host precedence violation" },
  { CODE (UNREACHABLE, 15), "precedence cutoff in effect" },
  { CODE (REDIRECT, 0), "for the network" },
  { CODE (REDIRECT, 1), "for the host" },
  { CODE (REDIRECT, 2), "for the type of service and network" },
  { CODE (REDIRECT, 3), "for the type of service and host" },
  { CODE (TIME_EXCEEDED, 0), "time to live exceeded in transit" },
  { CODE (TIME_EXCEEDED, 1), "fragment reassembly time exceeded" },
  { CODE (PARAMETER_PROBLEM, 0), "pointer indicates the error" },
  { CODE (PARAMETER_PROBLEM, 1), "missing a required option" },
  { CODE (PARAMETER_PROBLEM, 2), "bad length" },
};

static gboolean
is_echo (guint8 type)
{
  return type == ECHO_REQUEST || type == ECHO_REPLY;
}

static gboolean
is_error (guint8 type)
{
  return type == UNREACHABLE || type == SOURCE_QUENCH || type == REDIRECT || type == TIME_EXCEEDED
         || type == PARAMETER_PROBLEM;
}

static gboolean
has_identifier (guint8 type)
{
  return is_echo (type) || (type >= TIMESTAMP_REQUEST && type <= MASK_REPLY);
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
wire_icmp_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *header = wire_cursor_peek (cursor, HEADER);

  if (!header)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_ICMP, cursor);

  gsize all = wire_cursor_remaining (cursor);
  gsize own = is_echo (header[0]) ? HEADER : all;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_ICMP, cursor, (guint32) own);
  wire_cursor_skip (cursor, own);
  return own < all ? WIRE_PROTOCOL_DATA : WIRE_PROTOCOL_NONE;
}

static void
describe_rest (WireCursor *cursor, guint8 type, guint8 code, WireFields *fields)
{
  const guint8 *rest = wire_cursor_take (cursor, 4);
  WireCursor words = wire_cursor_new (rest, 4);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (has_identifier (type))
    {
      wire_fields_add (fields, 4, 2, "Identifier", "%u", wire_cursor_be16 (&words));
      wire_fields_add (fields, 6, 2, "Sequence number", "%u", wire_cursor_be16 (&words));
    }
  else if (type == REDIRECT)
    wire_fields_add (fields, 4, 4, "Gateway", "%s",
                     wire_address_to_text (WIRE_FAMILY_IPV4, rest, text));
  else if (type == UNREACHABLE && code == 4) /* RFC 1191, section 4 */
    wire_fields_add (fields, 6, 2, "Largest next-hop datagram", "%u",
                     wire_cursor_be32 (&words) & 0xffff);
  else if (type == PARAMETER_PROBLEM)
    wire_fields_add (fields, 4, 1, "Pointer", "%u", rest[0]);
  else if (type == ROUTER_ADVERTISEMENT)
    {
      wire_fields_add (fields, 4, 1, "Addresses", "%u", rest[0]);
      wire_fields_add (fields, 5, 1, "Words for each address", "%u", rest[1]);
      wire_fields_add (fields, 6, 2, "Lifetime", "%u s", wire_cursor_be32 (&words) & 0xffff);
    }
}

static void
describe_timestamps (WireCursor *cursor, WireFields *fields)
{
  static const char *const NAMES[] = { N_ ("Originate timestamp"), N_ ("Receive timestamp"),
                                       N_ ("Transmit timestamp") };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES) && wire_cursor_remaining (cursor) >= 4; i++)
    wire_fields_add (fields, HEADER + 4 * i, 4, NAMES[i], "%u ms after midnight UTC",
                     wire_cursor_be32 (cursor));
}

static void
describe_routers (WireCursor *cursor, WireFields *fields)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  while (wire_cursor_remaining (cursor) >= 8)
    {
      guint32 offset = (guint32) cursor->position;
      const guint8 *address = wire_cursor_take (cursor, 4);
      gint32 preference = (gint32) wire_cursor_be32 (cursor);

      if (!wire_fields_add (fields, offset, 8, "Router", "%s, preference %d",
                            wire_address_to_text (WIRE_FAMILY_IPV4, address, text), preference))
        return;
    }
}

void
wire_icmp_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  g_autoptr (GString) summary = g_string_new (NULL);
  guint8 type = wire_cursor_u8 (&cursor);
  guint8 code = wire_cursor_u8 (&cursor);
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (layer->length < HEADER)
    return;
  wire_cursor_skip (&cursor, 2);
  wire_icmp_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  wire_fields_add (fields, 0, 1, "Type", "%u (%s)", type, wire_names_or_unknown (TYPES, type));
  const char *code_name = wire_names_lookup (CODES, CODE (type, code));
  wire_fields_add (fields, 1, 1, "Code", code_name ? "%u (%s)" : "%u", code, code_name);
  wire_icmp_describe_checksum (frame, layer, 0, fields);
  describe_rest (&cursor, type, code, fields);

  if (is_error (type))
    wire_icmp_describe_quote (&cursor, fields);
  else if (type == TIMESTAMP_REQUEST || type == TIMESTAMP_REPLY)
    describe_timestamps (&cursor, fields);
  else if (type == ROUTER_ADVERTISEMENT)
    describe_routers (&cursor, fields);
  else if (type == MASK_REQUEST || type == MASK_REPLY)
    {
      const guint8 *mask = wire_cursor_take (&cursor, 4);
      if (mask)
        wire_fields_add (fields, HEADER, 4, "Address mask", "%s",
                         wire_address_to_text (WIRE_FAMILY_IPV4, mask, text));
    }
}

void
wire_icmp_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 type = wire_cursor_u8 (&cursor);
  guint8 code = wire_cursor_u8 (&cursor);

  if (layer->length < HEADER)
    return;
  wire_cursor_skip (&cursor, 2);
  append_type (type, out);
  if (has_identifier (type))
    {
      guint16 identifier = wire_cursor_be16 (&cursor);

      g_string_append_printf (out, ", identifier %u, sequence %u", identifier,
                              wire_cursor_be16 (&cursor));
      return;
    }

  const char *code_name = wire_names_lookup (CODES, CODE (type, code));
  if (code_name)
    g_string_append_printf (out, ": %s", code_name);
  if (is_error (type))
    {
      wire_cursor_skip (&cursor, 4);
      gsize before = out->len;
      g_string_append (out, ", ");
      if (!wire_icmp_append_quote (&cursor, out))
        g_string_truncate (out, before);
    }
}
