/* wire-null.c: BSD loopback: an address family of the capturing host (tcpdump.org, LINKTYPE_NULL
 * and _LOOP)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 4

/* AF_INET is 2 everywhere; AF_INET6 differs from system to system. */
static const WireName FAMILIES[] = {
  { 2, "IPv4" },
  { 7, "OSI" },
  { 10, "IPv6, Linux" },
  { 23, "IPv6, Windows" },
  { 24, "IPv6, NetBSD and OpenBSD" },
  { 28, "IPv6, FreeBSD" },
  { 30, "IPv6, macOS" },
  { 0x0800, "IPv4, as an EtherType" },
  { 0x86dd, "IPv6, as an EtherType" },
};

/* LINKTYPE_NULL has the byte order of the capturing host, LINKTYPE_LOOP network order. No family
 * needs more than two bytes, so the order can be seen from where the zeros are. */
static guint32
read_family (const guint8 *bytes)
{
  guint32 family = wire_be32 (bytes);

  return family > 0xffff ? GUINT32_SWAP_LE_BE (family) : family;
}

WireProtocol
wire_null_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_NULL, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_NULL, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  switch (read_family (bytes))
    {
    case 2:
    case 0x0800: /* an EtherType, as some programs write it */
      return WIRE_PROTOCOL_IPV4;
    case 10:
    case 23:
    case 24:
    case 28:
    case 30:
    case 0x86dd:
      return WIRE_PROTOCOL_IPV6;
    case 7:
      return WIRE_PROTOCOL_DATA;
    default: /* programs write other numbers, too: IP's version tells */
      return WIRE_PROTOCOL_RAW_IP;
    }
}

void
wire_null_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  const guint8 *bytes = wire_cursor_take (&cursor, HEADER);

  if (bytes)
    {
      const char *name = wire_names_or_unknown (FAMILIES, read_family (bytes));

      wire_fields_set_layer_value (fields, "%s", name);
      wire_fields_add (fields, 0, HEADER, "Family", "%u (%s)", read_family (bytes), name);
    }
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
}
