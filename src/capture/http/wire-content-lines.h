/* wire-content-lines.h: line ends that a transport needs, undone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What stands for a coding where no field names one: these very strings, not others that read the
 * same. Texts travel with CR LF, and most systems keep them with LF. */
extern const char WIRE_CONTENT_LINE_FEEDS[];

/** Likewise: the line end that some programs add to what they send. */
extern const char WIRE_CONTENT_WITHOUT_END[];

/**
 * WireContentLines:
 * @held: the last bytes, which may turn out to be a line end
 * @n_held: of them
 *
 * Zeroed is the beginning.
 */
typedef struct
{
  guint8 held[2];
  guint8 n_held;
} WireContentLines;

gsize wire_content_lines_undo (
    WireContentLines *lines, gboolean last_only, const guint8 *bytes, gsize length, guint8 *out);

G_END_DECLS
