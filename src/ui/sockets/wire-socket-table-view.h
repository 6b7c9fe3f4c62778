/* wire-socket-table-view.h: the sockets of this machine, as netstat lists them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_SOCKET_TABLE_VIEW (wire_socket_table_view_get_type ())
/** WireSocketTableView: the sockets of this machine, as netstat lists them */
G_DECLARE_FINAL_TYPE (WireSocketTableView, wire_socket_table_view, WIRE, SOCKET_TABLE_VIEW, AdwBin)

void wire_socket_table_view_show_port (WireSocketTableView *view, guint16 port);

G_END_DECLS
