/* wire-focus.h: the focus, before what has it goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_focus_leave (GtkWidget *within);

G_END_DECLS
