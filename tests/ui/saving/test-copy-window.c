/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/packets/wire-packet-view.h"
#include "ui/saving/wire-copy-window-private.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
  WireCopyWindow *window;
} Copy;

static void
set_up (Copy *self, WidgetFixture *fixture, WireCopyKind kind)
{
  self->folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "out.pcapng", NULL);
  self->file = g_file_new_for_path (self->path);
  self->window = wire_copy_window_present (
      GTK_WINDOW (fixture->window), kind, wire_capture_session_get_view (fixture->session.session));
}

static void
tear_down (Copy *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_rmdir (self->folder);
  g_object_unref (self->file);
  g_free (self->path);
  g_free (self->folder);
}

static void
write_and_wait (Copy *self)
{
  wire_copy_window_write (self->window, self->file);
  g_assert_nonnull (self->window->job);
  g_assert_true (gtk_revealer_get_reveal_child (self->window->progress));
  while (self->window->job)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (self->window->stack), ==, "result");
}

static guint
count_files (Copy *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder))
    n++;
  return n;
}

static guint
count_packets (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCapture) capture = wire_capture_new (file);

  g_assert_true (wire_capture_load (capture, NULL, NULL));
  return wire_capture_get_n_packets (capture);
}

static guint
count_rows (Copy *self)
{
  GtkListBox *list = GTK_LIST_BOX (
      gtk_widget_get_template_child (GTK_WIDGET (self->window), WIRE_TYPE_COPY_WINDOW, "results"));
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n))
    n++;
  return n;
}

static void
test_split (WidgetFixture *fixture, gconstpointer data)
{
  Copy copy;

  (void) data;
  set_up (&copy, fixture, WIRE_COPY_SPLIT);
  adw_combo_row_set_selected (copy.window->by, 1); /* packets */
  gtk_spin_button_set_value (copy.window->amount, 3);
  write_and_wait (&copy);
  g_assert_cmpuint (count_files (&copy), ==, 3);
  g_assert_cmpuint (count_rows (&copy), ==, 3);
  tear_down (&copy);
}

static void
test_split_shown (WidgetFixture *fixture, gconstpointer data)
{
  Copy copy;

  (void) data;
  session_fixture_exclude (&fixture->session, "10.0.0.9");
  widget_fixture_settle (fixture);
  set_up (&copy, fixture, WIRE_COPY_SPLIT);
  adw_combo_row_set_selected (copy.window->by, 3); /* conversations */
  adw_combo_row_set_selected (copy.window->packets, 1);
  write_and_wait (&copy);
  g_assert_cmpuint (count_files (&copy), ==, 1);
  tear_down (&copy);
}

static void
test_merge (WidgetFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) other = g_file_new_for_path (fixture->session.path);
  Copy copy;

  (void) data;
  set_up (&copy, fixture, WIRE_COPY_MERGE);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (copy.window->write)));
  wire_copy_window_add (copy.window, other);
  wire_copy_window_add (copy.window, other);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (copy.window->write)));
  write_and_wait (&copy);
  g_assert_cmpuint (count_packets (copy.path), ==, 21);
  tear_down (&copy);
}

static void
test_anonymise (WidgetFixture *fixture, gconstpointer data)
{
  static const char KEY[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize length, again;
  Copy copy;

  (void) data;
  set_up (&copy, fixture, WIRE_COPY_ANONYMISE);
  gtk_editable_set_text (GTK_EDITABLE (copy.window->key), "abc");
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (copy.window->write)));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (copy.window->key), "error"));
  gtk_editable_set_text (GTK_EDITABLE (copy.window->key), KEY);
  write_and_wait (&copy);
  g_assert_cmpuint (count_packets (copy.path), ==, 7);
  g_assert_cmpuint (count_rows (&copy), >=, 1);
  g_assert_true (g_file_get_contents (copy.path, &first, &length, NULL));
  tear_down (&copy);

  set_up (&copy, fixture, WIRE_COPY_ANONYMISE);
  gtk_editable_set_text (GTK_EDITABLE (copy.window->key), KEY);
  write_and_wait (&copy);
  g_assert_true (g_file_get_contents (copy.path, &second, &again, NULL));
  g_assert_cmpmem (first, length, second, again);
  tear_down (&copy);
}

/* What cannot be written is said, and the choices stay. */
static void
test_failure (WidgetFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/out.pcapng");
  Copy copy;

  (void) data;
  set_up (&copy, fixture, WIRE_COPY_ANONYMISE);
  wire_copy_window_write (copy.window, nowhere);
  while (copy.window->job)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (copy.window->stack), ==, "choices");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (copy.window->write)));
  tear_down (&copy);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
#define ADD(name, test) widget_fixture_add ("/copy-window/" name, WIRE_TYPE_PACKET_VIEW, test)
  ADD ("split", test_split);
  ADD ("split-shown", test_split_shown);
  ADD ("merge", test_merge);
  ADD ("anonymise", test_anonymise);
  ADD ("failure", test_failure);
#undef ADD
  return g_test_run ();
}
