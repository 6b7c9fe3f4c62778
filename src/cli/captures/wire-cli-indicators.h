/* wire-cli-indicators.h: which of a list of indicators captures hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/choice/wire-cli-capture.h"

G_BEGIN_DECLS

gboolean wire_cli_find_indicators (const WireCliOptions *options,
                                   const char *list,
                                   const WireCliFilter *filter,
                                   GError **error);

G_END_DECLS
