/* wire-column-fit.c
 *
 * A cell asks for a least and a wanted width. GTK gives every column its least, then shares what
 * room is left so that those that want the least more get all of it first, and the rest goes to
 * columns that expand. So all that is done here is to look at some rows and say what their columns
 * want.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-column-fit.h"

#include "ui/lists/wire-list-rows.h"
#include "ui/lists/wire-text-cells.h"

#include <math.h>

typedef struct
{
  GtkColumnView *view; /* not held: it holds this */
  WireRowList *rows;   /* (nullable) (unowned): only for comparison */
  guint measured;      /* rows that there were then */
  guint idle;
  guint32 pressed;           /* when a head's edge was, in milliseconds */
  GtkColumnViewColumn *edge; /* of which column; only for comparison */
} Fit;

#define FIT_KEY "wire-column-fit"

/* Rows that are looked at: the first ones, and some all over the list. */
#define FIRST 40u
#define SPREAD 40u

/* Characters of a text that are looked at: a peer may send any length, and wider is of no use. */
#define MEASURED 400

/* How near a press has to be to the edge of a head, in pixels: GTK resizes from there. */
#define EDGE 8

static void
fit_free (gpointer data)
{
  Fit *fit = data;

  g_clear_handle_id (&fit->idle, g_source_remove);
  g_free (fit);
}

static Fit *
get_fit (GtkColumnView *view)
{
  return g_object_get_data (G_OBJECT (view), FIT_KEY);
}

/* All cells below @widget get the widths that they have by now. */
static void
apply (GtkWidget *widget)
{
  WireTextCells *cells = wire_text_cells_find (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (cells)
    wire_text_cells_apply (cells, widget);
  for (; child; child = gtk_widget_get_next_sibling (child))
    apply (child);
}

/* Returns: (nullable): some cell of the column, which has its font */
static GtkWidget *
find_cell (GtkWidget *widget, const WireTextCells *cells)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkWidget *found = NULL;

  if (wire_text_cells_find (widget) == cells)
    return widget;
  for (; child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_cell (child, cells);
  return found;
}

static WireTextCells *
get_cells (GtkColumnViewColumn *column)
{
  WireCells *cells = wire_cells_find (column);

  return WIRE_IS_TEXT_CELLS (cells) ? WIRE_TEXT_CELLS (cells) : NULL;
}

/* The unit in which an inscription is asked for its width. */
static double
get_char_width (GtkWidget *cell)
{
  PangoContext *context = gtk_widget_get_pango_context (cell);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                   pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return (double) MAX (1, width) / PANGO_SCALE;
}

static guint
get_sample (guint i, guint n)
{
  return i < FIRST || n <= FIRST + SPREAD
             ? i
             : (guint) ((guint64) (i - FIRST + 1) * (n - 1) / SPREAD); /* and the last */
}

/* Returns: (transfer full) (nullable): the text of the sample with the most characters */
static char *
find_longest (WireRowList *rows, WireTextCells *cells)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));
  char *longest = NULL;
  glong most = 0;

  for (guint i = 0; i < MIN (n, FIRST + SPREAD); i++)
    {
      g_autoptr (WireRow) row = g_list_model_get_item (G_LIST_MODEL (rows), get_sample (i, n));
      g_autofree char *text = row ? wire_cells_say (WIRE_CELLS (cells), row) : NULL;
      glong length = text ? g_utf8_strlen (text, -1) : 0;

      if (length <= most)
        continue;
      most = length;
      g_free (longest);
      longest = g_steal_pointer (&text);
    }
  return longest;
}

/* In average characters; half of one more, as the longest text may not be the widest. */
static int
measure (GtkWidget *cell, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (cell, NULL);
  const char *end = g_utf8_offset_to_pointer (text, MIN (g_utf8_strlen (text, -1), MEASURED));
  int width;

  pango_layout_set_text (layout, text, (int) (end - text));
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return (int) ceil (width / get_char_width (cell) + 0.5);
}

/* GTK remembers what the cells of a column asked for, and forgets it only where the column is given
 * another width. */
static void
ask_again (GtkColumnViewColumn *column)
{
  if (gtk_column_view_column_get_fixed_width (column) >= 0)
    return;
  gtk_column_view_column_set_fixed_width (column, 0);
  gtk_column_view_column_set_fixed_width (column, -1);
}

/* Returns: whether the cells of the column are to have another width */
static gboolean
look_at_column (Fit *fit, WireRowList *rows, GtkColumnViewColumn *column)
{
  WireTextCells *cells = get_cells (column);
  GtkWidget *cell = cells && gtk_column_view_column_get_visible (column)
                        ? find_cell (GTK_WIDGET (fit->view), cells)
                        : NULL;
  g_autofree char *longest = cell ? find_longest (rows, cells) : NULL;

  return cell
         && wire_text_cells_want (cells, longest ? measure (cell, longest) : 1, fit->measured == 0);
}

static void
look_at_columns (Fit *fit, WireRowList *rows)
{
  GListModel *columns = gtk_column_view_get_columns (fit->view);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (look_at_column (fit, rows, column))
        g_ptr_array_add (changed, column); /* the view holds it */
    }
  if (changed->len == 0)
    return;
  apply (GTK_WIDGET (fit->view));
  for (guint i = 0; i < changed->len; i++)
    ask_again (changed->pdata[i]);
}

static gboolean
look_cb (gpointer data)
{
  Fit *fit = data;
  WireRowList *rows = wire_list_find_rows (GTK_WIDGET (fit->view));

  fit->idle = 0;
  if (!rows || g_list_model_get_n_items (G_LIST_MODEL (rows)) == 0)
    return G_SOURCE_REMOVE;
  look_at_columns (fit, rows);
  fit->measured = g_list_model_get_n_items (G_LIST_MODEL (rows));
  return G_SOURCE_REMOVE;
}

/* After the rows have their cells. */
static void
look_soon (Fit *fit)
{
  if (!fit->idle && gtk_widget_get_mapped (GTK_WIDGET (fit->view)))
    fit->idle = g_idle_add_full (G_PRIORITY_LOW + 1, look_cb, fit, NULL);
}

/* While a capture is read its packets grow all the time: each doubling is looked at. */
static void
items_changed_cb (Fit *fit)
{
  guint n = wire_row_list_get_length (fit->rows);

  if (n == 0)
    fit->measured = 0;
  else if (fit->measured == 0 || n < fit->measured || n / 2 >= fit->measured)
    look_soon (fit);
}

static void
items_changed_proxy (
    GListModel *rows, guint position, guint removed, guint added, GtkColumnView *view)
{
  (void) rows;
  (void) position;
  (void) removed;
  (void) added;
  items_changed_cb (get_fit (view));
}

static void
reordered_cb (WireRowList *rows, GtkColumnView *view)
{
  if (wire_row_list_get_length (rows) > 0)
    look_soon (get_fit (view));
}

static void
model_cb (GtkColumnView *view)
{
  Fit *fit = get_fit (view);
  WireRowList *rows = wire_list_find_rows (GTK_WIDGET (view));

  if (rows && rows != fit->rows)
    {
      fit->rows = rows;
      fit->measured = 0;
      g_signal_connect_object (rows, "items-changed", G_CALLBACK (items_changed_proxy), view, 0);
      g_signal_connect_object (rows, "reordered", G_CALLBACK (reordered_cb), view, 0);
    }
  if (rows)
    look_soon (fit);
}

static void
map_cb (GtkColumnView *view)
{
  look_soon (get_fit (view));
}

/* The heads */

static GtkWidget *
get_header (GtkColumnView *view)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view));

  while (child && strcmp (gtk_widget_get_css_name (child), "header") != 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Whether @x is at the edge of @head that moves as its column is resized. */
static gboolean
is_at_edge (GtkColumnView *view, GtkWidget *head, double x)
{
  gboolean rtl = gtk_widget_get_direction (head) == GTK_TEXT_DIR_RTL;
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (head, GTK_WIDGET (view), &bounds))
    return FALSE;
  return fabs ((rtl ? bounds.origin.x : bounds.origin.x + bounds.size.width) - x) <= EDGE;
}

/* Returns: (nullable): the column at the edge of whose head @x and @y are. Heads are there for the
 * columns that can be seen, in their order. */
static GtkColumnViewColumn *
pick_edge (GtkColumnView *view, double x, double y)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  GtkWidget *header = get_header (view);
  GtkWidget *head = header ? gtk_widget_get_first_child (header) : NULL;

  if (!header || y > gtk_widget_get_height (header))
    return NULL;
  for (guint i = 0; head && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (!gtk_column_view_column_get_visible (column))
        continue;
      while (head && !gtk_widget_get_visible (head))
        head = gtk_widget_get_next_sibling (head);
      if (head && gtk_column_view_column_get_resizable (column) && is_at_edge (view, head, x))
        return column; /* the view holds it */
      head = head ? gtk_widget_get_next_sibling (head) : NULL;
    }
  return NULL;
}

static guint32
get_double_click_time (GtkColumnView *view)
{
  int time;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (view)), "gtk-double-click-time", &time, NULL);
  return (guint32) time;
}

/* GTK takes the first press for itself, and no gesture would see the second one as such. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, GtkColumnView *view)
{
  Fit *fit = get_fit (view);
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (view));
  GtkColumnViewColumn *edge;
  double x, y, left, top;
  gboolean twice;

  (void) controller;
  if (gdk_event_get_event_type (event) != GDK_BUTTON_PRESS
      || gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY || !native
      || !gdk_event_get_position (event, &x, &y))
    return GDK_EVENT_PROPAGATE;
  gtk_native_get_surface_transform (native, &left, &top);
  gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (view), x - left, y - top, &x,
                                    &y);
  edge = pick_edge (view, x, y);
  twice = edge && edge == fit->edge
          && gdk_event_get_time (event) - fit->pressed <= get_double_click_time (view);
  fit->edge = twice ? NULL : edge;
  fit->pressed = gdk_event_get_time (event);
  if (twice)
    wire_column_fit_column (view, edge);
  return twice ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/**
 * wire_column_fit_attach:
 * @view: with all its columns
 *
 * From now on the columns of @view with #WireTextCells are as wide as what is in them, as
 * far as there is room: figures are never cut, and what does not fit shares what is left. A double
 * click on the edge of a head calls wire_column_fit_column(). A width that the user has set stays.
 * Main thread only.
 */
void
wire_column_fit_attach (GtkColumnView *view)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  Fit *fit = g_new0 (Fit, 1);

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  fit->view = view;
  g_object_set_data_full (G_OBJECT (view), FIT_KEY, fit, fit_free);
  g_signal_connect (view, "notify::model", G_CALLBACK (model_cb), NULL);
  g_signal_connect (view, "map", G_CALLBACK (map_cb), NULL);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), view);
  gtk_widget_add_controller (GTK_WIDGET (view), controller);
  model_cb (view);
}

/* Returns: what a cell wants with what is around it, in pixels */
static int
measure_whole_cell (GtkWidget *cell, int chars)
{
  guint before = gtk_inscription_get_nat_chars (GTK_INSCRIPTION (cell));
  int width;

  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), (guint) chars);
  gtk_widget_measure (gtk_widget_get_parent (cell), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width,
                      NULL, NULL);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), before);
  return width;
}

/** Makes @column as wide as the widest of its cells that was looked at, and its title. Others keep
 * what GTK gives them. */
void
wire_column_fit_column (GtkColumnView *view, GtkColumnViewColumn *column)
{
  WireTextCells *cells = get_cells (column);
  GtkWidget *cell = cells ? find_cell (GTK_WIDGET (view), cells) : NULL;
  WireRowList *rows = wire_list_find_rows (GTK_WIDGET (view));
  g_autofree char *longest = cell && rows ? find_longest (rows, cells) : NULL;
  g_autoptr (PangoLayout) title =
      gtk_widget_create_pango_layout (GTK_WIDGET (view), gtk_column_view_column_get_title (column));
  int least;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  gtk_column_view_column_set_fixed_width (column, -1); /* else its cells ask for just that */
  if (!cell)
    return;
  pango_layout_get_pixel_size (title, &least, NULL);
  least = MAX (least + 24, measure_whole_cell (cell, longest ? measure (cell, longest) : 1));
  gtk_column_view_column_set_fixed_width (column, least);
}
