/* wire-capture-listen.h: one more listener for all streams of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listener.h"
#include "capture/wire-capture.h"

G_BEGIN_DECLS

gboolean wire_capture_listen (WireCapture *capture,
                              const WireListener *listener,
                              WireJob *job,
                              GError **error);

G_END_DECLS
