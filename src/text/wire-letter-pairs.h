/* wire-letter-pairs.h: how often letters follow each other, by language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Costs are in eighths of a bit: -log2 of a frequency. */
#define WIRE_BIT 8

/** WireLanguage: what was learned of one language. Never freed. */
typedef struct _WireLanguage WireLanguage;

const WireLanguage *wire_language_find (const char *code);
const char *wire_language_get_code (const WireLanguage *language);
gboolean wire_language_has_ideographs (const WireLanguage *language);
guint wire_language_get_letter (const WireLanguage *language, gunichar c);
guint wire_language_get_pair_cost (const WireLanguage *language, guint before, guint letter);
guint wire_language_get_ideograph_cost (const WireLanguage *language, gunichar c);

G_END_DECLS
