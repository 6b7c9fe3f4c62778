/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/lists/wire-row-selection.h"

#define N_ROWS 300

/* GTK knows only what items-changed said, and what is selected beyond that crashes it. */
typedef struct
{
  WireRowList *rows;
  WireRowSelection *selection;
  guint known;
  guint n_told;
  guint n_changed;
} Fixture;

static void
items_cb (GListModel *model, guint position, guint removed, guint added, Fixture *self)
{
  (void) model;
  g_assert_cmpuint (position + removed, <=, self->known);
  self->known += added - removed;
}

static void
told_cb (GtkSelectionModel *model, guint position, guint n, Fixture *self)
{
  g_assert_cmpuint (position + n, <=, self->known);
  g_assert_cmpuint (self->known, ==, g_list_model_get_n_items (G_LIST_MODEL (model)));
  self->n_told++;
}

static void
changed_cb (Fixture *self)
{
  self->n_changed++;
}

static void
connect_gtk (Fixture *self)
{
  g_signal_connect (self->selection, "items-changed", G_CALLBACK (items_cb), self);
  g_signal_connect (self->selection, "selection-changed", G_CALLBACK (told_cb), self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  (void) data;
  self->rows = wire_row_list_new ();
  self->selection = wire_row_selection_new (self->rows);
  wire_row_list_set_gradual (self->rows, TRUE);
  g_signal_connect_swapped (self->selection, "changed", G_CALLBACK (changed_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  g_assert_finalize_object (self->selection);
  g_assert_finalize_object (self->rows);
}

static void
fill (Fixture *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (self->known, ==, wire_row_list_get_length (self->rows));
}

/* Numbers N_ROWS - 1 to 0. */
static GBytes *
backwards (void)
{
  guint32 *ids = g_new (guint32, N_ROWS);

  for (guint32 i = 0; i < N_ROWS; i++)
    ids[i] = N_ROWS - 1 - i;
  return g_bytes_new_take (ids, N_ROWS * sizeof *ids);
}

static void
assert_selected (Fixture *self, guint position)
{
  g_autoptr (GtkBitset) positions =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  g_assert_cmpuint (gtk_bitset_get_size (positions), ==, 1);
  g_assert_cmpuint (gtk_bitset_get_minimum (positions), ==, position);
}

static void
select_cb (WireRowSelection *selection)
{
  wire_row_selection_select_id (selection, 250);
}

/* A handler that runs before GTK's own, as the downloads had one. */
static void
test_select_while_announced (Fixture *self, gconstpointer data)
{
  (void) data;
  g_signal_connect (self->selection, "items-changed", G_CALLBACK (select_cb), NULL);
  connect_gtk (self);
  wire_row_list_set_rows (self->rows, NULL, N_ROWS, NULL);
  g_assert_cmpuint (wire_row_selection_get_only (self->selection), ==, 250);
  fill (self);
  assert_selected (self, 250);
  g_assert_cmpuint (self->n_told, >, 0);
  wire_row_list_set_rows (self->rows, NULL, 100, NULL);
  wire_row_list_set_rows (self->rows, NULL, 0, NULL);
}

static void
test_follows (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) order = backwards ();

  (void) data;
  connect_gtk (self);
  wire_row_list_set_rows (self->rows, NULL, N_ROWS, NULL);
  wire_row_selection_select_id (self->selection, 290); /* long before it is announced */
  g_assert_cmpuint (self->n_changed, ==, 1);
  fill (self);
  assert_selected (self, 290);
  wire_row_list_set_rows (self->rows, NULL, N_ROWS, order);
  assert_selected (self, N_ROWS - 1 - 290);
  wire_row_list_set_rows (self->rows, NULL, 0, NULL);
  g_assert_cmpuint (wire_row_selection_get_only (self->selection), ==, 290);
  wire_row_list_set_rows (self->rows, NULL, N_ROWS, order);
  fill (self);
  assert_selected (self, N_ROWS - 1 - 290);
  g_assert_cmpuint (self->n_changed, ==, 1); /* never another row */
}

/* What is selected is counted by the list, and not by what of it was announced. */
static void
test_select_all (Fixture *self, gconstpointer data)
{
  static const guint COUNTS[] = { 0, 1, 7, 8, 9, N_ROWS };

  (void) data;
  connect_gtk (self);
  for (gsize i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    {
      g_autoptr (GArray) ids = NULL;

      wire_row_list_set_rows (self->rows, NULL, 0, NULL);
      wire_row_list_set_rows (self->rows, NULL, COUNTS[i], NULL);
      gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
      ids = wire_row_selection_list (self->selection);
      g_assert_cmpuint (ids->len, ==, COUNTS[i]);
      g_assert_cmpuint (wire_row_selection_count (self->selection), ==, COUNTS[i]);
      fill (self);
    }
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  g_assert_cmpuint (wire_row_selection_count (self->selection), ==, 0);
}

/* What a filter hides is not part of what the user selects next. */
static void
test_hidden (Fixture *self, gconstpointer data)
{
  static const guint32 HIDDEN_AND_NOT[] = { 3, 280 };
  static const guint32 SHOWN[] = { 7, 280, 5 };
  g_autoptr (GBytes) order = g_bytes_new_static (SHOWN, sizeof SHOWN);
  g_autoptr (GArray) shown = NULL, all = NULL;

  (void) data;
  connect_gtk (self);
  wire_row_selection_select_ids (self->selection, HIDDEN_AND_NOT, 2);
  wire_row_list_set_rows (self->rows, NULL, N_ROWS, order);
  shown = wire_row_selection_list (self->selection);
  g_assert_cmpuint (shown->len, ==, 1);
  g_assert_cmpuint (wire_row_selection_count (self->selection), ==, 2);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 2, FALSE);
  all = wire_row_selection_list_all (self->selection);
  g_assert_cmpmem (all->data, all->len * sizeof (guint32), ((guint32[]){ 5, 280 }),
                   2 * sizeof (guint32));
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (self->selection), 1);
  g_assert_cmpuint (wire_row_selection_get_only (self->selection), ==, 5);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
  g_assert_cmpuint (wire_row_selection_get_only (self->selection), ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/row-selection/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("select-while-announced", test_select_while_announced);
  ADD ("follows", test_follows);
  ADD ("select-all", test_select_all);
  ADD ("hidden", test_hidden);
  return g_test_run ();
}
