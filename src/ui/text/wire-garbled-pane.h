/* wire-garbled-pane.h: which wrong readings explain a garbled text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/text/wire-text-source.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_GARBLED_PANE (wire_garbled_pane_get_type ())
/** WireGarbledPane: which wrong readings explain a garbled text */
G_DECLARE_FINAL_TYPE (WireGarbledPane, wire_garbled_pane, WIRE, GARBLED_PANE, AdwBin)

void wire_garbled_pane_set_source (WireGarbledPane *pane, WireTextSource *source);

G_END_DECLS
