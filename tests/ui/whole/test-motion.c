/* test-motion.c: whether what would move stands still where the desktop asks for that
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/work/wire-progress-bar.h"

static void
set_motion (gboolean moves)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", moves, NULL);
}

static GtkWidget *
present (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static gboolean
is_pulsing (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "pulse"))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (is_pulsing (child))
      return TRUE;
  return FALSE;
}

static void
test_progress (void)
{
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *window = present (bar);

  set_motion (TRUE);
  wire_progress_bar_pulse (GTK_PROGRESS_BAR (bar));
  g_assert_true (is_pulsing (bar));
  set_motion (FALSE);
  wire_progress_bar_pulse (GTK_PROGRESS_BAR (bar));
  g_assert_false (is_pulsing (bar));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motion/progress", test_progress);
  return g_test_run ();
}
