/* wire-oddness.h: how unlikely it is that a person wrote some characters side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What nobody writes: controls, private use, unassigned code points. */
#define WIRE_RARITY_NEVER 20

guint wire_oddness_of (gunichar before, const gunichar *characters, gsize n, gunichar after);
guint wire_rarity_of (gunichar c, gunichar before, gunichar after);

G_END_DECLS
