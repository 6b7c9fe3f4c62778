/* wire-version-search.h: looks for bytes that were sent twice, and not alike
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-segment-versions.h"

G_BEGIN_DECLS

GArray *wire_version_search (WireCapture *capture, GCancellable *cancellable, GError **error);
GArray *wire_version_search_stream (WireCapture *capture,
                                    guint32 stream,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
