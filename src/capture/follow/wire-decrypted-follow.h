/* wire-decrypted-follow.h: what was said inside of a stream that was decrypted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/follow/wire-stream-follow.h"

G_BEGIN_DECLS

gboolean wire_decrypted_follow (WireCapture *capture,
                                GArray *spoken,
                                GCancellable *cancellable,
                                WireStreamVisitor visit,
                                gpointer user_data,
                                WireStreamFigures *figures,
                                GError **error);

G_END_DECLS
