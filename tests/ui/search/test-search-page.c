/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/view/wire-filter-language.h"
#include "tests/capture/capture-builder.h"
#include "tests/ui/widgets/widget-fixture.h"
#include "capture/view/wire-filter-language.h"
#include "ui/search/wire-indicator-kind.h"
#include "ui/search/wire-search-page.h"
#include "ui/search/wire-yara-kind.h"
#include "ui/tables/wire-table-view.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define ETHERNET 1u
#define CLIENT "10.0.0.1:1024"
#define SERVER "10.0.0.2:80"
#define SYN 2
#define ACK 16

typedef struct
{
  CaptureBuilder *builder;
  WireCaptureSession *session;
  GtkWidget *window;
  WireSearchPage *page;
  WireIndicatorView *indicators;
  WireYaraView *yara;
  char *folder;
  GString *asked; /* actions of the page, with their parameters */
  guint left;     /* how often the page wanted to be left */
} Fixture;

static void
add_request (CaptureBuilder *builder)
{
  static const char *const REQUEST = "GET /a.gif HTTP/1.1\r\nHost: www.evil.test\r\n\r\n";
  static const char *const REPLY = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nGIF89a=xx";

  capture_builder_add_segment (builder, 1000, CLIENT, SERVER, SYN, 99, "", -1);
  capture_builder_add_segment (builder, 1500, SERVER, CLIENT, SYN | ACK, 499, "", -1);
  capture_builder_add_segment (builder, 2000, CLIENT, SERVER, ACK, 100, REQUEST, -1);
  capture_builder_add_segment (builder, 3000, SERVER, CLIENT, ACK, 500, REPLY, -1);
}

static gpointer
get_child (GtkWidget *widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static WireTableView *
get_table (gpointer view)
{
  return WIRE_TABLE_VIEW (widget_fixture_find (view, WIRE_TYPE_TABLE_VIEW, 0));
}

static gboolean
is_running (gpointer view)
{
  return gtk_widget_get_visible (get_child (get_child (view, "bar"), "stop"));
}

static gboolean
leave_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
settle (Fixture *self)
{
  for (guint i = 0; i < 4; i++)
    {
      gboolean left = FALSE;

      while (wire_capture_session_get_job (self->session)
             || wire_capture_session_get_busy (self->session)
             || wire_capture_session_get_listing (self->session) || is_running (self->indicators)
             || is_running (self->yara))
        g_main_context_iteration (NULL, TRUE);
      g_timeout_add_full (G_PRIORITY_LOW + 100, 10, leave_cb, &left, NULL);
      while (!left)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
asked_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *text = g_variant_print (parameter, FALSE);

  g_string_append_printf (((Fixture *) data)->asked, "%s%s ", g_action_get_name (G_ACTION (action)),
                          text);
}

static void
add_actions (Fixture *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  const GActionEntry entries[] = {
    { .name = "show-object", .activate = asked_cb, .parameter_type = "u" },
    { .name = "show-packet", .activate = asked_cb, .parameter_type = "u" },
    { .name = "follow-stream", .activate = asked_cb, .parameter_type = "u" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->window, "capture", G_ACTION_GROUP (group));
}

static void
back_cb (Fixture *self)
{
  self->left++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (WireCapture) capture = NULL;

  (void) data;
  widget_fixture_forget ();
  self->asked = g_string_new (NULL);
  self->folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  self->builder = capture_builder_new (ETHERNET);
  add_request (self->builder);
  capture = capture_builder_make (self->builder);
  wire_capture_want_streams (capture);
  self->session = wire_capture_session_new (capture);
  wire_capture_session_load (self->session);
  self->window = gtk_window_new ();
  self->page = g_object_new (WIRE_TYPE_SEARCH_PAGE, NULL);
  self->indicators = get_child (GTK_WIDGET (self->page), "indicators");
  self->yara = get_child (GTK_WIDGET (self->page), "yara");
  g_signal_connect_swapped (self->page, "back", G_CALLBACK (back_cb), self);
  add_actions (self);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
  wire_search_page_set_session (self->page, self->session);
  settle (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  settle (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->session);
  capture_builder_free (self->builder);
  g_string_free (self->asked, TRUE);
  g_rmdir (self->folder);
  g_free (self->folder);
}

static const char *
get_sentence (gpointer view)
{
  return gtk_label_get_text (get_child (get_child (view, "bar"), "sentence"));
}

/* The cells of the table, a row a line. */
static char *
list_rows (gpointer view, const WireTableKind *kind, guint n_columns)
{
  WireTableView *table = get_table (view);
  GtkColumnView *columns =
      GTK_COLUMN_VIEW (widget_fixture_find (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, 0));
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (columns));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    for (guint j = 0; j < n_columns; j++)
      {
        g_autofree char *cell = kind->make_text (wire_table_view_get_source (table), i, j);

        g_string_append_printf (text, "%s%s", cell ? cell : "", j + 1 < n_columns ? "|" : "\n");
      }
  return g_string_free (text, FALSE);
}

/* The name of a file is shown to the letter. */
static void
test_no_markup (Fixture *self, gconstpointer data)
{
  WireTableView *table = get_table (self->indicators);
  AdwStatusPage *page = get_child (GTK_WIDGET (table), "waiting");

  (void) data;
  wire_table_view_wait (table, "Looking", "a & <b>.txt", TRUE);
  g_assert_cmpstr (adw_status_page_get_description (page), ==, "a &amp; &lt;b&gt;.txt");
}

static void
test_indicators (Fixture *self, gconstpointer data)
{
  g_autofree char *rows = NULL;
  g_autofree char *all = NULL;

  (void) data;
  wire_indicator_view_take_text (self->indicators,
                                 "10.0.0[.]2\nevil.test\nnothing.test\nwhat is this?\n");
  settle (self);
  g_assert_cmpstr (get_sentence (self->indicators), ==,
                   "Pasted list: 2 of 3 indicators seen. 1 line was not understood: line 4.");
  rows = list_rows (self->indicators, &wire_indicator_kind, 4);
  g_assert_cmpstr (rows, ==,
                   "10.0.0.2|Address|4|Address of packets\nevil.test|Domain|1|Host of HTTP\n");
  gtk_check_button_set_active (get_child (GTK_WIDGET (self->indicators), "unseen"), TRUE);
  settle (self);
  all = list_rows (self->indicators, &wire_indicator_kind, 3);
  g_assert_cmpstr (all, ==, "10.0.0.2|Address|4\nevil.test|Domain|1\nnothing.test|Domain|0\n");
  wire_table_view_select (get_table (self->indicators), 1);
  settle (self);
  gtk_widget_activate_action (GTK_WIDGET (get_table (self->indicators)), "table.show-packet", NULL);
  g_assert_cmpstr (self->asked->str, ==, "show-packet2 ");
}

/* The filters count where that is asked for. */
static void
test_filtered_indicators (Fixture *self, gconstpointer data)
{
  g_autoptr (WireFilter) none = wire_filter_new ();
  g_autoptr (WireFilter) filter =
      wire_filter_with_text (none, "frame.number > 2", WIRE_FILTER_FIELDS);
  GtkCheckButton *filtered = get_child (GTK_WIDGET (self->indicators), "filtered");
  g_autofree char *rows = NULL;

  (void) data;
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (filtered)));
  wire_capture_session_set_filter (self->session, filter);
  settle (self);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (filtered)));
  gtk_check_button_set_active (filtered, TRUE);
  wire_indicator_view_take_text (self->indicators, "10.0.0.2");
  settle (self);
  rows = list_rows (self->indicators, &wire_indicator_kind, 3);
  g_assert_cmpstr (rows, ==, "10.0.0.2|Address|2\n");
}

static void
test_wrong_lists (Fixture *self, gconstpointer data)
{
  GtkLabel *error = get_child (GTK_WIDGET (self->indicators), "error");
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/list.txt");

  (void) data;
  wire_indicator_view_take_text (self->indicators, "no indicators at all");
  settle (self);
  g_assert_cmpstr (gtk_label_get_text (error), ==,
                   "“Pasted list” has no indicators that are understood.");
  wire_indicator_view_take_text (self->indicators, "{\"type\": ");
  settle (self);
  g_assert_nonnull (strstr (gtk_label_get_text (error), "JSON"));
  wire_indicator_view_open (self->indicators, missing);
  settle (self);
  g_assert_nonnull (strstr (gtk_label_get_text (error), "list.txt"));
  wire_indicator_view_take_text (self->indicators, "10.0.0.2");
  settle (self);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (error)));
}

/* Returns: (transfer full): files with these contents, as a dialog gives them */
static GListModel *
write_files (Fixture *self, const char *const *names, const char *const *contents)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      g_list_store_append (files, file);
    }
  return G_LIST_MODEL (files);
}

static void
remove_files (GListModel *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_file_delete (file, NULL, NULL);
    }
  g_object_unref (files);
}

#define RULES                                                                                      \
  "rule gif : picture { meta: by = \"me\" strings: $a = \"GIF89a\" $b = \"xx\" "                   \
  "condition: $a and $b }\nrule never { condition: false }\n"

static void
test_rules (Fixture *self, gconstpointer data)
{
  const char *names[] = { "a.yar", NULL };
  const char *rules[] = { RULES, NULL };
  GListModel *files = write_files (self, names, rules);
  g_autofree char *rows = NULL;

  (void) data;
  wire_yara_view_set_rules (self->yara, files);
  settle (self);
  g_assert_cmpstr (get_sentence (self->yara), ==, "a.yar: 1 match in 1 transfer");
  rows = list_rows (self->yara, &wire_yara_kind, 6);
  g_assert_cmpstr (rows, ==, "gif|Transfer 1: a.gif|2|0x0|picture|3\n");
  wire_table_view_select (get_table (self->yara), 0);
  settle (self);
  g_assert_true (gtk_widget_get_visible (get_child (GTK_WIDGET (self->yara), "bytes")));
  gtk_widget_activate_action (GTK_WIDGET (get_table (self->yara)), "yara.show-transfer", NULL);
  g_assert_cmpstr (self->asked->str, ==, "show-object0 ");
  remove_files (files);
}

/* Rules that are wrong are said, with the line. */
static void
test_wrong_rules (Fixture *self, gconstpointer data)
{
  const char *names[] = { "wrong.yar", NULL };
  const char *rules[] = { "rule a { condition: true }\nrule b { condition: nonsense }\n", NULL };
  GListModel *files = write_files (self, names, rules);
  GtkLabel *error = get_child (GTK_WIDGET (self->yara), "error");

  (void) data;
  wire_yara_view_set_rules (self->yara, files);
  settle (self);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (error)));
  g_assert_nonnull (strstr (gtk_label_get_text (error), "wrong.yar”, line 2"));
  remove_files (files);
}

/* Files are looked at in place of transfers, and back again. */
static void
test_files (Fixture *self, gconstpointer data)
{
  const char *names[] = { "a.yar", "in.gif", "other", NULL };
  const char *contents[] = { RULES, "xxGIF89a", "nothing", NULL };
  GListModel *files = write_files (self, names, contents);
  g_autoptr (GListStore) rules = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) first = g_list_model_get_item (files, 0);
  g_autoptr (GListStore) folder = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) whole = g_file_new_for_path (self->folder);
  g_autofree char *rows = NULL;

  (void) data;
  g_list_store_append (rules, first);
  g_list_store_append (folder, whole);
  wire_yara_view_set_paths (self->yara, G_LIST_MODEL (folder));
  wire_yara_view_set_rules (self->yara, G_LIST_MODEL (rules));
  settle (self);
  g_assert_cmpstr (get_sentence (self->yara), ==, "a.yar: 2 matches in 3 files");
  rows = list_rows (self->yara, &wire_yara_kind, 1);
  g_assert_cmpstr (rows, ==, "gif\ngif\n"); /* the rules hold both strings, too */
  wire_yara_view_set_paths (self->yara, NULL);
  settle (self);
  g_assert_cmpstr (get_sentence (self->yara), ==, "a.yar: 1 match in 1 transfer");
  remove_files (files);
}

/* Without a session, nothing is left of the last one. */
static void
test_session (Fixture *self, gconstpointer data)
{
  GtkWidget *stack = get_child (GTK_WIDGET (self->indicators), "stack");

  (void) data;
  wire_indicator_view_take_text (self->indicators, "10.0.0.2");
  settle (self);
  wire_search_page_set_session (self->page, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "begin");
  g_assert_cmpstr (get_sentence (self->indicators), ==, "");
  gtk_widget_activate_action (GTK_WIDGET (self->page), "search.back", NULL);
  g_assert_cmpuint (self->left, ==, 1);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  add ("/search-page/no-markup", test_no_markup);
  add ("/search-page/indicators", test_indicators);
  add ("/search-page/filtered-indicators", test_filtered_indicators);
  add ("/search-page/wrong-lists", test_wrong_lists);
  add ("/search-page/rules", test_rules);
  add ("/search-page/wrong-rules", test_wrong_rules);
  add ("/search-page/files", test_files);
  add ("/search-page/session", test_session);
  return g_test_run ();
}
