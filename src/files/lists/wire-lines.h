/* wire-lines.h: lines of a text file that somebody else wrote
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Longest line that is taken; NSRL's have some 300 bytes. A longer one counts as a bad line, so
 * that a file without line ends costs no memory. */
#define WIRE_LINE_MAX 65536

/**
 * WireLine:
 * @text: its bytes and a NUL; UTF-8 where the file had UTF-16, otherwise as they were
 * @length: in bytes; lines may hold NULs only where a file mixes them in
 * @number: from 1
 * @too_long: longer than %WIRE_LINE_MAX: @text holds its beginning
 */
typedef struct
{
  char *text;
  gsize length;
  guint64 number;
  gboolean too_long;
} WireLine;

/**
 * WireLines:
 *
 * A file line by line: bare or gzipped, UTF-8 with or without a mark, UTF-16 or UTF-32 with one,
 * ending in LF or CRLF, in CR where there is not one LF, or in NUL where its first line does (as
 * `md5sum --zero` writes). Used by one thread.
 */
typedef struct _WireLines WireLines;

WireLines *wire_lines_open (const char *path, GCancellable *cancellable, GError **error);

/** Frees @lines and what it owns. */
void wire_lines_free (WireLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireLines, wire_lines_free)

void wire_lines_limit (WireLines *lines, guint64 bytes);
int wire_lines_next (WireLines *lines, WireLine *line, GError **error);

G_END_DECLS
