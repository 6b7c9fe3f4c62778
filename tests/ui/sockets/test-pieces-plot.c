/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/sockets/wire-pieces-plot.h"

#define N_PIECES 1000u

typedef struct
{
  GtkWidget *window;
  GtkWidget *scrolled;
  GtkWidget *plot;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (WirePieces) pieces = wire_pieces_new ();

  (void) data;
  for (guint i = 0; i < N_PIECES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%08u", i);
      g_autoptr (GBytes) bytes = g_bytes_new (text, 8);

      wire_pieces_add (pieces, WIRE_PIECES_SENT, bytes);
    }
  self->window = gtk_window_new ();
  self->scrolled = gtk_scrolled_window_new ();
  self->plot = g_object_new (WIRE_TYPE_PIECES_PLOT, NULL);
  wire_pieces_plot_set_pieces (WIRE_PIECES_PLOT (self->plot), pieces);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->plot);
  gtk_window_set_child (GTK_WINDOW (self->window), self->scrolled);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 600, 200);
  gtk_window_present (GTK_WINDOW (self->window));
  widget_fixture_draw (self->window);
  widget_fixture_draw (self->window);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (self->window));
}

/* @from: (out): where on the picture the first thing is that is drawn. Returns: how wide all is */
static float
draw (Fixture *self, float *from)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  graphene_rect_t bounds;
  GskRenderNode *node;

  GTK_WIDGET_GET_CLASS (self->plot)->snapshot (self->plot, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_get_bounds (node, &bounds);
  gsk_render_node_unref (node);
  *from = bounds.origin.x;
  return bounds.size.width;
}

/* What is drawn follows what is scrolled to, and is not much more than that. */
static void
test_sight (Fixture *self, gconstpointer data)
{
  GtkAdjustment *at = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double end = gtk_adjustment_get_upper (at) - gtk_adjustment_get_page_size (at);
  float from, width = draw (self, &from);

  (void) data;
  g_assert_cmpfloat (end, >, 5000);
  g_assert_cmpfloat (from, <=, 0);
  g_assert_cmpfloat (width, <, 1000);
  g_assert_cmpfloat (width, >=, (float) gtk_adjustment_get_page_size (at) - 1);
  gtk_adjustment_set_value (at, end);
  widget_fixture_draw (self->window);
  width = draw (self, &from);
  g_assert_cmpfloat (from, >, (float) end - 200);
  g_assert_cmpfloat (from + width, >=, (float) gtk_adjustment_get_upper (at) - 3);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  g_test_add ("/pieces-plot/sight", Fixture, NULL, set_up, test_sight, tear_down);
  return g_test_run ();
}
