/* wire-capture-facts.h: the figures of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "capture/wire-capture.h"

G_BEGIN_DECLS

void wire_capture_facts_fill (GtkBox *box, WireCapture *capture, const WireCaptureSummary *passing);

G_END_DECLS
