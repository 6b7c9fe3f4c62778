/* wire-cli-verdicts.h: verdicts that are named on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-judgement.h"

G_BEGIN_DECLS

/** The bit of what is a program, but is called something else: a mismatch that is an alarm. */
#define WIRE_CLI_VERDICT_DISGUISED (1u << 31)

G_STATIC_ASSERT (WIRE_OBJECT_FINE < 31);

gboolean wire_cli_parse_verdicts (const char *option,
                                  const char *const *values,
                                  guint32 *verdicts,
                                  GError **error);

G_END_DECLS
