/* wire-cli-verdicts.h: verdicts that are named on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-judgement.h"

G_BEGIN_DECLS

gboolean wire_cli_parse_verdicts (const char *option,
                                  const char *const *values,
                                  guint32 *verdicts,
                                  GError **error);

G_END_DECLS
