/* test-its-sockets.c: what Its Sockets leads to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/sockets/wire-socket-table-view.h"
#include "ui/sockets/wire-sockets-page.h"

typedef struct
{
  GSocketListener *listener;
  guint16 port;
  GSocketConnection *client;
  GSocketConnection *server;
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *table;
} Fixture;

static gpointer
get_child (GtkWidget *widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static void
show_page (Fixture *self)
{
  self->window = gtk_window_new ();
  self->page = g_object_new (WIRE_TYPE_SOCKETS_PAGE, NULL);
  self->table = get_child (self->page, "table");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (self->window), self->page);
  gtk_window_present (GTK_WINDOW (self->window));
  widget_fixture_draw (self->window);
}

/* A server and its client, both in this program. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;

  (void) data;
  widget_fixture_forget ();
  self->listener = g_socket_listener_new ();
  self->port = g_socket_listener_add_any_inet_port (self->listener, NULL, &error);
  g_assert_no_error (error);
  self->client = g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, &error);
  g_assert_no_error (error);
  self->server = g_socket_listener_accept (self->listener, NULL, NULL, &error);
  g_assert_no_error (error);
  show_page (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->client);
  g_clear_object (&self->server);
  g_clear_object (&self->listener);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static GtkWidget *
get_view (Fixture *self)
{
  return get_child (self->table, "column_view");
}

static guint
count_rows (Fixture *self)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (get_view (self)))));
}

/* The table is read in a worker. */
static void
wait_for_rows (Fixture *self, guint n)
{
  while (count_rows (self) != n)
    g_main_context_iteration (NULL, TRUE);
  widget_fixture_draw (self->window);
}

static const char *
get_lower (Fixture *self)
{
  return gtk_stack_get_visible_child_name (get_child (self->page, "lower"));
}

static void
show_port (Fixture *self)
{
  g_assert_true (
      gtk_widget_activate_action (self->page, "sockets.show-port", "q", (guint) self->port));
}

static guint
count_texts (GtkWidget *widget, const char *part)
{
  guint n = GTK_IS_INSCRIPTION (widget) && gtk_widget_get_mapped (widget)
            && gtk_inscription_get_text (GTK_INSCRIPTION (widget))
            && strstr (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), part);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_texts (child, part);
  return n;
}

/* Listening, and both ends of the connection. */
static void
test_rows (Fixture *self, gconstpointer data)
{
  (void) data;
  g_assert_cmpstr (get_lower (self), ==, "pieces");
  show_port (self);
  g_assert_cmpstr (get_lower (self), ==, "sockets");
  wait_for_rows (self, 3);
  g_assert_cmpuint (count_texts (get_view (self), "LISTEN"), ==, 1);
  g_assert_cmpuint (count_texts (get_view (self), "ESTABLISHED"), ==, 2);
  g_assert_cmpuint (count_texts (get_view (self), "this window"), ==, 3);
  g_assert_cmpstr (gtk_label_get_text (get_child (self->table, "count")), ==, "3 sockets");

  gtk_check_button_set_active (get_child (self->table, "listening"), TRUE);
  wait_for_rows (self, 1);
}

/* In a window of 1200 by 800 the answer is in sight, and scrolls in nothing but its own table. */
static void
test_place (Fixture *self, gconstpointer data)
{
  GtkWidget *scroller, *page;
  GtkAdjustment *whole;
  graphene_rect_t bounds;

  (void) data;
  show_port (self);
  wait_for_rows (self, 3);
  scroller = gtk_widget_get_ancestor (get_view (self), GTK_TYPE_SCROLLED_WINDOW);
  g_assert_nonnull (scroller);
  page = gtk_widget_get_ancestor (gtk_widget_get_parent (scroller), GTK_TYPE_SCROLLED_WINDOW);
  whole = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (page));
  g_assert_cmpfloat (gtk_adjustment_get_upper (whole), <=, gtk_adjustment_get_page_size (whole));
  g_assert_true (gtk_widget_compute_bounds (scroller, self->window, &bounds));
  g_assert_cmpfloat (bounds.size.height, >, 100); /* the head and three rows */
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=,
                     gtk_widget_get_height (self->window));
}

/* The view that was shown last is shown again. */
static void
test_memory (Fixture *self, gconstpointer data)
{
  (void) data;
  show_port (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  show_page (self);
  g_assert_cmpstr (get_lower (self), ==, "sockets");
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/its-sockets/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("rows", test_rows);
  ADD ("place", test_place);
  ADD ("memory", test_memory);
  return g_test_run ();
}
