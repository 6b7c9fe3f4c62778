/* wire-text-pane.h: what the panes of the Text page are laid out in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkBox *wire_text_pane_set_up (AdwBin *pane);
void wire_text_pane_clear (GtkBox *box);
GtkWidget *wire_text_pane_add (GtkBox *box, const char *text, const char *css_class);

G_END_DECLS
