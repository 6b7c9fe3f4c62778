/* wire-gre.c: Generic Routing Encapsulation (RFC 2784, RFC 2890; version 1 of PPTP, RFC 2637)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/network/wire-checksum.h"
#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#include <glib/gi18n.h>

#define FLAG_CHECKSUM 0x8000
#define FLAG_ROUTING 0x4000
#define FLAG_KEY 0x2000
#define FLAG_SEQUENCE 0x1000
#define FLAG_ACKNOWLEDGEMENT 0x0080 /* version 1 */
#define VERSION_MASK 0x0007

#define ROUTE 4

/* Checksum and offset share one word (RFC 1701). */
static guint32
fixed_length (guint16 flags)
{
  return 4 + (flags & (FLAG_CHECKSUM | FLAG_ROUTING) ? 4 : 0) + (flags & FLAG_KEY ? 4 : 0)
         + (flags & FLAG_SEQUENCE ? 4 : 0)
         + ((flags & VERSION_MASK) == 1 && (flags & FLAG_ACKNOWLEDGEMENT) ? 4 : 0);
}

/* The source routes of RFC 1701 come after the fixed part: each has its family, an offset, its
 * length and that many bytes. One without family and bytes ends them. */
static guint32
routes_length (WireCursor cursor, guint16 flags)
{
  guint32 length = 0;

  if (!(flags & FLAG_ROUTING) || (flags & VERSION_MASK) != 0)
    return 0;
  wire_cursor_skip (&cursor, fixed_length (flags));
  while (!cursor.failed)
    {
      guint16 family = wire_cursor_be16 (&cursor);
      guint16 size = wire_cursor_be16 (&cursor) & 0xff;

      wire_cursor_skip (&cursor, size);
      length += ROUTE + size;
      if (family == 0 && size == 0)
        break;
    }
  return length;
}

/* ERSPAN of type I has no header of its own; the others need the sequence number of GRE. */
static WireProtocol
find_payload (const WireCursor *cursor, guint16 flags, guint16 type, WireTunnel *tunnel)
{
  const guint8 *first = wire_cursor_peek (cursor, 1);

  *tunnel = (flags & VERSION_MASK) == 1 ? WIRE_TUNNEL_PPTP : WIRE_TUNNEL_GRE;
  switch (type)
    {
    case WIRE_ETHERTYPE_ERSPAN2:
      *tunnel = WIRE_TUNNEL_ERSPAN;
      return flags & FLAG_SEQUENCE ? WIRE_PROTOCOL_ERSPAN : WIRE_PROTOCOL_ETHERNET;
    case WIRE_ETHERTYPE_ERSPAN3:
      return WIRE_PROTOCOL_ERSPAN;
    case WIRE_ETHERTYPE_WCCP:
      return WIRE_PROTOCOL_WCCP;
    case WIRE_ETHERTYPE_MIKROTIK_EOIP:
      return WIRE_PROTOCOL_ETHERNET;
    case WIRE_ETHERTYPE_BRIDGED_ETHERNET:
      if (flags & FLAG_KEY) /* RFC 7637, section 3.2 */
        *tunnel = WIRE_TUNNEL_NVGRE;
      return WIRE_PROTOCOL_ETHERNET;
    case 0: /* Cisco's question whether the other end is there, which it sends back */
      return first && first[0] >> 4 == 4 ? WIRE_PROTOCOL_IPV4 : WIRE_PROTOCOL_DATA;
    default:
      return wire_ethertype_protocol (type);
    }
}

WireProtocol
wire_gre_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 4);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_GRE, cursor);

  guint16 flags = wire_be16 (bytes);
  guint32 header = fixed_length (flags) + routes_length (*cursor, flags);
  WireTunnel tunnel;
  if ((flags & VERSION_MASK) > 1)
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_GRE, cursor);
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_GRE, cursor);

  wire_frame_add_layer (frame, WIRE_PROTOCOL_GRE, cursor, header);
  wire_cursor_skip (cursor, header);
  if (wire_cursor_remaining (cursor) == 0)
    return WIRE_PROTOCOL_NONE;

  WireProtocol next = find_payload (cursor, flags, wire_be16 (bytes + 2), &tunnel);
  frame->entered = (guint8) tunnel;
  return next;
}

static void
describe_flags (WireFields *fields, guint16 flags)
{
  static const struct
  {
    guint16 flag;
    const char *name;
  } FLAGS[] = {
    { FLAG_CHECKSUM, N_ ("Checksum present") },
    { FLAG_ROUTING, N_ ("Routing present") },
    { FLAG_KEY, N_ ("Key present") },
    { FLAG_SEQUENCE, N_ ("Sequence number present") },
  };

  wire_fields_push (fields);
  for (gsize i = 0; i < G_N_ELEMENTS (FLAGS); i++)
    wire_fields_add (fields, 0, 1, FLAGS[i].name, "%s", flags & FLAGS[i].flag ? "yes" : "no");
  wire_fields_add (fields, 1, 1, "Version", "%u", flags & VERSION_MASK);
  wire_fields_pop (fields);
}

/* The checksum covers the header and all of the payload: it can be checked only where the frame
 * was not cut. */
static void
describe_checksum (const WireFrame *frame,
                   const WireLayer *layer,
                   WireFields *fields,
                   WireCursor *cursor)
{
  const guint8 *bytes = frame->data + layer->offset;
  guint16 found = wire_cursor_be16 (cursor);

  wire_cursor_skip (cursor, 2);
  if (cursor->failed)
    return;
  if (frame->captured < frame->length)
    wire_fields_add (fields, 4, 2, "Checksum", "%u (0x%04x, not checked)", found, found);
  else
    wire_describe_checksum (fields, 4, "Checksum", found,
                            wire_checksum_fold (wire_checksum_add (wire_checksum_add (0, bytes, 4),
                                                                   bytes + 6, layer->length - 6)));
}

void
wire_gre_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint16 flags = (guint16) wire_describe_hex (fields, &cursor, 2, "Flags and version");

  if (!cursor.failed)
    describe_flags (fields, flags);
  guint16 type = wire_describe_ethertype (fields, &cursor, "Protocol type");
  const char *name = wire_ethertype_name (type);
  wire_fields_set_layer_value (fields, "carries %s", name ? name : "data");
  if (flags & (FLAG_CHECKSUM | FLAG_ROUTING))
    describe_checksum (frame, layer, fields, &cursor);
  if (flags & FLAG_KEY && (flags & VERSION_MASK) == 1)
    {
      wire_describe_number (fields, &cursor, 2, "Payload length");
      wire_describe_number (fields, &cursor, 2, "Call");
    }
  else if (flags & FLAG_KEY)
    wire_describe_hex (fields, &cursor, 4, "Key");
  if (flags & FLAG_SEQUENCE)
    wire_describe_number (fields, &cursor, 4, "Sequence number");
  if ((flags & VERSION_MASK) == 1 && (flags & FLAG_ACKNOWLEDGEMENT))
    wire_describe_number (fields, &cursor, 4, "Acknowledgement number");
  if (layer->header > fixed_length (flags))
    wire_describe_bytes (fields, &cursor, layer->header - fixed_length (flags), "Source routes");
  wire_describe_end (fields, frame, layer, &cursor, fixed_length (flags));
}

void
wire_gre_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_cursor_skip (&cursor, 2);
  guint16 type = wire_cursor_be16 (&cursor);
  const char *name = wire_ethertype_name (type);
  if (cursor.failed)
    g_string_append (out, "GRE header cut");
  else
    g_string_append_printf (out, "GRE carrying %s", name ? name : "data");
}
