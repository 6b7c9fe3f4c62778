/* wire-data.c: bytes that no decoder claims
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

#include "base/wire-hex.h"

/* As much as a line of the field tree shows; the hex view has the rest. */
#define PREVIEW_BYTES 32

WireProtocol
wire_data_decode (WireFrame *frame, WireCursor *cursor)
{
  guint32 length = (guint32) wire_cursor_remaining (cursor);

  if (length > 0)
    wire_frame_add_layer (frame, WIRE_PROTOCOL_DATA, cursor, length);
  wire_cursor_skip (cursor, length);
  return WIRE_PROTOCOL_NONE;
}

void
wire_data_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  g_autofree char *hex =
      wire_hex_encode (frame->data + layer->offset, MIN (layer->length, PREVIEW_BYTES), " ");

  wire_fields_set_layer_value (fields, layer->length == 1 ? "%u byte" : "%u bytes", layer->length);
  wire_fields_add (fields, 0, layer->length, "Bytes", "%s%s", hex,
                   layer->length > PREVIEW_BYTES ? " …" : "");
}
