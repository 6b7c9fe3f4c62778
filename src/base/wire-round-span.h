/* wire-round-span.h: spans of time that people count in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 wire_round_span (gint64 least);

G_END_DECLS
