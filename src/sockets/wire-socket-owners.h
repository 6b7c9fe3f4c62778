/* wire-socket-owners.h: which processes have which sockets open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-socket-table.h"

G_BEGIN_DECLS

gboolean wire_socket_owners_find (const char *proc,
                                  WireSocketRow *rows,
                                  guint n,
                                  GStringChunk *names,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
