/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/evidence/evidence-fixture.h"
#include "ui/evidence/wire-evidence-order.h"

typedef struct
{
  gboolean called;
  char *rows;
} Result;

static Result result;

static void
ordered_cb (WireJob *job, GBytes *order, GObject *owner)
{
  GString *rows = g_string_new (NULL);
  gsize size = 0;
  const guint32 *numbers = order ? g_bytes_get_data (order, &size) : NULL;

  g_assert_true (WIRE_IS_JOB (job));
  g_assert_true (G_IS_OBJECT (owner));
  for (gsize i = 0; i < size / sizeof *numbers; i++)
    g_string_append_printf (rows, "%s%u", i ? " " : "", numbers[i]);
  result = (Result){ TRUE, g_string_free (rows, FALSE) };
}

static void
assert_order (WireEvidenceList *list, WireEvidenceArrangement arrangement, const char *rows)
{
  g_autoptr (WireJob) job = NULL;

  result = (Result){ 0 };
  job = wire_evidence_order_start (list, &arrangement, ordered_cb, G_OBJECT (list));
  while (!result.called)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (result.rows, ==, rows);
  g_free (result.rows);
}

static WireEvidenceList *
make_list (void)
{
  WireEvidenceList *list = wire_evidence_list_new ();

  wire_evidence_list_put (list, evidence_new ("/e/file10", "good content"));
  wire_evidence_list_put (list, evidence_new ("/a/file9", "bad stuff"));
  wire_evidence_list_put (list, evidence_new ("/e/Émile", "bad stuff "));
  wire_evidence_list_put (list, evidence_new ("/e/bad\xff", ""));
  wire_evidence_list_set_matches (list, 1, matches_new ("Lab", WIRE_HASH_SET_BAD, "badfile2.txt"));
  return list;
}

static void
test_sort (void)
{
  g_autoptr (WireEvidenceList) list = make_list ();

  assert_order (list, (WireEvidenceArrangement){ 0 }, "0 1 2 3");
  assert_order (list, (WireEvidenceArrangement){ .sort = WIRE_EVIDENCE_SORT_SIZE }, "3 1 2 0");
  assert_order (list, (WireEvidenceArrangement){ WIRE_EVIDENCE_SORT_SIZE, TRUE, 0, NULL },
                "0 2 1 3");
  assert_order (list, (WireEvidenceArrangement){ .sort = WIRE_EVIDENCE_SORT_FOLDER }, "1 0 2 3");
  assert_order (list, (WireEvidenceArrangement){ .sort = WIRE_EVIDENCE_SORT_MATCH }, "1 0 2 3");
  assert_order (list, (WireEvidenceArrangement){ .sort = WIRE_EVIDENCE_SORT_VERDICT }, "1 0 2 3");
  /* 6466…, cff5…, 6d38…, d41d… */
  assert_order (list,
                (WireEvidenceArrangement){ .sort = WIRE_EVIDENCE_SORT_DIGEST + WIRE_DIGEST_MD5 },
                "0 2 1 3");
}

/* file9 stands before file10, as people count. */
static void
test_names_sort_as_people_count (void)
{
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();

  wire_evidence_list_put (list, evidence_new ("/e/file10", "a"));
  wire_evidence_list_put (list, evidence_new ("/e/file9", "b"));
  wire_evidence_list_put (list, evidence_new ("/e/file", "c"));
  assert_order (list, (WireEvidenceArrangement){ .sort = WIRE_EVIDENCE_SORT_NAME }, "2 1 0");
  assert_order (list, (WireEvidenceArrangement){ WIRE_EVIDENCE_SORT_NAME, TRUE, 0, NULL }, "0 1 2");
}

static void
test_filter_and_search (void)
{
  g_autoptr (WireEvidenceList) list = make_list ();

  assert_order (list, (WireEvidenceArrangement){ .verdicts = WIRE_VERDICT_BAD }, "1");
  assert_order (list, (WireEvidenceArrangement){ .search = (char *) "ÉMILE" }, "2");
  assert_order (list, (WireEvidenceArrangement){ .search = (char *) "BADFILE2" }, "1");
  assert_order (list, (WireEvidenceArrangement){ .search = (char *) "CFF5AD7D18" }, "1");
  assert_order (list, (WireEvidenceArrangement){ .search = (char *) "nowhere" }, "");
  wire_evidence_list_set_removed (list, 0, TRUE);
  assert_order (list, (WireEvidenceArrangement){ 0 }, "1 2 3");
  assert_order (list, (WireEvidenceArrangement){ .verdicts = WIRE_VERDICT_GOOD }, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evidence-order/sort", test_sort);
  g_test_add_func ("/evidence-order/names", test_names_sort_as_people_count);
  g_test_add_func ("/evidence-order/filter", test_filter_and_search);
  return g_test_run ();
}
