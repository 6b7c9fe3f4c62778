/* wire-text-study.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-text-study.h"

#include "wire-guess.h"
#include "wire-mojibake.h"

/* Text is garbled from its beginning on, and every pair of codecs is tried. */
#define GARBLED_MAX 2048

static GPtrArray *
find_chains (const char *text)
{
  const char *end = text;

  while (*end != '\0' && end - text < GARBLED_MAX)
    end = g_utf8_next_char (end);

  g_autofree char *beginning = g_strndup (text, (gsize) (end - text));
  return wire_mojibake_find (beginning);
}

/**
 * wire_text_study_new:
 * @text: valid UTF-8
 * @bytes: the same under some codec
 *
 * Any thread; takes milliseconds for what a person types.
 */
WireTextStudy *
wire_text_study_new (const char *text, GBytes *bytes)
{
  WireTextStudy *study = g_new0 (WireTextStudy, 1);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  study->guesses =
      wire_guess_codecs (data, MIN (length, WIRE_GUESS_BYTES), length <= WIRE_GUESS_BYTES);
  study->chains = find_chains (text);
  wire_digests_of_bytes ((1u << WIRE_N_DIGESTS) - 1, data, length, &study->digests);
  return study;
}

void
wire_text_study_free (WireTextStudy *study)
{
  g_ptr_array_unref (study->guesses);
  g_ptr_array_unref (study->chains);
  g_free (study);
}
