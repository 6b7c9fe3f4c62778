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
/** As wire_stream_view_follow(), and shows the log of what was said, where there is one. */
void wire_stream_view_show_log (WireStreamView *view, WireCapture *capture, guint32 stream);
/**
 * wire_stream_view_show:
 * @view: the view
 * @capture: has the stream
 * @stream: counted from 0
 * @layer: 0 for the bytes as they were sent, from 1 on for what was inside
 * @side: who sent the bytes that are wanted
 * @position: of the first of them, among all that @side sent in this layer
 * @length: how many
 *
 * As wire_stream_view_follow(), and selects these bytes when the stream is put together.
 */
void wire_stream_view_show (WireStreamView *view,
                            WireCapture *capture,
                            guint32 stream,
                            guint layer,
                            guint side,
                            guint64 position,
                            guint64 length);
guint32 wire_stream_view_get_stream (WireStreamView *view);
void wire_stream_view_leave (WireStreamView *view);
/** Does what shortcuts and the main menu ask for: `find`, `find-next`, `find-previous`. Returns:
 * whether @action is one of these */
gboolean wire_stream_view_activate (WireStreamView *view, const char *action);

G_END_DECLS
