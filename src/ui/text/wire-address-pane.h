/* wire-address-pane.h: bytes as a network address
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/text/wire-text-source.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_ADDRESS_PANE (wire_address_pane_get_type ())
/** WireAddressPane: bytes as a network address */
G_DECLARE_FINAL_TYPE (WireAddressPane, wire_address_pane, WIRE, ADDRESS_PANE, AdwBin)

void wire_address_pane_set_source (WireAddressPane *pane, WireTextSource *source);

G_END_DECLS
