/* wire-finding-row.h: one finding, and the way to what it is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "capture/attention/wire-capture-finding.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FINDING_ROW (wire_finding_row_get_type ())
/** WireFindingRow: one finding, and the way to what it is about */
G_DECLARE_FINAL_TYPE (WireFindingRow, wire_finding_row, WIRE, FINDING_ROW, GtkListBoxRow)

GtkWidget *wire_finding_row_new (const WireCaptureFinding *finding);
GtkWidget *wire_finding_row_new_remark (const char *sentence);
void wire_finding_row_go (WireFindingRow *row);

G_END_DECLS
