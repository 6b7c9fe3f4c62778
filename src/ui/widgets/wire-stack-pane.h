/* wire-stack-pane.h: details that go where there are no rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_stack_pane_follow (GtkPaned *paned, GtkStack *stack, const char *rows);

G_END_DECLS
