/* wire-http-chunk.h: the lines between chunks, as browsers read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-head.h"

G_BEGIN_DECLS

gboolean wire_http_chunk_read_size (WireSpan line, guint64 *size, gboolean *odd);
gboolean wire_http_chunk_may_begin (WireSpan bytes, gboolean sure);

G_END_DECLS
