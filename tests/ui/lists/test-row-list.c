/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/lists/wire-row-list.h"

/* As GTK's own tests of list models do, every items-changed is written down as text ("2+3" for
 * three rows added at 2, "0-5" for five removed, "1-2+3" for both), and a change that nobody
 * asserted fails the test. */
typedef struct
{
  WireRowList *list;
  GString *changes;
} Watched;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  GString *changes = data;

  (void) model;
  if (changes->len)
    g_string_append (changes, ", ");
  g_string_append_printf (changes, "%u", position);
  if (removed)
    g_string_append_printf (changes, "-%u", removed);
  if (added)
    g_string_append_printf (changes, "+%u", added);
}

static void
set_up (Watched *watched, gconstpointer data)
{
  (void) data;
  watched->list = wire_row_list_new ();
  watched->changes = g_string_new (NULL);
  g_signal_connect (watched->list, "items-changed", G_CALLBACK (items_changed_cb),
                    watched->changes);
}

static void
tear_down (Watched *watched, gconstpointer data)
{
  (void) data;
  g_assert_cmpstr (watched->changes->str, ==, "");
  g_assert_finalize_object (watched->list);
  g_string_free (watched->changes, TRUE);
}

static void
assert_changes (Watched *watched, const char *expected)
{
  g_assert_cmpstr (watched->changes->str, ==, expected);
  g_string_truncate (watched->changes, 0);
}

static void
assert_ids (Watched *watched, const char *expected)
{
  GListModel *model = G_LIST_MODEL (watched->list);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (WireRow) row = g_list_model_get_item (model, i);

      g_assert_cmpuint (wire_row_get_id (row), ==, wire_row_list_get_id (watched->list, i));
      g_string_append_printf (ids, "%s%u", i ? " " : "", wire_row_get_id (row));
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

static GBytes *
order_new (const guint32 *ids, gsize n)
{
  return g_bytes_new (ids, n * sizeof *ids);
}

static void
test_empty (Watched *watched, gconstpointer data)
{
  (void) data;
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (watched->list)) == WIRE_TYPE_ROW);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (watched->list), 0));
  g_assert_cmpuint (wire_row_list_find (watched->list, 0), ==, WIRE_ROW_NONE);
  wire_row_list_set_rows (watched->list, NULL, 0, NULL);
  assert_ids (watched, "");
}

static void
test_grow (Watched *watched, gconstpointer data)
{
  (void) data;
  wire_row_list_set_rows (watched->list, NULL, 2, NULL);
  assert_changes (watched, "0+2");
  wire_row_list_grow (watched->list, 5);
  assert_changes (watched, "2+3");
  wire_row_list_grow (watched->list, 5);
  assert_changes (watched, "");
  assert_ids (watched, "0 1 2 3 4");
  g_assert_cmpuint (wire_row_list_find (watched->list, 4), ==, 4);
  g_assert_cmpuint (wire_row_list_find (watched->list, 5), ==, WIRE_ROW_NONE);
}

/* A row that is looked at says "=position" when something else stands there. */
static void
changed_cb (WireRow *row, gpointer data)
{
  GString *changes = data;

  g_string_append_printf (changes, "%s=%u", changes->len ? ", " : "", wire_row_get_id (row));
}

static WireRow *
look_at (Watched *watched, guint position)
{
  WireRow *row = g_list_model_get_item (G_LIST_MODEL (watched->list), position);

  g_signal_connect (row, "changed", G_CALLBACK (changed_cb), watched->changes);
  return row;
}

static void
test_order (Watched *watched, gconstpointer data)
{
  static const guint32 ids[] = { 3, 0, 2, 1 };
  g_autoptr (GBytes) order = order_new (ids, G_N_ELEMENTS (ids));
  WireRow *row;

  (void) data;
  wire_row_list_set_rows (watched->list, NULL, 4, NULL);
  assert_changes (watched, "0+4");
  row = look_at (watched, 0);
  wire_row_list_set_rows (watched->list, NULL, 4, order);
  assert_changes (watched, "=3");
  assert_ids (watched, "3 0 2 1");
  g_assert_cmpuint (wire_row_list_find (watched->list, 2), ==, 2);
  g_assert_cmpuint (wire_row_list_find (watched->list, 3), ==, 0);
  g_assert_finalize_object (row);
  wire_row_list_set_rows (watched->list, NULL, 4, NULL);
  assert_ids (watched, "0 1 2 3");
}

static void
test_subset (Watched *watched, gconstpointer data)
{
  static const guint32 ids[] = { 7, 900000 };
  g_autoptr (GBytes) order = order_new (ids, G_N_ELEMENTS (ids));
  WireRow *row;

  (void) data;
  wire_row_list_set_rows (watched->list, NULL, 1000000, NULL);
  assert_changes (watched, "0+1000000");
  row = look_at (watched, 1);
  wire_row_list_set_rows (watched->list, NULL, 1000000, order);
  assert_changes (watched, "2-999998, =900000");
  assert_ids (watched, "7 900000");
  g_assert_cmpuint (wire_row_list_find (watched->list, 900000), ==, 1);
  g_assert_cmpuint (wire_row_list_find (watched->list, 8), ==, WIRE_ROW_NONE);
  wire_row_list_set_rows (watched->list, NULL, 3, NULL);
  assert_changes (watched, "2+1, =1");
  g_assert_finalize_object (row);
}

/* Whoever still holds a row of a list that has shrunk learns that nothing stands there. */
static void
test_shrink (Watched *watched, gconstpointer data)
{
  g_autoptr (WireRow) row = NULL;

  (void) data;
  wire_row_list_set_rows (watched->list, NULL, 3, NULL);
  assert_changes (watched, "0+3");
  row = look_at (watched, 2);
  wire_row_list_set_rows (watched->list, NULL, 1, NULL);
  assert_changes (watched, "1-2, =4294967295");
  g_assert_cmpuint (wire_row_get_id (row), ==, WIRE_ROW_NONE);
}

static void
expect_count_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  (void) removed;
  (void) data;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, position + added);
}

/* When a change is announced the list is already what was announced. */
static void
test_consistent (Watched *watched, gconstpointer data)
{
  (void) data;
  g_signal_connect (watched->list, "items-changed", G_CALLBACK (expect_count_cb), NULL);
  wire_row_list_set_rows (watched->list, NULL, 3, NULL);
  wire_row_list_set_rows (watched->list, NULL, 9, NULL);
  wire_row_list_set_rows (watched->list, NULL, 2, NULL);
  assert_changes (watched, "0+3, 3+6, 2-7");
}

static void
test_source_is_held (Watched *watched, gconstpointer data)
{
  GObject *source = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (WireRow) row = NULL;

  (void) data;
  wire_row_list_set_rows (watched->list, source, 1, NULL);
  assert_changes (watched, "0+1");
  row = look_at (watched, 0);
  g_assert_true (wire_row_get_source (row) == source);
  wire_row_list_set_rows (watched->list, NULL, 1, NULL);
  assert_changes (watched, "=0");
  g_assert_null (wire_row_get_source (row));
  g_assert_finalize_object (source);
}

/* What is to be selected need not wait for the steps, and nothing comes after them. */
static void
test_announce_all (Watched *watched, gconstpointer data)
{
  (void) data;
  wire_row_list_set_gradual (watched->list, TRUE);
  wire_row_list_set_rows (watched->list, NULL, 1000, NULL);
  assert_changes (watched, "0+8");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (watched->list)), ==, 8);
  g_assert_cmpuint (wire_row_list_get_length (watched->list), ==, 1000);
  g_assert_cmpuint (wire_row_list_find (watched->list, 40), ==, 40);
  g_assert_cmpuint (wire_row_list_get_id (watched->list, 40), ==, 40);
  wire_row_list_announce_all (watched->list);
  assert_changes (watched, "8+992");
  g_assert_cmpuint (wire_row_list_find (watched->list, 40), ==, 40);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  wire_row_list_announce_all (watched->list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/row-list/" name, Watched, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("grow", test_grow);
  ADD ("order", test_order);
  ADD ("subset", test_subset);
  ADD ("shrink", test_shrink);
  ADD ("consistent", test_consistent);
  ADD ("source-is-held", test_source_is_held);
  ADD ("announce-all", test_announce_all);
  return g_test_run ();
}
