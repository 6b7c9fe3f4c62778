/* wire-bench-filters.c: how long filters take on a capture that is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wire-bench-filters CAPTURE FILTER…
 *
 * Prints a line for each filter, in the language of fields: the packets that pass, and the least
 * seconds of three times.
 */

#include "capture/view/wire-filter-language.h"
#include "capture/view/wire-view.h"

#include <stdio.h>

static gboolean
measure (WireCapture *capture, const char *text, GError **error)
{
  g_autoptr (WireFilter) none = wire_filter_new ();
  g_autoptr (WireFilter) filter = wire_filter_with_text (none, text, WIRE_FILTER_FIELDS);
  gint64 best = G_MAXINT64;
  guint32 n = 0;

  for (guint i = 0; i < 3; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (WireView) view =
          wire_view_new_parts (capture, filter, WIRE_VIEW_FLOWS, NULL, error);

      if (!view)
        return FALSE;
      n = wire_view_get_n_packets (view);
      best = MIN (best, g_get_monotonic_time () - start);
    }
  printf ("%u %.3f\n", n, (double) best / G_USEC_PER_SEC);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GFile) file = argc > 2 ? g_file_new_for_path (argv[1]) : NULL;
  g_autoptr (WireCapture) capture = file ? wire_capture_new (file) : NULL;
  g_autoptr (GError) error = NULL;

  if (!capture)
    return 2;
  if (wire_capture_load (capture, NULL, &error))
    for (int i = 2; i < argc && measure (capture, argv[i], &error); i++)
      ;
  if (error)
    fprintf (stderr, "%s\n", error->message);
  return error != NULL;
}
