/* wire-stream-layers.h: which layer of a stream is shown: as sent, or what was inside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "capture/follow/wire-stream-transcript.h"

G_BEGIN_DECLS

#define WIRE_TYPE_STREAM_LAYERS (wire_stream_layers_get_type ())
/** WireStreamLayers: which layer of a stream is shown: as sent, or what was inside */
G_DECLARE_FINAL_TYPE (WireStreamLayers, wire_stream_layers, WIRE, STREAM_LAYERS, AdwBin)

void wire_stream_layers_set_stream (WireStreamLayers *layers, WireCapture *capture, guint32 stream);
void wire_stream_layers_choose (WireStreamLayers *layers, guint layer);
void wire_stream_layers_choose_log (WireStreamLayers *layers);
WireStreamTranscript *wire_stream_layers_make_transcript (WireStreamLayers *layers);
gboolean wire_stream_layers_is_as_sent (WireStreamLayers *layers);
char *wire_stream_layers_describe (WireStreamLayers *layers);

G_END_DECLS
