/* wire-search-view-tell.c: how many hits there are, and what was not searched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-search-view-private.h"

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/* All are listed. */
static char *
tell_all (WireSearchState state, guint64 total)
{
  g_autofree char *figure = wire_figure_count (total);
  gulong n = (gulong) total;

  switch (state)
    {
    case WIRE_SEARCH_RUNNING:
      return g_strdup_printf (ngettext ("Searching: %s hit so far", "Searching: %s hits so far", n),
                              figure);
    case WIRE_SEARCH_PAUSED:
      return g_strdup_printf (ngettext ("Paused: %s hit so far", "Paused: %s hits so far", n),
                              figure);
    case WIRE_SEARCH_STOPPED:
      return g_strdup_printf (ngettext ("Stopped early: %s hit", "Stopped early: %s hits", n),
                              figure);
    default:
      return g_strdup_printf (ngettext ("%s hit", "%s hits", n), figure);
    }
}

/* More were found than are listed: thousands. */
static char *
tell_first (WireSearchState state, guint64 total, guint listed)
{
  g_autofree char *all = wire_figure_count (total);
  g_autofree char *first = wire_figure_count (listed);

  switch (state)
    {
    case WIRE_SEARCH_RUNNING:
      return g_strdup_printf (_ ("Searching: %s hits so far, of which the first %s are listed"),
                              all, first);
    case WIRE_SEARCH_PAUSED:
      return g_strdup_printf (_ ("Paused: %s hits so far, of which the first %s are listed"), all,
                              first);
    case WIRE_SEARCH_STOPPED:
      return g_strdup_printf (_ ("Stopped early: %s hits, of which the first %s are listed"), all,
                              first);
    default:
      return g_strdup_printf (_ ("%s hits, of which the first %s are listed"), all, first);
    }
}

/** Says how many hits there are, where something was searched. */
void
wire_search_view_tell_count (WireSearchView *self, WireSearchState state)
{
  WireFoundList *found = self->listing.found;
  guint64 total = found ? wire_found_list_get_total (found) : 0;
  g_autofree char *text = !found ? g_strdup ("")
                          : total > WIRE_FOUND_MAX
                              ? tell_first (state, total, wire_found_list_get_length (found))
                              : tell_all (state, total);

  gtk_label_set_text (self->counted, text);
}

/** Says what of the capture was not searched; that is never left unsaid. @rest: (nullable) */
void
wire_search_view_tell_rest (WireSearchView *self, const WireSearchRest *rest)
{
  g_auto (GStrv) sentences = rest ? wire_search_rest_tell (rest) : g_new0 (char *, 1);
  g_autofree char *text = g_strjoinv (" ", sentences);

  gtk_label_set_text (self->rest, text);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), *text != 0);
}
