/* wire-commands.h: what each command does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/wire-cli.h"

G_BEGIN_DECLS

gboolean wire_command_summary (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_packets (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_connections (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_flows (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_http (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_downloads (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_transfers (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_tls (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_triage (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_serve (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_send (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_sockets (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_stream (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_addresses (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_text (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_hash (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_hashset (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_audit (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_verify (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_types (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_hexdump (const WireCommand *command, GStrv arguments, GError **error);

G_END_DECLS
