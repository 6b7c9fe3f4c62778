/* wire-column-start.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-column-start.h"

/* Of a table: its user has scrolled away from the first column, and it is about to go there. */
#define AWAY_KEY "wire-column-start-away"
#define GOING_KEY "wire-column-start-going"

static gboolean
is_right_to_left (GtkColumnView *view)
{
  return gtk_widget_get_direction (GTK_WIDGET (view)) == GTK_TEXT_DIR_RTL;
}

static double
get_last (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

static gboolean
go_cb (gpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (data));

  g_object_set_data (data, GOING_KEY, NULL);
  if (adjustment && !g_object_get_data (data, AWAY_KEY))
    {
      gtk_adjustment_set_value (adjustment, get_last (adjustment));
      gtk_widget_queue_allocate (data); /* it may have been cut to that, unnoticed */
    }
  return G_SOURCE_REMOVE;
}

/* The columns, or the window, have another width. A table that is just being given its place would
 * not notice that it is to scroll. */
static void
width_cb (GtkAdjustment *adjustment, GtkColumnView *view)
{
  (void) adjustment;
  if (!is_right_to_left (view) || g_object_get_data (G_OBJECT (view), GOING_KEY))
    return;
  g_object_set_data (G_OBJECT (view), GOING_KEY, view);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, go_cb, g_object_ref (view), g_object_unref);
}

static void
moved_cb (GtkAdjustment *adjustment, GtkColumnView *view)
{
  gboolean away = gtk_adjustment_get_value (adjustment) < get_last (adjustment) - 1;

  g_object_set_data (G_OBJECT (view), AWAY_KEY, GINT_TO_POINTER (away));
}

static void
adjustment_cb (GtkColumnView *view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));

  if (!adjustment)
    return;
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (width_cb), view, 0);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (moved_cb), view, 0);
  width_cb (adjustment, view);
}

/**
 * wire_column_start_attach:
 * @view: a table
 *
 * Where lines run from right to left the first column is on the right, but GTK shows the left end
 * of what does not fit. From now on @view shows its first column, until its user scrolls. Main
 * thread only.
 */
void
wire_column_start_attach (GtkColumnView *view)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  g_signal_connect (view, "notify::hadjustment", G_CALLBACK (adjustment_cb), NULL);
  adjustment_cb (view);
}
