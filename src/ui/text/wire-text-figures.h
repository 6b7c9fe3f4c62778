/* wire-text-figures.h: how many characters and bytes a text has, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-text.h"

G_BEGIN_DECLS

char *wire_text_figures_describe (const WireText *text, const char *codec);

G_END_DECLS
