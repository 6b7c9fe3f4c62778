/* wire-port.h: who has a port that is taken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-socket-table.h"

G_BEGIN_DECLS

const WireSocketRow *wire_port_find_holder (const WireSocketTable *table,
                                            GList *addresses,
                                            guint16 port);
char *wire_port_explain_taken (const WireSocketTable *table,
                               GList *addresses,
                               const char *host,
                               guint16 port);
void wire_port_explain_taken_async (GList *addresses,
                                    const char *host,
                                    guint16 port,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *wire_port_explain_taken_finish (GAsyncResult *result);

G_END_DECLS
