/* wire-stream-view.h: one stream, followed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "capture/wire-capture.h"

G_BEGIN_DECLS

#define WIRE_TYPE_STREAM_VIEW (wire_stream_view_get_type ())
/** WireStreamView: one stream, followed */
G_DECLARE_FINAL_TYPE (WireStreamView, wire_stream_view, WIRE, STREAM_VIEW, AdwBin)

void wire_stream_view_follow (WireStreamView *view, WireCapture *capture, guint32 stream);
guint32 wire_stream_view_get_stream (WireStreamView *view);
void wire_stream_view_leave (WireStreamView *view);
/** Does what shortcuts and the main menu ask for: `find`, `find-next`, `find-previous`. Returns:
 * whether @action is one of these */
gboolean wire_stream_view_activate (WireStreamView *view, const char *action);

G_END_DECLS
