/* wire-mojibake.h: text that was written in one codec and read in another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Rounds of wrong reading that are undone. A third has not been met. */
#define WIRE_MOJIBAKE_ROUNDS 2

/**
 * WireMojibakeStep:
 * @written: the codec the text was written in
 * @read: the codec it was read in
 * @bytes: (owned): what stood in between
 * @text: (owned): the text before
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
} WireMojibakeStep;

/**
 * WireMojibakeChain:
 * @steps: (owned): the last wrong reading first, as they are undone
 * @n_steps: 1 or 2
 * @cost: what is still implausible in the text they lead to
 */
typedef struct
{
  WireMojibakeStep steps[WIRE_MOJIBAKE_ROUNDS];
  guint n_steps;
  guint cost;
  guint commonness;
  guint order;
} WireMojibakeChain;

void wire_mojibake_chain_free (WireMojibakeChain *chain);
const char *wire_mojibake_chain_get_text (const WireMojibakeChain *chain);
GPtrArray *wire_mojibake_find (const char *text);

G_END_DECLS
