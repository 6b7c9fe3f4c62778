/* wire-capture-inner.h: conversations inside of the streams of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-inner-stream.h"
#include "capture/wire-capture-streams.h"

G_BEGIN_DECLS

/* What was decrypted or unpacked and is kept so that people can follow it. A stream may have
 * several, counted from 0 in the order in which they began. Any thread. */

guint wire_capture_get_n_inner_streams (WireCapture *capture, guint32 stream);
gboolean wire_capture_get_inner_stream (WireCapture *capture,
                                        guint32 stream,
                                        guint inner,
                                        WireInnerStream *out);
guint wire_capture_get_inner_pieces (WireCapture *capture,
                                     guint32 stream,
                                     guint inner,
                                     guint first,
                                     guint n,
                                     WireInnerPiece *pieces);

G_END_DECLS
