/* wire-command-text.h: what the commands of `wirecase-cli text` share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/command/wire-cli.h"
#include "text/wire-text-error.h"

G_BEGIN_DECLS

/** text encode: characters as bytes. */
gboolean wire_command_text_encode (const WireCommand *command, GStrv arguments, GError **error);

/** text decode: bytes as characters. */
gboolean wire_command_text_decode (const WireCommand *command, GStrv arguments, GError **error);

/** text count: characters, code points and bytes. */
gboolean wire_command_text_count (const WireCommand *command, GStrv arguments, GError **error);

/** text guess: which codec bytes may be in. */
gboolean wire_command_text_guess (const WireCommand *command, GStrv arguments, GError **error);

/** text convert: from one codec to another. */
gboolean wire_command_text_convert (const WireCommand *command, GStrv arguments, GError **error);

/** text fix: mends text that was read in the wrong codec. */
gboolean wire_command_text_fix (const WireCommand *command, GStrv arguments, GError **error);

/** text hash: digests of a text's bytes. */
gboolean wire_command_text_hash (const WireCommand *command, GStrv arguments, GError **error);

/** text address: a network address as bytes, text and number. */
gboolean wire_command_text_address (const WireCommand *command, GStrv arguments, GError **error);

char *wire_text_option_codec (const char *name, GError **error);
gboolean wire_text_option_policy (const char *name, WireTextPolicy *policy, GError **error);
GBytes *wire_text_read_whole (const char *path, gsize most, GError **error);
GBytes *wire_text_read_input (const char *path, gsize most, GError **error);

G_END_DECLS
