/* test-selecting.c SOURCE-ROOT: rows stay selected through all that a list goes through
 *
 * Every list of the sample capture, with a row selected that a list announces only in its second
 * step or later: GTK 4.8 crashes on a selection of rows that it was not told of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/downloads/wire-download-view.h"
#include "ui/flows/wire-flow-view.h"
#include "ui/http/wire-http-view.h"
#include "ui/lists/wire-row-list.h"
#include "ui/packets/wire-packet-view.h"

typedef struct
{
  const char *name;
  GType (*get_type) (void);
  gboolean grid;
} Case;

static const Case CASES[] = {
  { "packets", wire_packet_view_get_type, FALSE },
  { "flows", wire_flow_view_get_type, FALSE },
  { "http", wire_http_view_get_type, FALSE },
  { "downloads-grid", wire_download_view_get_type, TRUE },
  { "downloads-table", wire_download_view_get_type, FALSE },
};

typedef struct
{
  const Case *about;
  WireCaptureSession *session;
  GtkWidget *window;
  GtkWidget *view;
} Fixture;

static const char *root;

static gboolean
leave_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Jobs have ended, what they found is shown, and every list has announced its rows. */
static void
settle (Fixture *self)
{
  for (guint i = 0; i < 4; i++)
    {
      gboolean left = FALSE;

      while (wire_capture_session_get_job (self->session)
             || wire_capture_session_get_busy (self->session)
             || !wire_capture_session_get_objects (self->session))
        g_main_context_iteration (NULL, TRUE);
      g_timeout_add_full (G_PRIORITY_LOW + 100, 20, leave_cb, &left, NULL);
      while (!left)
        g_main_context_iteration (NULL, TRUE);
      widget_fixture_draw (self->window);
    }
}

static void
load (Fixture *self)
{
  g_autofree char *path = g_build_filename (root, "data", "samples", "sample.pcap", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCapture) capture = wire_capture_new (file);

  wire_capture_want_streams (capture);
  self->session = wire_capture_session_new (capture);
  wire_capture_session_load (self->session);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->about = data;
  widget_fixture_forget ();
  load (self);
  self->window = gtk_window_new ();
  self->view = g_object_new (self->about->get_type (), NULL);
  if (WIRE_IS_HTTP_VIEW (self->view))
    wire_http_view_set_session (WIRE_HTTP_VIEW (self->view), self->session);
  else
    g_object_set (self->view, "session", self->session, NULL);
  if (WIRE_IS_DOWNLOAD_VIEW (self->view))
    g_object_set (self->view, "choice", "all", NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (self->window), self->view);
  gtk_window_present (GTK_WINDOW (self->window));
  settle (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_add_weak_pointer (G_OBJECT (self->session), (gpointer *) &self->session);
  g_object_unref (self->session);
  while (self->session)
    g_main_context_iteration (NULL, TRUE);
}

static GtkColumnView *
get_table (Fixture *self)
{
  return GTK_COLUMN_VIEW (widget_fixture_find (self->view, GTK_TYPE_COLUMN_VIEW, 0));
}

static void
show_as (Fixture *self, gboolean grid)
{
  GtkWidget *toggle;

  if (!WIRE_IS_DOWNLOAD_VIEW (self->view))
    return;
  toggle =
      GTK_WIDGET (gtk_widget_get_template_child (self->view, WIRE_TYPE_DOWNLOAD_VIEW, "as_table"));
  if (grid)
    toggle = gtk_widget_get_prev_sibling (toggle);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
}

static GtkSelectionModel *
get_model (Fixture *self)
{
  GtkSelectionModel *model = NULL;

  if (WIRE_IS_DOWNLOAD_VIEW (self->view))
    model = gtk_grid_view_get_model (
        GTK_GRID_VIEW (widget_fixture_find (self->view, GTK_TYPE_GRID_VIEW, 0)));
  return model ? model : gtk_column_view_get_model (get_table (self));
}

/* Returns: the number of the one row that is selected, or %WIRE_ROW_NONE */
static guint
get_selected (Fixture *self)
{
  GtkSelectionModel *model = get_model (self);
  g_autoptr (GtkBitset) positions = gtk_selection_model_get_selection (model);
  g_autoptr (WireRow) row = NULL;

  if (gtk_bitset_is_empty (positions))
    return WIRE_ROW_NONE;
  g_assert_cmpuint (gtk_bitset_get_size (positions), ==, 1);
  row = g_list_model_get_item (G_LIST_MODEL (model), gtk_bitset_get_minimum (positions));
  return wire_row_get_id (row);
}

static guint
count (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_model (self)));
}

static void
filter (Fixture *self, const char *expression)
{
  g_autoptr (WireFilter) none = wire_filter_new ();
  WireCondition condition = { .kind = WIRE_CONDITION_BPF, .bpf = (char *) expression };
  g_autoptr (WireFilter) set = expression ? wire_filter_with (none, &condition) : NULL;

  wire_capture_session_set_filter (self->session, set ? set : none);
}

/* Each column both ways, the next one before the last has settled and after. */
static void
sort (Fixture *self, guint selected)
{
  GListModel *columns = gtk_column_view_get_columns (get_table (self));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    for (guint way = 0; way < 2; way++)
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

        gtk_column_view_sort_by_column (get_table (self), column, (GtkSortType) way);
        if (i % 2 == 0)
          settle (self);
      }
  settle (self);
  g_assert_cmpuint (get_selected (self), ==, selected);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  guint n, selected;

  (void) data;
  show_as (self, self->about->grid);
  settle (self);
  n = count (self);
  g_assert_cmpuint (n, >, 9); /* more than a list announces at once */
  gtk_selection_model_select_item (get_model (self), n - 1, TRUE);
  selected = get_selected (self);
  g_assert_cmpuint (selected, !=, WIRE_ROW_NONE);
  settle (self);

  filter (self, "udp port 1");
  settle (self);
  g_assert_cmpuint (count (self), ==, 0);
  filter (self, NULL);
  settle (self);
  g_assert_cmpuint (count (self), ==, n);
  g_assert_cmpuint (get_selected (self), ==, selected);

  if (WIRE_IS_DOWNLOAD_VIEW (self->view))
    {
      show_as (self, !self->about->grid);
      settle (self);
      g_assert_cmpuint (get_selected (self), ==, selected);
      show_as (self, !self->about->grid); /* before all rows were announced */
      show_as (self, self->about->grid);
      settle (self);
      g_assert_cmpuint (get_selected (self), ==, selected);
    }
  sort (self, selected);

  /* Hidden and back before a step has passed, and gone in the middle of one. */
  filter (self, "udp port 1");
  filter (self, NULL);
  settle (self);
  g_assert_cmpuint (get_selected (self), ==, selected);
  filter (self, "udp port 1");
  settle (self);
  filter (self, NULL);
  while (wire_capture_session_get_busy (self->session))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  root = argv[1];
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strconcat ("/selecting/", CASES[i].name, NULL);

      g_test_add (path, Fixture, &CASES[i], set_up, test_list, tear_down);
    }
  return g_test_run ();
}
