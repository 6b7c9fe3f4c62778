/* wire-guess-declared.h: the codec that a text says it is in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *wire_guess_find_declared (const guint8 *bytes, gsize length);

G_END_DECLS
