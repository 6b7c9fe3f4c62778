/* wire-cli-narrowed.h: a capture of nothing but the packets that pass a filter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/choice/wire-cli-capture.h"

G_BEGIN_DECLS

WireCapture *wire_cli_load_narrowed (const WireCliOptions *options,
                                     const WireCliFilter *filter,
                                     GError **error);

G_END_DECLS
