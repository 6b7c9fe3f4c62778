/* wire-connection-stream.h: sending what a stream gives, however much that is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-connection.h"

G_BEGIN_DECLS

void wire_connection_send_stream (WireConnection *connection,
                                  GInputStream *stream,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean wire_connection_send_stream_finish (WireConnection *connection,
                                             GAsyncResult *result,
                                             guint64 *sent,
                                             GError **error);

G_END_DECLS
