/* wire-proc-net.h: the kernel's tables of sockets, as /proc/net has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-socket-table.h"

#include <stdio.h>

G_BEGIN_DECLS

void wire_proc_net_read_table (FILE *file,
                               WireSocketProtocol protocol,
                               GSocketFamily family,
                               GArray *rows);
gboolean wire_proc_net_read (const char *proc, GArray *rows, GError **error);

G_END_DECLS
