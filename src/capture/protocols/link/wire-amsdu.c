/* wire-amsdu.c: what may be between an 802.11 header and LLC: the header of each frame where
 * several travel as one (IEEE 802.11, clause 9.3.2.2), and that of a mesh (clause 9.2.4.7.3)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 14
#define MESH_HEADER 6
#define MESH_ADDRESSES 3

/* Each frame but the last is padded to four bytes. What comes after this one is left to
 * wire_frame_decode_next(). */
WireProtocol
wire_amsdu_decode (WireFrame *frame, WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, HEADER);
  gsize end = cursor->size;

  if (!bytes)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_AMSDU, cursor);

  gsize length = HEADER + (gsize) wire_be16 (bytes + 12);
  gsize next = cursor->position + ((length + 3) & ~(gsize) 3);
  if (next + HEADER < end)
    {
      frame->flags |= WIRE_FRAME_SEVERAL;
      frame->next_protocol = WIRE_PROTOCOL_AMSDU;
      frame->next_offset = (guint32) next;
      frame->next_end = (guint32) end;
    }
  wire_cursor_limit (cursor, length);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_AMSDU, cursor, HEADER);
  wire_cursor_skip (cursor, HEADER);
  return wire_cursor_remaining (cursor) > 0 ? WIRE_PROTOCOL_LLC : WIRE_PROTOCOL_NONE;
}

void
wire_amsdu_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_mac (fields, &cursor, "Destination");
  wire_describe_mac (fields, &cursor, "Source");
  wire_describe_number (fields, &cursor, 2, "Length");
  if (frame->next_protocol != WIRE_PROTOCOL_NONE)
    wire_fields_add (fields, 0, 0, "Next frame", "at byte %u", frame->next_offset);
  wire_describe_end (fields, frame, layer, &cursor, HEADER);
}

static guint32
mesh_length (const WireCursor *cursor)
{
  const guint8 *bytes = wire_cursor_peek (cursor, 1);

  return MESH_HEADER + (bytes ? bytes[0] & MESH_ADDRESSES : 0) * 6u;
}

WireProtocol
wire_mesh_decode (WireFrame *frame, WireCursor *cursor)
{
  guint32 header = mesh_length (cursor);

  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_MESH, cursor);
  wire_frame_add_layer (frame, WIRE_PROTOCOL_MESH, cursor, header);
  wire_cursor_skip (cursor, header);
  return wire_cursor_remaining (cursor) > 0 ? WIRE_PROTOCOL_LLC : WIRE_PROTOCOL_NONE;
}

void
wire_mesh_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint32 header = mesh_length (&cursor);

  wire_describe_hex (fields, &cursor, 1, "Flags");
  wire_describe_number (fields, &cursor, 1, "Time to live");
  wire_describe_hex (fields, &cursor, 4, "Sequence number");
  for (guint32 at = MESH_HEADER; at < header && !cursor.failed; at += 6)
    wire_describe_mac (fields, &cursor, "Address");
  wire_describe_end (fields, frame, layer, &cursor, header);
}
