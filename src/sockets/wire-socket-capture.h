/* wire-socket-capture.h: what a server and its clients said, as a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-transcript.h"

G_BEGIN_DECLS

gboolean wire_socket_capture_write (GPtrArray *events,
                                    WireSocketRole role,
                                    GOutputStream *out,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
