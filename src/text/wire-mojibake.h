/* wire-mojibake.h: text that was written in one codec and read in another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Rounds of wrong reading that are undone, and one step more for what they leave: controls that
 * are characters of Windows-1252. */
#define WIRE_MOJIBAKE_ROUNDS 3
#define WIRE_MOJIBAKE_STEPS (WIRE_MOJIBAKE_ROUNDS + 1)

/**
 * WireMojibakePart:
 * @offset: in the garbled text, in bytes of UTF-8
 * @length: likewise
 * @text_offset: in the mended text
 * @text_length: likewise
 * @lost: whether bytes are missing, so that it is U+FFFD in the mended text
 *
 * A part of a text that was read wrongly.
 */
typedef struct
{
  gsize offset;
  gsize length;
  gsize text_offset;
  gsize text_length;
  gboolean lost;
} WireMojibakePart;

/**
 * WireMojibakeStep:
 * @written: the codec the text was written in
 * @read: the codec it was read in
 * @bytes: (owned): what was in between; only those of @parts where there are any
 * @text: (owned): the text before
 * @parts: (owned) (nullable): #WireMojibakePart in order, where the rest of the text was read well;
 *   %NULL where all of it was read in @read
 * @n_lost: how many of the parts could not be mended, because bytes are missing
 *
 * One wrong reading, undone: the garbled text has @bytes under @read, and @text is what they are
 * under @written.
 */
typedef struct
{
  const char *written;
  const char *read;
  GBytes *bytes;
  char *text;
  GArray *parts;
  guint n_lost;
} WireMojibakeStep;

/**
 * WireMojibakeChain:
 * @steps: (owned): the last wrong reading first, as they are undone
 * @n_steps: at least 1
 * @score: how sure it is, for UTF-8 that was read byte by byte; 0 or less for anything else
 * @cost: what is still implausible in the text they lead to
 * @commonness: how many of its letters are common ones, in per cent
 * @order: in which it was found
 */
typedef struct
{
  WireMojibakeStep steps[WIRE_MOJIBAKE_STEPS];
  guint n_steps;
  int score;
  guint cost;
  guint commonness;
  guint order;
} WireMojibakeChain;

/** Frees @chain and what it owns. */
void wire_mojibake_chain_free (WireMojibakeChain *chain);

const char *wire_mojibake_chain_get_text (const WireMojibakeChain *chain);
guint wire_mojibake_chain_get_lost (const WireMojibakeChain *chain);
GPtrArray *wire_mojibake_find (const char *text);

G_END_DECLS
