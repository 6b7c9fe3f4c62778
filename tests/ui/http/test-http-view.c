/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/capture-builder.h"
#include "tests/ui/widgets/widget-fixture.h"
#include "ui/http/wire-http-view.h"
#include "ui/lists/wire-column.h"

#define ETHERNET 1u
#define CLIENT "10.0.0.1:1024"
#define SERVER "10.0.0.2:80"
#define ACK 16

typedef struct
{
  CaptureBuilder *builder;
  WireCaptureSession *session;
  GtkWidget *window;
  WireHttpView *view;
} Fixture;

/* @n requests on one connection, each answered with a download of its own. */
static void
add_requests (CaptureBuilder *builder, guint n)
{
  static const char *const REPLY = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
  guint32 asked = 100, answered = 500;

  capture_builder_add_segment (builder, 1000, CLIENT, SERVER, 2, 99, "", -1);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *request = g_strdup_printf ("GET /%u HTTP/1.1\r\nHost: host.test\r\n\r\n", i);

      capture_builder_add_segment (builder, 2000 + 10 * i, CLIENT, SERVER, ACK, asked, request, -1);
      capture_builder_add_segment (builder, 2005 + 10 * i, SERVER, CLIENT, ACK, answered, REPLY,
                                   -1);
      asked += (guint32) strlen (request);
      answered += (guint32) strlen (REPLY);
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
  for (guint i = 0; i < 4; i++)
    {
      gboolean left = FALSE;

      while (wire_capture_session_get_job (self->session)
             || wire_capture_session_get_busy (self->session)
             || wire_capture_session_get_listing (self->session))
        g_main_context_iteration (NULL, TRUE);
      g_timeout_add_full (G_PRIORITY_LOW + 100, 20, leave_cb, &left, NULL);
      while (!left)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
show (Fixture *self, guint n)
{
  g_autoptr (WireCapture) capture = NULL;

  widget_fixture_forget ();
  self->builder = capture_builder_new (ETHERNET);
  add_requests (self->builder, n);
  capture = capture_builder_make (self->builder);
  wire_capture_want_streams (capture);
  self->session = wire_capture_session_new (capture);
  wire_capture_session_load (self->session);
  self->window = gtk_window_new ();
  self->view = g_object_new (WIRE_TYPE_HTTP_VIEW, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_window_present (GTK_WINDOW (self->window));
  wire_http_view_set_session (self->view, self->session);
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

static const char *
get_counted (Fixture *self)
{
  return gtk_label_get_text (GTK_LABEL (
      gtk_widget_get_template_child (GTK_WIDGET (self->view), WIRE_TYPE_HTTP_VIEW, "counted")));
}

/* The list announces its rows in steps of eight; what is counted are the requests. */
static void
test_count (void)
{
  static const guint COUNTS[] = { 1, 7, 8, 9, 300 };

  for (gsize i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    {
      Fixture fixture;
      g_autofree char *expected =
          g_strdup_printf (COUNTS[i] == 1 ? "%u request" : "%u requests", COUNTS[i]);

      show (&fixture, COUNTS[i]);
      g_assert_cmpuint (wire_http_view_get_count (fixture.view), ==, COUNTS[i]);
      g_assert_cmpstr (get_counted (&fixture), ==, expected);
      close_view (&fixture);
    }
}

/* A request past those that were announced is found all the same. */
static void
test_show_exchange (void)
{
  Fixture fixture;
  GtkWidget *table;

  show (&fixture, 300);
  table = widget_fixture_find (GTK_WIDGET (fixture.view), GTK_TYPE_COLUMN_VIEW, 0);
  wire_http_view_show_exchange (fixture.view, 299);
  g_assert_cmpuint (wire_single_selection_get_id (
                        GTK_SINGLE_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)))),
                    ==, 299);
  close_view (&fixture);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  g_test_add_func ("/http-view/count", test_count);
  g_test_add_func ("/http-view/show-exchange", test_show_exchange);
  return g_test_run ();
}
