/* wire-search-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-search-columns.h"

#include "ui/lists/wire-column-sorter.h"
#include "ui/search/wire-found-words.h"
#include "ui/search/wire-search-view-private.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-label-wrap.h"

#include <glib/gi18n.h>

/* Characters before a match that a cell shows, so that the match is in sight in a narrow one. */
#define CELL_BEFORE 16u

static const WireFound *
get (WireRow *row, const WireSearchListing *listing)
{
  guint id = wire_row_get_id (row);

  return listing->found && id < wire_found_list_get_length (listing->found)
             ? wire_found_list_get (listing->found, id)
             : NULL;
}

static char *
packet_text (WireRow *row, WireSearchView *view)
{
  const WireFound *found = get (row, &view->listing);

  return found && found->hit.packet != G_MAXUINT32
             ? wire_figure_count ((guint64) found->hit.packet + 1)
             : NULL;
}

static char *
place_text (WireRow *row, WireSearchView *view)
{
  const WireSearchListing *listing = &view->listing;
  const WireFound *found = get (row, listing);

  return found && listing->capture
             ? wire_found_describe_place (found, listing->capture, listing->objects)
             : NULL;
}

static char *
offset_text (WireRow *row, WireSearchView *view)
{
  const WireFound *found = get (row, &view->listing);

  return found ? wire_figure_count (found->hit.offset) : NULL;
}

static char *
form_text (WireRow *row, WireSearchView *view)
{
  const WireFound *found = get (row, &view->listing);

  return found ? g_strdup (wire_needle_form_to_text (found->hit.form)) : NULL;
}

/* The context */

static void
set_up_context (WireSearchView *view, GtkListItem *item)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  (void) view;
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 24);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), 24);
  gtk_widget_add_css_class (cell, "monospace");
  wire_label_write_evidence (cell);
  wire_column_mark_cell (cell, item);
  gtk_list_item_set_child (item, cell);
}

static char *
say_context (WireSearchView *view, WireRow *row)
{
  const WireFound *found = get (row, &view->listing);
  g_auto (WireFoundContext) whole = { 0 };

  if (found)
    wire_found_get_context (found, G_MAXUINT, &whole);
  return g_strdup (whole.text);
}

static void
show_context (WireSearchView *view, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  const WireFound *found = get (gtk_list_item_get_item (item), &view->listing);
  g_auto (WireFoundContext) shown = { 0 };
  g_auto (WireFoundContext) whole = { 0 };
  PangoAttrList *attributes = NULL;

  if (found)
    {
      wire_found_get_context (found, CELL_BEFORE, &shown);
      wire_found_get_context (found, G_MAXUINT, &whole);
      attributes = wire_found_context_mark (&shown);
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), shown.text ? shown.text : "");
  gtk_inscription_set_attributes (GTK_INSCRIPTION (cell), attributes);
  gtk_widget_set_tooltip_text (cell, whole.text);
  g_clear_pointer (&attributes, pango_attr_list_unref);
}

static GType wire_search_sort_get_type (void);

/* What a .ui file calls them. */
G_DEFINE_ENUM_TYPE (WireSearchSort,
                    wire_search_sort,
                    G_DEFINE_ENUM_VALUE (WIRE_SEARCH_SORT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (WIRE_SEARCH_SORT_PACKET, "packet"),
                    G_DEFINE_ENUM_VALUE (WIRE_SEARCH_SORT_PLACE, "place"),
                    G_DEFINE_ENUM_VALUE (WIRE_SEARCH_SORT_OFFSET, "offset"),
                    G_DEFINE_ENUM_VALUE (WIRE_SEARCH_SORT_FORM, "form"))

WIRE_DEFINE_COLUMN_SORTER (WireSearchSorter, wire_search_sorter, wire_search_sort_get_type ())

/** Lets the template of the view use what fills its cells and sorts its columns. */
void
wire_search_columns_bind (GtkWidgetClass *widget_class)
{
  static const WireCellCallback CALLBACKS[] = {
    WIRE_CELL_CALLBACK (packet_text),  WIRE_CELL_CALLBACK (set_up_context),
    WIRE_CELL_CALLBACK (show_context), WIRE_CELL_CALLBACK (say_context),
    WIRE_CELL_CALLBACK (place_text),   WIRE_CELL_CALLBACK (offset_text),
    WIRE_CELL_CALLBACK (form_text),
  };

  g_type_ensure (wire_search_sorter_get_type ());
  wire_cells_bind (widget_class, CALLBACKS, G_N_ELEMENTS (CALLBACKS));
}

/* Order */

typedef struct
{
  const WireFoundList *found;
  WireSearchSort key;
  gboolean descending;
} Sorting;

static int
compare_place (const WireSearchHit *a, const WireSearchHit *b)
{
  int order = g_strcmp0 (a->place, b->place);

  if (order == 0)
    order = (a->number > b->number) - (a->number < b->number);
  return order ? order : (a->offset > b->offset) - (a->offset < b->offset);
}

static int
compare_by (const WireSearchHit *a, const WireSearchHit *b, WireSearchSort key)
{
  switch (key)
    {
    case WIRE_SEARCH_SORT_PACKET:
      return (a->packet > b->packet) - (a->packet < b->packet);
    case WIRE_SEARCH_SORT_PLACE:
      return compare_place (a, b);
    case WIRE_SEARCH_SORT_OFFSET:
      return (a->offset > b->offset) - (a->offset < b->offset);
    case WIRE_SEARCH_SORT_FORM:
      return (a->form > b->form) - (a->form < b->form);
    default:
      return 0;
    }
}

/* Hits that are alike stay in the order in which they were found. */
static int
compare (gconstpointer first, gconstpointer second, gpointer data)
{
  const Sorting *self = data;
  guint a = *(const guint32 *) first, b = *(const guint32 *) second;
  int order = compare_by (&wire_found_list_get (self->found, a)->hit,
                          &wire_found_list_get (self->found, b)->hit, self->key);

  if (order == 0)
    return (a > b) - (a < b);
  return self->descending ? -order : order;
}

/** Returns: (transfer full): the numbers of all hits in the order that @key asks for */
GBytes *
wire_search_columns_order (const WireFoundList *found, WireSearchSort key, gboolean descending)
{
  guint n = wire_found_list_get_length (found);
  guint32 *order = g_new (guint32, MAX (n, 1));
  Sorting sorting = { found, key, descending };

  for (guint32 i = 0; i < n; i++)
    order[i] = i;
  if (key != WIRE_SEARCH_SORT_NONE)
    g_qsort_with_data (order, (int) n, sizeof *order, compare, &sorting);
  return g_bytes_new_take (order, n * sizeof *order);
}
