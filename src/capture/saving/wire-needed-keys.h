/* wire-needed-keys.h: the lines of key logs that packets need to be decrypted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture.h"

G_BEGIN_DECLS

GString *wire_needed_keys_find (WireCapture *capture,
                                const GArray *packets,
                                const char *const *paths,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
