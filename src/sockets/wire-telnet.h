/* wire-telnet.h: what telnet's programs say to each other between the letters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *wire_telnet_describe (const guint8 *bytes, gsize length);

G_END_DECLS
