/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/widgets/wire-hex-view-private.h"

#define LINE "the quick brown fox"

typedef struct
{
  GtkWidget *window;
  WireHexView *view;
  guint moved;
  gsize longest;
  guint64 last;
} Fixture;

static void
moved_cb (Fixture *fixture)
{
  fixture->moved++;
}

static void
draw (Fixture *fixture)
{
  widget_fixture_draw (GTK_WIDGET (fixture->view));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  (void) data;
  fixture->window = gtk_window_new ();
  fixture->view = g_object_new (WIRE_TYPE_HEX_VIEW, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  g_signal_connect_swapped (fixture->view, "moved", G_CALLBACK (moved_cb), fixture);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 300);
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_present (GTK_WINDOW (fixture->window));
  draw (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_null (fixture->view);
}

static void
show_line (Fixture *fixture)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (LINE, strlen (LINE));

  wire_hex_view_set_bytes (fixture->view, bytes);
}

static void
assert_marked (Fixture *fixture, guint64 offset, guint64 length)
{
  guint64 marked_offset;

  g_assert_cmpuint (wire_hex_view_get_marked (fixture->view, &marked_offset), ==, length);
  if (length)
    g_assert_cmpuint (marked_offset, ==, offset);
}

static void
test_cursor (Fixture *fixture, gconstpointer data)
{
  (void) data;
  wire_hex_view_move_cursor (fixture->view, 3); /* nowhere to go */
  g_assert_cmpuint (fixture->moved, ==, 0);

  show_line (fixture);
  wire_hex_view_move_cursor (fixture->view, 3);
  g_assert_cmpuint (wire_hex_view_get_cursor (fixture->view), ==, 3);
  wire_hex_view_move_cursor (fixture->view, G_MAXUINT64);
  g_assert_cmpuint (wire_hex_view_get_cursor (fixture->view), ==, strlen (LINE) - 1);
  g_assert_cmpuint (fixture->moved, ==, 2);
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  (void) data;
  show_line (fixture);
  wire_hex_view_highlight (fixture->view, 4, 5);
  assert_marked (fixture, 4, 5);
  g_assert_cmpuint (wire_hex_view_get_cursor (fixture->view), ==, 4);
  g_assert_cmpuint (fixture->moved, ==, 0); /* the program marked, not the user */

  wire_hex_view_move_cursor (fixture->view, 10);
  assert_marked (fixture, 0, 0);
  wire_hex_view_extend_to (fixture->view, 12);
  assert_marked (fixture, 10, 3);
  wire_hex_view_extend_to (fixture->view, 8);
  assert_marked (fixture, 8, 3);
  g_assert_cmpuint (fixture->moved, ==, 1);

  show_line (fixture);
  assert_marked (fixture, 0, 0);
}

static void
assert_copies (Fixture *fixture, const char *expected)
{
  GtkWidget *widget = GTK_WIDGET (fixture->view);
  g_autofree char *text = NULL;

  g_assert_true (gtk_widget_activate_action (widget, "hex.copy", NULL));
  text = widget_fixture_paste (widget);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  (void) data;
  show_line (fixture);
  assert_copies (fixture, "74");
  wire_hex_view_highlight (fixture->view, 16, 100); /* longer than what there is */
  assert_copies (fixture, "66 6f 78");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "hex.select-all", NULL));
  assert_copies (fixture, "74 68 65 20 71 75 69 63 6b 20 62 72 6f 77 6e 20 66 6f 78");
}

static GBytes *
read_cb (guint64 offset, gsize length, gpointer data)
{
  Fixture *fixture = data;

  fixture->longest = MAX (fixture->longest, length);
  fixture->last = MAX (fixture->last, offset + length);
  return g_bytes_new_take (g_malloc0 (length), length);
}

/* A terabyte is read in pieces, and only where it is looked at. */
static void
test_any_size (Fixture *fixture, gconstpointer data)
{
  const guint64 size = G_GUINT64_CONSTANT (1) << 40;

  (void) data;
  wire_hex_view_set_source (fixture->view, size, read_cb, fixture, NULL);
  draw (fixture);
  g_assert_cmpuint (fixture->last, <, 1024 * 1024);
  wire_hex_view_move_cursor (fixture->view, size - 1);
  draw (fixture);
  g_assert_cmpuint (fixture->last, ==, size);
  g_assert_cmpuint (fixture->longest, <=, 64 * 1024);
}

static GBytes *
read_nothing_cb (guint64 offset, gsize length, gpointer data)
{
  (void) offset;
  (void) length;
  (void) data;
  return NULL;
}

/* The file went away while it was shown. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  (void) data;
  wire_hex_view_set_source (fixture->view, 100, read_nothing_cb, NULL, NULL);
  wire_hex_view_move_cursor (fixture->view, 50);
  g_assert_cmpuint (wire_hex_view_get_cursor (fixture->view), ==, 50);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view)), "before");
  assert_copies (fixture, "before");
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
#define ADD(name, test) g_test_add ("/hex-view/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("cursor", test_cursor);
  ADD ("marks", test_marks);
  ADD ("copy", test_copy);
  ADD ("any-size", test_any_size);
  ADD ("unreadable", test_unreadable);
#undef ADD
  return g_test_run ();
}
