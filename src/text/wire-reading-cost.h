/* wire-reading-cost.h: how unlikely a text is in a language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-letter-pairs.h"

G_BEGIN_DECLS

guint wire_reading_get_cost (const gunichar *characters, gsize n, const WireLanguage *language);

G_END_DECLS
