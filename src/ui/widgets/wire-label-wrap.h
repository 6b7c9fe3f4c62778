/* wire-label-wrap.h: labels that add nothing of their own to what they show
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_label_wrap (GtkLabel *label, PangoWrapMode mode);
void wire_label_write_evidence (GtkWidget *label);

G_END_DECLS
