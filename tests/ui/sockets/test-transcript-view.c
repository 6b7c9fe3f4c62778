/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sockets/wire-socket-event.h"
#include "tests/ui/widgets/widget-fixture.h"
#include "ui/sockets/wire-transcript-view.h"

typedef struct
{
  GtkWidget *window;
  WireTranscriptView *view;
} Fixture;

static gboolean
leave_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until what was added is shown and has its place. */
static void
settle (Fixture *self)
{
  for (guint i = 0; i < 3; i++)
    {
      gboolean left = FALSE;

      g_timeout_add_full (G_PRIORITY_LOW, 120, leave_cb, &left, NULL);
      while (!left)
        g_main_context_iteration (NULL, TRUE);
      widget_fixture_draw (self->window);
    }
}

static void
add (Fixture *self, guint n)
{
  static const WireSocketEndpoint NOWHERE = { 0 };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("said", 4);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WireSocketEvent) event =
          wire_socket_event_new (WIRE_SOCKET_RECEIVED, 1, &NOWHERE, &NOWHERE, bytes, NULL);

      wire_transcript_view_add (self->view, event);
    }
}

static GtkAdjustment *
get_adjustment (Fixture *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_template_child (
      GTK_WIDGET (self->view), WIRE_TYPE_TRANSCRIPT_VIEW, "scrolled")));
}

static GtkWidget *
get_button (Fixture *self)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self->view), WIRE_TYPE_TRANSCRIPT_VIEW, "to_end"));
}

static gboolean
is_at_end (Fixture *self)
{
  GtkAdjustment *at = get_adjustment (self);

  return gtk_adjustment_get_value (at) + gtk_adjustment_get_page_size (at) + 1
         >= gtk_adjustment_get_upper (at);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  (void) data;
  widget_fixture_forget ();
  self->window = gtk_window_new ();
  self->view = g_object_new (WIRE_TYPE_TRANSCRIPT_VIEW, "role", WIRE_SOCKET_SERVER, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 400);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (self->window));
}

/* Events come faster than frames are drawn, and the list stays at its end. */
static void
test_follows (Fixture *self, gconstpointer data)
{
  (void) data;
  for (guint i = 0; i < 20; i++)
    {
      gboolean left = FALSE;

      add (self, 25);
      g_timeout_add (60, leave_cb, &left);
      while (!left)
        g_main_context_iteration (NULL, TRUE);
    }
  settle (self);
  g_assert_true (is_at_end (self));
  g_assert_false (gtk_widget_get_visible (get_button (self)));

  /* Whoever scrolls up reads on there, until a click leads back. */
  gtk_adjustment_set_value (get_adjustment (self), 10);
  settle (self);
  g_assert_true (gtk_widget_get_visible (get_button (self)));
  add (self, 100);
  settle (self);
  g_assert_false (is_at_end (self));
  g_signal_emit_by_name (get_button (self), "clicked");
  settle (self);
  g_assert_true (is_at_end (self));
  g_assert_false (gtk_widget_get_visible (get_button (self)));
  add (self, 100);
  settle (self);
  g_assert_true (is_at_end (self));
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  g_test_add ("/transcript-view/follows", Fixture, NULL, set_up, test_follows, tear_down);
  return g_test_run ();
}
