/* wire-source-popover.h: the sources of a capture to choose one from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "capture/view/wire-view.h"

G_BEGIN_DECLS

#define WIRE_TYPE_SOURCE_POPOVER (wire_source_popover_get_type ())
/** WireSourcePopover: the sources of a capture to choose one from */
G_DECLARE_FINAL_TYPE (WireSourcePopover, wire_source_popover, WIRE, SOURCE_POPOVER, GtkPopover)

void wire_source_popover_set_view (WireSourcePopover *popover, WireView *view);

G_END_DECLS
