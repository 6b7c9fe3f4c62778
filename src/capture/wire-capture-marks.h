/* wire-capture-marks.h: packets that the user marked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"

G_BEGIN_DECLS

void wire_capture_mark (WireCapture *capture, guint32 packet, gboolean marked);
gboolean wire_capture_is_marked (WireCapture *capture, guint32 packet);
guint wire_capture_count_marked (WireCapture *capture);
GArray *wire_capture_list_marked (WireCapture *capture);

G_END_DECLS
