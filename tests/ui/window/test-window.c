/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/window/wire-application.h"
#include "ui/capture/wire-capture-page.h"
#include "ui/packets/wire-packet-view.h"
#include "ui/memory/wire-recent-captures.h"
#include "ui/search/wire-search-view.h"
#include "ui/stream/wire-stream-view.h"
#include "ui/widgets/wire-hex-view.h"
#include "ui/window/wire-recent-menu.h"
#include "ui/window/wire-sample.h"
#include "ui/window/wire-window.h"

#include <glib/gstdio.h>

typedef struct
{
  SessionFixture session; /* for its file */
  GFile *capture;
} Fixture;

/* What the application does with its windows, without the bus that makes it the only one. A process
 * has one; it lasts as long as the tests. */
static GtkApplication *application;

static void
start_application (void)
{
  g_autoptr (GError) error = NULL;

  application = GTK_APPLICATION (wire_application_new ());
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  widget_fixture_forget ();
  session_fixture_set_up (&fixture->session, data);
  fixture->capture = g_file_new_for_path (fixture->session.path);
}

static void
close_windows (void)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (application)))
    {
      GtkWidget *window = windows->data;

      g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
      gtk_window_destroy (GTK_WINDOW (window));
      while (window) /* jobs that it started let go of it */
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_windows ();
  g_clear_object (&fixture->capture);
  session_fixture_tear_down (&fixture->session, data);
}

/* The windows of captures; dialogs are not counted. */
static guint
count_windows (void)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (application); l; l = l->next)
    n += WIRE_IS_WINDOW (l->data);
  return n;
}

static GtkWidget *
get_page (void)
{
  GList *windows = gtk_application_get_windows (application);

  while (windows && !WIRE_IS_WINDOW (windows->data))
    windows = windows->next;
  g_assert_nonnull (windows);
  return widget_fixture_find (windows->data, WIRE_TYPE_CAPTURE_PAGE, 0);
}

static WireCaptureSession *
get_session (GtkWidget *page)
{
  WireCaptureSession *session = NULL;

  g_object_get (widget_fixture_find (page, WIRE_TYPE_PACKET_VIEW, 0), "session", &session, NULL);
  g_object_unref (session); /* the page holds it */
  return session;
}

static void
wait_for_packets (GtkWidget *page)
{
  WireCaptureSession *session = get_session (page);

  while (wire_capture_session_get_job (session) || wire_capture_session_get_busy (session))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_opens (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_path_get_basename (fixture->session.path);
  g_autofree char *title = g_strdup_printf ("%s — Wirecase", name);
  GtkWidget *page;

  (void) data;
  g_application_activate (G_APPLICATION (application));
  page = get_page ();
  g_assert_true (wire_capture_page_is_empty (WIRE_CAPTURE_PAGE (page)));

  g_application_open (G_APPLICATION (application), &fixture->capture, 1, "");
  g_assert_cmpuint (count_windows (), ==, 1); /* the empty one took it */
  wait_for_packets (page);
  g_assert_false (wire_capture_page_is_empty (WIRE_CAPTURE_PAGE (page)));
  g_assert_cmpuint (wire_view_get_n_packets (wire_capture_session_get_view (get_session (page))),
                    ==, 7);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (gtk_widget_get_root (page))), ==, title);
}

static void
test_second_has_own_window (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_application_open (G_APPLICATION (application), &fixture->capture, 1, "");
  g_application_open (G_APPLICATION (application), &fixture->capture, 1, "");
  g_assert_cmpuint (count_windows (), ==, 2);
}

/* Closed while it reads: nothing is left behind, which tear_down() sees. */
static void
test_closed_while_loading (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_application_open (G_APPLICATION (application), &fixture->capture, 1, "");
  g_assert_nonnull (wire_capture_session_get_job (get_session (get_page ())));
}

/* A capture with everything in it, closed at any moment between opening and rest: what still runs
 * and what counts downloads say nothing more to a window that has gone. */
static void
test_closed_at_any_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) sample = wire_sample_find ();

  (void) fixture;
  (void) data;
  for (guint turns = 1; turns < 1500; turns = turns * 2 + 1)
    {
      g_application_open (G_APPLICATION (application), &sample, 1, "");
      for (guint i = 0; i < turns; i++)
        g_main_context_iteration (NULL, FALSE);
      close_windows ();
    }
  g_application_open (G_APPLICATION (application), &sample, 1, "");
  wait_for_packets (get_page ());
  while (!wire_capture_session_get_objects (get_session (get_page ())))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 200; i++)
    g_main_context_iteration (NULL, FALSE);
}

/* Recent captures keep their underscores, and what was saved here is not one of them. */
static void
test_recent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a_b & <c>.pcap", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *other = g_filename_to_uri (folder, NULL, NULL);
  g_autofree char *label = NULL;
  g_autoptr (GMenuModel) menu = NULL;

  (void) fixture;
  (void) data;
  gtk_recent_manager_purge_items (gtk_recent_manager_get_default (), NULL);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  wire_recent_captures_add (uri);
  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), other);
  menu = wire_recent_menu_new ();
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 1);
  g_assert_true (g_menu_model_get_item_attribute (menu, 0, "label", "s", &label));
  g_assert_cmpstr (label, ==, "a__b & <c>.pcap");
  gtk_recent_manager_purge_items (gtk_recent_manager_get_default (), NULL);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_refusal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_get_child (fixture->capture, "nothing");
  GtkWidget *page;
  GtkWidget *dialog = NULL;

  (void) data;
  g_application_open (G_APPLICATION (application), &file, 1, "");
  page = get_page ();
  while (!wire_capture_page_is_empty (WIRE_CAPTURE_PAGE (page)))
    g_main_context_iteration (NULL, TRUE);

  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        dialog = window;
    }
  g_assert_nonnull (dialog);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "nothing"));
  gtk_window_destroy (GTK_WINDOW (dialog));

  g_application_open (G_APPLICATION (application), &fixture->capture, 1, "");
  g_assert_cmpuint (count_windows (), ==, 1); /* the same window is free again */
}

static void
test_partial (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  GtkWidget *page;
  GtkRevealer *banner;
  GtkStack *views;

  (void) data;
  g_file_get_contents (fixture->session.path, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (fixture->session.path, contents, (gssize) length - 1, &error);
  g_assert_no_error (error);
  g_application_open (G_APPLICATION (application), &fixture->capture, 1, "");
  page = get_page ();
  wait_for_packets (page);
  g_assert_cmpuint (wire_view_get_n_packets (wire_capture_session_get_view (get_session (page))),
                    ==, 6);
  banner = GTK_REVEALER (widget_fixture_find (page, GTK_TYPE_REVEALER, 1));
  g_assert_false (gtk_revealer_get_reveal_child (banner)); /* the Overview says it itself */
  views = GTK_STACK (gtk_widget_get_ancestor (widget_fixture_find (page, WIRE_TYPE_PACKET_VIEW, 0),
                                              GTK_TYPE_STACK));
  gtk_stack_set_visible_child_name (views, "packets");
  g_assert_true (gtk_revealer_get_reveal_child (banner));
}

/* Five tabs are wider than a narrow window: the one that is shown is in sight. */
static void
test_tab_in_sight (Fixture *fixture, gconstpointer data)
{
  static const char *const VIEWS[] = { "downloads", "overview", "http" };
  g_autoptr (GFile) sample = wire_sample_find ();
  GtkWidget *window, *switcher, *scrolled;

  (void) fixture;
  (void) data;
  g_application_open (G_APPLICATION (application), &sample, 1, "");
  window = GTK_WIDGET (gtk_widget_get_root (get_page ()));
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 700);
  wait_for_packets (get_page ());
  switcher = widget_fixture_find (get_page (), GTK_TYPE_STACK_SWITCHER, 0);
  scrolled = gtk_widget_get_ancestor (switcher, GTK_TYPE_SCROLLED_WINDOW);
  for (gsize i = 0; i < G_N_ELEMENTS (VIEWS); i++)
    {
      GtkWidget *tab = gtk_widget_get_first_child (switcher);
      graphene_rect_t bounds;

      g_assert_true (gtk_widget_activate_action (get_page (), "win.show-view", "s", VIEWS[i]));
      for (guint frame = 0; frame < 8; frame++)
        widget_fixture_draw (window);
      while (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tab)))
        tab = gtk_widget_get_next_sibling (tab);
      g_assert_true (gtk_widget_compute_bounds (tab, scrolled, &bounds));
      g_assert_cmpfloat (bounds.origin.x, >=, 0);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (scrolled));
    }
}

static void
test_shortcuts (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkStack *views;

  (void) data;
  g_application_open (G_APPLICATION (application), &fixture->capture, 1, "");
  page = get_page ();
  wait_for_packets (page);
  views = GTK_STACK (gtk_widget_get_ancestor (widget_fixture_find (page, WIRE_TYPE_PACKET_VIEW, 0),
                                              GTK_TYPE_STACK));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (views), ==, "overview");
  g_assert_true (gtk_widget_activate_action (page, "win.show-view", "s", "flows"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (views), ==, "flows");
  g_assert_true (gtk_widget_activate_action (page, "win.find", NULL));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (views), ==, "packets");
  g_assert_true (gtk_widget_activate_action (page, "win.show-help-overlay", NULL));
}

static GtkWidget *
find_outer_stack (GtkWidget *page)
{
  return widget_fixture_find (page, GTK_TYPE_STACK, 0);
}

static void
assert_at (GtkWidget *page, const char *name)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (find_outer_stack (page))), ==,
                   name);
}

/* Searches the sample for @what, and goes where the hit at @position is. */
static void
search_and_go (GtkWidget *page, const char *what, guint position)
{
  GtkWidget *view, *entry, *table;

  g_assert_true (gtk_widget_activate_action (page, "win.search-everything", NULL));
  assert_at (page, "search");
  view = widget_fixture_find (page, WIRE_TYPE_SEARCH_VIEW, 0);
  entry = widget_fixture_find (view, GTK_TYPE_ENTRY, 0);
  table = widget_fixture_find (view, GTK_TYPE_COLUMN_VIEW, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), what);
  g_signal_emit_by_name (entry, "activate");
  while (gtk_spinner_get_spinning (
      GTK_SPINNER (gtk_widget_get_template_child (view, WIRE_TYPE_SEARCH_VIEW, "spinner"))))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (table, "activate", position);
}

/* Packets, streams and transfers; from a stream, Back leads to the hits again. */
static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) sample = wire_sample_find ();
  GtkWidget *page, *hex;
  guint64 offset;

  (void) fixture;
  (void) data;
  g_application_open (G_APPLICATION (application), &sample, 1, "");
  page = get_page ();
  wait_for_packets (page);
  search_and_go (page, "clear.gif", 0);
  assert_at (page, "capture");
  hex = widget_fixture_find (page, WIRE_TYPE_HEX_VIEW, 0);
  g_assert_cmpuint (wire_hex_view_get_marked (WIRE_HEX_VIEW (hex), &offset), ==, 9);
  g_assert_cmpuint (offset, ==, 238);

  search_and_go (page, "clear.gif", 2);
  assert_at (page, "stream");
  gtk_widget_activate_action (widget_fixture_find (page, WIRE_TYPE_STREAM_VIEW, 0), "stream.back",
                              NULL);
  assert_at (page, "search");
  gtk_widget_activate_action (widget_fixture_find (page, WIRE_TYPE_SEARCH_VIEW, 0), "search.back",
                              NULL);
  assert_at (page, "capture");
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  start_application ();
#define ADD(name, test) g_test_add ("/window/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("opens", test_opens);
  ADD ("second-has-own-window", test_second_has_own_window);
  ADD ("closed-while-loading", test_closed_while_loading);
  ADD ("closed-at-any-time", test_closed_at_any_time);
  ADD ("recent", test_recent);
  ADD ("refusal", test_refusal);
  ADD ("partial", test_partial);
  ADD ("tab-in-sight", test_tab_in_sight);
  ADD ("shortcuts", test_shortcuts);
  ADD ("search", test_search);
#undef ADD
  return g_test_run ();
}
