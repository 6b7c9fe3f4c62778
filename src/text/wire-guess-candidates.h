/* wire-guess-candidates.h: what bytes beyond ASCII are most likely to be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireCandidate:
 * @codec: its name
 * @language: the language it reads best in
 * @cost: of the reading, in eighths of a bit
 * @n_problems: places that cannot be read
 * @text: (owned): how the bytes begin
 * @statistics: whether uchardet says the same
 */
typedef struct
{
  const char *codec;
  const char *language;
  guint cost;
  gsize n_problems;
  char *text;
  gboolean statistics;
} WireCandidate;

char *wire_guess_ask_uchardet (const guint8 *bytes, gsize length);
GArray *wire_guess_candidates (const guint8 *bytes, gsize length, gboolean cut);

G_END_DECLS
