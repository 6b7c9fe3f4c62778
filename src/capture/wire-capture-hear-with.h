/* wire-capture-hear-with.h: a capture read once more, for other listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-table.h"
#include "capture/wire-segment-scan.h"

G_BEGIN_DECLS

WireStreamTable *wire_capture_hear_with (WireCapture *capture,
                                         const WireListener *const *rows,
                                         WirePacketVisit visit,
                                         gpointer user_data,
                                         WireJob *job,
                                         GError **error);

G_END_DECLS
