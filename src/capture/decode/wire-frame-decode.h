/* wire-frame-decode.h: bytes of a frame become its layers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

void wire_frame_decode (
    WireFrame *frame, guint32 link_type, const guint8 *data, guint32 captured, guint32 length);
gboolean wire_frame_decode_next (WireFrame *frame);

G_END_DECLS
