/* wire-stream-layout.h: one line of a stream after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/follow/wire-stream-lines.h"

G_BEGIN_DECLS

/**
 * WireStreamState:
 * @span: the span whose bytes come next
 * @byte: of them
 * @speaker: whose turn was announced last, or %WIRE_STREAM_NOBODY
 * @announced: the turn that begins with @span was
 *
 * Where the layout is between two lines. All that follows depends on nothing else.
 */
typedef struct
{
  guint32 span;
  guint32 byte;
  guint8 speaker;
  guint8 announced;
} WireStreamState;

#define WIRE_STREAM_NOBODY 2

/**
 * WireStreamLayout:
 * @state: where it is; may be set to one that another layout was in
 *
 * Goes through a transcript line by line. Reads every span once, when it comes to it. One thread.
 */
typedef struct
{
  WireStreamState state;

  WireStreamTranscript *transcript; /* not owned */
  WireStreamSides sides;
  WireStreamForm form;
  guint columns;

  GByteArray *read; /* bytes of the span @read_span */
  guint32 read_span;
} WireStreamLayout;

/** What wire_stream_layout_next() made: a line, nothing yet, or the end. */
typedef enum
{
  WIRE_STREAM_STEP_LINE, /* a line was laid out */
  WIRE_STREAM_STEP_END,  /* none is left, or the next needs what is not there yet */
  WIRE_STREAM_STEP_ERROR,
} WireStreamStep;

/** Begins at the start of the stream. @layout borrows nothing and is cleared with
 * wire_stream_layout_clear(). */
void wire_stream_layout_init (WireStreamLayout *layout,
                              WireStreamTranscript *transcript,
                              WireStreamSides sides,
                              WireStreamForm form,
                              guint columns);

/** Frees what @layout owns, but not @layout itself. */
void wire_stream_layout_clear (WireStreamLayout *layout);

WireStreamStep wire_stream_layout_next (WireStreamLayout *layout,
                                        WireStreamLine *line,
                                        GError **error);

G_END_DECLS
