/* wire-http-parameter.h: parameters of field values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *wire_http_find_parameter (const char *value, const char *name);
char *wire_http_find_file_name (const char *disposition);

G_END_DECLS
