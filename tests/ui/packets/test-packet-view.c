/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "capture/view/wire-filter-language.h"
#include "capture/wire-capture-marks.h"
#include "ui/lists/wire-column.h"
#include "ui/packets/wire-field-tree.h"
#include "ui/widgets/wire-hex-view-private.h"
#include "ui/packets/wire-packet-view-private.h"

#include <glib/gstdio.h>

static GtkSingleSelection *
get_selection (WidgetFixture *fixture)
{
  GtkWidget *list = widget_fixture_find (fixture->widget, GTK_TYPE_COLUMN_VIEW, 0);

  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (list)));
}

static WireFieldTree *
get_tree (WidgetFixture *fixture)
{
  return WIRE_FIELD_TREE (widget_fixture_find (fixture->widget, WIRE_TYPE_FIELD_TREE, 0));
}

static WireHexView *
get_hex (WidgetFixture *fixture)
{
  return WIRE_HEX_VIEW (widget_fixture_find (fixture->widget, WIRE_TYPE_HEX_VIEW, 0));
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

static char *
copy (WidgetFixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->widget, action, NULL));
  return widget_fixture_paste (fixture->widget);
}

static void
test_selection_follows (WidgetFixture *fixture, gconstpointer data)
{
  GtkSingleSelection *selection = get_selection (fixture);
  g_autoptr (WireFilter) empty = wire_filter_new ();

  (void) data;
  assert_rows (fixture, "0 1 2 3 4 5 6");
  g_assert_cmpuint (wire_single_selection_get_id (selection), ==, 0);
  wire_packet_view_go_to (WIRE_PACKET_VIEW (fixture->widget), 4);
  session_fixture_exclude (&fixture->session, "10.0.0.9");
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0 1 2 4 6");
  g_assert_cmpuint (wire_single_selection_get_id (selection), ==, 4);

  wire_capture_session_set_filter (fixture->session.session, empty);
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0 1 2 3 4 5 6");
  g_assert_cmpuint (wire_single_selection_get_id (selection), ==, 4);
}

static void
test_field_and_bytes (WidgetFixture *fixture, gconstpointer data)
{
  guint64 offset;

  (void) data;
  wire_hex_view_move_cursor (get_hex (fixture), 27); /* in the source address */
  g_assert_cmpstr (wire_field_tree_get_selected (get_tree (fixture))->value, ==, "10.0.0.1");
  g_assert_cmpuint (wire_hex_view_get_marked (get_hex (fixture), &offset), ==, 4);
  g_assert_cmpuint (offset, ==, 26);

  /* The other way: the layer that the list begins with. */
  GtkWidget *list = widget_fixture_find (GTK_WIDGET (get_tree (fixture)), GTK_TYPE_LIST_VIEW, 0);
  GtkSelectionModel *fields = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  gtk_selection_model_select_item (fields, 0, TRUE);
  g_assert_cmpuint (wire_hex_view_get_marked (get_hex (fixture), &offset), ==, 14);
  g_assert_cmpuint (offset, ==, 0);
}

static void
test_copy (WidgetFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *array = NULL;

  (void) data;
  wire_packet_view_go_to (WIRE_PACKET_VIEW (fixture->widget), 3);
  text = copy (fixture, "packet.copy-text");
  g_assert_true (g_str_has_prefix (text, "4\t3.000000\t10.0.0.9\t10.0.0.2\t"));
  hex = copy (fixture, "packet.copy-hex");
  g_assert_nonnull (strstr (hex, "00 00 0a 00 00 09"));
  array = copy (fixture, "packet.copy-c");
  g_assert_nonnull (strstr (array, "packet_4["));
}

static void
test_time (WidgetFixture *fixture, gconstpointer data)
{
  g_autofree char *utc = NULL;
  g_autofree char *delta = NULL;
  g_autofree char *marked = NULL;

  (void) data;
  wire_packet_view_go_to (WIRE_PACKET_VIEW (fixture->widget), 3);
  gtk_widget_activate_action (fixture->widget, "packet.time", "s", "utc");
  utc = copy (fixture, "packet.copy-text");
  g_assert_true (g_str_has_prefix (utc, "4\t2013-04-10 10:02:14.000000\t"));
  gtk_widget_activate_action (fixture->widget, "packet.time", "s", "delta");
  delta = copy (fixture, "packet.copy-text");
  g_assert_true (g_str_has_prefix (delta, "4\t1.000000\t"));
  g_object_get (fixture->widget, "time-display", &marked, NULL);
  g_assert_cmpstr (marked, ==, "delta"); /* in the menu */
}

static void
test_flow (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  wire_packet_view_go_to (WIRE_PACKET_VIEW (fixture->widget), 3);
  g_assert_true (gtk_widget_activate_action (fixture->widget, "packet.show-flow", NULL));
  widget_fixture_settle (fixture);
  assert_rows (fixture, "3 5");
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 1);
}

/* The toast's button brings the packet that the filters hide. */
static void
test_hidden (WidgetFixture *fixture, gconstpointer data)
{
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *button;

  (void) data;
  g_object_ref (fixture->widget);
  gtk_window_set_child (GTK_WINDOW (fixture->window), toasts);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), fixture->widget);
  g_object_unref (fixture->widget);
  session_fixture_exclude (&fixture->session, "10.0.0.9");
  widget_fixture_settle (fixture);

  wire_packet_view_go_to (WIRE_PACKET_VIEW (fixture->widget), 1);
  g_assert_null (widget_fixture_find (toasts, g_type_from_name ("AdwToastWidget"), 0));
  wire_packet_view_go_to (WIRE_PACKET_VIEW (fixture->widget), 5);
  button = widget_fixture_find (toasts, g_type_from_name ("AdwToastWidget"), 0);
  g_assert_nonnull (button);
  button = widget_fixture_find (button, GTK_TYPE_BUTTON, 0);
  g_signal_emit_by_name (button, "clicked");
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0 1 2 3 4 5 6");
  g_assert_cmpuint (wire_single_selection_get_id (get_selection (fixture)), ==, 5);
}

static void
find (WidgetFixture *fixture, const char *text, const char *action)
{
  GtkWidget *entry = widget_fixture_find (fixture->widget, GTK_TYPE_SEARCH_ENTRY, 0);

  wire_packet_view_activate (WIRE_PACKET_VIEW (fixture->widget), "find");
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  wire_packet_view_activate (WIRE_PACKET_VIEW (fixture->widget), action);
  while (wire_find_bar_is_searching (WIRE_PACKET_VIEW (fixture->widget)->find_bar))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_find (WidgetFixture *fixture, gconstpointer data)
{
  GtkSingleSelection *selection = get_selection (fixture);

  (void) data;
  find (fixture, "0x0a 00 00 09", "find-next");
  g_assert_cmpuint (wire_single_selection_get_id (selection), ==, 3);
  find (fixture, "0x0a 00 00 09", "find-next");
  g_assert_cmpuint (wire_single_selection_get_id (selection), ==, 5);
  find (fixture, "0x0a 00 00 09", "find-previous");
  g_assert_cmpuint (wire_single_selection_get_id (selection), ==, 3);
  find (fixture, "0xffffffff", "find-next");
  g_assert_cmpuint (wire_single_selection_get_id (selection), ==, 3);
}

/* What nobody sees stays as it is, and is right when it is seen again. */
static void
test_unseen (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  gtk_widget_set_visible (fixture->widget, FALSE);
  session_fixture_exclude (&fixture->session, "10.0.0.9");
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0 1 2 3 4 5 6");
  gtk_widget_set_visible (fixture->widget, TRUE);
  widget_fixture_settle (fixture);
  assert_rows (fixture, "0 1 2 4 6");
}

static void
test_nothing_left (WidgetFixture *fixture, gconstpointer data)
{
  GtkStack *stack = GTK_STACK (widget_fixture_find (fixture->widget, GTK_TYPE_STACK, 0));

  (void) data;
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "packets");
  session_fixture_exclude (&fixture->session, "10.0.0.1");
  session_fixture_exclude (&fixture->session, "10.0.0.2");
  session_fixture_exclude (&fixture->session, "10.0.0.9");
  widget_fixture_settle (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "nothing-left");
  g_signal_emit_by_name (
      widget_fixture_find (gtk_stack_get_visible_child (stack), GTK_TYPE_BUTTON, 0), "clicked");
  widget_fixture_settle (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "packets");
  assert_rows (fixture, "0 1 2 3 4 5 6");
}

static void
wait_for_file (const char *path)
{
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
}

/* Returns: how many packets are in what was saved */
static guint32
save (WidgetFixture *fixture, WirePacketsSaved what)
{
  g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "saved.pcapng", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCapture) capture = wire_capture_new (file);

  wire_packet_view_save_to (WIRE_PACKET_VIEW (fixture->widget), what, 0, file);
  wait_for_file (path);
  g_assert_true (wire_capture_load (capture, NULL, NULL));
  g_remove (path);
  g_rmdir (folder);
  return wire_capture_get_n_packets (capture);
}

/* Toasts need an overlay above the view. */
static void
put_into_overlay (WidgetFixture *fixture)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  g_object_ref (fixture->widget);
  gtk_window_set_child (GTK_WINDOW (fixture->window), toasts);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), fixture->widget);
  g_object_unref (fixture->widget);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window; window = window->next)
    if (ADW_IS_MESSAGE_DIALOG (window->data))
      return window->data;
  return NULL;
}

/* As somebody who opens the dialog, writes, and presses a button. */
static void
write_comment (WidgetFixture *fixture, const char *text, const char *response)
{
  GtkWidget *dialog, *view;

  g_assert_true (gtk_widget_activate_action (fixture->widget, "packet.edit-comment", NULL));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  view = widget_fixture_find (dialog, GTK_TYPE_TEXT_VIEW, 0);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static const char *
get_comment (WidgetFixture *fixture)
{
  GtkWidget *bar = widget_fixture_find (fixture->widget, WIRE_TYPE_COMMENT_BAR, 0);

  return gtk_widget_get_visible (bar)
             ? gtk_label_get_text (GTK_LABEL (widget_fixture_find (bar, GTK_TYPE_LABEL, 0)))
             : "";
}

/* Returns: how many packets of the file at @path pass @text */
static guint32
count_passing (const char *path, const char *text)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCapture) capture = wire_capture_new (file);
  g_autoptr (WireFilter) none = wire_filter_new ();
  g_autoptr (WireFilter) filter = wire_filter_with_text (none, text, WIRE_FILTER_FIELDS);
  g_autoptr (WireView) view = NULL;

  g_assert_true (wire_capture_load (capture, NULL, NULL));
  view = wire_view_new_parts (capture, filter, WIRE_VIEW_FLOWS, NULL, NULL);
  return wire_view_get_n_packets (view);
}

static void
test_comments (WidgetFixture *fixture, gconstpointer data)
{
  WirePacketView *view = WIRE_PACKET_VIEW (fixture->widget);
  g_autofree char *folder = g_dir_make_tmp ("wirecase-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "saved.pcapng", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  (void) data;
  put_into_overlay (fixture);
  wire_packet_view_go_to (view, 3);
  g_assert_cmpstr (get_comment (fixture), ==, "");
  write_comment (fixture, "never mind", "cancel");
  g_assert_cmpstr (get_comment (fixture), ==, "");
  write_comment (fixture, "  seen here\n", "keep");
  g_assert_cmpstr (get_comment (fixture), ==, "seen here (not saved yet)");
  wire_packet_view_go_to (view, 4);
  g_assert_cmpstr (get_comment (fixture), ==, "");
  g_assert_cmpuint (wire_comment_bar_count_unsaved (wire_packet_view_get_comments (view)), ==, 1);

  wire_packet_view_save_to (view, WIRE_PACKETS_SHOWN, 0, file);
  while (wire_comment_bar_count_unsaved (wire_packet_view_get_comments (view)) > 0)
    g_main_context_iteration (NULL, TRUE);
  wire_packet_view_go_to (view, 3);
  g_assert_cmpstr (get_comment (fixture), ==, "seen here");
  g_assert_cmpuint (count_passing (path, "frame.comment == \"seen here\" && frame.number == 4"), ==,
                    1);
  g_assert_cmpuint (count_passing (path, "frame.comment"), ==, 1);
  write_comment (fixture, "", "keep");
  g_assert_cmpstr (get_comment (fixture), ==, "Comment removed (not saved yet)");
  g_remove (path);
  g_rmdir (folder);
}

/* Returns: whether a label below @root says @text */
static gboolean
says (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static void
test_explain (WidgetFixture *fixture, gconstpointer data)
{
  GtkWidget *tree = GTK_WIDGET (get_tree (fixture));

  (void) data;
  wire_hex_view_move_cursor (get_hex (fixture), 27); /* in the source address */
  g_assert_false (says (tree, "ip.src"));
  g_assert_true (gtk_widget_activate_action (tree, "field.explain", NULL));
  g_assert_true (says (tree, "ip.src"));
  g_assert_true (says (tree, "In filters: IPv4 address"));
  g_assert_true (says (tree, "4 bytes of the packet, from byte 26 on (the first byte is 0)."));
}

static void
test_save (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  put_into_overlay (fixture);
  g_assert_cmpuint (save (fixture, WIRE_PACKETS_SHOWN), ==, 7);
  wire_packet_view_go_to (WIRE_PACKET_VIEW (fixture->widget), 3);
  g_assert_cmpuint (save (fixture, WIRE_PACKETS_THIS), ==, 1);
  g_assert_cmpuint (save (fixture, WIRE_PACKETS_FLOW), ==, 2);
  g_assert_cmpuint (save (fixture, WIRE_PACKETS_CONVERSATION), ==, 2);
  session_fixture_exclude (&fixture->session, "10.0.0.9");
  widget_fixture_settle (fixture);
  g_assert_cmpuint (save (fixture, WIRE_PACKETS_SHOWN), ==, 5);
}

static void
test_marks (WidgetFixture *fixture, gconstpointer data)
{
  WireCapture *capture = wire_capture_session_get_capture (fixture->session.session);
  g_autoptr (WireFilter) none = wire_filter_new ();
  g_autoptr (WireFilter) marked =
      wire_filter_with_text (none, "frame.marked == 1", WIRE_FILTER_FIELDS);

  (void) data;
  put_into_overlay (fixture);
  wire_packet_view_go_to (WIRE_PACKET_VIEW (fixture->widget), 3);
  gtk_widget_activate_action (fixture->widget, "packet.mark", NULL);
  g_assert_cmpuint (wire_single_selection_get_id (get_selection (fixture)), ==, 3);
  wire_packet_view_go_to (WIRE_PACKET_VIEW (fixture->widget), 5);
  gtk_widget_activate_action (fixture->widget, "packet.mark", NULL);
  g_assert_true (wire_capture_is_marked (capture, 3));
  g_assert_cmpuint (save (fixture, WIRE_PACKETS_MARKED), ==, 2);

  wire_capture_session_set_filter (fixture->session.session, marked);
  widget_fixture_settle (fixture);
  assert_rows (fixture, "3 5");
  gtk_widget_activate_action (fixture->widget, "packet.mark", NULL);
  g_assert_cmpuint (wire_capture_count_marked (capture), ==, 1);
  gtk_widget_activate_action (fixture->widget, "packet.mark-shown", NULL);
  g_assert_cmpuint (wire_capture_count_marked (capture), ==, 2);
  gtk_widget_activate_action (fixture->widget, "packet.unmark-all", NULL);
  g_assert_cmpuint (wire_capture_count_marked (capture), ==, 0);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
#define ADD(name, test) widget_fixture_add ("/packet-view/" name, WIRE_TYPE_PACKET_VIEW, test)
  ADD ("selection-follows", test_selection_follows);
  ADD ("field-and-bytes", test_field_and_bytes);
  ADD ("copy", test_copy);
  ADD ("time", test_time);
  ADD ("flow", test_flow);
  ADD ("hidden", test_hidden);
  ADD ("find", test_find);
  ADD ("unseen", test_unseen);
  ADD ("nothing-left", test_nothing_left);
  ADD ("save", test_save);
  ADD ("marks", test_marks);
  ADD ("comments", test_comments);
  ADD ("explain", test_explain);
#undef ADD
  return g_test_run ();
}
