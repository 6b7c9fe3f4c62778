/* wire-stream-search.h: where a stream says something
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/follow/wire-stream-transcript.h"

G_BEGIN_DECLS

/** The longest needle, in bytes. */
#define WIRE_STREAM_MAX_NEEDLE 1024u

/**
 * WireStreamSearch:
 * @sides: where to look
 * @needle: bytes to find
 * @length: how many, 1 … %WIRE_STREAM_MAX_NEEDLE
 * @is_text: ASCII letters match in either case
 * @start: place to begin at: the first match that begins there or later, or before it
 * @backwards: towards the first byte
 */
typedef struct
{
  WireStreamSides sides;
  const guint8 *needle;
  gsize length;
  gboolean is_text;
  guint64 start;
  gboolean backwards;
} WireStreamSearch;

gboolean wire_stream_search (WireStreamTranscript *transcript,
                             const WireStreamSearch *search,
                             WireJob *job,
                             guint64 *first,
                             guint64 *end,
                             GError **error);

G_END_DECLS
