/* wire-transfer-chips.h: buttons for how transfers came
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/downloads/wire-download-order.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_TRANSFER_CHIPS (wire_transfer_chips_get_type ())
/** WireTransferChips: buttons for how transfers came */
G_DECLARE_FINAL_TYPE (WireTransferChips, wire_transfer_chips, WIRE, TRANSFER_CHIPS, GtkWidget)

void wire_transfer_chips_show (WireTransferChips *chips, const WireDownloadWays *ways);
void wire_transfer_chips_reset (WireTransferChips *chips, gboolean form_data);

guint wire_transfer_chips_get_direction (WireTransferChips *chips);
const char *wire_transfer_chips_get_protocol (WireTransferChips *chips);
gboolean wire_transfer_chips_get_form_data (WireTransferChips *chips);

G_END_DECLS
