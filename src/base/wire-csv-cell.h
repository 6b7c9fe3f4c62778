/* wire-csv-cell.h: foreign text as a cell of a table for spreadsheets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void wire_csv_append_cell (GString *out, const char *text);
void wire_csv_append_quoted_cell (GString *out, const char *text);

G_END_DECLS
