/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/capture-builder.h"
#include "tests/ui/widgets/widget-fixture.h"
#include "ui/lists/wire-column.h"
#include "ui/flows/wire-flow-view.h"
#include "ui/session/wire-inside-switch.h"

static GtkColumnView *
get_column_view (WidgetFixture *fixture)
{
  return GTK_COLUMN_VIEW (widget_fixture_find (fixture->widget, GTK_TYPE_COLUMN_VIEW, 0));
}

static GtkSingleSelection *
get_selection (WidgetFixture *fixture)
{
  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (get_column_view (fixture)));
}

static GtkColumnViewColumn *
get_column (WidgetFixture *fixture, const char *title)
{
  GListModel *columns = gtk_column_view_get_columns (get_column_view (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return column;
    }
  g_assert_not_reached ();
}

static void
sort_by (WidgetFixture *fixture, const char *title, GtkSortType direction)
{
  gtk_column_view_sort_by_column (get_column_view (fixture), get_column (fixture, title),
                                  direction);
  widget_fixture_settle (fixture);
}

static void
assert_rows (WidgetFixture *fixture, const char *expected)
{
  GListModel *rows = gtk_single_selection_get_model (get_selection (fixture));
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    g_string_append_printf (ids, "%s%u", i ? " " : "",
                            wire_row_list_get_id (WIRE_ROW_LIST (rows), i));
  g_assert_cmpstr (ids->str, ==, expected);
}

static const char *
get_first_cell (WidgetFixture *fixture)
{
  GtkWidget *cell =
      widget_fixture_find (GTK_WIDGET (get_column_view (fixture)), GTK_TYPE_INSCRIPTION, 0);

  return gtk_inscription_get_text (GTK_INSCRIPTION (cell));
}

static void
test_sort (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  assert_rows (fixture, "0 2 1"); /* the most packets first */
  g_assert_cmpstr (get_first_cell (fixture), ==, "10.0.0.1");
  sort_by (fixture, "Packets", GTK_SORT_ASCENDING);
  assert_rows (fixture, "1 2 0");
  g_assert_cmpstr (get_first_cell (fixture), ==, "10.0.0.2");
  sort_by (fixture, "Packets", GTK_SORT_DESCENDING);
  assert_rows (fixture, "0 2 1");
  /* Another header's first click: figures begin with the largest, the rest with the least. */
  sort_by (fixture, "First seen", GTK_SORT_ASCENDING);
  assert_rows (fixture, "0 1 2");
  sort_by (fixture, "Packets", GTK_SORT_ASCENDING);
  assert_rows (fixture, "0 2 1");
  sort_by (fixture, "Source", GTK_SORT_DESCENDING);
  assert_rows (fixture, "2 1 0");
  g_assert_cmpstr (get_first_cell (fixture), ==, "10.0.0.9");
}

static void
test_selection_follows (WidgetFixture *fixture, gconstpointer data)
{
  GtkSingleSelection *selection = get_selection (fixture);

  (void) data;
  sort_by (fixture, "First seen", GTK_SORT_ASCENDING);
  g_assert_cmpuint (wire_single_selection_get_id (selection), ==, WIRE_ROW_NONE);
  gtk_single_selection_set_selected (selection, 2);
  sort_by (fixture, "Packets", GTK_SORT_ASCENDING);
  g_assert_cmpuint (wire_single_selection_get_id (selection), ==, 2);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 1);

  /* The filter holds it back, and gives it back selected; its row is another by then. */
  session_fixture_exclude (&fixture->session, "10.0.0.9");
  widget_fixture_settle (fixture);
  g_assert_cmpuint (wire_single_selection_get_id (selection), ==, WIRE_ROW_NONE);
  gtk_column_view_sort_by_column (get_column_view (fixture), NULL, GTK_SORT_ASCENDING);
  g_autoptr (WireFilter) empty = wire_filter_new ();
  wire_capture_session_set_filter (fixture->session.session, empty);
  widget_fixture_settle (fixture);
  g_assert_cmpuint (wire_single_selection_get_id (selection), ==, 2);
}

static void
test_conversations (WidgetFixture *fixture, gconstpointer data)
{
  GtkWidget *toggle = widget_fixture_find (fixture->widget, GTK_TYPE_TOGGLE_BUTTON, 1);

  (void) data;
  sort_by (fixture, "First seen", GTK_SORT_ASCENDING);
  g_assert_false (gtk_column_view_column_get_visible (get_column (fixture, "← Packets")));
  gtk_single_selection_set_selected (get_selection (fixture), 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0 1");
  g_assert_true (gtk_column_view_column_get_visible (get_column (fixture, "← Packets")));
  /* The answer's conversation is the question's. */
  g_assert_cmpuint (wire_single_selection_get_id (get_selection (fixture)), ==, 0);
}

static void
test_actions (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  sort_by (fixture, "First seen", GTK_SORT_ASCENDING);
  g_assert_false (gtk_widget_activate_action (fixture->widget, "flow.exclude-source", NULL)
                  && widget_fixture_filters (fixture));
  gtk_single_selection_set_selected (get_selection (fixture), 0);
  g_assert_true (gtk_widget_activate_action (fixture->widget, "flow.exclude-source", NULL));
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0 1");
  g_assert_cmpuint (fixture->asked_for_packets, ==, 0);

  g_signal_emit_by_name (get_column_view (fixture), "activate", 1);
  widget_fixture_settle (fixture);
  g_assert_cmpuint (fixture->asked_for_packets, ==, 1);
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 2);
  assert_rows (fixture, "0");
}

static void
copied_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_copy (WidgetFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  (void) data;
  gtk_single_selection_set_selected (get_selection (fixture), 0);
  g_assert_true (gtk_widget_activate_action (fixture->widget, "flow.copy", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->widget), NULL, copied_cb,
                                 &text);
  widget_fixture_settle (fixture);
  g_assert_cmpstr (text, ==, "10.0.0.1:1000->10.0.0.2:53 - 4");
}

/* What nobody sees stays as it is, and is right when it is seen again. */
static void
test_unseen (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  gtk_widget_set_visible (fixture->widget, FALSE);
  session_fixture_exclude (&fixture->session, "10.0.0.9");
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0 2 1");
  gtk_widget_set_visible (fixture->widget, TRUE);
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0 1");
}

static void
test_nothing_left (WidgetFixture *fixture, gconstpointer data)
{
  GtkStack *stack =
      GTK_STACK (gtk_widget_get_ancestor (GTK_WIDGET (get_column_view (fixture)), GTK_TYPE_STACK));
  GtkWidget *clear;

  (void) data;
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "flows");
  session_fixture_exclude (&fixture->session, "10.0.0.1");
  session_fixture_exclude (&fixture->session, "10.0.0.2");
  session_fixture_exclude (&fixture->session, "10.0.0.9");
  widget_fixture_settle (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "nothing-left");
  clear = widget_fixture_find (gtk_stack_get_visible_child (stack), GTK_TYPE_BUTTON, 0);
  g_signal_emit_by_name (clear, "clicked");
  widget_fixture_settle (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "flows");
  assert_rows (fixture, "0 2 1");
}

/* Ethernet, IPv4 in IPv4, and UDP without payload, there and back. */
static WireCapture *
make_tunnel (CaptureBuilder *builder)
{
  guint8 frame[62] = {
    [12] = 0x08, [14] = 0x45, [17] = 48,   [22] = 64, [23] = 4,  [26] = 192, [29] = 1,
    [30] = 192,  [33] = 2,    [34] = 0x45, [37] = 28, [42] = 64, [43] = 17,  [46] = 10,
    [49] = 1,    [50] = 10,   [53] = 2,    [55] = 53, [57] = 99, [59] = 8
  };

  capture_builder_add (builder, 0, 1000, frame, sizeof frame);
  frame[49] = 2;
  frame[53] = 1;
  frame[55] = 99;
  frame[57] = 53;
  capture_builder_add (builder, 0, 2000, frame, sizeof frame);
  return capture_builder_load (builder);
}

/* The flow of the tunnel, or those inside: with a button that is there where there is a tunnel. */
static void
test_inside (WidgetFixture *fixture, gconstpointer data)
{
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = make_tunnel (builder);
  g_autoptr (WireCaptureSession) session = wire_capture_session_new (capture);
  g_autoptr (GtkWidget) button =
      g_object_ref_sink (g_object_new (WIRE_TYPE_INSIDE_SWITCH, "session", session, NULL));
  GtkToggleButton *toggle = GTK_TOGGLE_BUTTON (adw_bin_get_child (ADW_BIN (button)));

  (void) data;
  g_object_set (fixture->widget, "session", session, NULL);
  g_set_object (&fixture->session.session, session);
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0");
  g_assert_cmpstr (get_first_cell (fixture), ==, "192.0.0.1");
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_false (gtk_column_view_column_get_visible (get_column (fixture, "Tunnel")));

  gtk_toggle_button_set_active (toggle, TRUE);
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0 1");
  g_assert_cmpstr (get_first_cell (fixture), ==, "10.0.0.1");
  g_assert_true (gtk_column_view_column_get_visible (get_column (fixture, "Tunnel")));
  gtk_toggle_button_set_active (toggle, FALSE);
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0");
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  widget_fixture_add ("/flow-view/sort", WIRE_TYPE_FLOW_VIEW, test_sort);
  widget_fixture_add ("/flow-view/selection-follows", WIRE_TYPE_FLOW_VIEW, test_selection_follows);
  widget_fixture_add ("/flow-view/conversations", WIRE_TYPE_FLOW_VIEW, test_conversations);
  widget_fixture_add ("/flow-view/actions", WIRE_TYPE_FLOW_VIEW, test_actions);
  widget_fixture_add ("/flow-view/copy", WIRE_TYPE_FLOW_VIEW, test_copy);
  widget_fixture_add ("/flow-view/unseen", WIRE_TYPE_FLOW_VIEW, test_unseen);
  widget_fixture_add ("/flow-view/nothing-left", WIRE_TYPE_FLOW_VIEW, test_nothing_left);
  widget_fixture_add ("/flow-view/inside", WIRE_TYPE_FLOW_VIEW, test_inside);
  return g_test_run ();
}
