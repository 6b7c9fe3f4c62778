/* test-selecting-tables.c: a row stays selected through all that a table goes through
 *
 * What test-selecting does with lists of the sample, for those of which it has too few rows: TLS,
 * hosts, hits of a search, and files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/capture/capture-builder.h"
#include "tests/ui/widgets/widget-fixture.h"
#include "tests/ui/window/folder-fixture.h"
#include "ui/files/wire-files-page.h"
#include "ui/hosts/wire-host-view.h"
#include "ui/lists/wire-row-list.h"
#include "ui/search/wire-search-view.h"
#include "ui/tls/wire-tls-view.h"

#define ETHERNET 1u
#define SERVER "10.2.0.1:443"
#define SYN 2
#define ACK 16

/* Clients, and files: a list announces them in five steps. */
#define N 40u

typedef struct Fixture Fixture;

/* How one table gets its rows, and how all of them are hidden. */
typedef struct
{
  const char *name;
  GType (*get_type) (void);
  void (*fill) (Fixture *);
  void (*hide) (Fixture *, gboolean);
  guint n;
  gboolean forgets; /* rows that come back are others */
} Case;

struct Fixture
{
  FolderFixture folder;
  const Case *about;
  CaptureBuilder *builder;
  WireCaptureSession *session;
  GtkWidget *window;
  GtkWidget *view;
};

/* ClientHello of TLS 1.2 with one suite and no extensions. */
static const guint8 HELLO[50] = { 22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 3, [44] = 0, 2, 0x13, 1, 1, 0 };

static void
add_client (CaptureBuilder *builder, guint i)
{
  g_autofree char *client = g_strdup_printf ("10.1.0.%u:1024", i + 1);
  gint64 time = 1000 * (gint64) (i + 1);

  capture_builder_add_segment (builder, time, client, SERVER, SYN, 99, "", -1);
  capture_builder_add_segment (builder, time + 1, SERVER, client, SYN | ACK, 499, "", -1);
  capture_builder_add_segment (builder, time + 2, client, SERVER, ACK, 100, (const char *) HELLO,
                               sizeof HELLO);
  capture_builder_add_datagram (builder, time + 3, client, "10.2.0.1:9", "needle");
}

static void
load (Fixture *self)
{
  g_autoptr (WireCapture) capture = NULL;

  self->builder = capture_builder_new (ETHERNET);
  for (guint i = 0; i < N; i++)
    add_client (self->builder, i);
  capture = capture_builder_make (self->builder);
  wire_capture_want_streams (capture);
  self->session = wire_capture_session_new (capture);
  wire_capture_session_load (self->session);
}

static gboolean
leave_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_busy (Fixture *self)
{
  return wire_capture_session_get_job (self->session)
         || wire_capture_session_get_busy (self->session)
         || wire_capture_session_get_listing (self->session)
         || wire_host_search_get_job (wire_capture_session_get_hosts (self->session));
}

static void
settle (Fixture *self)
{
  for (guint i = 0; i < 3; i++)
    {
      gboolean left = FALSE;

      while (is_busy (self))
        g_main_context_iteration (NULL, TRUE);
      g_timeout_add_full (G_PRIORITY_LOW + 100, 20, leave_cb, &left, NULL);
      while (!left)
        g_main_context_iteration (NULL, TRUE);
      widget_fixture_draw (self->window);
    }
}

static GtkColumnView *
get_table (Fixture *self)
{
  return GTK_COLUMN_VIEW (widget_fixture_find (self->view, GTK_TYPE_COLUMN_VIEW, 0));
}

static GtkSelectionModel *
get_model (Fixture *self)
{
  return gtk_column_view_get_model (get_table (self));
}

static guint
count (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_model (self)));
}

/* What is hidden may be put in order by a job of the table. */
static void
wait_for (Fixture *self, guint n)
{
  settle (self);
  while (count (self) != n)
    g_main_context_iteration (NULL, TRUE);
  settle (self);
  g_assert_cmpuint (count (self), ==, n);
}

static void
fill_from_session (Fixture *self)
{
  if (WIRE_IS_TLS_VIEW (self->view))
    wire_tls_view_set_session (WIRE_TLS_VIEW (self->view), self->session);
  else
    wire_host_view_set_session (WIRE_HOST_VIEW (self->view), self->session);
}

static void
hide_by_filter (Fixture *self, gboolean hidden)
{
  g_autoptr (WireFilter) none = wire_filter_new ();
  WireCondition condition = { .kind = WIRE_CONDITION_BPF, .bpf = (char *) "udp port 1" };
  g_autoptr (WireFilter) set = hidden ? wire_filter_with (none, &condition) : NULL;

  wire_capture_session_set_filter (self->session, set ? set : none);
}

static void
search (Fixture *self, const char *what)
{
  gpointer entry = gtk_widget_get_template_child (self->view, WIRE_TYPE_SEARCH_VIEW, "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), what);
  g_signal_emit_by_name (entry, "activate");
}

static void
fill_by_search (Fixture *self)
{
  wire_search_view_set_session (WIRE_SEARCH_VIEW (self->view), self->session);
  settle (self);
  search (self, "needle");
}

/* Each needle is in a packet, and in what was said on a stream. */
static void
hide_by_search (Fixture *self, gboolean hidden)
{
  search (self, hidden ? "nowhere" : "needle");
}

static void
fill_with_files (Fixture *self)
{
  const char *paths[] = { self->folder.path, NULL };

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02u.txt", i);
      g_autofree char *path = folder_fixture_write (&self->folder, name, name);

      (void) path;
    }
  wire_files_page_add (WIRE_FILES_PAGE (self->view), paths);
}

static void
hide_files (Fixture *self, gboolean hidden)
{
  gpointer entry = gtk_widget_get_template_child (self->view, WIRE_TYPE_FILES_PAGE, "search_entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), hidden ? "nowhere" : "");
  g_signal_emit_by_name (entry, "search-changed");
}

static const Case CASES[] = {
  { "tls", wire_tls_view_get_type, fill_from_session, hide_by_filter, N, FALSE },
  { "hosts", wire_host_view_get_type, fill_from_session, hide_by_filter, N + 1, FALSE },
  { "search", wire_search_view_get_type, fill_by_search, hide_by_search, 2 * N, TRUE },
  { "files", wire_files_page_get_type, fill_with_files, hide_files, N, FALSE },
};

static void
set_up (Fixture *self, gconstpointer data)
{
  self->about = data;
  folder_fixture_set_up (&self->folder, NULL);
  widget_fixture_forget ();
  load (self);
  self->window = gtk_window_new ();
  self->view = g_object_new (self->about->get_type (), NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (self->window), self->view);
  gtk_window_present (GTK_WINDOW (self->window));
  settle (self);
  self->about->fill (self);
  wait_for (self, self->about->n);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_add_weak_pointer (G_OBJECT (self->session), (gpointer *) &self->session);
  g_object_unref (self->session);
  while (self->session || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
  capture_builder_free (self->builder);
  folder_fixture_tear_down (&self->folder, NULL);
}

/* Returns: the number of the one row that is selected, or %WIRE_ROW_NONE */
static guint
get_selected (Fixture *self)
{
  g_autoptr (GtkBitset) positions = gtk_selection_model_get_selection (get_model (self));
  g_autoptr (WireRow) row = NULL;

  if (gtk_bitset_is_empty (positions))
    return WIRE_ROW_NONE;
  g_assert_cmpuint (gtk_bitset_get_size (positions), ==, 1);
  row = g_list_model_get_item (G_LIST_MODEL (get_model (self)), gtk_bitset_get_minimum (positions));
  return wire_row_get_id (row);
}

/* Each column both ways, the next one before the last has settled and after. */
static void
sort (Fixture *self)
{
  GListModel *columns = gtk_column_view_get_columns (get_table (self));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    for (guint way = 0; way < 2; way++)
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

        if (gtk_column_view_column_get_sorter (column))
          gtk_column_view_sort_by_column (get_table (self), column, (GtkSortType) way);
        if (i % 2 == 0)
          settle (self);
      }
  settle (self);
}

static void
test_table (Fixture *self, gconstpointer data)
{
  guint selected;

  (void) data;
  gtk_selection_model_select_item (get_model (self), self->about->n - 1, TRUE);
  selected = get_selected (self);
  g_assert_cmpuint (selected, !=, WIRE_ROW_NONE);
  sort (self);
  g_assert_cmpuint (get_selected (self), ==, selected);

  self->about->hide (self, TRUE);
  wait_for (self, 0);
  self->about->hide (self, FALSE);
  wait_for (self, self->about->n);
  if (!self->about->forgets)
    g_assert_cmpuint (get_selected (self), ==, selected);
  sort (self);

  /* Hidden and back before a step has passed, and gone in the middle of one. */
  self->about->hide (self, TRUE);
  self->about->hide (self, FALSE);
  wait_for (self, self->about->n);
  if (!self->about->forgets)
    g_assert_cmpuint (get_selected (self), ==, selected);
  self->about->hide (self, TRUE);
  wait_for (self, 0);
  self->about->hide (self, FALSE);
  while (is_busy (self))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strconcat ("/selecting-tables/", CASES[i].name, NULL);

      g_test_add (path, Fixture, &CASES[i], set_up, test_table, tear_down);
    }
  return g_test_run ();
}
