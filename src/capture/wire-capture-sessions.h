/* wire-capture-sessions.h: what clients and servers of a capture said to each other, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-session-log.h"
#include "capture/wire-capture-streams.h"

G_BEGIN_DECLS

gboolean wire_capture_find_session (WireCapture *capture, guint32 stream, guint32 *session);
gboolean wire_capture_get_session (WireCapture *capture, guint32 session, WireSession *out);

G_END_DECLS
