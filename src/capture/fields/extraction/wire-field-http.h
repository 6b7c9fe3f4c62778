/* wire-field-http.h: messages of HTTP/1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-side.h"

G_BEGIN_DECLS

/** Returns: where the line at @at ends, without what ends it. @next is after that, or %NULL where
 * it does not end before @end. */
const guint8 *wire_field_http_find_line (const guint8 *at, const guint8 *end, const guint8 **next);

/** Whether @line begins a response, and whether it begins a message at all. */
gboolean wire_field_http_is_status (const guint8 *line, gsize length);
gboolean wire_field_http_is_start (const guint8 *line, gsize length);

/** Says how long the message is that @bytes begin with: #WireFieldProtocol's @cut. */
WireFieldCut wire_field_http_cut (WireFieldSide *side,
                                  const guint8 *bytes,
                                  gsize length,
                                  guint64 *size);

/** Passes chunks by, as far as they are there: #WireFieldProtocol's @follow. */
gsize wire_field_http_follow (WireFieldSide *side,
                              const guint8 *bytes,
                              gsize length,
                              gboolean *done);

G_END_DECLS
