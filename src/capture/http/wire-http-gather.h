/* wire-http-gather.h: lines of a stream, gathered until they are whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-message.h"
#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/**
 * WireHttpGather:
 * @bytes: the lines so far; the last one may not have ended
 * @line: where the last one begins in @bytes
 * @origins: which pieces of the stream brought them
 *
 * A start line with the fields after it, the line before a chunk, or what else has to be seen
 * whole and may be spread over segments.
 */
typedef struct
{
  GByteArray *bytes;
  gsize line;
  GArray *origins;
} WireHttpGather;

/** Makes @gather empty. Nothing is allocated yet. */
void wire_http_gather_init (WireHttpGather *gather);

/** Frees what @gather owns, but not @gather itself. */
void wire_http_gather_clear (WireHttpGather *gather);

gsize wire_http_gather_get_cost (const WireHttpGather *gather);
void wire_http_gather_forget (WireHttpGather *gather);
void wire_http_gather_drop (WireHttpGather *gather, gsize n);
void wire_http_gather_drop_last (WireHttpGather *gather);
guint32 wire_http_gather_add (WireHttpGather *gather, const WireStreamPiece *piece);
void wire_http_gather_next_line (WireHttpGather *gather);

/** Returns: whether the line that is gathered has its end */
gboolean wire_http_gather_line_has_ended (const WireHttpGather *gather);

gboolean wire_http_gather_line_is_empty (const WireHttpGather *gather);
WireSpan wire_http_gather_get_line (const WireHttpGather *gather);
void wire_http_gather_list_places (const WireHttpGather *gather, gsize n, WireBody *body);
void wire_http_gather_place (const WireHttpGather *gather, WireHttpMessage *message);

G_END_DECLS
