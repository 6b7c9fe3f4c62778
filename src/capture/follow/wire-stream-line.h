/* wire-stream-line.h: bytes of a stream as one line on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireStreamForm:
 * @WIRE_STREAM_TEXT: UTF-8 as it reads; what does not print is a sign of its own
 * @WIRE_STREAM_HEX: offset, hexadecimal, ASCII
 * @WIRE_STREAM_RAW: ASCII, and an escape for everything else, so that every byte can be read
 */
typedef enum
{
  WIRE_STREAM_TEXT,
  WIRE_STREAM_HEX,
  WIRE_STREAM_RAW,
} WireStreamForm;

/** The widest line, in characters. */
#define WIRE_STREAM_MAX_COLUMNS 128u

/** A character of UTF-8 has up to four bytes. */
#define WIRE_STREAM_MAX_LINE_BYTES (4 * WIRE_STREAM_MAX_COLUMNS)

/**
 * WireStreamText:
 * @text: valid UTF-8 without anything that would act on what is around it
 * @starts: where in @text each byte is, and after the last where it ends
 * @ascii: likewise for the second column of %WIRE_STREAM_HEX
 * @escaped: by byte: @text shows a sign for it, not itself
 *
 * A line as it is drawn.
 */
typedef struct
{
  GString *text;
  guint16 starts[WIRE_STREAM_MAX_LINE_BYTES + 1];
  guint16 ascii[WIRE_STREAM_MAX_LINE_BYTES + 1];
  guint8 escaped[WIRE_STREAM_MAX_LINE_BYTES];
} WireStreamText;

gsize wire_stream_line_break (WireStreamForm form,
                              guint columns,
                              const guint8 *bytes,
                              gsize length,
                              gboolean last,
                              gboolean *ends);
void wire_stream_text_write (WireStreamText *text,
                             WireStreamForm form,
                             guint columns,
                             guint64 position,
                             const guint8 *bytes,
                             gsize length);

/** Frees what @text owns, but not @text itself. */
void wire_stream_text_clear (WireStreamText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireStreamText, wire_stream_text_clear)

G_END_DECLS
