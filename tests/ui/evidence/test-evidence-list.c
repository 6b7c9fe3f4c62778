/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/evidence/evidence-fixture.h"

static void
count_cb (WireEvidenceList *list, gpointer data)
{
  (void) list;
  ++*(guint *) data;
}

static void
test_rows_are_counted_by_what_was_found (void)
{
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  WireEvidence *unreadable = wire_evidence_new ("/e/gone", 0);
  guint changed = 0;

  unreadable->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "It is not there.");
  g_signal_connect (list, "changed", G_CALLBACK (count_cb), &changed);
  g_assert_cmpuint (wire_evidence_list_put (list, evidence_new ("/e/bad", "bad stuff")), ==, 0);
  g_assert_cmpuint (wire_evidence_list_put (list, unreadable), ==, 1);
  wire_evidence_list_announce (list);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_UNREADABLE), ==, 1);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_BAD), ==, 0);

  wire_evidence_list_set_matches (list, 0, matches_new ("Lab", WIRE_HASH_SET_BAD, "badfile2.txt"));
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_BAD), ==, 1);
  g_assert_cmpuint (wire_evidence_list_get (list, 0)->verdicts, ==, WIRE_VERDICT_BAD);
  wire_evidence_list_set_matches (list, 0, NULL);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_BAD), ==, 0);

  wire_evidence_list_set_check (list, 0, WIRE_AUDIT_CHANGED, "/e/SHA256SUMS", NULL);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_ALTERED), ==, 1);
  wire_evidence_list_set_check (list, 0, WIRE_AUDIT_MATCHED, "/e/SHA256SUMS", NULL);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_ALTERED), ==, 0);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_VERIFIED), ==, 1);
}

static void
test_removed_rows_do_not_count_and_come_back (void)
{
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  g_autofree guint32 *states = NULL;

  wire_evidence_list_put (list, evidence_new ("/e/a", "a"));
  wire_evidence_list_put (list, evidence_new ("/e/b", "b"));
  wire_evidence_list_set_matches (list, 0, matches_new ("Lab", WIRE_HASH_SET_NOTABLE, NULL));
  wire_evidence_list_set_removed (list, 0, TRUE);
  g_assert_cmpuint (wire_evidence_list_get_length (list), ==, 2);
  g_assert_cmpuint (wire_evidence_list_get_n_shown (list), ==, 1);
  g_assert_cmpuint (wire_evidence_list_get_bytes (list), ==, 1);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_NOTABLE), ==, 0);
  states = wire_evidence_list_copy_states (list);
  g_assert_cmpuint (states[0], ==, WIRE_EVIDENCE_REMOVED | WIRE_VERDICT_NOTABLE);
  wire_evidence_list_set_removed (list, 0, FALSE);
  g_assert_cmpuint (wire_evidence_list_get_n_shown (list), ==, 2);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_NOTABLE), ==, 1);
}

static guint
count_same (WireEvidenceList *list, guint32 row)
{
  guint32 same = WIRE_EVIDENCE_NONE;
  guint n = 0;

  while ((same = wire_evidence_list_next_same (list, row, same)) != WIRE_EVIDENCE_NONE)
    {
      g_assert_cmpuint (same, !=, row);
      n++;
    }
  return n;
}

static void
test_same_content_under_other_names_is_told (void)
{
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();

  wire_evidence_list_put (list, evidence_new ("/e/one", "bad stuff"));
  wire_evidence_list_put (list, evidence_new ("/e/other", "good stuff"));
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_REPEATED), ==, 0);
  wire_evidence_list_put (list, evidence_new ("/e/renamed", "bad stuff"));
  wire_evidence_list_put (list, evidence_new ("/e/again", "bad stuff"));
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_REPEATED), ==, 3);
  for (guint32 row = 0; row < 4; row++)
    g_assert_cmpuint (count_same (list, row), ==, row == 1 ? 0 : 2);

  wire_evidence_list_set_removed (list, 0, TRUE);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_REPEATED), ==, 2);
  g_assert_cmpuint (count_same (list, 2), ==, 1);
  wire_evidence_list_set_removed (list, 2, TRUE);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_REPEATED), ==, 0);
  wire_evidence_list_set_removed (list, 0, FALSE);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_REPEATED), ==, 2);
}

static void
test_empty_files_are_not_called_the_same (void)
{
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();

  wire_evidence_list_put (list, evidence_new ("/e/empty", ""));
  wire_evidence_list_put (list, evidence_new ("/e/void", ""));
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_REPEATED), ==, 0);
}

static void
test_second_look_replaces_the_row (void)
{
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();

  wire_evidence_list_put (list, evidence_new ("/e/one", "same"));
  wire_evidence_list_put (list, evidence_new ("/e/two", "same"));
  wire_evidence_list_put (list, evidence_new ("/e/three", "same"));
  wire_evidence_list_set_removed (list, 0, TRUE);
  g_assert_cmpuint (wire_evidence_list_put (list, evidence_new ("/e/one", "changed")), ==, 0);
  g_assert_cmpuint (wire_evidence_list_get_length (list), ==, 3);
  g_assert_cmpuint (wire_evidence_list_get_n_shown (list), ==, 3);
  g_assert_cmpuint (wire_evidence_list_get_bytes (list), ==, 7 + 4 + 4);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_REPEATED), ==, 2);
  g_assert_cmpuint (count_same (list, 0), ==, 0);
  g_assert_cmpuint (count_same (list, 2), ==, 1);
  wire_evidence_list_put (list, evidence_new ("/e/three", "changed"));
  g_assert_cmpuint (count_same (list, 1), ==, 0);
  g_assert_cmpuint (count_same (list, 0), ==, 1);
}

/* Every one of many equal files is looked at again, and then differs, in any order. */
static void
test_many_equal_files_part (void)
{
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  const guint32 n = 50000;

  for (guint32 i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/e/%u", i);

      wire_evidence_list_put (list, evidence_new (path, "same"));
    }
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_REPEATED), ==, n);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 row = i % 2 ? i : n - 2 - i; /* odd ones from the first, even ones from the last */
      g_autofree char *path = g_strdup_printf ("/e/%u", row);
      g_autofree char *content = g_strdup_printf ("now %u", row);

      g_assert_cmpuint (wire_evidence_list_put (list, evidence_new (path, content)), ==, row);
      g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_REPEATED), ==,
                        n - i - 1 > 1 ? n - i - 1 : 0);
    }
  wire_evidence_list_put (list, evidence_new ("/e/new", "same"));
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_REPEATED), ==, 0);
}

static void
test_incomplete_downloads_are_told (void)
{
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  WireEvidenceOrigin *origin = g_new0 (WireEvidenceOrigin, 1);

  origin->object = 7;
  origin->words = g_strdup ("http://host/cut.gif");
  origin->incomplete = g_strdup ("Two bytes are missing.");
  wire_evidence_list_append (list, evidence_new ("cut.gif", "GIF8"), origin);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_INCOMPLETE), ==, 1);
  g_assert_cmpuint (wire_evidence_list_find_object (list, 7), ==, 0);
  g_assert_cmpuint (wire_evidence_list_find_object (list, 8), ==, WIRE_EVIDENCE_NONE);
  g_assert_cmpuint (wire_evidence_list_find_path (list, "cut.gif"), ==, WIRE_EVIDENCE_NONE);
}

static WireEvidenceOrigin *
origin_new (guint32 object)
{
  WireEvidenceOrigin *origin = g_new0 (WireEvidenceOrigin, 1);

  origin->object = object;
  origin->words = g_strdup ("http://lab.example/");
  return origin;
}

/* Names of downloads are no paths: two may have the same. */
static void
test_second_look_at_a_download (void)
{
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  const WireEvidenceRow *row;

  wire_evidence_list_put (list, evidence_new ("a.gif", "file"));
  g_assert_cmpuint (
      wire_evidence_list_put_object (list, evidence_new ("a.gif", "one"), origin_new (4)), ==, 1);
  g_assert_cmpuint (
      wire_evidence_list_put_object (list, evidence_new ("a.gif", "two"), origin_new (7)), ==, 2);
  g_assert_cmpuint (
      wire_evidence_list_put_object (list, evidence_new ("a.gif", "file"), origin_new (4)), ==, 1);
  row = wire_evidence_list_get (list, 1);
  g_assert_cmpuint (row->evidence->size, ==, 4);
  g_assert_cmpuint (row->origin->object, ==, 4);
  g_assert_cmpuint (count_same (list, 1), ==, 1);
  g_assert_cmpuint (wire_evidence_list_find_path (list, "a.gif"), ==, 0);
  g_assert_cmpuint (wire_evidence_list_get_n_shown (list), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evidence-list/verdicts", test_rows_are_counted_by_what_was_found);
  g_test_add_func ("/evidence-list/removed", test_removed_rows_do_not_count_and_come_back);
  g_test_add_func ("/evidence-list/same", test_same_content_under_other_names_is_told);
  g_test_add_func ("/evidence-list/empty", test_empty_files_are_not_called_the_same);
  g_test_add_func ("/evidence-list/replaced", test_second_look_replaces_the_row);
  g_test_add_func ("/evidence-list/many-equal-files-part", test_many_equal_files_part);
  g_test_add_func ("/evidence-list/replaced/download", test_second_look_at_a_download);
  g_test_add_func ("/evidence-list/incomplete", test_incomplete_downloads_are_told);
  return g_test_run ();
}
