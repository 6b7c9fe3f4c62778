/* wire-evidence-match.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-match.h"

#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* Rows between two looks at whether the job is cancelled. */
#define BLOCK 1024

typedef struct
{
  WireEvidenceList *list;
  WireHashSetStore *store;
  const WireEvidenceRow **rows;
  guint32 *looks; /* of each when it was matched */
  guint32 n;
  GPtrArray **matches; /* a row each; written by the worker before it returns, read after */
  WireDigestMask missing;

  WireEvidenceMatched matched;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  for (guint32 i = 0; i < request->n; i++)
    g_clear_pointer (&request->matches[i], g_ptr_array_unref);
  g_free (request->matches);
  g_free (request->looks);
  g_free (request->rows);
  g_object_unref (request->list);
  g_free (request);
}

static gboolean
match_row (
    Request *request, guint32 i, WireHashDatabase *database, WireDigestMask held, GError **error)
{
  const WireEvidenceRow *row = request->rows[i];
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  WireDigests digests;

  wire_evidence_list_lock (request->list);
  wire_evidence_get_digests (row->evidence, &digests);
  request->looks[i] = row->looks;
  wire_evidence_list_unlock (request->list);
  if (!digests.mask || (row->origin && row->origin->incomplete))
    return TRUE;
  request->missing |= held & ~digests.mask;
  if (!wire_hash_database_match (database, &digests, matches, error))
    return FALSE;
  if (matches->len > 0)
    request->matches[i] = g_steal_pointer (&matches);
  return TRUE;
}

static gboolean
match_work (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;
  WireHashDatabase *database = wire_hash_set_store_open (request->store, error);
  WireDigestMask held;

  if (!database)
    return FALSE;
  if (!wire_hash_database_get_mask (database, &held, error))
    return FALSE;
  for (guint32 i = 0; i < request->n; i++)
    {
      if (i % BLOCK == 0)
        {
          if (wire_job_set_error_if_cancelled (job, error))
            return FALSE;
          wire_job_set_progress (job, (double) i / request->n, NULL);
        }
      if (!match_row (request, i, database, held, error))
        return FALSE;
    }
  return TRUE;
}

/* Only where sets knew a row, or know it now, has anything changed. A row that was looked at again
 * meanwhile was matched then. */
static void
take_matches (Request *request)
{
  for (guint32 i = 0; i < request->n; i++)
    if (request->rows[i]->looks == request->looks[i]
        && (request->matches[i] || request->rows[i]->evidence->matches
            || request->rows[i]->evidence->unmatched))
      wire_evidence_list_set_matches (request->list, i, g_steal_pointer (&request->matches[i]));
  wire_evidence_list_announce (request->list);
}

/* Where the sets could not be asked, no row may be taken for unknown to them. */
static void
take_failure (Request *request, const GError *error)
{
  for (guint32 i = 0; i < request->n; i++)
    if (request->rows[i]->evidence->mask)
      wire_evidence_list_set_unmatched (request->list, i, error);
  wire_evidence_list_announce (request->list);
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *request = data;

  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    take_matches (request);
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    take_failure (request, wire_job_get_error (job));
  request->matched (job, request->missing, owner);
}

/**
 * wire_evidence_match_start:
 * @list: whose rows to match by the digests that they have
 * @store: against these sets
 * @matched: called at the end
 * @owner: given to @matched, and kept alive until then
 *
 * Returns: (transfer full): the running job. Main thread only.
 */
WireJob *
wire_evidence_match_start (WireEvidenceList *list,
                           WireHashSetStore *store,
                           WireEvidenceMatched matched,
                           GObject *owner)
{
  Request *request = g_new0 (Request, 1);

  request->list = g_object_ref (list);
  request->store = g_object_ref (store);
  request->n = wire_evidence_list_get_length (list);
  request->rows = wire_evidence_list_copy_rows (list);
  request->looks = g_new0 (guint32, request->n);
  request->matches = g_new0 (GPtrArray *, request->n);
  request->matched = matched;
  return wire_owned_job_start (_ ("Matching against the hash sets"), match_work, request,
                               request_free, ended_cb, owner);
}
