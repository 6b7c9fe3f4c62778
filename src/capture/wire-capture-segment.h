/* wire-capture-segment.h: what streams want to know of a frame
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-frame.h"
#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

gboolean wire_capture_segment_init (
    WireSegment *segment, const WireFrame *frame, guint64 offset, gint64 time, guint32 packet);

G_END_DECLS
