/* wire-cli-yara.h: what rules of YARA say, on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"
#include "cli/command/wire-cli.h"
#include "cli/output/wire-output.h"
#include "files/yara/wire-yara-rules.h"

G_BEGIN_DECLS

WireYaraRules *wire_cli_open_yara (const char *const *paths, GError **error);
void wire_json_add_yara (JsonBuilder *builder, const GPtrArray *matches, const GError *error);
char *wire_cli_yara_name_rules (const GPtrArray *matches);

G_END_DECLS
