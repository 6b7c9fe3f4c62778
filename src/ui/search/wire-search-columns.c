/* wire-search-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-search-columns.h"

#include "ui/lists/wire-row-factory.h"
#include "ui/search/wire-found-words.h"
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
packet_text (WireRow *row, gpointer data)
{
  const WireFound *found = get (row, data);

  return found && found->hit.packet != G_MAXUINT32
             ? wire_figure_count ((guint64) found->hit.packet + 1)
             : NULL;
}

static char *
place_text (WireRow *row, gpointer data)
{
  const WireSearchListing *listing = data;
  const WireFound *found = get (row, listing);

  return found && listing->capture
             ? wire_found_describe_place (found, listing->capture, listing->objects)
             : NULL;
}

static char *
offset_text (WireRow *row, gpointer data)
{
  const WireFound *found = get (row, data);

  return found ? wire_figure_count (found->hit.offset) : NULL;
}

static char *
form_text (WireRow *row, gpointer data)
{
  const WireFound *found = get (row, data);

  return found ? g_strdup (wire_needle_form_to_text (found->hit.form)) : NULL;
}

/* The context */

static void
set_up_context (GtkListItem *item, gpointer data)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  (void) data;
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 24);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), 24);
  gtk_widget_add_css_class (cell, "monospace");
  wire_label_write_evidence (cell);
  wire_column_mark_cell (cell, item);
  gtk_list_item_set_child (item, cell);
}

static void
show_context (GtkListItem *item, gpointer data)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  const WireFound *found = get (gtk_list_item_get_item (item), data);
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

static GtkColumnViewColumn *
context_column_new (WireSearchListing *listing)
{
  /* Heading of a column: the bytes that were found, with what is around them */
  GtkColumnViewColumn *column = gtk_column_view_column_new (
      _ ("Found"), wire_row_factory_new (set_up_context, show_context, listing, NULL));

  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, TRUE);
  return column;
}

/**
 * wire_search_columns_add:
 * @view: an empty view
 * @listing: has to live as long
 */
void
wire_search_columns_add (GtkColumnView *view, WireSearchListing *listing)
{
  g_autoptr (GtkColumnViewColumn) context = context_column_new (listing);
  const struct
  {
    const char *title;
    int width;
    WireColumnFlags flags;
    WireColumnText text;
    WireSearchSort key;
  } columns[] = {
    { _ ("Packet"), 7, WIRE_COLUMN_NUMBER, packet_text, WIRE_SEARCH_SORT_PACKET },
    { _ ("Where"), 20, WIRE_COLUMN_MIDDLE | WIRE_COLUMN_EXPAND, place_text,
      WIRE_SEARCH_SORT_PLACE },
    { _ ("Offset"), 8, WIRE_COLUMN_NUMBER, offset_text, WIRE_SEARCH_SORT_OFFSET },
    /* Heading of a column: the encoding in which something was found, such as base64 */
    { _ ("Written In"), 9, WIRE_COLUMN_PLAIN, form_text, WIRE_SEARCH_SORT_FORM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = wire_column_new (
          columns[i].title, columns[i].width, columns[i].flags, columns[i].text, listing);

      wire_column_set_sort_id (column, columns[i].key);
      gtk_column_view_append_column (view, column);
    }
  gtk_column_view_insert_column (view, 1, context);
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
