/* wire-zeek-ports.h: what ports say of who answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean wire_zeek_port_is_server (guint8 protocol, guint16 port);
gboolean wire_zeek_icmp_get_counterpart (gboolean version_6,
                                         guint8 type,
                                         guint8 code,
                                         guint16 *counterpart);
gboolean wire_zeek_address_is_local (guint8 family, const guint8 *address);

G_END_DECLS
