/* wire-http-odd-line.h: start lines that are not as they should be, but are understood
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What attackers send to servers, and what odd servers send to browsers that read it all the same.
 */

#pragma once

#include "capture/http/wire-http-head.h"

G_BEGIN_DECLS

gboolean wire_http_method_is_known (WireSpan method);
gboolean wire_http_may_be_cut_line (const char *line, gsize length);
gboolean wire_http_may_start_oddly (const void *bytes, gsize length);
gboolean wire_http_read_odd_request_line (const char *line, gsize length, WireHttpStart *start);
gboolean wire_http_read_bare_request_line (const char *line, gsize length, WireHttpStart *start);
gboolean wire_http_read_odd_status_line (const char *line, gsize length, WireHttpStart *start);

G_END_DECLS
