/* wire-ppi.c: Per-Packet Information (CACE Technologies; tcpdump.org, LINKTYPE_PPI)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-link-layer.h"
#include "capture/protocols/wire-protocols.h"

#define HEADER 8
#define FIELD 4
#define FIELD_802_11_COMMON 2
#define COMMON_FLAGS 8 /* of that field, after the timer */
#define COMMON_HAS_CHECKSUM 1
#define CHECKSUM 4

/* The 802.11 frame keeps its check sequence where the field of the radio says so. */
static gboolean
has_checksum (WireCursor cursor)
{
  wire_cursor_skip (&cursor, HEADER);
  while (!cursor.failed && wire_cursor_remaining (&cursor) >= FIELD)
    {
      guint16 type = wire_cursor_le16 (&cursor);
      guint16 length = wire_cursor_le16 (&cursor);
      const guint8 *content = wire_cursor_take (&cursor, length);

      if (type == FIELD_802_11_COMMON && content && length >= COMMON_FLAGS + 2)
        return (content[COMMON_FLAGS] & COMMON_HAS_CHECKSUM) != 0;
    }
  return FALSE;
}

WireProtocol
wire_ppi_decode (WireFrame *frame, WireCursor *cursor)
{
  WireCursor fields = *cursor;

  wire_cursor_skip (&fields, 2);
  guint32 header = wire_cursor_le16 (&fields);
  guint32 link_type = wire_cursor_le32 (&fields);
  if (fields.failed)
    return wire_frame_end_short (frame, WIRE_PROTOCOL_PPI, cursor);
  if (header < HEADER)
    return wire_frame_end_malformed (frame, WIRE_PROTOCOL_PPI, cursor);
  if (header > wire_cursor_remaining (cursor))
    return wire_frame_end_short (frame, WIRE_PROTOCOL_PPI, cursor);

  gsize start = cursor->position;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_PPI, cursor, header);
  fields = *cursor;
  wire_cursor_limit (&fields, header);
  wire_cursor_skip (cursor, header);
  if (has_checksum (fields) && frame->length >= start + header + CHECKSUM)
    wire_cursor_limit (cursor, frame->length - start - header - CHECKSUM);

  WireProtocol next = wire_link_layer_protocol (link_type);
  return next == WIRE_PROTOCOL_PPI ? WIRE_PROTOCOL_DATA : next;
}

void
wire_ppi_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);

  wire_describe_number (fields, &cursor, 1, "Version");
  wire_describe_hex (fields, &cursor, 1, "Flags");
  guint16 header = wire_cursor_le16 (&cursor);
  guint32 link_type = wire_cursor_le32 (&cursor);
  if (!cursor.failed)
    {
      wire_fields_set_layer_value (fields, "link type %u", link_type);
      wire_fields_add (fields, 2, 2, "Header length", "%u bytes%s", header,
                       header < HEADER ? " (too short: at least 8)" : "");
      wire_fields_add (fields, 4, 4, "Link type", "%u", link_type);
    }
  if (header > HEADER)
    wire_describe_bytes (fields, &cursor, header - HEADER, "Fields");
  wire_describe_end (fields, frame, layer, &cursor, MAX (header, HEADER));
}
