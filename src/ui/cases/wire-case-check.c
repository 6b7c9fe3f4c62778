/* wire-case-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-check.h"

#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  char *case_path;
  GPtrArray *findings; /* written by the worker before it returns, read after */
  WireCaseChecked checked;
} Check;

static void
finding_free (gpointer data)
{
  WireCaseFinding *finding = data;

  g_free (finding->sha256);
  g_free (finding->path);
  g_free (finding);
}

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->case_path);
  g_ptr_array_unref (check->findings);
  g_free (check);
}

/* A WireJobFunc. */
static gboolean
check_all (WireJob *job, gpointer data, GError **error)
{
  Check *check = data;
  g_autoptr (WireCase) opened = wire_case_open (check->case_path, error);
  g_autoptr (GPtrArray) evidence = opened ? wire_case_list_evidence (opened, error) : NULL;

  for (guint i = 0; evidence && i < evidence->len; i++)
    {
      const WireCaseEvidence *one = g_ptr_array_index (evidence, i);
      WireCaseFinding *finding;

      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      finding = g_new0 (WireCaseFinding, 1);
      finding->evidence = one->id;
      finding->state = wire_case_evidence_check (opened, one, &finding->sha256, &finding->path);
      g_ptr_array_add (check->findings, finding);
    }
  return evidence != NULL;
}

/* A WireOwnedJobEnded. */
static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Check *check = data;

  if (wire_job_get_state (job) != WIRE_JOB_CANCELLED)
    check->checked (check->findings, owner);
}

/**
 * wire_case_check_start:
 * @store: a case
 * @checked: called at the end, unless it was cancelled
 * @owner: kept alive until then
 *
 * Hashes the evidence in a worker.
 *
 * Returns: (transfer full): the job
 */
WireJob *
wire_case_check_start (WireCaseStore *store, WireCaseChecked checked, GObject *owner)
{
  Check *check = g_new (Check, 1);

  *check = (Check){ g_strdup (wire_case_store_get_path (store)),
                    g_ptr_array_new_with_free_func (finding_free), checked };
  return wire_owned_job_start (_ ("Checking the evidence"), check_all, check, check_free, ended_cb,
                               owner);
}

/** Returns: (transfer none): what people read of a state */
const char *
wire_case_state_to_word (WireCaseState state)
{
  static const char *const WORDS[] = { N_ ("Unchanged"), N_ ("Moved"), N_ ("Changed"),
                                       N_ ("Missing"), N_ ("Not readable") };

  g_return_val_if_fail (state < G_N_ELEMENTS (WORDS), NULL);
  return _ (WORDS[state]);
}
