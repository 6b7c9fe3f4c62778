/* wire-text-study.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-text-study.h"

#include "text/wire-guess.h"
#include "text/wire-mojibake.h"

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
  study->chains = wire_mojibake_find (text);
  wire_digests_of_bytes ((1u << WIRE_N_DIGESTS) - 1, data, length, &study->digests);
  return study;
}

void
wire_text_study_free (WireTextStudy *self)
{
  g_ptr_array_unref (self->guesses);
  g_ptr_array_unref (self->chains);
  g_free (self);
}
