/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/ui/window/folder-fixture.h"
#include "ui/evidence/wire-evidence-audit.h"
#include "ui/evidence/wire-evidence-run.h"
#include "ui/hashsets/wire-hash-set-store.h"

#include <glib/gstdio.h>

static void
read_cb (WireEvidenceAudit *audit, WireJob *job, GObject *owner)
{
  (void) audit;
  g_object_set_data (owner, "state", GUINT_TO_POINTER (wire_job_get_state (job)));
}

/* Returns: how reading what the folder was ended */
static WireJobState
read_before (WireEvidenceAudit *audit, WireEvidenceList *list)
{
  g_autoptr (WireJob) job = wire_evidence_audit_read (audit, WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256),
                                                      read_cb, G_OBJECT (list));

  g_object_set_data (G_OBJECT (list), "state", NULL);
  while (!g_object_get_data (G_OBJECT (list), "state"))
    g_main_context_iteration (NULL, TRUE);
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list), "state"));
}

static void
ended_cb (WireEvidenceRun *run, const char *why, gboolean *ended)
{
  (void) run;
  g_assert_null (why);
  *ended = TRUE;
}

static void
examine (WireEvidenceAudit *audit, WireEvidenceList *list, FolderFixture *fixture)
{
  g_autofree char *sets = folder_fixture_path (fixture, "sets.db");
  g_autoptr (WireHashSetStore) store = wire_hash_set_store_new (sets);
  g_auto (GStrv) paths = wire_evidence_audit_get_paths (audit);
  g_autoptr (WireEvidenceRun) run = wire_evidence_run_new (list, store, (const char *const *) paths,
                                                           wire_evidence_audit_get_mask (audit));
  gboolean ended = FALSE;

  g_signal_connect (run, "ended", G_CALLBACK (ended_cb), &ended);
  wire_evidence_run_start (run);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
put (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
make_folder (FolderFixture *fixture, const char *name)
{
  char *folder = folder_fixture_path (fixture, name);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  return folder;
}

static const WireEvidenceRow *
get_row (WireEvidenceList *list, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  guint32 row = wire_evidence_list_find_path (list, path);

  g_assert_cmpuint (row, !=, WIRE_EVIDENCE_NONE);
  return wire_evidence_list_get (list, row);
}

/* A folder and its copy, in which one file each was changed, renamed, added and removed. */
static void
test_folders (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *before = make_folder (fixture, "before");
  g_autofree char *now = make_folder (fixture, "now");
  g_autoptr (WireEvidenceAudit) audit = wire_evidence_audit_new (before, now);
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  WireAuditCount count;

  (void) data;
  put (before, "same", "same");
  put (before, "changed", "one");
  put (before, "old-name", "moved");
  put (before, "gone", "gone");
  put (now, "same", "same");
  put (now, "changed", "another");
  put (now, "new-name", "moved");
  put (now, "added", "added");
  g_assert_cmpint (read_before (audit, list), ==, WIRE_JOB_DONE);
  examine (audit, list, fixture);
  wire_evidence_audit_apply (audit, list, &count);
  for (guint i = WIRE_AUDIT_MATCHED; i <= WIRE_AUDIT_MISSING; i++)
    g_assert_cmpuint (count.counts[i], ==, 1);
  g_assert_cmpuint (get_row (list, now, "same")->verdicts, ==, WIRE_VERDICT_VERIFIED);
  g_assert_cmpuint (get_row (list, now, "changed")->verdicts, ==, WIRE_VERDICT_ALTERED);
  g_assert_cmpuint (get_row (list, now, "new-name")->verdicts, ==, WIRE_VERDICT_MOVED);
  g_assert_cmpstr (get_row (list, now, "new-name")->check->was, ==, "old-name");
  g_assert_cmpuint (get_row (list, now, "added")->verdicts, ==, WIRE_VERDICT_NEW);
  g_assert_cmpuint (get_row (list, now, "gone")->verdicts, ==, WIRE_VERDICT_MISSING);
  g_assert_true (get_row (list, now, "old-name")->removed);
  g_assert_cmpuint (wire_evidence_list_get_n_shown (list), ==, 5);
}

/* A list in the folder that it is of is no file of it, and says nothing where it names none. */
static void
test_list (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = make_folder (fixture, "folder");
  g_autofree char *sums = g_build_filename (folder, "SHA1SUMS", NULL);
  g_autoptr (WireEvidenceAudit) audit = wire_evidence_audit_new (sums, folder);
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();
  WireAuditCount count;

  (void) data;
  put (folder, "abc", "abc");
  put (folder, "SHA1SUMS",
       "a9993e364706816aba3e25717850c26c9cd0d89d  abc\n"
       "# a comment\n"
       "da39a3ee5e6b4b0d3255bfef95601890afd80709  empty\n");
  g_assert_cmpint (read_before (audit, list), ==, WIRE_JOB_DONE);
  examine (audit, list, fixture);
  wire_evidence_audit_apply (audit, list, &count);
  g_assert_cmpuint (count.counts[WIRE_AUDIT_MATCHED], ==, 1);
  g_assert_cmpuint (count.counts[WIRE_AUDIT_MISSING], ==, 1);
  g_assert_cmpuint (count.counts[WIRE_AUDIT_NEW], ==, 0);
  g_assert_null (get_row (list, folder, "SHA1SUMS")->check);
}

static void
test_no_list (FolderFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = make_folder (fixture, "folder");
  g_autofree char *prose = folder_fixture_write (fixture, "prose.txt", "Not a list of digests.\n");
  g_autoptr (WireEvidenceAudit) audit = wire_evidence_audit_new (prose, folder);
  g_autoptr (WireEvidenceList) list = wire_evidence_list_new ();

  (void) data;
  g_assert_cmpint (read_before (audit, list), ==, WIRE_JOB_FAILED);
}

#define ADD(name, test)                                                                            \
  g_test_add (name, FolderFixture, NULL, folder_fixture_set_up, test, folder_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/evidence-audit/folders", test_folders);
  ADD ("/evidence-audit/list", test_list);
  ADD ("/evidence-audit/no-list", test_no_list);
  return g_test_run ();
}
