/* wire-zeek-lines.h: the lines that one side of a connection says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connections.h"

G_BEGIN_DECLS

/** What is longer is cut: the rest of the line is left out. */
#define WIRE_ZEEK_MAX_LINE 65536u

/**
 * WireZeekLines:
 * @text: (nullable): of the line that goes on
 * @ended: @text is a line that was given out
 * @broken: a part of the line was not captured: it is left out
 *
 * Zeroed is new.
 */
typedef struct
{
  GString *text;
  gboolean ended;
  gboolean broken;
} WireZeekLines;

/** Frees what @lines owns, but not @lines itself. */
void wire_zeek_lines_clear (WireZeekLines *lines);

void wire_zeek_lines_begin (WireZeekLines *lines, const WireZeekPayload *payload);
const GString *wire_zeek_lines_next (WireZeekLines *lines, const guint8 **bytes, gsize *length);
const char *wire_zeek_line_get_argument (const char *line, const char *word);
void wire_zeek_keep_text (char **place, const char *text);

G_END_DECLS
