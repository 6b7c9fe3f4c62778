/* wire-session-words.h: the log of a stream: what client and server said, and when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-sessions.h"

G_BEGIN_DECLS

/**
 * WireSessionLine:
 * @side: of the stream, 0 or 1, that said it
 * @packet: that brought it; from 0
 * @time: of that packet, nanoseconds since 1970, or %WIRE_TIME_NONE
 * @offset: where in the text it begins
 * @length: of it in bytes, with the end of the line
 *
 * A line of a log.
 */
typedef struct
{
  guint8 side;
  guint32 packet;
  gint64 time;
  guint64 offset;
  guint32 length;
} WireSessionLine;

char *wire_session_event_describe (const WireSessionEvent *event);
GArray *wire_session_words_collect (WireCapture *capture,
                                    guint32 stream,
                                    GCancellable *cancellable,
                                    GByteArray *text);

G_END_DECLS
