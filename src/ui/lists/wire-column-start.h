/* wire-column-start.h: tables that begin where a line begins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_column_start_attach (GtkColumnView *view);

G_END_DECLS
