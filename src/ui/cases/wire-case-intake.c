/* wire-case-intake.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-intake.h"

#include "cases/wire-case-contents.h"
#include "cases/wire-case-means.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireCaseStore *store;
  char *case_path; /* the worker has a connection of its own */
  GStrv paths;
  GPtrArray *digests; /* written by the worker before it returns, read after */
  WireCaseAdded added;
} Intake;

static void
intake_free (gpointer data)
{
  Intake *intake = data;

  g_object_unref (intake->store);
  g_free (intake->case_path);
  g_strfreev (intake->paths);
  g_ptr_array_unref (intake->digests);
  g_free (intake);
}

/* Returns: (transfer full) (nullable): the digest of the file, which is in the case afterwards */
static char *
add (WireCase *opened, const char *path, WireJob *job, GError **error)
{
  g_autoptr (WireCaseEvidence) kept = wire_case_add_evidence (opened, path, error);

  return kept && wire_case_learn (opened, kept, job, error) ? g_strdup (kept->sha256) : NULL;
}

/* A WireJobFunc. */
static gboolean
add_all (WireJob *job, gpointer data, GError **error)
{
  Intake *intake = data;
  g_autoptr (WireCase) opened = wire_case_open (intake->case_path, error);

  for (char **path = intake->paths; opened && *path; path++)
    {
      char *digest;

      if (wire_job_set_error_if_cancelled (job, error)
          || !(digest = add (opened, *path, job, error)))
        return FALSE;
      g_ptr_array_add (intake->digests, digest);
    }
  return opened != NULL;
}

/* A WireOwnedJobEnded. */
static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Intake *intake = data;

  g_ptr_array_add (intake->digests, NULL);
  wire_case_store_refresh (intake->store);
  intake->added (intake->store, (const char *const *) intake->digests->pdata,
                 wire_job_get_state (job) == WIRE_JOB_DONE ? NULL : wire_job_get_error (job),
                 owner);
}

/**
 * wire_case_intake_start:
 * @store: a case
 * @paths: files, up to a %NULL. What the case has already, by path and digest, is not added again.
 * @added: called at the end
 * @owner: kept alive until then
 *
 * Hashes the files in a worker, and adds them.
 */
void
wire_case_intake_start (WireCaseStore *store,
                        const char *const *paths,
                        WireCaseAdded added,
                        GObject *owner)
{
  Intake *intake = g_new (Intake, 1);
  g_autoptr (WireJob) job = NULL;

  *intake = (Intake){ g_object_ref (store), g_strdup (wire_case_store_get_path (store)),
                      g_strdupv ((char **) paths), g_ptr_array_new_with_free_func (g_free), added };
  job = wire_owned_job_start (_ ("Adding to the case"), add_all, intake, intake_free, ended_cb,
                              owner);
}

/* What was used */

typedef struct
{
  WireCaseStore *store;
  char *case_path; /* the worker has a connection of its own */
  char *kind;
  char *path;
} Use;

static void
use_free (gpointer data)
{
  Use *use = data;

  g_object_unref (use->store);
  g_free (use->case_path);
  g_free (use->kind);
  g_free (use->path);
  g_free (use);
}

/* A WireJobFunc. */
static gboolean
use_file (WireJob *job, gpointer data, GError **error)
{
  const Use *use = data;
  g_autoptr (WireCase) opened = wire_case_open (use->case_path, error);

  (void) job;
  return opened && wire_case_use_file (opened, use->kind, use->path, error);
}

/* A WireOwnedJobEnded. */
static void
used_cb (WireJob *job, gpointer data, GObject *owner)
{
  const Use *use = data;

  (void) owner;
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    g_warning ("%s", wire_job_get_error (job)->message);
  wire_case_store_refresh (use->store);
}

/**
 * wire_case_intake_use:
 * @store: a case
 * @kind: of #WireCaseMeans
 * @path: of rules or indicators
 * @owner: kept alive until the end
 *
 * Hashes the file in a worker, and keeps that it was used.
 */
void
wire_case_intake_use (WireCaseStore *store, const char *kind, const char *path, GObject *owner)
{
  Use *use = g_new (Use, 1);
  g_autoptr (WireJob) job = NULL;

  *use = (Use){ g_object_ref (store), g_strdup (wire_case_store_get_path (store)), g_strdup (kind),
                g_strdup (path) };
  job = wire_owned_job_start (_ ("Adding to the case"), use_file, use, use_free, used_cb, owner);
}
