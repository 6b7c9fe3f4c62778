/* wire-stack-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-stack-pane.h"

#define ROWS_KEY "wire-stack-pane-rows"

static void
page_cb (GtkStack *stack, GParamSpec *pspec, GtkPaned *paned)
{
  const char *rows = g_object_get_data (G_OBJECT (stack), ROWS_KEY);

  (void) pspec;
  gtk_widget_set_visible (gtk_paned_get_end_child (paned),
                          g_strcmp0 (gtk_stack_get_visible_child_name (stack), rows) == 0);
}

/**
 * wire_stack_pane_follow:
 * @paned: its end has the details of what is selected in its start
 * @stack: in the start of @paned
 * @rows: the page of @stack that has rows; a literal
 *
 * From now on there are details only while @stack shows @rows: what says why there are no rows
 * needs the room. Main thread only.
 */
void
wire_stack_pane_follow (GtkPaned *paned, GtkStack *stack, const char *rows)
{
  g_return_if_fail (GTK_IS_PANED (paned));
  g_return_if_fail (GTK_IS_STACK (stack));

  g_object_set_data (G_OBJECT (stack), ROWS_KEY, (gpointer) rows);
  g_signal_connect_object (stack, "notify::visible-child-name", G_CALLBACK (page_cb), paned, 0);
  page_cb (stack, NULL, paned);
}
