/* wire-icmp-quote.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/network/wire-icmp-quote.h"

#include "capture/frame/wire-address.h"

/* What a quoted header says of the datagram that caused an error. It is described here and not
 * decoded as layers: it is no traffic, and a packet list must not call the frame by it. */
typedef struct
{
  guint32 offset; /* of the header, in the layer */
  guint32 ports;  /* where the transport header begins */
  guint32 addresses;
  gboolean has_ports;
  WireTuple tuple;
} Quote;

static gboolean
read_addresses (WireCursor *cursor, Quote *quote)
{
  gsize length = quote->tuple.family == WIRE_FAMILY_IPV4 ? 4 : 16;

  quote->addresses = (guint32) cursor->position;
  const guint8 *src = wire_cursor_take (cursor, length);
  const guint8 *dst = wire_cursor_take (cursor, length);
  if (!dst)
    return FALSE;
  memcpy (quote->tuple.src, src, length);
  memcpy (quote->tuple.dst, dst, length);
  return TRUE;
}

static gboolean
read_ipv4 (WireCursor *cursor, Quote *quote)
{
  WireCursor start = *cursor;
  gsize header = (wire_cursor_u8 (cursor) & 0xfu) * 4;

  quote->tuple.family = WIRE_FAMILY_IPV4;
  wire_cursor_skip (cursor, 5);
  guint16 fragment = wire_cursor_be16 (cursor) & 0x1fff;
  wire_cursor_skip (cursor, 1);
  quote->tuple.protocol = wire_cursor_u8 (cursor);
  wire_cursor_skip (cursor, 2);
  if (!read_addresses (cursor, quote))
    return FALSE;

  *cursor = start;
  wire_cursor_skip (cursor, MAX (header, 20));
  quote->has_ports = fragment == 0;
  return TRUE;
}

/* Extension headers are not followed: the eight bytes that a quote must hold seldom reach so far.
 */
static gboolean
read_ipv6 (WireCursor *cursor, Quote *quote)
{
  quote->tuple.family = WIRE_FAMILY_IPV6;
  wire_cursor_skip (cursor, 6);
  quote->tuple.protocol = wire_cursor_u8 (cursor);
  wire_cursor_skip (cursor, 1);
  quote->has_ports = TRUE;
  return read_addresses (cursor, quote);
}

static gboolean
read_quote (WireCursor cursor, Quote *quote)
{
  const guint8 *first = wire_cursor_peek (&cursor, 1);

  memset (quote, 0, sizeof *quote);
  quote->offset = (guint32) cursor.position;
  if (!first
      || !(*first >> 4 == 4   ? read_ipv4 (&cursor, quote)
           : *first >> 4 == 6 ? read_ipv6 (&cursor, quote)
                              : FALSE))
    return FALSE;

  quote->ports = (guint32) cursor.position;
  quote->has_ports = quote->has_ports && wire_protocol_has_ports (quote->tuple.protocol);
  quote->tuple.src_port = quote->has_ports ? wire_cursor_be16 (&cursor) : 0;
  quote->tuple.dst_port = quote->has_ports ? wire_cursor_be16 (&cursor) : 0;
  quote->has_ports = quote->has_ports && !cursor.failed;
  return TRUE;
}

static void
append_endpoint (const Quote *quote, gboolean source, GString *out)
{
  char text[WIRE_ENDPOINT_TEXT_MAX];

  g_string_append (
      out, wire_endpoint_to_text (quote->tuple.family, source ? quote->tuple.src : quote->tuple.dst,
                                  quote->has_ports,
                                  source ? quote->tuple.src_port : quote->tuple.dst_port, text));
}

static void
append_words (const Quote *quote, GString *out)
{
  char protocol[16];

  g_string_append_printf (out, "%s ", wire_ip_protocol_name (quote->tuple.protocol, protocol));
  append_endpoint (quote, TRUE, out);
  g_string_append (out, " → ");
  append_endpoint (quote, FALSE, out);
}

/**
 * wire_icmp_append_quote:
 * @cursor: at the quoted IP header
 * @out: takes “UDP 192.0.2.1:4000 → 192.0.2.2:53”
 *
 * Returns: %FALSE where too little is quoted, and nothing was appended
 */
gboolean
wire_icmp_append_quote (const WireCursor *cursor, GString *out)
{
  Quote quote;

  if (!read_quote (*cursor, &quote))
    return FALSE;
  append_words (&quote, out);
  return TRUE;
}

/** Adds a field for the quoted datagram and its parts; @cursor moves to the end. */
void
wire_icmp_describe_quote (WireCursor *cursor, WireFields *fields)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint32 length = (guint32) wire_cursor_remaining (cursor);
  char text[WIRE_ADDRESS_TEXT_MAX];
  Quote quote;

  if (length == 0)
    return;
  if (!read_quote (*cursor, &quote))
    {
      wire_fields_add (fields, (guint32) cursor->position, length, "Quoted datagram",
                       "not enough of an IP header");
      wire_cursor_skip (cursor, length);
      return;
    }

  guint32 size = quote.tuple.family == WIRE_FAMILY_IPV4 ? 4 : 16;
  append_words (&quote, words);
  wire_fields_add (fields, quote.offset, length, "Quoted datagram", "%s", words->str);
  wire_fields_push (fields);
  wire_fields_add (fields, quote.addresses, size, "Source", "%s",
                   wire_address_to_text (quote.tuple.family, quote.tuple.src, text));
  wire_fields_add (fields, quote.addresses + size, size, "Destination", "%s",
                   wire_address_to_text (quote.tuple.family, quote.tuple.dst, text));
  if (quote.has_ports)
    {
      wire_fields_add (fields, quote.ports, 2, "Source port", "%u", quote.tuple.src_port);
      wire_fields_add (fields, quote.ports + 2, 2, "Destination port", "%u", quote.tuple.dst_port);
    }
  wire_fields_pop (fields);
  wire_cursor_skip (cursor, length);
}
