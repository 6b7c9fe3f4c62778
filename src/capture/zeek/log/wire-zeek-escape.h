/* wire-zeek-escape.h: any bytes as a value of a log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void wire_zeek_escape_tsv (GString *out, const char *bytes, gsize length, gboolean in_list);
void wire_zeek_escape_json (GString *out, const char *bytes, gsize length);

G_END_DECLS
