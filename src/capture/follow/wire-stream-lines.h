/* wire-stream-lines.h: a stream as lines on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/follow/wire-stream-line.h"
#include "capture/follow/wire-stream-transcript.h"

G_BEGIN_DECLS

/**
 * WireStreamLineKind:
 * @WIRE_STREAM_LINE_TURN: who speaks from here on; has no bytes
 * @WIRE_STREAM_LINE_BYTES: what they said
 * @WIRE_STREAM_LINE_GAP: bytes that were not captured
 */
typedef enum
{
  WIRE_STREAM_LINE_TURN,
  WIRE_STREAM_LINE_BYTES,
  WIRE_STREAM_LINE_GAP,
} WireStreamLineKind;

/**
 * WireStreamLine:
 * @kind: what is on it
 * @side: whose it is
 * @ends: the line ends because the text does, not for want of room
 * @length: bytes on it; of a gap, how many are missing
 * @packet: that brought the first of them, or showed the gap
 * @position: of the first in its direction
 * @places: of every byte, and of what follows the last; of a turn or a gap, only the first
 *   is meant, and after a gap the second
 * @bytes: not set for a turn or a gap
 */
typedef struct
{
  WireStreamLineKind kind;
  guint side;
  gboolean ends;
  guint32 length;
  guint32 packet;
  guint64 position;
  guint64 places[WIRE_STREAM_MAX_LINE_BYTES + 1];
  guint8 bytes[WIRE_STREAM_MAX_LINE_BYTES];
} WireStreamLine;

/**
 * WireStreamLines:
 *
 * Where the lines of a transcript begin, for one choice of directions, form and width. A worker
 * lays out what there is, again and again while the transcript grows; a line that was laid out
 * stays as it is. What is kept is every so many lines the state of the layout, a bounded number of
 * them; in between, lines are laid out again from the file when somebody looks.
 *
 * One worker may extend and one other thread may look at a time. Counted by reference.
 */
typedef struct _WireStreamLines WireStreamLines;

WireStreamLines *wire_stream_lines_new (WireStreamTranscript *transcript,
                                        WireStreamSides sides,
                                        WireStreamForm form,
                                        guint columns);

/** Takes a reference, to be dropped with wire_stream_lines_unref(). Any thread. Returns: @lines */
WireStreamLines *wire_stream_lines_ref (WireStreamLines *lines);

/** Drops a reference. The last one frees @lines. Any thread. */
void wire_stream_lines_unref (WireStreamLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireStreamLines, wire_stream_lines_unref)

gboolean wire_stream_lines_extend (WireStreamLines *lines, WireJob *job, GError **error);

/** Returns: how bytes are written, as asked for in wire_stream_lines_new() */
WireStreamForm wire_stream_lines_get_form (WireStreamLines *lines);

/** Returns: the width of a line in characters */
guint wire_stream_lines_get_columns (WireStreamLines *lines);

guint64 wire_stream_lines_get_length (WireStreamLines *lines, guint64 *end);
gboolean wire_stream_lines_get (WireStreamLines *lines, guint64 number, WireStreamLine *line);
guint64 wire_stream_lines_find (WireStreamLines *lines, guint64 place);

guint wire_stream_line_find_byte (const WireStreamLine *line, guint64 place);
guint64 wire_stream_line_get_end (const WireStreamLine *line);

G_END_DECLS
