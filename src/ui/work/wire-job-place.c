/* wire-job-place.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/work/wire-job-place.h"

/* Where a job keeps the widget. */
#define PLACE_KEY "wire-place"

static void
place_free (gpointer place)
{
  g_weak_ref_clear (place);
  g_free (place);
}

/**
 * wire_job_set_place:
 * @self: that was just started
 * @widget: where its outcome is seen; may go before @self ends
 *
 * A click on a notification about @self leads to @widget. Without this it leads to the page that
 * was seen when @self was started. Main thread only.
 */
void
wire_job_set_place (WireJob *self, GtkWidget *widget)
{
  GWeakRef *place = g_new0 (GWeakRef, 1);

  g_return_if_fail (WIRE_IS_JOB (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_weak_ref_init (place, widget);
  g_object_set_data_full (G_OBJECT (self), PLACE_KEY, place, place_free);
}

/** Returns: (transfer full) (nullable): that widget, or %NULL where there is none or it has gone.
 * Main thread only. */
GtkWidget *
wire_job_get_place (WireJob *self)
{
  GWeakRef *place = g_object_get_data (G_OBJECT (self), PLACE_KEY);

  return place ? g_weak_ref_get (place) : NULL;
}
