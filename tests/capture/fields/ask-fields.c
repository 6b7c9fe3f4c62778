/* ask-fields CAPTURE [KEYS…]: reads filters from standard input, one a line, and prints the numbers
 * of the packets that each lets through. For tests that ask many of one capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/view/wire-filter-language.h"
#include "capture/view/wire-view.h"
#include "capture/wire-capture-streams.h"

#include <stdio.h>
#include <string.h>

static void
answer (WireCapture *capture, const char *text)
{
  g_autoptr (WireFilter) none = wire_filter_new ();
  g_autoptr (WireFilter) filter = wire_filter_with_text (none, text, WIRE_FILTER_FIELDS);
  g_autoptr (GError) error = NULL;
  g_autoptr (WireView) view = wire_view_new_parts (capture, filter, WIRE_VIEW_FLOWS, NULL, &error);

  if (!view)
    {
      g_strdelimit (error->message, "\n", ' ');
      printf ("! %s", error->message);
    }
  for (guint32 i = 0; view && i < wire_view_get_n_packets (view); i++)
    printf ("%u ", wire_view_get_packet (view, i) + 1);
  putchar ('\n');
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  g_autoptr (GFile) file = argc >= 2 ? g_file_new_for_path (argv[1]) : NULL;
  g_autoptr (WireCapture) capture = file ? wire_capture_new (file) : NULL;
  g_autoptr (GError) error = NULL;
  char line[4096];

  if (!capture)
    return 2;
  wire_capture_set_key_files (capture, (const char *const *) argv + 2);
  wire_capture_want_streams (capture);
  if (!wire_capture_load (capture, NULL, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  while (fgets (line, sizeof line, stdin))
    {
      line[strcspn (line, "\n")] = '\0';
      answer (capture, line);
    }
  return 0;
}
