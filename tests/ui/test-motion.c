/* test-motion.c: whether what would move stands still where the desktop asks for that
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-progress.h"

#define FRAMES 20

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
  wire_progress_pulse (GTK_PROGRESS_BAR (bar));
  g_assert_true (is_pulsing (bar));
  set_motion (FALSE);
  wire_progress_pulse (GTK_PROGRESS_BAR (bar));
  g_assert_false (is_pulsing (bar));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
count_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  (void) widget;
  (void) clock;
  return --*(guint *) data > 0;
}

static void
wait_for_frames (GtkWidget *window, guint frames)
{
  gtk_widget_add_tick_callback (window, count_frame_cb, &frames, NULL);
  while (frames > 0)
    g_main_context_iteration (NULL, TRUE);
}

static GBytes *
photograph (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  return gsk_render_node_serialize (node);
}

/* Returns: whether a spinner looks otherwise some frames later */
static gboolean
does_spin (void)
{
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *window = present (spinner);
  gboolean moved = FALSE;

  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_spinner_start (GTK_SPINNER (spinner));
  wait_for_frames (window, 3);
  g_autoptr (GBytes) before = photograph (spinner);
  for (guint i = 0; i < FRAMES && !moved; i++)
    {
      g_autoptr (GBytes) after = NULL;

      wait_for_frames (window, 1);
      after = photograph (spinner);
      moved = !g_bytes_equal (before, after);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  return moved;
}

static void
test_spinner (void)
{
  set_motion (TRUE);
  g_assert_true (does_spin ());
  set_motion (FALSE);
  g_assert_false (does_spin ());
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motion/progress", test_progress);
  g_test_add_func ("/motion/spinner", test_spinner);
  return g_test_run ();
}
