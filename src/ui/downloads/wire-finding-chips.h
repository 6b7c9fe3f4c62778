/* wire-finding-chips.h: buttons for verdicts on transfers, and for their kinds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/downloads/wire-download-order.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_FINDING_CHIPS (wire_finding_chips_get_type ())
/** WireFindingChips: buttons for verdicts on transfers, and for their kinds */
G_DECLARE_FINAL_TYPE (WireFindingChips, wire_finding_chips, WIRE, FINDING_CHIPS, GtkWidget)

void wire_finding_chips_show (WireFindingChips *chips, const WireDownloadFound *found);
void wire_finding_chips_reset (WireFindingChips *chips);

guint wire_finding_chips_get_verdict (WireFindingChips *chips);
guint wire_finding_chips_get_kind (WireFindingChips *chips);

G_END_DECLS
