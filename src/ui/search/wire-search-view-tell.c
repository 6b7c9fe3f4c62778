/* wire-search-view-tell.c: how many hits there are, and what was not searched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-search-view-private.h"

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

static char *
count_hits (guint64 n)
{
  g_autofree char *figure = wire_figure_count (n);

  return g_strdup_printf (ngettext ("%s hit", "%s hits", (gulong) n), figure);
}

/* Returns: (transfer full): how many there are, and how many of them are listed */
static char *
describe_count (WireSearchView *self, const char *state)
{
  guint64 total = wire_found_list_get_total (self->listing.found);
  guint listed = wire_found_list_get_length (self->listing.found);
  g_autofree char *hits = count_hits (total);
  g_autofree char *figure = wire_figure_count (listed);
  g_autofree char *bound =
      total > WIRE_FOUND_MAX
          /* Translators: after a number of hits: how many of them the table has */
          ? g_strdup_printf (_ (", the first %s of them listed"), figure)
          : g_strdup ("");

  return g_strconcat (state, hits, bound, NULL);
}

/** Says how many hits there are. @state: what goes before, translated */
void
wire_search_view_tell_count (WireSearchView *self, const char *state)
{
  g_autofree char *text = self->listing.found ? describe_count (self, state) : g_strdup ("");

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
