/* wire-guess.h: which codec bytes may be text in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** As many bytes of a file as are worth looking at. */
#define WIRE_GUESS_BYTES (1024 * 1024)

/** Characters of each reading that are kept to be shown. */
#define WIRE_GUESS_CHARACTERS 200

/**
 * WireGuess:
 * @codec: (owned): its name
 * @confidence: in per cent; 100 only for what the bytes themselves say
 * @reason: (owned): a sentence, translated
 * @mark: bytes of byte-order mark
 * @text: (owned): how the bytes begin, read so
 */
typedef struct
{
  char *codec;
  guint confidence;
  char *reason;
  guint mark;
  char *text;
} WireGuess;

/** Frees @guess and what it owns. */
void wire_guess_free (WireGuess *guess);

GPtrArray *wire_guess_codecs (const guint8 *bytes, gsize length, gboolean whole);

G_END_DECLS
