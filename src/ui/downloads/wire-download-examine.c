/* wire-download-examine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-examine.h"

#include "capture/objects/wire-object-work.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* Objects at a time: what their threads cost is little against theirs, and WireObjectFacts are
 * large.
 */
#define BATCH 1024u

/* Bodies at a time: as many as are read together, but few enough for progress to move. */
#define BATCH_BYTES (64u * 1024 * 1024)

/* Of the whole work, what types are: they are the beginnings of what is read for digests. */
#define TYPES_SHARE 0.1

typedef struct
{
  WireDownloadRecords *records;
  guint32 *objects; /* to examine, in this order */
  guint n;
  gboolean again;  /* what was examined before, and nothing else */
  GError *problem; /* the first reason why sets could not be asked */
  WireDownloadExamined examined;
} Request;

/* Known hashes */

/* The first problem of a run is its error, but the run goes on. */
static void
note_problem (Request *request, const GError *problem)
{
  if (problem && !request->problem)
    request->problem = g_error_copy (problem);
}

/* @as_sent: (nullable): where it differs from @content */
static void
match_digests (Request *request,
               WireHashDatabase *database,
               guint32 object,
               const WireDigests *content,
               const WireDigests *as_sent)
{
  g_autoptr (GError) unmatched = NULL;
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);

  wire_hash_database_match (database, content, matches, &unmatched);
  if (as_sent)
    wire_hash_database_match (database, as_sent, matches, unmatched ? NULL : &unmatched);
  wire_download_records_take_matches (request->records, object, matches, unmatched);
  note_problem (request, unmatched);
}

static void
fill_digests (const WireDownloadHash *hash, WireDigests *digests)
{
  digests->mask = WIRE_OBJECT_DIGESTS;
  memcpy (digests->values[WIRE_DIGEST_MD5], hash->md5, sizeof hash->md5);
  memcpy (digests->values[WIRE_DIGEST_SHA256], hash->sha256, sizeof hash->sha256);
}

/* By the digests that are kept. What is incomplete has some that say nothing of the file it comes
 * from. */
static void
match_kept (Request *request, WireHashDatabase *database, guint32 object)
{
  WireDownloadFacts facts;
  WireDigests content;
  WireDigests as_sent;

  wire_download_records_get (request->records, object, &facts);
  if (!facts.hashed || !facts.whole)
    return;
  fill_digests (&facts.content, &content);
  if (facts.as_sent)
    fill_digests (facts.as_sent, &as_sent);
  match_digests (request, database, object, &content, facts.as_sent ? &as_sent : NULL);
}

/* By all digests that were computed, though the records keep but two. */
static void
match_examined (Request *request,
                WireHashDatabase *database,
                guint32 object,
                const WireObjectFacts *facts)
{
  if (facts->digested && facts->whole)
    match_digests (request, database, object, &facts->content,
                   facts->coded ? &facts->as_sent : NULL);
}

/* Nobody knows what the sets would say of @object. */
static void
leave_unmatched (Request *request, guint32 object, const GError *problem)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  wire_download_records_take_matches (request->records, object, none, problem);
  note_problem (request, problem);
}

/* Examining */

static gboolean
is_wanted (const Request *request, guint32 object, WireDownloadStage stage)
{
  WireDownloadFacts facts;

  wire_download_records_get (request->records, object, &facts);
  return (facts.stage >= stage) == request->again;
}

/* Fills @batch from @from on with what is still to be done. Returns: after the last that was
 * looked at */
static guint
plan_batch (const Request *request,
            guint from,
            WireDownloadStage stage,
            guint32 *batch,
            guint *n,
            guint64 *bytes)
{
  guint64 limit = *bytes + BATCH_BYTES;

  for (*n = 0; from < request->n && *n < BATCH && *bytes < limit; from++)
    {
      guint32 object = request->objects[from];
      const WireObject *self =
          wire_object_list_get (wire_download_records_get_list (request->records), object);

      *bytes += stage == WIRE_DOWNLOAD_TYPED ? 1 : self->size;
      if (!(self->flags & WIRE_OBJECT_REQUESTED_ONLY) && is_wanted (request, object, stage))
        batch[(*n)++] = object;
    }
  return from;
}

static gboolean
examine_batch (Request *request,
               const guint32 *batch,
               guint n,
               WireDownloadStage stage,
               WireJob *job,
               GError **error)
{
  WireObjectFacts *facts = g_new0 (WireObjectFacts, n);
  WireDownloadRecords *self = request->records;
  g_autoptr (GError) unmatched = NULL;
  WireDigestMask held = 0;
  WireHashDatabase *database = stage == WIRE_DOWNLOAD_EXAMINED
                                   ? wire_download_records_get_database (self, &unmatched)
                                   : NULL;
  WireObjectWanted wanted =
      stage == WIRE_DOWNLOAD_EXAMINED ? WIRE_OBJECT_DIGESTS : WIRE_OBJECT_TYPE;
  g_autoptr (WireTypeDetector) detector = wire_download_records_get_detector (self, error);
  gboolean done = detector != NULL;

  if (database && wire_hash_database_get_mask (database, &held, &unmatched))
    wanted |= held;
  done = done
         && wire_object_examine_many (wire_download_records_get_list (self), batch, n, detector,
                                      wanted, wire_job_get_cancellable (job), facts, error);

  for (guint i = 0; i < n; i++)
    {
      if (done)
        wire_download_records_take_facts (self, batch[i], &facts[i], stage);
      if (done && unmatched)
        leave_unmatched (request, batch[i], unmatched);
      else if (done && database)
        match_examined (request, database, batch[i], &facts[i]);
      wire_object_facts_clear (&facts[i]);
    }
  g_free (facts);
  return done;
}

static gboolean
examine_to (Request *request, WireDownloadStage stage, WireJob *job, GError **error)
{
  gboolean types = stage == WIRE_DOWNLOAD_TYPED;
  guint32 batch[BATCH];
  guint64 total = 0;
  guint64 bytes = 0;
  guint n;

  for (guint i = 0; i < request->n; i++)
    total += types ? 1
                   : wire_object_list_get (wire_download_records_get_list (request->records),
                                           request->objects[i])
                         ->size;
  for (guint from = 0; from < request->n;)
    {
      double share;

      if (wire_job_set_error_if_cancelled (job, error))
        return FALSE;
      from = plan_batch (request, from, stage, batch, &n, &bytes);
      if (!examine_batch (request, batch, n, stage, job, error))
        return FALSE;
      share = (double) bytes / (double) MAX (total, 1);
      wire_job_set_progress (job,
                             types ? TYPES_SHARE * share : TYPES_SHARE + (1 - TYPES_SHARE) * share,
                             types ? _ ("Types") : _ ("Digests"));
    }
  return TRUE;
}

static gboolean
match_all_kept (Request *request, WireHashDatabase *database, WireJob *job, GError **error)
{
  for (guint i = 0; i < request->n; i++)
    {
      if (i % BATCH == 0)
        {
          wire_job_set_progress (job, (double) i / request->n, NULL);
          if (wire_job_set_error_if_cancelled (job, error))
            return FALSE;
        }
      match_kept (request, database, request->objects[i]);
    }
  return TRUE;
}

/* Ends a run that did its work: what it could not ask is its error. */
static gboolean
end_run (Request *request, GError **error)
{
  if (!request->problem)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&request->problem));
  return FALSE;
}

static void
leave_all_unmatched (Request *request, const GError *problem)
{
  for (guint i = 0; i < request->n; i++)
    if (is_wanted (request, request->objects[i], WIRE_DOWNLOAD_EXAMINED))
      leave_unmatched (request, request->objects[i], problem);
}

/* Sets that hold other digests than are kept want the objects read again. */
static gboolean
match_work (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (GError) problem = NULL;
  WireHashDatabase *database = wire_download_records_get_database (request->records, &problem);
  WireDigestMask held;

  request->again = TRUE;
  if (!database || !wire_hash_database_get_mask (database, &held, &problem))
    leave_all_unmatched (request, problem);
  else if (!(held & ~WIRE_OBJECT_DIGESTS)
               ? !match_all_kept (request, database, job, error)
               : !examine_to (request, WIRE_DOWNLOAD_EXAMINED, job, error))
    return FALSE;
  return end_run (request, error);
}

static gboolean
examine_work (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (WireTypeDetector) detector =
      wire_download_records_get_detector (request->records, error);

  if (!detector || !examine_to (request, WIRE_DOWNLOAD_TYPED, job, error))
    return FALSE;
  if (request->n == wire_object_list_get_length (wire_download_records_get_list (request->records)))
    wire_download_records_set_typed (request->records);
  return examine_to (request, WIRE_DOWNLOAD_EXAMINED, job, error) && end_run (request, error);
}

/* Jobs */

static void
request_free (gpointer data)
{
  Request *request = data;

  wire_download_records_unref (request->records);
  g_clear_error (&request->problem);
  g_free (request->objects);
  g_free (request);
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *request = data;

  request->examined (job, owner);
}

static WireJob *
start (WireDownloadRecords *records,
       const char *title,
       WireJobFunc work,
       guint first,
       guint n,
       WireDownloadExamined examined,
       GObject *owner)
{
  Request *request = g_new0 (Request, 1);

  request->records = wire_download_records_ref (records);
  request->objects = g_new (guint32, n);
  request->n = n;
  for (guint i = 0; i < n; i++)
    request->objects[i] = first + i;
  request->examined = examined;
  return wire_owned_job_start (title, work, request, request_free, ended_cb, owner);
}

/**
 * wire_download_examine_all:
 * @records: where to write
 * @examined: called at the end
 * @owner: given to @examined; kept alive until then, and let go on the main thread
 *
 * Finds the types of all objects, then digests and whatever else takes reading them whole. What was
 * done before is not done again.
 *
 * Returns: (transfer full): the running job
 */
WireJob *
wire_download_examine_all (WireDownloadRecords *records,
                           WireDownloadExamined examined,
                           GObject *owner)
{
  return start (records, _ ("Examining the transfers"), examine_work, 0,
                wire_object_list_get_length (wire_download_records_get_list (records)), examined,
                owner);
}

/** As wire_download_examine_all(), for one object that somebody looks at now. */
WireJob *
wire_download_examine_one (WireDownloadRecords *records,
                           guint32 object,
                           WireDownloadExamined examined,
                           GObject *owner)
{
  return start (records, _ ("Examining a transfer"), examine_work, object, 1, examined, owner);
}

/** Holds all digests against the hash sets; as wire_download_examine_all() otherwise. */
WireJob *
wire_download_match_all (WireDownloadRecords *records,
                         WireDownloadExamined examined,
                         GObject *owner)
{
  return start (records, _ ("Matching the transfers"), match_work, 0,
                wire_object_list_get_length (wire_download_records_get_list (records)), examined,
                owner);
}
