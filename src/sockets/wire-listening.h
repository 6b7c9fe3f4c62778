/* wire-listening.h: addresses and ports at which to listen, and the sockets that do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GList *wire_listening_list_addresses (const char *host, GCancellable *cancellable, GError **error);

void wire_listening_list_addresses_async (const char *host,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GList *wire_listening_list_addresses_finish (GAsyncResult *result, GError **error);
GPtrArray *wire_listening_open (GList *addresses, guint16 port, GError **error);
guint16 wire_listening_get_port (GSocket *socket);
guint16 wire_listening_find_free_port (GList *addresses, guint16 after);

G_END_DECLS
