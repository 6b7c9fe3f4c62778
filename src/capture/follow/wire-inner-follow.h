/* wire-inner-follow.h: what was said inside of a stream, read again in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/follow/wire-stream-follow.h"

G_BEGIN_DECLS

gboolean wire_inner_follow (WireCapture *capture,
                            guint32 stream,
                            guint inner,
                            GCancellable *cancellable,
                            WireStreamVisitor visit,
                            gpointer user_data,
                            WireStreamFigures *figures,
                            GError **error);

G_END_DECLS
