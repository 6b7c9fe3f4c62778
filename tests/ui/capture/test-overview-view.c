/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/capture/wire-bar-list.h"
#include "ui/capture/wire-finding-row.h"
#include "ui/capture/wire-findings-card.h"
#include "ui/capture/wire-overview-view.h"
#include "ui/capture/wire-traffic-chart.h"

#define START (G_GINT64_CONSTANT (1365588131) * 1000000000)

static GtkWidget *
get_list (WidgetFixture *fixture, guint index)
{
  return widget_fixture_find (fixture->widget, WIRE_TYPE_BAR_LIST, index);
}

static GtkWidget *
get_row (GtkWidget *list, guint index)
{
  return widget_fixture_find (list, GTK_TYPE_LIST_BOX_ROW, index);
}

/* The lists are filled one after the other, when nothing else is to be done. */
static void
wait_for_protocols (WidgetFixture *fixture)
{
  while (!get_row (get_list (fixture, 3), 0))
    widget_fixture_settle (fixture);
}

static const char *
get_name (GtkWidget *row)
{
  return gtk_label_get_text (GTK_LABEL (widget_fixture_find (row, GTK_TYPE_LABEL, 0)));
}

/* Returns: the figure of a row, such as “4 packets” */
static const char *
get_figure (GtkWidget *row)
{
  return gtk_label_get_text (GTK_LABEL (widget_fixture_find (row, GTK_TYPE_LABEL, 1)));
}

static const WireCondition *
get_condition (WidgetFixture *fixture)
{
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 1);
  return wire_filter_get (wire_capture_session_get_filter (fixture->session.session), 0);
}

static void
test_rankings (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  g_assert_cmpstr (get_name (get_row (get_list (fixture, 0), 0)), ==,
                   "10.0.0.1:1000 → 10.0.0.2:53");
  g_assert_cmpstr (get_name (get_row (get_list (fixture, 0), 1)), ==,
                   "10.0.0.9:1001 → 10.0.0.2:53");
  g_assert_null (get_row (get_list (fixture, 0), 3));
  g_assert_cmpstr (get_name (get_row (get_list (fixture, 1), 0)), ==, "10.0.0.1");
}

/* Packets or bytes is chosen for all of them; shares of protocols are of the whole, also of those
 * that another one carries. */
static void
test_bytes_govern_all (WidgetFixture *fixture, gconstpointer data)
{
  GtkWidget *button = widget_fixture_find (fixture->widget, GTK_TYPE_TOGGLE_BUTTON, 1);

  (void) data;
  wait_for_protocols (fixture);
  g_assert_cmpstr (get_figure (get_row (get_list (fixture, 0), 0)), ==, "4 packets");
  g_assert_cmpstr (get_figure (get_row (get_list (fixture, 1), 0)), ==, "4 packets");
  g_assert_cmpstr (get_name (get_row (get_list (fixture, 2), 0)), ==, "10.0.0.2");
  g_assert_cmpstr (get_figure (get_row (get_list (fixture, 2), 0)), ==, "6 packets");
  g_assert_cmpstr (get_name (get_row (get_list (fixture, 3), 0)), ==, "UDP");
  g_assert_cmpstr (get_figure (get_row (get_list (fixture, 3), 0)), ==, "100 % · 7 packets");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  widget_fixture_settle (fixture);
  for (guint i = 0; i < 4; i++)
    {
      const char *figure = get_figure (get_row (get_list (fixture, i), 0));

      g_test_message ("%s", figure);
      g_assert_true (g_str_has_suffix (figure, "bytes") || g_str_has_suffix (figure, "kB"));
    }
}

static void
test_destination_activated (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  wait_for_protocols (fixture);
  g_signal_emit_by_name (get_row (get_list (fixture, 2), 0), "activate");
  widget_fixture_settle (fixture);
  g_assert_cmpint (get_condition (fixture)->kind, ==, WIRE_CONDITION_FIELDS);
  g_assert_cmpstr (get_condition (fixture)->bpf, ==, "ip.dst == 10.0.0.2");
  g_assert_cmpuint (
      wire_view_get_n_packets (wire_capture_session_get_view (fixture->session.session)), ==, 6);
}

static void
test_carrier_activated (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  wait_for_protocols (fixture);
  g_signal_emit_by_name (get_row (get_list (fixture, 3), 0), "activate");
  widget_fixture_settle (fixture);
  g_assert_cmpuint (
      wire_view_get_n_packets (wire_capture_session_get_view (fixture->session.session)), ==, 7);
}

/* A click on a bar leaves its packets. */
static void
test_flow_activated (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  g_signal_emit_by_name (get_row (get_list (fixture, 0), 1), "activate");
  widget_fixture_settle (fixture);
  g_assert_cmpuint (fixture->asked_for_packets, ==, 1);
  g_assert_cmpint (get_condition (fixture)->kind, ==, WIRE_CONDITION_FLOW);
  g_assert_cmpuint (get_condition (fixture)->tuple.src_port, ==, 1001);
  g_assert_null (get_row (get_list (fixture, 0), 1));
}

static void
test_source_activated (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  g_signal_emit_by_name (get_row (get_list (fixture, 1), 0), "activate");
  widget_fixture_settle (fixture);
  g_assert_cmpint (get_condition (fixture)->kind, ==, WIRE_CONDITION_FROM);
  g_assert_cmpuint (get_condition (fixture)->tuple.src[3], ==, 1);
}

/* Returns: whether a label that is seen says @text */
static gboolean
says (GtkWidget *widget, const char *text)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *label = widget_fixture_find (widget, GTK_TYPE_LABEL, i);

      if (!label)
        return FALSE;
      if (gtk_widget_get_visible (label)
          && g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
        return TRUE;
    }
}

/* A capture that was looked at from end to end says so, and what was looked for; a filter does not
 * change that. */
static void
test_nothing_stands_out (WidgetFixture *fixture, gconstpointer data)
{
  GtkWidget *card = widget_fixture_find (fixture->widget, WIRE_TYPE_FINDINGS_CARD, 0);

  (void) data;
  while (!says (card, "Nothing stands out."))
    {
      g_assert_true (says (card, "Looking at everything that was transferred…"));
      widget_fixture_settle (fixture);
    }
  g_assert_nonnull (widget_fixture_find (card, GTK_TYPE_EXPANDER, 0));
  session_fixture_exclude (&fixture->session, "10.0.0.1");
  widget_fixture_settle (fixture);
  g_assert_true (says (card, "Nothing stands out."));
  wire_findings_card_set_session (WIRE_FINDINGS_CARD (card), NULL);
  g_assert_false (says (card, "Nothing stands out."));
}

static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer asked)
{
  (void) action;
  *(guint *) asked = g_variant_get_uint32 (parameter);
}

/* Returns: (transfer none): where the action notes what it is asked for */
static guint *
add_action (GSimpleActionGroup *group, const char *name)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, G_VARIANT_TYPE_UINT32);
  guint *asked = g_new (guint, 1);

  *asked = G_MAXUINT;
  g_object_set_data_full (G_OBJECT (group), name, asked, g_free);
  g_signal_connect (action, "activate", G_CALLBACK (note_cb), asked);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  return asked;
}

/* A row leads to its transfer, or else to its packet, or nowhere. */
static void
test_rows_lead_there (WidgetFixture *fixture, gconstpointer data)
{
  GtkWidget *card = widget_fixture_find (fixture->widget, WIRE_TYPE_FINDINGS_CARD, 0);
  GtkWidget *list = widget_fixture_find (card, GTK_TYPE_LIST_BOX, 0);
  g_autoptr (WireCaptureFinding) finding = wire_capture_finding_new (
      WIRE_CAPTURE_FINDING_TRANSFER, WIRE_OBJECT_ALARM, 0, "known-bad", "Known bad");
  GtkWidget *rows[3];
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  const guint *object = add_action (group, "show-object");
  const guint *packet = add_action (group, "show-packet");

  (void) data;
  gtk_widget_insert_action_group (fixture->window, "capture", G_ACTION_GROUP (group));
  finding->sentence = g_strdup ("“Lab” knows it.");
  rows[2] = wire_finding_row_new (finding);
  finding->packet = 6;
  rows[1] = wire_finding_row_new (finding);
  finding->object = 3;
  finding->name = g_strdup ("a.example/cat.jpg");
  rows[0] = wire_finding_row_new (finding);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), rows[i]);
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (rows[2])));
  g_signal_emit_by_name (rows[1], "activate");
  g_assert_cmpuint (*packet, ==, 6);
  g_assert_cmpuint (*object, ==, G_MAXUINT);
  g_signal_emit_by_name (rows[0], "activate");
  g_assert_cmpuint (*object, ==, 3);
  g_assert_true (says (rows[0], "a.example/cat.jpg"));
  g_assert_true (says (rows[0], "Known bad"));
}

static gboolean
press (WidgetFixture *fixture, guint key, GdkModifierType modifiers)
{
  GtkWidget *chart = widget_fixture_find (fixture->widget, WIRE_TYPE_TRAFFIC_CHART, 0);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (chart);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &taken);
    }
  return taken;
}

/* From the left end some bars to the right, with Shift, and Enter. */
static void
test_span_by_keys (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  g_assert_true (press (fixture, GDK_KEY_Home, 0));
  for (guint i = 0; i < 20; i++)
    g_assert_true (press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  widget_fixture_settle (fixture);
  g_assert_cmpint (get_condition (fixture)->kind, ==, WIRE_CONDITION_SPAN);
  g_assert_cmpint (get_condition (fixture)->from, ==, START);
  g_assert_cmpint (get_condition (fixture)->to, >, START);
  g_assert_cmpint (get_condition (fixture)->to, <, START + G_GINT64_CONSTANT (6000000000));
}

static void
test_escape_lets_go (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  g_assert_false (press (fixture, GDK_KEY_Escape, 0));
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  g_assert_false (press (fixture, GDK_KEY_Escape, 0));
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 0);
}

static void
test_nothing_left (WidgetFixture *fixture, gconstpointer data)
{
  GtkStack *stack = GTK_STACK (widget_fixture_find (fixture->widget, GTK_TYPE_STACK, 0));

  (void) data;
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "overview");
  session_fixture_exclude (&fixture->session, "10.0.0.1");
  session_fixture_exclude (&fixture->session, "10.0.0.2");
  session_fixture_exclude (&fixture->session, "10.0.0.9");
  widget_fixture_settle (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "nothing-left");
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
#define ADD(name, test) widget_fixture_add ("/overview-view/" name, WIRE_TYPE_OVERVIEW_VIEW, test)
  ADD ("rankings", test_rankings);
  ADD ("flow-activated", test_flow_activated);
  ADD ("source-activated", test_source_activated);
  ADD ("bytes-govern-all", test_bytes_govern_all);
  ADD ("destination-activated", test_destination_activated);
  ADD ("carrier-activated", test_carrier_activated);
  ADD ("nothing-stands-out", test_nothing_stands_out);
  ADD ("rows-lead-there", test_rows_lead_there);
  ADD ("span-by-keys", test_span_by_keys);
  ADD ("escape-lets-go", test_escape_lets_go);
  ADD ("nothing-left", test_nothing_left);
  return g_test_run ();
}
