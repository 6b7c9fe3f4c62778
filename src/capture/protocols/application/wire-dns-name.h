/* wire-dns-name.h: compressed domain names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

gboolean wire_dns_name_read (WireCursor *message, GString *out);

G_END_DECLS
