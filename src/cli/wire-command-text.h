/* wire-command-text.h: what the commands of `wirecase-cli text` share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/wire-cli.h"
#include "text/wire-text-error.h"

G_BEGIN_DECLS

gboolean wire_command_text_encode (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_text_decode (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_text_count (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_text_guess (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_text_convert (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_text_fix (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_text_hash (const WireCommand *command, GStrv arguments, GError **error);
gboolean wire_command_text_address (const WireCommand *command, GStrv arguments, GError **error);

char *wire_text_option_codec (const char *name, GError **error);
gboolean wire_text_option_policy (const char *name, WireTextPolicy *policy, GError **error);
GBytes *wire_text_read_whole (const char *path, gsize most, GError **error);
GBytes *wire_text_read_input (const char *path, gsize most, GError **error);

G_END_DECLS
