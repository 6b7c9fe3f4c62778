/* wire-stream-follow.h: what was said on one stream, read again in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-streams.h"

G_BEGIN_DECLS

/**
 * WireStreamVisitor:
 * @side: the direction: 0 is a, that of the stream's first packet, 1 is b
 * @piece: what comes next in it: bytes, or a gap
 * @user_data: what wire_stream_follow() was given
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*WireStreamVisitor) (guint side,
                                       const WireStreamPiece *piece,
                                       gpointer user_data);

/**
 * WireStreamFigures:
 * @packets: in the capture
 * @bytes: delivered, without gaps
 * @missing: bytes in gaps
 * @gaps: how many
 * @repeated: bytes that were sent again
 * @overlapping: segments that brought old and new bytes; of the old ones those that came first
 * count
 * @strays: segments that lie outside of the stream and were left out
 * @first: earliest time of its packets, nanoseconds since 1970, or %WIRE_TIME_NONE
 * @last: latest time, likewise
 *
 * By direction, and the times of both.
 */
typedef struct
{
  guint32 packets[2];
  guint64 bytes[2];
  guint64 missing[2];
  guint32 gaps[2];
  guint32 repeated[2];
  guint32 overlapping[2];
  guint32 strays[2];
  gint64 first;
  gint64 last;
} WireStreamFigures;

gboolean wire_stream_follow (WireCapture *capture,
                             guint32 stream,
                             GCancellable *cancellable,
                             WireStreamVisitor visit,
                             gpointer user_data,
                             WireStreamFigures *figures,
                             GError **error);

G_END_DECLS
