/* wire-label-wrap.h: labels of several lines that say nothing of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_label_wrap (GtkLabel *label, PangoWrapMode mode);

G_END_DECLS
