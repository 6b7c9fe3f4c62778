/* wire-mpls.c: MPLS label stack (RFC 3032)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/link/wire-pseudowire.h"
#include "capture/protocols/wire-protocols.h"

#define ENTRY 4
#define BOTTOM_OF_STACK 0x100

/* From here on, the labels of a stack share one layer, so that however high it is, what is below it
 * is reached. */
#define LAYERS_OF_STACK 6

/* A label does not say what is below it. */
WireProtocol
wire_mpls_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, ENTRY);
  guint32 header = ENTRY;

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_MPLS, cursor);
  if (wire_frame_is_deep (frame, WIRE_PROTOCOL_MPLS, LAYERS_OF_STACK))
    while (!(wire_be32 (bytes + header - ENTRY) & BOTTOM_OF_STACK)
           && wire_cursor_peek (cursor, header + ENTRY))
      header += ENTRY;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_MPLS, cursor, header);
  wire_cursor_skip (cursor, header);
  frame->entered = WIRE_TUNNEL_MPLS;
  if (!(wire_be32 (bytes + header - ENTRY) & BOTTOM_OF_STACK))
    return WIRE_PROTOCOL_MPLS;
  return wire_pseudowire_guess (cursor);
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
    wire_describe_bytes (fields, &cursor, layer->header - ENTRY, "More labels");
  wire_describe_end (fields, frame, layer, &cursor, ENTRY);
}
