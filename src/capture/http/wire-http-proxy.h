/* wire-http-proxy.h: the header that load balancers put before a connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize wire_http_measure_proxy_header (const guint8 *bytes, gsize length);
gsize wire_http_proxy_want (const guint8 *bytes, gsize length);

G_END_DECLS
