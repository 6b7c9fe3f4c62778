/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
#include "capture/decode/wire-frame-decode.h"
#include "capture/decode/wire-protocol.h"
#include "ui/packets/wire-field-tree.h"

typedef struct
{
  WireFieldTree *tree;
  GtkSingleSelection *selection;
  guint selected;
} Fixture;

static void
selected_cb (Fixture *fixture)
{
  fixture->selected++;
}

/* Two layers; the first has a field of two parts. */
static WireFields *
make_fields (void)
{
  WireFields *fields = wire_fields_new ();

  wire_fields_begin_layer (fields, "First", 0, 4, 8);
  wire_fields_add (fields, 0, 2, "Whole", "1");
  wire_fields_push (fields);
  wire_fields_add (fields, 0, 1, "Upper", "2");
  wire_fields_add (fields, 1, 1, "Lower", "3");
  wire_fields_pop (fields);
  wire_fields_add (fields, 2, 2, "Rest", "4");
  wire_fields_begin_layer (fields, "Second", 4, 4, 4);
  wire_fields_add (fields, 0, 4, "Body", "5");
  return fields;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;

  (void) data;
  fixture->tree = g_object_ref_sink (g_object_new (WIRE_TYPE_FIELD_TREE, NULL));
  list = widget_fixture_find (GTK_WIDGET (fixture->tree), GTK_TYPE_LIST_VIEW, 0);
  fixture->selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  g_signal_connect_swapped (fixture->tree, "selected", G_CALLBACK (selected_cb), fixture);
  wire_field_tree_take_fields (fixture->tree, make_fields ());
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_assert_finalize_object (fixture->tree);
}

static void
assert_selected (Fixture *fixture, const char *name)
{
  const WireField *field = wire_field_tree_get_selected (fixture->tree);

  g_assert_cmpstr (field ? field->name : NULL, ==, name);
}

static void
test_opens_layers (Fixture *fixture, gconstpointer data)
{
  (void) data;
  /* First, Whole (closed), Rest, Second, Body */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->selection)), ==, 5);
  assert_selected (fixture, NULL);
  g_assert_cmpuint (fixture->selected, ==, 0);
}

static void
test_user_selects (Fixture *fixture, gconstpointer data)
{
  (void) data;
  gtk_single_selection_set_selected (fixture->selection, 2);
  assert_selected (fixture, "Rest");
  g_assert_cmpuint (fixture->selected, ==, 1);
}

static void
test_byte_finds_field (Fixture *fixture, gconstpointer data)
{
  (void) data;
  wire_field_tree_select_byte (fixture->tree, 6);
  assert_selected (fixture, "Body");
  wire_field_tree_select_byte (fixture->tree, 1); /* opens what it stands in */
  assert_selected (fixture, "Lower");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->selection)), ==, 7);
  g_assert_cmpuint (fixture->selected, ==, 0);
}

static void
test_other_fields (Fixture *fixture, gconstpointer data)
{
  (void) data;
  gtk_single_selection_set_selected (fixture->selection, 2);
  wire_field_tree_take_fields (fixture->tree, make_fields ());
  assert_selected (fixture, NULL);
  wire_field_tree_take_fields (fixture->tree, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->selection)), ==, 0);
  wire_field_tree_select_byte (fixture->tree, 0);
  assert_selected (fixture, NULL);
}

/* Ethernet, IPv4 and UDP without payload. */
static void
show_datagram (Fixture *fixture)
{
  static const guint8 FRAME[42] = { [12] = 0x08, [14] = 0x45, [17] = 28, [22] = 64, [23] = 17,
                                    [26] = 10,   [29] = 1,    [30] = 10, [33] = 2,  [39] = 8 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (FRAME, sizeof FRAME);
  WireFrame frame;

  wire_frame_decode (&frame, 1, FRAME, sizeof FRAME, sizeof FRAME);
  wire_field_tree_take_fields (fixture->tree, wire_frame_describe (&frame));
  wire_field_tree_set_frame (fixture->tree, bytes, &frame);
}

static void
filter_by_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  g_variant_get (parameter, "(ss)", NULL, data);
}

/* The field that a byte belongs to is filtered by, and its value and bytes are copied. */
static void
test_menu (Fixture *fixture, gconstpointer data)
{
  g_autofree char *term = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *value = NULL;
  const GActionEntry entry = { "filter-by", filter_by_cb, "(ss)", NULL, NULL, { 0 } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *window = gtk_window_new ();

  (void) data;
  g_action_map_add_action_entries (G_ACTION_MAP (group), &entry, 1, &term);
  gtk_widget_insert_action_group (window, "capture", G_ACTION_GROUP (group));
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (fixture->tree));
  gtk_window_present (GTK_WINDOW (window));
  show_datagram (fixture);
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (fixture->tree), "field.show-only", NULL)
                  && term);
  wire_field_tree_select_byte (fixture->tree, 22);
  gtk_widget_activate_action (GTK_WIDGET (fixture->tree), "field.show-only", NULL);
  g_assert_cmpstr (term, ==, "ip.ttl == 64");
  gtk_widget_activate_action (GTK_WIDGET (fixture->tree), "field.copy-value", NULL);
  value = widget_fixture_paste (GTK_WIDGET (fixture->tree));
  g_assert_cmpstr (value, ==, "64");
  wire_field_tree_select_byte (fixture->tree, 26);
  gtk_widget_activate_action (GTK_WIDGET (fixture->tree), "field.copy-bytes", NULL);
  copied = widget_fixture_paste (GTK_WIDGET (fixture->tree));
  g_assert_cmpstr (copied, ==, "0a 00 00 01");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
#define ADD(name, test) g_test_add ("/field-tree/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("opens-layers", test_opens_layers);
  ADD ("user-selects", test_user_selects);
  ADD ("byte-finds-field", test_byte_finds_field);
  ADD ("other-fields", test_other_fields);
  ADD ("menu", test_menu);
#undef ADD
  return g_test_run ();
}
