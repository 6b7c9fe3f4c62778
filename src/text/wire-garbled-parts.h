/* wire-garbled-parts.h: parts of a text that are UTF-8, read byte by byte in another codec
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-byte-table.h"

G_BEGIN_DECLS

/**
 * WireGarbledPart:
 * @first: index of its first character in the garbled text
 * @n: how many characters it takes
 * @bytes: what they mean
 * @n_bytes: how many
 * @character: what the bytes mean; U+FFFD where bytes are lost
 * @lost: whether that is so
 * @cut: whether it ends too early
 * @repaired: whether a byte was put back: a blank that was a no-break space, a lost soft hyphen
 * @penalty: points against it, for what had to be assumed
 * @score: points for it, from wire_oddness_of() and wire_rarity_of()
 * @accepted: whether it is taken for garbled
 */
typedef struct
{
  gsize first;
  gsize n;
  guint8 bytes[6];
  guint n_bytes;
  gunichar character;
  gboolean lost;
  gboolean cut;
  gboolean repaired;
  int penalty;
  int score;
  gboolean accepted;
} WireGarbledPart;

/**
 * WireGarbledText:
 * @characters: (owned): the garbled text; a 0 follows the last
 * @bytes: (owned): of each character its byte in the codec, or -1
 * @n: how many
 * @parts: (owned): #WireGarbledPart in order
 * @score: how sure it is that the text was read in this codec; above 0 where anything is accepted
 * @clean: whether every character beyond ASCII is in an accepted part that needed no repair
 */
typedef struct
{
  gunichar *characters;
  gint16 *bytes;
  gsize n;
  GArray *parts;
  int score;
  gboolean clean;
} WireGarbledText;

WireGarbledText *wire_garbled_text_new (const char *text, const WireByteTable *table);

/** Frees @garbled and what it owns. */
void wire_garbled_text_free (WireGarbledText *garbled);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireGarbledText, wire_garbled_text_free)

void wire_garbled_text_find_parts (WireGarbledText *garbled, gboolean again);

G_END_DECLS
