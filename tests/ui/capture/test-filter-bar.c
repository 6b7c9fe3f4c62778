/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/session/wire-filter-bar.h"

static GtkWidget *
get_entry (WidgetFixture *fixture)
{
  return widget_fixture_find (fixture->widget, GTK_TYPE_ENTRY, 0);
}

static void
enter (WidgetFixture *fixture, const char *expression)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (fixture)), expression);
  g_signal_emit_by_name (get_entry (fixture), "activate");
  widget_fixture_settle (fixture);
}

static GtkWidget *
find_chip (WidgetFixture *fixture, const char *tooltip)
{
  GtkWidget *button;

  for (guint i = 0; (button = widget_fixture_find (fixture->widget, GTK_TYPE_BUTTON, i)); i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (button), tooltip) == 0)
      return button;
  return NULL;
}

static void
test_expression (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  enter (fixture, "udp src port 1000");
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 1);
  g_assert_nonnull (find_chip (fixture, "Remove filter: udp src port 1000"));
  enter (fixture, " udp src port 1001 ");
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 1);
  g_assert_nonnull (find_chip (fixture, "Remove filter: udp src port 1001"));
  enter (fixture, "");
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 0);
}

/* What libpcap refuses is marked, and the last good expression stays in force. */
static void
test_wrong_expression (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  enter (fixture, "udp src port 1000");
  enter (fixture, "udp src port");
  g_assert_true (gtk_widget_has_css_class (get_entry (fixture), "error"));
  g_assert_nonnull (find_chip (fixture, "Remove filter: udp src port 1000"));
  gtk_editable_set_text (GTK_EDITABLE (get_entry (fixture)), "udp src port 1");
  g_assert_false (gtk_widget_has_css_class (get_entry (fixture), "error"));
}

/* A filter in fields is known as one, and what is wrong in it is underlined with what is near. */
static void
test_fields (WidgetFixture *fixture, gconstpointer data)
{
  GtkWidget *mark = widget_fixture_find (fixture->widget, GTK_TYPE_MENU_BUTTON, 0);

  (void) data;
  g_assert_false (gtk_widget_get_visible (mark));
  enter (fixture, "udp.srcport == 1000");
  g_assert_nonnull (find_chip (fixture, "Remove filter: udp.srcport == 1000"));
  g_assert_true (gtk_widget_get_visible (mark));
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (mark)), ==, "Fields");

  enter (fixture, "udp.srcprt == 1000");
  g_assert_true (gtk_widget_has_css_class (get_entry (fixture), "error"));
  g_assert_nonnull (gtk_entry_get_attributes (GTK_ENTRY (get_entry (fixture))));
  g_assert_nonnull (find_chip (fixture, "Remove filter: udp.srcport == 1000"));

  enter (fixture, "udp src port 1000");
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 1);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (mark)), ==, "BPF");
  enter (fixture, "");
  g_assert_false (gtk_widget_get_visible (mark));
}

static void
test_chips (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  session_fixture_exclude (&fixture->session, "10.0.0.1");
  g_assert_null (find_chip (fixture, "Remove every filter"));
  session_fixture_exclude (&fixture->session, "10.0.0.9");
  g_assert_nonnull (find_chip (fixture, "Remove every filter"));

  g_signal_emit_by_name (find_chip (fixture, "Remove filter: not from 10.0.0.1"), "clicked");
  widget_fixture_settle (fixture);
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 1);
  g_assert_nonnull (find_chip (fixture, "Remove filter: not from 10.0.0.9"));

  session_fixture_exclude (&fixture->session, "10.0.0.1");
  g_signal_emit_by_name (find_chip (fixture, "Remove every filter"), "clicked");
  widget_fixture_settle (fixture);
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 0);
}

/* Another filter that comes or goes does not take away what is being typed. */
static void
test_draft_stays (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  gtk_editable_set_text (GTK_EDITABLE (get_entry (fixture)), "udp src");
  session_fixture_exclude (&fixture->session, "10.0.0.1");
  widget_fixture_settle (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (fixture))), ==, "udp src");
}

static void
test_not_from (WidgetFixture *fixture, gconstpointer data)
{
  GtkWidget *button = widget_fixture_find (fixture->widget, GTK_TYPE_MENU_BUTTON, 1);
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  GtkWidget *list = widget_fixture_find (GTK_WIDGET (popover), GTK_TYPE_LIST_VIEW, 0);

  (void) data;
  gtk_popover_popup (popover);
  widget_fixture_settle (fixture);
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))), ==,
      3);
  g_signal_emit_by_name (list, "activate", 0);
  widget_fixture_settle (fixture);
  g_assert_nonnull (find_chip (fixture, "Remove filter: not from 10.0.0.1"));
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  widget_fixture_add ("/filter-bar/expression", WIRE_TYPE_FILTER_BAR, test_expression);
  widget_fixture_add ("/filter-bar/wrong-expression", WIRE_TYPE_FILTER_BAR, test_wrong_expression);
  widget_fixture_add ("/filter-bar/fields", WIRE_TYPE_FILTER_BAR, test_fields);
  widget_fixture_add ("/filter-bar/chips", WIRE_TYPE_FILTER_BAR, test_chips);
  widget_fixture_add ("/filter-bar/draft-stays", WIRE_TYPE_FILTER_BAR, test_draft_stays);
  widget_fixture_add ("/filter-bar/not-from", WIRE_TYPE_FILTER_BAR, test_not_from);
  return g_test_run ();
}
