/* wire-server-reach.h: who can connect to a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-server.h"

G_BEGIN_DECLS

char *wire_server_reach_explain (WireServer *server, const char *host, const char *listening);

G_END_DECLS
