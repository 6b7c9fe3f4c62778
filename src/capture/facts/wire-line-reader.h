/* wire-line-reader.h: the lines that both sides of a conversation say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/** Longer lines are cut. */
#define WIRE_LINE_MAX 4096u

/** Bytes of a literal that are kept. */
#define WIRE_LITERAL_MAX 1024u

/**
 * WireLineTaken:
 * @WIRE_LINE_NEXT: the next line may come
 * @WIRE_LINE_STOP: what follows is not lines any more
 */
typedef enum
{
  WIRE_LINE_NEXT,
  WIRE_LINE_STOP,
} WireLineTaken;

/** Takes a line without its end; it may hold NULs. */
typedef WireLineTaken (*WireLineVisit) (
    guint side, const char *line, gsize length, const WireStreamPiece *piece, gpointer user_data);

/** One side. */
typedef struct
{
  GString *text;   /* of the line that has begun; NULL before there is one */
  guint64 skip;    /* bytes to pass over */
  guint64 literal; /* bytes of a literal that are to come */
  gboolean lost;   /* its beginning was not captured */
} WireLineSide;

/**
 * WireLineReader:
 *
 * Cuts what is said into lines that end with LF or CR LF. All zeros is new; clear it with
 * wire_line_reader_clear(). A line whose beginning is missing is left out.
 */
typedef struct
{
  WireLineSide sides[2];
} WireLineReader;

gboolean wire_line_reader_add (WireLineReader *reader,
                               guint side,
                               const WireStreamPiece *piece,
                               WireLineVisit visit,
                               gpointer user_data,
                               guint32 *used);
void wire_line_reader_skip (WireLineReader *reader, guint side, guint64 bytes);
void wire_line_reader_take_literal (
    WireLineReader *reader, guint side, const char *line, gsize length, guint64 bytes);
gboolean wire_line_find_literal (const char *line, gsize length, gsize *text, guint64 *bytes);

/** Frees what @reader owns, but not @reader itself. */
void wire_line_reader_clear (WireLineReader *reader);

G_END_DECLS
