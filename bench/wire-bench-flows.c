/* wire-bench-flows.c: the flows of a capture, straight from the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wire-bench-flows FILE: reads a capture, sorts its flows by packets as the command line does, and
 * prints the figures that wire-bench-generate prints. Set WIRE_BENCH_SORTS to have it time the
 * other columns too, on standard error.
 */

#include "capture/view/wire-view.h"

#include <stdio.h>

static void
time_sorts (WireView *view)
{
  for (guint key = WIRE_FLOW_SORT_SOURCE; key <= WIRE_FLOW_SORT_FLAGS; key++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GBytes) rows = wire_view_sort_flows (view, FALSE, key, TRUE, NULL, NULL);

      fprintf (stderr, "column %2u sorted in %.3f s\n", key,
               (double) (g_get_monotonic_time () - start) / 1e6);
    }
}

static void
print_figures (WireView *view)
{
  g_autoptr (GBytes) order =
      wire_view_sort_flows (view, FALSE, WIRE_FLOW_SORT_PACKETS, TRUE, NULL, NULL);
  const guint32 *rows = g_bytes_get_data (order, NULL);
  WireCaptureSummary summary;
  WireViewFlow largest = { 0 };

  wire_view_get_summary (view, &summary);
  if (summary.flows > 0)
    wire_view_get_flow (view, FALSE, rows[0], &largest);
  printf ("%u %u %" G_GUINT64_FORMAT " %u\n", summary.packets, summary.flows, summary.bytes,
          largest.packets);
}

int
main (int argc, char **argv)
{
  g_autoptr (GFile) file = g_file_new_for_path (argc == 2 ? argv[1] : "");
  g_autoptr (WireCapture) capture = wire_capture_new (file);
  g_autoptr (WireView) view = NULL;
  g_autoptr (GError) error = NULL;

  if (wire_capture_load (capture, NULL, &error))
    view = wire_view_new_parts (capture, NULL, WIRE_VIEW_FLOWS, NULL, &error);
  if (!view)
    {
      fprintf (stderr, "wire-bench-flows: %s\n", error->message);
      return 1;
    }
  print_figures (view);
  if (g_getenv ("WIRE_BENCH_SORTS"))
    time_sorts (view);
  return 0;
}
