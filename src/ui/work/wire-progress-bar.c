/* wire-progress-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/work/wire-progress-bar.h"

/**
 * wire_progress_bar_pulse:
 * @bar: with words on it or next to it that say what is done and how far it is
 *
 * Shows that something is done, though not how far it is: by a block that wanders, or by an empty
 * bar where the desktop asks for reduced motion, which gtk_progress_bar_pulse() does not heed.
 */
void
wire_progress_bar_pulse (GtkProgressBar *bar)
{
  gboolean moves;

  g_return_if_fail (GTK_IS_PROGRESS_BAR (bar));

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (bar)), "gtk-enable-animations", &moves, NULL);
  if (moves)
    gtk_progress_bar_pulse (bar);
  else
    gtk_progress_bar_set_fraction (bar, 0);
}

static gboolean
pulse_cb (gpointer data)
{
  wire_progress_bar_pulse (GTK_PROGRESS_BAR (data));
  return G_SOURCE_CONTINUE;
}

/**
 * wire_progress_bar_keep_pulsing:
 * @bar: as of wire_progress_bar_pulse()
 *
 * Returns: the source that does it, until it is removed; it does not hold @bar
 */
guint
wire_progress_bar_keep_pulsing (GtkProgressBar *bar)
{
  return g_timeout_add (150, pulse_cb, bar);
}
