/* wire-garbled-score.h: whether parts of a text are garbled, or only look so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-garbled-parts.h"

G_BEGIN_DECLS

void wire_garbled_text_judge (WireGarbledText *garbled, gboolean again);

G_END_DECLS
