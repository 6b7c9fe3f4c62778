/* wire-overview-facts.h: the figures of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "capture/view/wire-view.h"

G_BEGIN_DECLS

void wire_overview_facts_fill (GtkBox *box, WireView *view);

G_END_DECLS
