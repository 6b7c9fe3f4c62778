/* wire-addresses-view.h: what names resolve to on this machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_ADDRESSES_VIEW (wire_addresses_view_get_type ())
/** WireAddressesView: what localhost, this machine's name and its interfaces resolve to */
G_DECLARE_FINAL_TYPE (WireAddressesView, wire_addresses_view, WIRE, ADDRESSES_VIEW, AdwBin)

G_END_DECLS
