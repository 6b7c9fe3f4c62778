/* wire-server.h: a TCP server that shows what it does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-connection.h"

G_BEGIN_DECLS

/**
 * WireReplyKind:
 * @WIRE_REPLY_NONE: nothing is answered
 * @WIRE_REPLY_BYTES: every piece is answered with the same bytes
 * @WIRE_REPLY_ECHO: every piece is sent back
 */
typedef enum
{
  WIRE_REPLY_NONE,
  WIRE_REPLY_BYTES,
  WIRE_REPLY_ECHO,
} WireReplyKind;

#define WIRE_TYPE_SERVER (wire_server_get_type ())

/** A TCP server that shows every step. For the main context that was the default one where it
 * was made. */
G_DECLARE_FINAL_TYPE (WireServer, wire_server, WIRE, SERVER, GObject)

WireServer *wire_server_new (void);

gboolean wire_server_start (
    WireServer *server, const char *host, GList *addresses, guint16 port, GError **error);
void wire_server_stop_listening (WireServer *server);
void wire_server_stop (WireServer *server);

void wire_server_set_receive_buffer (WireServer *server, guint bytes);
void wire_server_set_reply (WireServer *server, WireReplyKind kind, GBytes *bytes);

/** Returns: whether the server takes connections */
gboolean wire_server_is_listening (WireServer *server);

guint16 wire_server_get_port (WireServer *server);
gboolean wire_server_is_loopback (WireServer *server);
GListModel *wire_server_get_connections (WireServer *server);

G_END_DECLS
