/* wire-cli-sockets.h: what serve and send share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/output/wire-output.h"
#include "sockets/wire-transcript.h"

G_BEGIN_DECLS

gboolean wire_cli_print_event (const WireSocketEvent *event,
                               WireSocketRole role,
                               JsonBuilder *builder);
void wire_cli_print_piece (const WireSocketEvent *event, gboolean size);
gboolean wire_cli_parse_port (const char *text, guint least, guint16 *port, GError **error);
void wire_cli_die_of_sigpipe (void);

G_END_DECLS
