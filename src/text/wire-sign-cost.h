/* wire-sign-cost.h: how unlikely punctuation and other signs are where they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint wire_sign_get_cost (gunichar before, gunichar c, gunichar after);

G_END_DECLS
