/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/widgets/widget-fixture.h"
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

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
#define ADD(name, test) g_test_add ("/field-tree/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("opens-layers", test_opens_layers);
  ADD ("user-selects", test_user_selects);
  ADD ("byte-finds-field", test_byte_finds_field);
  ADD ("other-fields", test_other_fields);
#undef ADD
  return g_test_run ();
}
