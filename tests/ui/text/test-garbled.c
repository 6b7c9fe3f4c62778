/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/text/wire-garbled-pane.h"
#include "ui/text/wire-text-page.h"

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *button;

  for (guint i = 0; (button = widget_fixture_find (root, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;
  return NULL;
}

/* The button goes with the text that it is for, and GTK has nothing to complain about. */
static void
test_use_this_text (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = g_object_new (WIRE_TYPE_TEXT_PAGE, NULL);
  GtkTextView *input;
  GtkWidget *pane, *button = NULL;
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  input = GTK_TEXT_VIEW (gtk_widget_get_template_child (page, WIRE_TYPE_TEXT_PAGE, "input"));
  buffer = gtk_text_view_get_buffer (input);
  gtk_text_buffer_set_text (buffer, "cafÃ©", -1);
  pane = widget_fixture_find (page, WIRE_TYPE_GARBLED_PANE, 0);
  gtk_stack_set_visible_child (
      GTK_STACK (gtk_widget_get_template_child (page, WIRE_TYPE_TEXT_PAGE, "panes")), pane);
  while (!button)
    {
      g_main_context_iteration (NULL, TRUE);
      button = find_button (pane, "Use This Text");
    }
  widget_fixture_draw (window);
  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
  for (guint i = 0; i < 20; i++)
    widget_fixture_draw (window);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (text, ==, "café");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  g_test_add_func ("/garbled/use-this-text", test_use_this_text);
  return g_test_run ();
}
