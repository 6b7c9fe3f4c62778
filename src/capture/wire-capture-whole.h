/* wire-capture-whole.h: IP datagrams that came in fragments, for those who look at their last
 * packet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-fields.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

GBytes *wire_capture_read_whole (WireCapture *capture, guint32 packet, guint *n);
void wire_capture_describe_whole (WireCapture *capture, guint32 packet, WireFields *fields);

G_END_DECLS
