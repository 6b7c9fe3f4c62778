/* wire-column-fit.h: columns that are as wide as what is in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_column_fit_attach (GtkColumnView *view);
void wire_column_fit_column (GtkColumnView *view, GtkColumnViewColumn *column);

G_END_DECLS
