/* wire-mail-line.h: lines of a protocol of lines, however they are cut into pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What is kept of one line; SMTP's longest is 12,288 bytes (RFC 4954). */
#define WIRE_MAIL_LINE_MAX (64u * 1024)

/**
 * WireMailLine:
 * @text: the line so far, without its end; ends in a NUL
 * @whole: @text is a whole line, which the next call replaces
 * @cut: it was longer than %WIRE_MAIL_LINE_MAX, or its beginning is missing
 *
 * A line that is being read. Zeroed is none yet.
 */
typedef struct
{
  GString *text;
  gboolean whole;
  gboolean cut;
} WireMailLine;

/** Frees what @line owns, but not @line itself. */
void wire_mail_line_clear (WireMailLine *line);

gboolean wire_mail_line_add (WireMailLine *line,
                             const guint8 *bytes,
                             guint32 length,
                             guint32 *used);
void wire_mail_line_lose (WireMailLine *line);
const char *wire_mail_line_get (const WireMailLine *line);

G_END_DECLS
