/* wire-cli-passphrase.h: files with keys, and what they are unlocked with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/command/wire-cli.h"

G_BEGIN_DECLS

gboolean wire_cli_unlock_keys (const WireCliOptions *options, GError **error);

G_END_DECLS
