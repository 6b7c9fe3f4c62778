/* wire-client-pane.h: a client to watch
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sockets/wire-client.h"

G_BEGIN_DECLS

#define WIRE_TYPE_CLIENT_PANE (wire_client_pane_get_type ())
/** WireClientPane: a client to watch */
G_DECLARE_FINAL_TYPE (WireClientPane, wire_client_pane, WIRE, CLIENT_PANE, AdwBin)

WireClient *wire_client_pane_get_client (WireClientPane *pane);
void wire_client_pane_set_port (WireClientPane *pane, guint16 port);
void wire_client_pane_set_message (WireClientPane *pane, GBytes *bytes);

G_END_DECLS
