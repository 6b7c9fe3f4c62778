/* wire-mpls.c: MPLS label stack (RFC 3032; RFC 4385 for pseudowires)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ethertype.h"
#include "capture/protocols/wire-protocols.h"

#define ENTRY 4
#define BOTTOM_OF_STACK 0x100

/* A label does not say what is below it. Bytes that read as an Ethernet header with a known type
 * are taken for one. */
static gboolean
is_ethernet (const WireCursor *cursor, gsize skip)
{
  const guint8 *bytes = wire_cursor_peek (cursor, skip + 14);

  return bytes && wire_ethertype_protocol (wire_be16 (bytes + skip + 12)) != WIRE_PROTOCOL_DATA;
}

static WireProtocol
guess_payload (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 1);

  if (!bytes)
    return WIRE_PROTOCOL_NONE;
  if (bytes[0] >> 4 == 4)
    return WIRE_PROTOCOL_IPV4;
  if (bytes[0] >> 4 == 6)
    return WIRE_PROTOCOL_IPV6;
  if (bytes[0] >> 4 == 0 && is_ethernet (cursor, ENTRY)) /* behind a control word */
    {
      frame->layers[frame->n_layers - 1].header += ENTRY;
      wire_cursor_skip (cursor, ENTRY);
      return WIRE_PROTOCOL_ETHERNET;
    }
  return is_ethernet (cursor, 0) ? WIRE_PROTOCOL_ETHERNET : WIRE_PROTOCOL_DATA;
}

WireProtocol
wire_mpls_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, ENTRY);

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_MPLS, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_MPLS, cursor, ENTRY);
  wire_cursor_skip (cursor, ENTRY);
  if (!(wire_be32 (bytes) & BOTTOM_OF_STACK))
    return WIRE_PROTOCOL_MPLS;
  return guess_payload (frame, cursor);
}

void
wire_mpls_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 entry = wire_cursor_be32 (&cursor);

  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "label %u", entry >> 12);
      wire_fields_add (fields, 0, 3, "Label", "%u", entry >> 12);
      wire_fields_add (fields, 2, 1, "Traffic class", "%u", entry >> 9 & 7);
      wire_fields_add (fields, 2, 1, "Bottom of stack", "%s",
                       entry & BOTTOM_OF_STACK ? "yes" : "no");
      wire_fields_add (fields, 3, 1, "Time to live", "%u", entry & 0xff);
    }
  if (layer->header > ENTRY)
    wire_describe_hex (fields, &cursor, 4, "Control word");
  wire_describe_end (fields, frame, layer, &cursor, ENTRY);
}
