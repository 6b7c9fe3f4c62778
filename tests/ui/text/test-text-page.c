/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/text/wire-text-page.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

typedef struct
{
  GtkWidget *window;
  WireTextPage *page;
  char *folder;
  char *notified;
} Fixture;

static void
notify_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *f = data;

  (void) action;
  g_free (f->notified);
  f->notified = g_variant_dup_string (parameter, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const GActionEntry notify = { .name = "notify", notify_cb, .parameter_type = "s" };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  (void) data;
  f->folder = g_dir_make_tmp ("wirecase-text-XXXXXX", NULL);
  f->window = gtk_window_new ();
  f->page = g_object_new (WIRE_TYPE_TEXT_PAGE, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), &notify, 1, f);
  gtk_widget_insert_action_group (f->window, "win", G_ACTION_GROUP (actions));
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->notified);
}

static void
open_file (Fixture *f, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  wire_text_page_open_file (f->page, file);
}

static char *
get_input (Fixture *f)
{
  GtkTextView *input = GTK_TEXT_VIEW (
      gtk_widget_get_template_child (GTK_WIDGET (f->page), WIRE_TYPE_TEXT_PAGE, "input"));
  char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (input), "text", &text, NULL);
  return text;
}

static void
test_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "hello.txt", NULL);
  g_autofree char *text = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (path, "hello", -1, NULL));
  open_file (f, path);
  while (!text || !*text)
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (text);
      text = get_input (f);
    }
  g_assert_cmpstr (text, ==, "68 65 6c 6c 6f");
  g_assert_null (f->notified);
  g_remove (path);
}

/* Nobody writes to the FIFO: who waited for its end would wait for ever. */
static void
test_fifo (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "pipe", NULL);

  (void) data;
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  open_file (f, path);
  while (!f->notified)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_suffix (f->notified, "/pipe” is not a regular file."));
  g_remove (path);
}

static void
test_absent (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "absent", NULL);

  (void) data;
  open_file (f, path);
  while (!f->notified)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (f->notified, "No such file"));
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/text-page/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("file", test_file);
  ADD ("fifo", test_fifo);
  ADD ("absent", test_absent);
  return g_test_run ();
}
