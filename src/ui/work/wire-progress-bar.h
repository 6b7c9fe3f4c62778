/* wire-progress-bar.h: progress bars of work whose length nobody knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_progress_bar_pulse (GtkProgressBar *bar);
guint wire_progress_bar_keep_pulsing (GtkProgressBar *bar);

G_END_DECLS
