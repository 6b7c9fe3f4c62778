/* wire-layer.h: what a protocol's file gives for a layer of a frame, and how it reads it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"
#include "capture/frame/wire-fields.h"
#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

/**
 * WireDecoder:
 * @frame: takes the layer, and the five-tuple and transport figures where this is the outermost IP
 * @cursor: over the whole frame, at the layer's first byte. The decoder narrows it to what the
 *   layer's own length says (wire_cursor_limit()), adds the layer (wire_frame_add_layer()) and
 *   leaves the position at the payload.
 *
 * Finds the extent of one layer and what follows it, and nothing else: it runs for every packet of
 * a capture, so it allocates nothing and reads only what it needs.
 *
 * A header that is not all there: set %WIRE_FRAME_CUT (or %WIRE_FRAME_MALFORMED), add the layer
 * with what there is, move to the end, return %WIRE_PROTOCOL_NONE.
 *
 * Returns: the protocol of the payload, %WIRE_PROTOCOL_DATA where it is not known, or
 *   %WIRE_PROTOCOL_NONE where nothing is left
 */
typedef WireProtocol (*WireDecoder) (WireFrame *frame, WireCursor *cursor);

/**
 * WireDescriber:
 * @frame: the decoded frame
 * @layer: the layer to describe
 * @fields: takes its fields, in the order of the wire
 *
 * Names every field of one layer in words. Reads the layer's bytes again through
 * wire_layer_cursor(). Runs only for a frame that someone looks at.
 */
typedef void (*WireDescriber) (const WireFrame *frame, const WireLayer *layer, WireFields *fields);

/**
 * WireSummariser:
 * @frame: the decoded frame
 * @layer: its innermost layer that has a summariser
 * @out: takes one line in words, for the packet list: “Query A www.example.com”
 */
typedef void (*WireSummariser) (const WireFrame *frame, const WireLayer *layer, GString *out);

/** Returns: a cursor over @layer's own bytes, at its first; offsets are relative to the layer */
static inline WireCursor
wire_layer_cursor (const WireFrame *frame, const WireLayer *layer)
{
  return wire_cursor_new (frame->data + layer->offset, layer->length);
}

G_END_DECLS
