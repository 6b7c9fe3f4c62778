/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/window/folder-fixture.h"
#include "ui/evidence/wire-evidence-match.h"
#include "ui/evidence/wire-evidence-recognise.h"
#include "ui/evidence/wire-evidence-run.h"
#include "ui/hashsets/wire-hash-set-work.h"

typedef struct
{
  gboolean ended;
  char *sentence;
} End;

static void
ended_cb (WireEvidenceRun *run, const char *why, End *end)
{
  (void) run;
  end->ended = TRUE;
  end->sentence = g_strdup (why);
}

/* Runs over @paths until the end. */
static char *
examine (WireEvidenceList *list, WireHashSetStore *store, const char *const *paths)
{
  g_autoptr (WireEvidenceRun) run =
      wire_evidence_run_new (list, store, paths, WIRE_DIGEST_BIT (WIRE_DIGEST_MD5));
  End end = { 0 };

  g_signal_connect (run, "ended", G_CALLBACK (ended_cb), &end);
  wire_evidence_run_start (run);
  while (!end.ended)
    g_main_context_iteration (NULL, TRUE);
  return end.sentence;
}

static WireHashSetStore *
store_new (FolderFixture *fixture)
{
  g_autofree char *path = folder_fixture_path (fixture, "sets.db");

  return wire_hash_set_store_new (path);
}

static void
done_cb (const WireHashSetTask *task, const GError *error, GObject *owner)
{
  g_assert_no_error (error);
  g_assert_nonnull (task);
  g_object_set_data (owner, "done", GINT_TO_POINTER (TRUE));
}

static void
carry_out (WireHashSetTask *task, WireHashSetStore *store)
{
  g_autoptr (WireJob) job = wire_hash_set_task_start (task, store, done_cb, G_OBJECT (store));

  g_object_set_data (G_OBJECT (store), "done", NULL);
  while (!g_object_get_data (G_OBJECT (store), "done"))
    g_main_context_iteration (NULL, TRUE);
}

static void
matched_cb (WireJob *job, WireDigestMask missing, GObject *owner)
{
  g_assert_cmpint (wire_job_get_state (job), ==, WIRE_JOB_DONE);
  g_assert_cmpuint (missing, ==, 0);
  g_object_set_data (owner, "done", GINT_TO_POINTER (TRUE));
}

static void
match (WireEvidenceList *list, WireHashSetStore *store)
{
  g_autoptr (WireJob) job = wire_evidence_match_start (list, store, matched_cb, G_OBJECT (list));

  g_object_set_data (G_OBJECT (list), "done", NULL);
  while (!g_object_get_data (G_OBJECT (list), "done"))
    g_main_context_iteration (NULL, TRUE);
}

static WireHashSetTask *
task_for_row (WireEvidenceList *list, guint32 row)
{
  WireHashSetTask *task = wire_hash_set_task_new (WIRE_HASH_SET_ADD);
  const WireEvidence *evidence = wire_evidence_list_get (list, row)->evidence;

  task->name = g_strdup ("Lab");
  wire_hash_set_task_add (task, WIRE_DIGEST_MD5,
                          wire_evidence_get_digest (evidence, WIRE_DIGEST_MD5), "badfile2.txt");
  return task;
}

/* The lab's exercise 16: a file becomes known bad, and one of the same content under another name
 * is found by it. */
static void
test_known_bad (FolderFixture *fixture, gconstpointer data)
{
  g_autoptr (WireHashSetStore) store = store_new (fixture);
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  g_autofree char *bad = folder_fixture_write (fixture, "badfile2.txt", "bad stuff");
  g_autofree char *unsure = folder_fixture_write (fixture, "unsure2.txt", "bad stuff");
  g_autofree char *spaced = folder_fixture_write (fixture, "unsure3.txt", "bad stuff ");
  const char *paths[] = { bad, unsure, spaced, NULL };
  WireHashSetTask *task;
  const WireHashMatch *found;
  gint64 set;

  (void) data;
  g_assert_null (examine (list, store, paths));
  g_assert_cmpuint (wire_evidence_list_get_length (list), ==, 3);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_BAD), ==, 0);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_REPEATED), ==, 2);

  carry_out (task_for_row (list, wire_evidence_list_find_path (list, bad)), store);
  g_assert_cmpuint (wire_hash_set_store_get_sets (store)->len, ==, 1);
  set = ((const WireHashSet *) g_ptr_array_index (wire_hash_set_store_get_sets (store), 0))->id;
  match (list, store);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_BAD), ==, 2);
  found = g_ptr_array_index (
      wire_evidence_list_get (list, wire_evidence_list_find_path (list, unsure))->evidence->matches,
      0);
  g_assert_cmpstr (found->name, ==, "badfile2.txt");
  g_assert_cmpstr (found->set, ==, "Lab");

  task = wire_hash_set_task_new (WIRE_HASH_SET_REMOVE);
  task->set = set;
  carry_out (task, store);
  g_assert_cmpuint (wire_hash_set_store_get_sets (store)->len, ==, 0);
  match (list, store);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_BAD), ==, 0);

  task = wire_hash_set_task_new (WIRE_HASH_SET_RESTORE);
  task->set = set;
  carry_out (task, store);
  match (list, store);
  g_assert_cmpuint (wire_evidence_list_count (list, WIRE_VERDICT_BAD), ==, 2);
}

static void
test_import_and_export (FolderFixture *fixture, gconstpointer data)
{
  g_autoptr (WireHashSetStore) store = store_new (fixture);
  g_autofree char *from = folder_fixture_write (
      fixture, "list.md5",
      "4eea91e7a2009ecd9bbf1242b4eaf267  badfile1.txt\nnonsense\n"
      "4eea91e7a2009ecd9bbf1242b4eaf267  badfile1.txt\ncff5ad7d18e86a83e8b0660d5707397a  b2\n");
  g_autofree char *to = folder_fixture_path (fixture, "exported");
  g_autofree char *exported = NULL;
  WireHashSetTask *task = wire_hash_set_task_new (WIRE_HASH_SET_IMPORT);
  const WireHashSet *set;

  (void) data;
  task->name = g_strdup ("Imported");
  task->kind = WIRE_HASH_SET_NOTABLE;
  task->path = g_strdup (from);
  carry_out (task, store);
  set = g_ptr_array_index (wire_hash_set_store_get_sets (store), 0);
  g_assert_cmpstr (set->name, ==, "Imported");
  g_assert_cmpstr (set->source, ==, "list.md5");
  g_assert_cmpint (set->count, ==, 2);
  g_assert_cmpint (set->kind, ==, WIRE_HASH_SET_NOTABLE);

  task = wire_hash_set_task_new (WIRE_HASH_SET_EXPORT);
  task->set = set->id;
  task->path = g_strdup (to);
  carry_out (task, store);
  g_assert_true (g_file_get_contents (to, &exported, NULL, NULL));
  g_assert_cmpstr (exported, ==,
                   "MD5 (badfile1.txt) = 4eea91e7a2009ecd9bbf1242b4eaf267\n"
                   "MD5 (b2) = cff5ad7d18e86a83e8b0660d5707397a\n");
}

static void
failed_cb (const WireHashSetTask *task, const GError *error, GObject *owner)
{
  g_assert_nonnull (task);
  g_assert_nonnull (error);
  g_object_set_data (owner, "done", GINT_TO_POINTER (TRUE));
}

static void
test_failed_import_leaves_no_set (FolderFixture *fixture, gconstpointer data)
{
  g_autoptr (WireHashSetStore) store = store_new (fixture);
  g_autofree char *from = folder_fixture_write (fixture, "novel", "Call me Ishmael.\n");
  WireHashSetTask *task = wire_hash_set_task_new (WIRE_HASH_SET_IMPORT);
  g_autoptr (WireJob) job = NULL;

  (void) data;
  task->name = g_strdup ("Novel");
  task->path = g_strdup (from);
  job = wire_hash_set_task_start (task, store, failed_cb, G_OBJECT (store));
  while (!g_object_get_data (G_OBJECT (store), "done"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (wire_hash_set_store_get_sets (store)->len, ==, 0);
}

static WireDropped
recognise (FolderFixture *fixture,
           const char *name,
           const char *content,
           WireEvidenceChecks *checks)
{
  g_autofree char *path = folder_fixture_write (fixture, name, content);

  return wire_recognise (path, checks, NULL);
}

static void
test_recognition_is_by_content (FolderFixture *fixture, gconstpointer data)
{
  g_autoptr (WireEvidenceChecks) checks = wire_evidence_checks_new ();
  g_autofree char *beside = folder_fixture_write (fixture, "beside", "bad stuff");

  (void) data;
  g_assert_cmpint (wire_recognise (fixture->path, checks, NULL), ==, WIRE_DROPPED_EVIDENCE);
  g_assert_cmpint (wire_recognise ("/dev/zero", checks, NULL), ==, WIRE_DROPPED_EVIDENCE);
  g_assert_cmpint (wire_recognise (beside, checks, NULL), ==, WIRE_DROPPED_EVIDENCE);
  g_assert_cmpint (recognise (fixture, "empty", "", checks), ==, WIRE_DROPPED_EVIDENCE);
  g_assert_cmpint (recognise (fixture, "letter.md5",
                              "Dear all,\nthe digest is below.\nRegards\nA. Student\n"
                              "cff5ad7d18e86a83e8b0660d5707397a\n",
                              checks),
                   ==, WIRE_DROPPED_EVIDENCE);
  g_assert_cmpint (recognise (fixture, "bare", "cff5ad7d18e86a83e8b0660d5707397a\n", checks), ==,
                   WIRE_DROPPED_HASH_SET);
  g_assert_cmpint (
      recognise (fixture, "elsewhere", "cff5ad7d18e86a83e8b0660d5707397a  other\n", checks), ==,
      WIRE_DROPPED_HASH_SET);
  g_assert_cmpuint (wire_evidence_checks_get_length (checks), ==, 0);
  g_assert_cmpint (recognise (fixture, "sums",
                              "cff5ad7d18e86a83e8b0660d5707397a  ./beside\n"
                              "cff5ad7d18e86a83e8b0660d5707397a  gone\n",
                              checks),
                   ==, WIRE_DROPPED_CHECKSUMS);
  g_assert_cmpuint (wire_evidence_checks_get_length (checks), ==, 2);
}

static void
test_list_verifies_the_files_beside_it (FolderFixture *fixture, gconstpointer data)
{
  g_autoptr (WireHashSetStore) store = store_new (fixture);
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  g_autoptr (WireEvidenceChecks) checks = wire_evidence_checks_new ();
  g_autofree char *good = folder_fixture_write (fixture, "good", "bad stuff");
  g_autofree char *changed = folder_fixture_write (fixture, "changed", "bad stuff!");
  g_autofree char *sums =
      folder_fixture_write (fixture, "sums",
                            "cff5ad7d18e86a83e8b0660d5707397a  ./good\n# a comment\n"
                            "MD5 (changed) = cff5ad7d18e86a83e8b0660d5707397a\n"
                            "cff5ad7d18e86a83e8b0660d5707397a  gone\n");
  g_autoptr (GPtrArray) paths = NULL;
  WireEvidenceCheckCount count;

  (void) data;
  g_assert_true (wire_evidence_checks_read (checks, sums, NULL, NULL));
  paths = wire_evidence_checks_get_paths (checks);
  g_assert_cmpuint (paths->len, ==, 4);
  g_assert_null (examine (list, store, (const char *const *) paths->pdata));
  wire_evidence_checks_apply (checks, list, &count);
  g_assert_cmpuint (count.n, ==, 3);
  g_assert_cmpuint (count.counts[WIRE_AUDIT_MATCHED], ==, 1);
  g_assert_cmpuint (count.counts[WIRE_AUDIT_CHANGED], ==, 1);
  g_assert_cmpuint (count.counts[WIRE_AUDIT_MISSING], ==, 1);
  g_assert_cmpuint (
      wire_evidence_list_get (list, wire_evidence_list_find_path (list, good))->verdicts
          & WIRE_VERDICT_VERIFIED,
      !=, 0);
  g_assert_cmpuint (
      wire_evidence_list_get (list, wire_evidence_list_find_path (list, changed))->verdicts
          & WIRE_VERDICT_ALTERED,
      !=, 0);
}

static void
test_pause_and_cancel (FolderFixture *fixture, gconstpointer data)
{
  g_autoptr (WireHashSetStore) store = store_new (fixture);
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  const char *paths[] = { "/usr/share", NULL };
  g_autoptr (WireEvidenceRun) run =
      wire_evidence_run_new (list, store, paths, WIRE_DIGEST_BIT (WIRE_DIGEST_MD5));
  WireEvidenceRunProgress progress;
  End end = { 0 };

  (void) data;
  g_signal_connect (run, "ended", G_CALLBACK (ended_cb), &end);
  wire_evidence_run_set_paused (run, TRUE);
  wire_evidence_run_start (run);
  for (guint i = 0; i < 5; i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (wire_evidence_run_get_paused (run));
  wire_evidence_run_set_paused (run, FALSE);
  while (wire_evidence_list_get_length (list) == 0)
    g_main_context_iteration (NULL, TRUE);
  wire_evidence_run_cancel (run);
  while (!end.ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (end.sentence);
  wire_evidence_run_get_progress (run, &progress);
  g_assert_cmpuint (progress.examination.files_done, >=, wire_evidence_list_get_length (list));
}

static void
test_unusable_database_is_told (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *path = folder_fixture_write (fixture, "sets.db", "this is no database at all");
  g_autoptr (WireHashSetStore) store = wire_hash_set_store_new (path);
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  const char *paths[] = { fixture->path, NULL };
  g_autofree char *why = examine (list, store, paths);

  (void) data;
  g_assert_nonnull (strstr (why, "sets.db"));
  g_assert_cmpuint (wire_evidence_list_get_length (list), ==, 1);
  g_assert_cmpuint (wire_evidence_list_get (list, 0)->verdicts, ==, WIRE_VERDICT_UNMATCHED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FOLDER_TEST ("/evidence-run/known-bad", test_known_bad);
  FOLDER_TEST ("/evidence-run/import", test_import_and_export);
  FOLDER_TEST ("/evidence-run/failed-import", test_failed_import_leaves_no_set);
  FOLDER_TEST ("/evidence-run/recognised", test_recognition_is_by_content);
  FOLDER_TEST ("/evidence-run/verified", test_list_verifies_the_files_beside_it);
  FOLDER_TEST ("/evidence-run/cancelled", test_pause_and_cancel);
  FOLDER_TEST ("/evidence-run/no-database", test_unusable_database_is_told);
  return g_test_run ();
}
