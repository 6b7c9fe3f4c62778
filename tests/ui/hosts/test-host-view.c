/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/capture-builder.h"
#include "tests/ui/widgets/widget-fixture.h"
#include "ui/hosts/wire-host-view.h"
#include "ui/lists/wire-column.h"
#include "ui/memory/wire-settings.h"
#include "ui/session/wire-naming.h"
#include "ui/tables/wire-table-view.h"

#define ETHERNET 1u
#define CLIENT "10.0.0.1"
#define SERVER "10.0.0.2"
#define ACK 16
#define SYN 2

/* In the order in which they are shown. */
enum
{
  HOSTS,
  DNS,
  SIGNINS,
  REGULARITY,
};

typedef struct
{
  CaptureBuilder *builder;
  WireCaptureSession *session;
  GtkWidget *window;
  WireHostView *view;
} Fixture;

static void
add_signin (CaptureBuilder *builder)
{
  static const struct
  {
    gboolean client;
    const char *said;
  } TURNS[] = { { FALSE, "220 files\r\n" },
                { TRUE, "USER bob\r\n" },
                { FALSE, "331 password\r\n" },
                { TRUE, "PASS hunter2\r\n" },
                { FALSE, "230 welcome\r\n" } };
  guint32 next[2] = { 500, 100 };

  capture_builder_add_segment (builder, 4000, CLIENT ":1024", SERVER ":21", SYN, 99, "", -1);
  for (guint i = 0; i < G_N_ELEMENTS (TURNS); i++)
    {
      gboolean client = TURNS[i].client;

      capture_builder_add_segment (builder, 4100 + 10 * i, client ? CLIENT ":1024" : SERVER ":21",
                                   client ? SERVER ":21" : CLIENT ":1024", ACK, next[client],
                                   TURNS[i].said, -1);
      next[client] += (guint32) strlen (TURNS[i].said);
    }
}

static void
add_request (CaptureBuilder *builder)
{
  static const char *const REQUEST = "GET / HTTP/1.1\r\nHost: www.example.org\r\n\r\n";
  static const char *const ANSWER = "HTTP/1.1 204 No Content\r\n\r\n";

  capture_builder_add_segment (builder, 3000, CLIENT ":1025", SERVER ":80", SYN, 99, "", -1);
  capture_builder_add_segment (builder, 3010, CLIENT ":1025", SERVER ":80", ACK, 100, REQUEST, -1);
  capture_builder_add_segment (builder, 3020, SERVER ":80", CLIENT ":1025", ACK, 500, ANSWER, -1);
}

/* Twelve connections, five seconds apart. */
static void
add_beacon (CaptureBuilder *builder)
{
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *client = g_strdup_printf (CLIENT ":%u", 2000 + i);
      gint64 time = 10000 + (gint64) i * 5000000;

      capture_builder_add_segment (builder, time, client, "10.0.0.3:443", SYN, 99, "", -1);
      capture_builder_add_segment (builder, time + 10, client, "10.0.0.3:443", ACK, 100, "hello",
                                   -1);
      capture_builder_add_segment (builder, time + 20, "10.0.0.3:443", client, ACK, 500, "yes", -1);
    }
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
  for (guint i = 0; i < 6; i++)
    {
      gboolean left = FALSE;

      while (wire_capture_session_get_job (self->session)
             || wire_capture_session_get_busy (self->session)
             || wire_capture_session_get_listing (self->session)
             || wire_host_search_get_job (wire_capture_session_get_hosts (self->session)))
        g_main_context_iteration (NULL, TRUE);
      g_timeout_add_full (G_PRIORITY_LOW + 100, 20, leave_cb, &left, NULL);
      while (!left)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
show (Fixture *self)
{
  g_autoptr (WireCapture) capture = NULL;

  widget_fixture_forget ();
  self->builder = capture_builder_new (ETHERNET);
  add_request (self->builder);
  add_signin (self->builder);
  add_beacon (self->builder);
  capture = capture_builder_make (self->builder);
  wire_capture_want_streams (capture);
  self->session = wire_capture_session_new (capture);
  wire_capture_session_load (self->session);
  self->window = gtk_window_new ();
  self->view = g_object_new (WIRE_TYPE_HOST_VIEW, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_window_present (GTK_WINDOW (self->window));
  wire_host_view_set_session (self->view, self->session);
  settle (self);
}

static void
close_view (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  settle (self);
  g_assert_finalize_object (self->session);
  capture_builder_free (self->builder);
}

static WireTableView *
get_table (Fixture *self, guint number)
{
  return WIRE_TABLE_VIEW (
      widget_fixture_find (GTK_WIDGET (self->view), WIRE_TYPE_TABLE_VIEW, number));
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget))
    return strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
  if (GTK_IS_INSCRIPTION (widget))
    return strstr (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) != NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static void
select_row (Fixture *self, guint table, guint row)
{
  static const char *const NAMES[] = { "hosts", "dns", "signins", "regularity" };
  GtkStack *views = GTK_STACK (
      gtk_widget_get_template_child (GTK_WIDGET (self->view), WIRE_TYPE_HOST_VIEW, "views"));

  gtk_stack_set_visible_child_name (views, NAMES[table]);
  wire_table_view_select (get_table (self, table), row);
  settle (self);
}

static void
test_counts (void)
{
  static const guint COUNTS[] = { 3, 0, 1, 1 };
  Fixture fixture;

  show (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    g_assert_cmpuint (wire_table_view_get_count (get_table (&fixture, i)), ==, COUNTS[i]);
  g_assert_cmpuint (wire_host_view_get_count (fixture.view), ==, 3);
  g_assert_true (says (GTK_WIDGET (get_table (&fixture, DNS)), "No DNS"));
  close_view (&fixture);
}

static void
test_host (void)
{
  Fixture fixture;
  GtkWidget *table;

  show (&fixture);
  select_row (&fixture, HOSTS, 0);
  table = GTK_WIDGET (get_table (&fixture, HOSTS));
  g_assert_true (says (table, CLIENT));
  g_assert_true (says (table, "FTP, accepted"));
  g_assert_true (says (table, SERVER " · TCP 21"));
  close_view (&fixture);
}

/* Hosts are those of the flows that the filter lets through. */
static void
test_filter (void)
{
  Fixture fixture;

  show (&fixture);
  select_row (&fixture, HOSTS, 1);
  gtk_widget_activate_action (GTK_WIDGET (get_table (&fixture, HOSTS)), "table.filter-host", NULL);
  settle (&fixture);
  g_assert_cmpuint (wire_filter_get_length (wire_capture_session_get_filter (fixture.session)), ==,
                    1);
  g_assert_cmpuint (wire_host_view_get_count (fixture.view), ==, 2);
  g_assert_cmpuint (wire_table_view_get_count (get_table (&fixture, REGULARITY)), ==, 0);
  close_view (&fixture);
}

/* Not in the table, not to the search and not when the row is copied; only when it is asked for. */
static void
test_secret (void)
{
  Fixture fixture;
  GtkWidget *table, *button;
  g_autofree char *copied = NULL;

  show (&fixture);
  select_row (&fixture, SIGNINS, 0);
  table = GTK_WIDGET (get_table (&fixture, SIGNINS));
  g_assert_true (says (table, "bob"));
  g_assert_false (says (table, "hunter2"));
  gtk_widget_activate_action (table, "table.copy", NULL);
  copied = widget_fixture_paste (table);
  g_assert_nonnull (strstr (copied, "bob"));
  g_assert_null (strstr (copied, "hunter2"));

  for (guint i = 0; (button = widget_fixture_find (table, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "_Show Secret") == 0)
      break;
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (says (table, "hunter2"));
  wire_table_view_refresh (WIRE_TABLE_VIEW (table));
  g_assert_false (says (table, "hunter2"));
  close_view (&fixture);
}

static void
test_beacon (void)
{
  Fixture fixture;
  GtkWidget *table;

  show (&fixture);
  select_row (&fixture, REGULARITY, 0);
  table = GTK_WIDGET (get_table (&fixture, REGULARITY));
  g_assert_true (says (table, "Beacon"));
  g_assert_true (says (table, "10.0.0.3 TCP 443"));
  g_assert_true (says (table, "The first 11 intervals: 5.000 s to 5.000 s"));
  close_view (&fixture);
}

static char *
tell (Fixture *self, gint64 time)
{
  WireTuple tuple = capture_builder_tuple (CLIENT ":1025", SERVER ":80", 6);

  return wire_naming_tell_end (wire_capture_session_get_capture (self->session), g_strdup (SERVER),
                               &tuple, TRUE, time);
}

/* Only where it is wanted, and only from when the name was said. */
static void
test_names (void)
{
  Fixture fixture;
  g_autofree char *without = NULL, *before = NULL, *then = NULL;

  show (&fixture);
  without = tell (&fixture, 3020000);
  g_settings_set_boolean (wire_settings_get_views (), WIRE_NAMING_KEY, TRUE);
  before = tell (&fixture, 1000);
  then = tell (&fixture, 3020000);
  g_settings_set_boolean (wire_settings_get_views (), WIRE_NAMING_KEY, FALSE);
  g_assert_cmpstr (without, ==, SERVER);
  g_assert_cmpstr (before, ==, SERVER);
  g_assert_cmpstr (then, ==, SERVER " (www.example.org)");
  close_view (&fixture);
}

/* In the tables of hosts, too; their text for search and copying stays as it is. */
static void
test_names_in_tables (void)
{
  Fixture fixture;
  GtkWidget *table;

  show (&fixture);
  g_settings_set_boolean (wire_settings_get_views (), WIRE_NAMING_KEY, TRUE);
  select_row (&fixture, REGULARITY, 0);
  select_row (&fixture, SIGNINS, 0);
  table = GTK_WIDGET (get_table (&fixture, SIGNINS));
  g_assert_true (says (table, SERVER ":21 (www.example.org)"));
  g_settings_set_boolean (wire_settings_get_views (), WIRE_NAMING_KEY, FALSE);
  close_view (&fixture);
}

typedef struct
{
  char *kind;
  char *place;
  guint32 packet;
} Note;

static void
add_note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Note *note = g_object_get_data (G_OBJECT (gtk_widget_get_root (widget)), "note");
  gboolean bookmark;

  (void) name;
  g_variant_get (parameter, "(bssu)", &bookmark, &note->kind, &note->place, &note->packet);
  g_assert_false (bookmark);
}

/* Stands for the window, which asks for a case. */
typedef AdwBin Asked;
typedef AdwBinClass AskedClass;
static GType asked_get_type (void);
G_DEFINE_TYPE (Asked, asked, ADW_TYPE_BIN)

static void
asked_class_init (AskedClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.add-note", "(bssu)", add_note_cb);
}

static void
asked_init (Asked *self)
{
  (void) self;
}

/* A host by its address, a sign-in by its packet. */
static void
test_notes (void)
{
  Fixture fixture;
  Note host = { 0 }, packet = { 0 };
  GtkWidget *asked = g_object_new (asked_get_type (), NULL);
  GtkWidget *view;

  show (&fixture);
  view = g_object_ref (GTK_WIDGET (fixture.view));
  gtk_window_set_child (GTK_WINDOW (fixture.window), asked);
  adw_bin_set_child (ADW_BIN (asked), view);
  g_object_unref (view);
  select_row (&fixture, HOSTS, 1);
  g_object_set_data (G_OBJECT (fixture.window), "note", &host);
  gtk_widget_activate_action (GTK_WIDGET (get_table (&fixture, HOSTS)), "table.add-note", NULL);
  g_assert_cmpstr (host.kind, ==, "host");
  g_assert_cmpstr (host.place, ==, SERVER);
  g_assert_cmpuint (host.packet, ==, 1);
  select_row (&fixture, SIGNINS, 0);
  g_object_set_data (G_OBJECT (fixture.window), "note", &packet);
  gtk_widget_activate_action (GTK_WIDGET (get_table (&fixture, SIGNINS)), "table.add-note", NULL);
  g_assert_cmpstr (packet.kind, ==, "packet");
  g_assert_cmpuint (packet.packet, >, 1);
  g_free (host.kind);
  g_free (host.place);
  g_free (packet.kind);
  g_free (packet.place);
  close_view (&fixture);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  g_test_add_func ("/host-view/counts", test_counts);
  g_test_add_func ("/host-view/host", test_host);
  g_test_add_func ("/host-view/filter", test_filter);
  g_test_add_func ("/host-view/secret", test_secret);
  g_test_add_func ("/host-view/beacon", test_beacon);
  g_test_add_func ("/host-view/names", test_names);
  g_test_add_func ("/host-view/names-in-tables", test_names_in_tables);
  g_test_add_func ("/host-view/notes", test_notes);
  return g_test_run ();
}
