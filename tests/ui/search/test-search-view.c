/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/capture-builder.h"
#include "tests/ui/widgets/widget-fixture.h"
#include "ui/lists/wire-column.h"
#include "ui/search/wire-search-view.h"

#define ETHERNET 1u
#define CLIENT "10.0.0.1:1024"
#define SERVER "10.0.0.2:80"
#define SYN 2
#define ACK 16

/* By position in the menu of kinds. */
enum
{
  TEXT,
  EXACT,
  HEX,
  REGEX,
};

typedef struct
{
  CaptureBuilder *builder;
  WireCaptureSession *session;
  GtkWidget *window;
  WireSearchView *view;
  GString *asked; /* actions of the page, with their parameters */
} Fixture;

/* Asks for a needle in plain text, and gets one in UTF-16. */
static void
add_request (CaptureBuilder *builder)
{
  static const char *const REQUEST = "GET /needle HTTP/1.1\r\nHost: host.test\r\n\r\n";
  static const char REPLY[] = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nn\0E\0e\0d\0l\0e";

  capture_builder_add_segment (builder, 1000, CLIENT, SERVER, SYN, 99, "", -1);
  capture_builder_add_segment (builder, 1500, SERVER, CLIENT, SYN | ACK, 499, "", -1);
  capture_builder_add_segment (builder, 2000, CLIENT, SERVER, ACK, 100, REQUEST, -1);
  capture_builder_add_segment (builder, 3000, SERVER, CLIENT, ACK, 500, REPLY, sizeof REPLY);
}

static gboolean
leave_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static GtkWidget *
get_child (Fixture *self, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self->view), WIRE_TYPE_SEARCH_VIEW, name));
}

static gboolean
is_searching (Fixture *self)
{
  return gtk_spinner_get_spinning (GTK_SPINNER (get_child (self, "spinner")));
}

static void
settle (Fixture *self)
{
  for (guint i = 0; i < 3; i++)
    {
      gboolean left = FALSE;

      while (wire_capture_session_get_job (self->session)
             || wire_capture_session_get_busy (self->session)
             || wire_capture_session_get_listing (self->session) || is_searching (self))
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
    { .name = "show-bytes", .activate = asked_cb, .parameter_type = "(utt)" },
    { .name = "show-said", .activate = asked_cb, .parameter_type = "(uuutt)" },
    { .name = "show-exchange", .activate = asked_cb, .parameter_type = "u" },
    { .name = "show-object", .activate = asked_cb, .parameter_type = "u" },
    { .name = "show-packet", .activate = asked_cb, .parameter_type = "u" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->window, "capture", G_ACTION_GROUP (group));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (WireCapture) capture = NULL;

  (void) data;
  widget_fixture_forget ();
  self->asked = g_string_new (NULL);
  self->builder = capture_builder_new (ETHERNET);
  add_request (self->builder);
  capture = capture_builder_make (self->builder);
  wire_capture_want_streams (capture);
  self->session = wire_capture_session_new (capture);
  wire_capture_session_load (self->session);
  self->window = gtk_window_new ();
  self->view = g_object_new (WIRE_TYPE_SEARCH_VIEW, NULL);
  add_actions (self);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_window_present (GTK_WINDOW (self->window));
  wire_search_view_set_session (self->view, self->session);
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
}

static void
search (Fixture *self, guint kind, const char *what)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_child (self, "kind")), kind);
  gtk_editable_set_text (GTK_EDITABLE (get_child (self, "entry")), what);
  g_signal_emit_by_name (get_child (self, "entry"), "activate");
  settle (self);
}

static const char *
get_page (Fixture *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (get_child (self, "stack")));
}

static const char *
get_text (Fixture *self, const char *label)
{
  return gtk_label_get_text (GTK_LABEL (get_child (self, label)));
}

/* Activates every row; what each asks for is then in @asked. */
static guint
activate_all (Fixture *self)
{
  GtkWidget *table = get_child (self, "column_view");
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (table));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  for (guint i = 0; i < n; i++)
    g_signal_emit_by_name (table, "activate", i);
  return n;
}

/* Text is found wherever it is and however it is written, and each hit leads to its own place. */
static void
test_everywhere (Fixture *self, gconstpointer data)
{
  (void) data;
  g_assert_cmpstr (get_page (self), ==, "begin");
  search (self, TEXT, "needle");
  g_assert_cmpstr (get_page (self), ==, "hits");
  g_assert_cmpstr (get_text (self, "counted"), ==, "7 hits");
  g_assert_cmpuint (activate_all (self), ==, 7);
  g_assert_cmpstr (self->asked->str, ==,
                   "show-bytes(2, 59, 6) show-bytes(3, 93, 12) "
                   "show-said(0, 0, 0, 5, 6) show-said(0, 0, 1, 39, 12) "
                   "show-object0 show-object0 show-exchange0 ");
}

/* @only: G_MAXUINT for none */
static void
set_place (Fixture *self, guint only)
{
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (get_child (self, "places")); child;
       child = gtk_widget_get_next_sibling (child), i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (child), i == only);
}

static void
test_places (Fixture *self, gconstpointer data)
{
  (void) data;
  set_place (self, 3);
  search (self, TEXT, "needle");
  g_assert_cmpstr (get_text (self, "counted"), ==, "1 hit");
  activate_all (self);
  g_assert_cmpstr (self->asked->str, ==, "show-exchange0 ");
  set_place (self, G_MAXUINT);
  search (self, TEXT, "needle");
  g_assert_cmpstr (get_text (self, "error"), ==, "Choose at least one place to look in.");
}

/* What is wrong is said at the entry, and what was found before stays. */
static void
test_errors (Fixture *self, gconstpointer data)
{
  (void) data;
  search (self, HEX, "6e 65 65 64 6c 65");
  g_assert_cmpstr (get_page (self), ==, "hits");
  g_assert_false (gtk_widget_get_visible (get_child (self, "error")));
  search (self, HEX, "6e 6");
  g_assert_true (gtk_widget_get_visible (get_child (self, "error")));
  g_assert_true (gtk_widget_has_css_class (get_child (self, "entry"), "error"));
  g_assert_cmpstr (get_page (self), ==, "hits");
  search (self, REGEX, "(");
  g_assert_true (gtk_widget_get_visible (get_child (self, "error")));
  search (self, REGEX, "ne{2}dle");
  g_assert_false (gtk_widget_get_visible (get_child (self, "error")));
  g_assert_cmpstr (get_page (self), ==, "hits");
  search (self, TEXT, "haystack");
  g_assert_cmpstr (get_page (self), ==, "nothing");
  g_assert_cmpstr (get_text (self, "counted"), ==, "0 hits");
}

/* Only what the filters leave, where that is asked for. */
static void
test_filtered (Fixture *self, gconstpointer data)
{
  WireCondition condition = { .kind = WIRE_CONDITION_FROM };
  WireFamily family;

  (void) data;
  g_assert_false (gtk_widget_get_visible (get_child (self, "filtered")));
  g_assert_true (wire_address_parse ("10.0.0.2", &family, condition.tuple.src));
  condition.tuple.family = (guint8) family;
  wire_capture_session_add_condition (self->session, &condition);
  settle (self);
  g_assert_true (gtk_widget_get_visible (get_child (self, "filtered")));
  search (self, TEXT, "needle");
  g_assert_cmpstr (get_text (self, "counted"), ==, "7 hits");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_child (self, "filtered")), TRUE);
  search (self, TEXT, "needle");
  g_assert_cmpstr (get_text (self, "counted"), ==, "3 hits");
}

/* By the packet, the last first. */
static void
test_sorted (Fixture *self, gconstpointer data)
{
  (void) data;
  search (self, TEXT, "needle");
  wire_column_view_set_sort (GTK_COLUMN_VIEW (get_child (self, "column_view")), 1, TRUE);
  settle (self);
  activate_all (self);
  g_assert_true (g_str_has_prefix (self->asked->str, "show-bytes(3, 93, 12) "));
}

/* Without a session, nothing is left of the last one. */
static void
test_session (Fixture *self, gconstpointer data)
{
  (void) data;
  search (self, TEXT, "needle");
  wire_search_view_set_session (self->view, NULL);
  g_assert_cmpstr (get_page (self), ==, "begin");
  g_assert_cmpuint (activate_all (self), ==, 0);
}

/* What rests finds nothing until it goes on. */
static void
test_pause (Fixture *self, gconstpointer data)
{
  GtkWidget *pause = get_child (self, "pause");

  (void) data;
  g_assert_false (gtk_widget_get_visible (pause));
  gtk_editable_set_text (GTK_EDITABLE (get_child (self, "entry")), "needle");
  g_signal_emit_by_name (get_child (self, "entry"), "activate");
  g_assert_true (gtk_widget_get_visible (pause));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pause), TRUE);
  g_assert_false (is_searching (self));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (pause)), ==, "_Go On");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pause), FALSE);
  settle (self);
  g_assert_cmpstr (get_page (self), ==, "hits");
  g_assert_false (gtk_widget_get_visible (pause));
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
  add ("/search-view/everywhere", test_everywhere);
  add ("/search-view/places", test_places);
  add ("/search-view/errors", test_errors);
  add ("/search-view/filtered", test_filtered);
  add ("/search-view/sorted", test_sorted);
  add ("/search-view/session", test_session);
  add ("/search-view/pause", test_pause);
  return g_test_run ();
}
