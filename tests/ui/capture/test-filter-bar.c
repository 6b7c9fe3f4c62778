/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "capture/fields/wire-field-filter.h"
#include "ui/memory/wire-settings.h"
#include "ui/session/wire-filter-bar.h"
#include "ui/session/wire-filter-book.h"
#include "ui/session/wire-filter-terms.h"

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
  GtkWidget *mark = widget_fixture_find (fixture->widget, GTK_TYPE_MENU_BUTTON, 1);

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
  GtkWidget *button = widget_fixture_find (fixture->widget, GTK_TYPE_MENU_BUTTON, 2);
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

/* What is typed is completed from the list: the key controller of the entry hears the keys. */
static gboolean
press (WidgetFixture *fixture, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (get_entry (fixture));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &taken);
    }
  return taken;
}

static void
type (WidgetFixture *fixture, const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (get_entry (fixture));

  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_text (entry, text);
  gtk_editable_set_position (entry, -1);
  widget_fixture_settle (fixture);
}

static const char *
get_typed (WidgetFixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_entry (fixture)));
}

static void
test_completion (WidgetFixture *fixture, gconstpointer data)
{
  (void) data;
  type (fixture, "udp.srcp");
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_true (press (fixture, GDK_KEY_Tab));
  g_assert_cmpstr (get_typed (fixture), ==, "udp.srcport ");
  g_assert_false (press (fixture, GDK_KEY_Tab)); /* which leaves the entry */
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_true (press (fixture, GDK_KEY_Return));
  g_assert_cmpstr (get_typed (fixture), ==, "udp.srcport == ");
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_true (press (fixture, GDK_KEY_Escape));
  g_assert_false (press (fixture, GDK_KEY_Return)); /* which applies the filter */
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 0);
}

static GtkWidget *
find_button (WidgetFixture *fixture, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (fixture->widget, WIRE_TYPE_FILTER_BAR, name));
}

/* What another language says is offered in this one. */
static void
test_advice (WidgetFixture *fixture, gconstpointer data)
{
  GtkWidget *advice = find_button (fixture, "advice");

  (void) data;
  enter (fixture, "src_port = 1000");
  g_assert_true (gtk_widget_get_visible (advice));
  enter (fixture, "udp.srcport = 1000");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (advice)))), ==,
                   "Write: udp.srcport == 1000");
  g_signal_emit_by_name (advice, "clicked");
  widget_fixture_settle (fixture);
  g_assert_false (gtk_widget_get_visible (advice));
  g_assert_nonnull (find_chip (fixture, "Remove filter: udp.srcport == 1000"));
}

static GtkWidget *
open_menu (WidgetFixture *fixture)
{
  GtkWidget *button = widget_fixture_find (fixture->widget, GTK_TYPE_MENU_BUTTON, 0);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));

  gtk_popover_popup (GTK_POPOVER (popover));
  widget_fixture_settle (fixture);
  return widget_fixture_find (popover, GTK_TYPE_LIST_BOX, 0);
}

static void
forget_filters (void)
{
  g_settings_reset (wire_settings_get (), "filter-history");
  g_settings_reset (wire_settings_get (), "saved-filters");
}

/* The one that was used last comes first, each once, and only so many of them. */
static void
test_history (WidgetFixture *fixture, gconstpointer data)
{
  GtkListBox *list;
  g_auto (GStrv) used = NULL;

  (void) data;
  forget_filters ();
  enter (fixture, "udp.srcport == 1000");
  enter (fixture, "udp.srcport == 1001");
  enter (fixture, "udp.srcport == 1000");
  enter (fixture, "udp.srcprt");
  enter (fixture, "");
  used = wire_filter_book_list_used ();
  g_assert_cmpuint (g_strv_length (used), ==, 2);
  g_assert_cmpstr (used[0], ==, "udp.srcport == 1000");
  list = GTK_LIST_BOX (open_menu (fixture));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  widget_fixture_settle (fixture);
  g_assert_nonnull (find_chip (fixture, "Remove filter: udp.srcport == 1001"));
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *text = g_strdup_printf ("ip.ttl == %u", i);

      wire_filter_book_note (text);
    }
  g_strfreev (used);
  used = wire_filter_book_list_used ();
  g_assert_cmpuint (g_strv_length (used), ==, WIRE_FILTER_HISTORY_MAX);
  forget_filters ();
}

static void
test_saved (WidgetFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GPtrArray) after = NULL;
  GtkWidget *list, *popover;

  (void) data;
  forget_filters ();
  enter (fixture, "udp.srcport == 1000");
  list = open_menu (fixture);
  popover = gtk_widget_get_ancestor (list, GTK_TYPE_POPOVER);
  gtk_editable_set_text (GTK_EDITABLE (widget_fixture_find (popover, GTK_TYPE_ENTRY, 0)), " Mine ");
  g_signal_emit_by_name (widget_fixture_find (popover, GTK_TYPE_ENTRY, 0), "activate");
  saved = wire_filter_book_list_saved ();
  g_assert_cmpuint (saved->len, ==, 1);
  g_assert_cmpstr (((WireNamedFilter *) saved->pdata[0])->name, ==, "Mine");
  g_assert_cmpstr (((WireNamedFilter *) saved->pdata[0])->text, ==, "udp.srcport == 1000");
  wire_filter_book_save ("Mine", "udp");
  wire_filter_book_remove ("Yours");
  after = wire_filter_book_list_saved ();
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (((WireNamedFilter *) after->pdata[0])->text, ==, "udp");
  gtk_popover_popdown (GTK_POPOVER (popover));
  forget_filters ();
}

/* What was pointed at is joined to what is in force; BPF stays beside it. */
static void
test_terms (WidgetFixture *fixture, gconstpointer data)
{
  WireCaptureSession *session = fixture->session.session;

  (void) data;
  g_assert_true (wire_filter_terms_apply (session, "and", "udp"));
  g_assert_true (wire_filter_terms_apply (session, "not", "udp.srcport == 1000"));
  widget_fixture_settle (fixture);
  g_assert_cmpstr (get_typed (fixture), ==, "(udp) and not (udp.srcport == 1000)");
  g_assert_true (wire_filter_terms_apply (session, "or", "tcp"));
  widget_fixture_settle (fixture);
  g_assert_cmpstr (get_typed (fixture), ==, "((udp) and not (udp.srcport == 1000)) or tcp");
  g_assert_true (wire_filter_terms_apply (session, "only", "udp"));
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 1);
  enter (fixture, "udp src port 1000");
  g_assert_false (wire_filter_terms_apply (session, "or", "tcp"));
  g_assert_true (wire_filter_terms_apply (session, "and", "ip.ttl == 64"));
  widget_fixture_settle (fixture);
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 2);
  g_assert_true (wire_filter_terms_apply (session, "only", "udp"));
  widget_fixture_settle (fixture);
  g_assert_cmpuint (widget_fixture_filters (fixture), ==, 1);
  g_assert_cmpstr (get_typed (fixture), ==, "udp");
}

/* What comes along is understood. */
static void
test_given (WidgetFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) given = wire_filter_book_list_given ();

  (void) fixture;
  (void) data;
  for (guint i = 0; i < given->len; i++)
    {
      const WireNamedFilter *named = given->pdata[i];
      g_auto (WireFieldFault) fault = { 0 };
      g_autoptr (WireFieldFilter) filter = wire_field_filter_new (named->text, &fault);

      g_test_message ("%s: %s", named->text, fault.message);
      g_assert_nonnull (filter);
    }
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
  widget_fixture_add ("/filter-bar/completion", WIRE_TYPE_FILTER_BAR, test_completion);
  widget_fixture_add ("/filter-bar/advice", WIRE_TYPE_FILTER_BAR, test_advice);
  widget_fixture_add ("/filter-bar/history", WIRE_TYPE_FILTER_BAR, test_history);
  widget_fixture_add ("/filter-bar/saved", WIRE_TYPE_FILTER_BAR, test_saved);
  widget_fixture_add ("/filter-bar/terms", WIRE_TYPE_FILTER_BAR, test_terms);
  widget_fixture_add ("/filter-bar/given", WIRE_TYPE_FILTER_BAR, test_given);
  return g_test_run ();
}
