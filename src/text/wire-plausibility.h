/* wire-plausibility.h: does text look like something a person wrote?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WirePlausibility:
 * @cost: of everything that people do not write: 0 for clean text
 * @n_foreign: characters beyond ASCII
 * @n_ascii_letters: letters of ASCII
 * @n_letters: letters beyond it
 * @n_accented: how many of those are Latin
 * @n_ideographs: how many are Han, kana or Hangul
 * @n_common: how many are among their script's most frequent, as every ideograph is said to be
 */
typedef struct
{
  guint cost;
  guint n_foreign;
  guint n_ascii_letters;
  guint n_letters;
  guint n_accented;
  guint n_ideographs;
  guint n_common;
} WirePlausibility;

WirePlausibility wire_plausibility_measure (const char *text, gsize length);

G_END_DECLS
