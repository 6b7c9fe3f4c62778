/* wire-server-pane.h: a server to watch
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sockets/wire-server.h"

G_BEGIN_DECLS

#define WIRE_TYPE_SERVER_PANE (wire_server_pane_get_type ())
/** WireServerPane: a server to watch */
G_DECLARE_FINAL_TYPE (WireServerPane, wire_server_pane, WIRE, SERVER_PANE, AdwBin)

WireServer *wire_server_pane_get_server (WireServerPane *pane);

G_END_DECLS
