/* wire-csv.h: rows of a table for spreadsheets and databases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void wire_csv_append_header (GString *out, const char *const *columns);
void wire_csv_append_row (GString *out, const char *const *columns, JsonObject *row);

G_END_DECLS
