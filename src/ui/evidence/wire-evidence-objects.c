/* wire-evidence-objects.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-objects.h"

#include "ui/evidence/wire-evidence-run.h"
#include "capture/objects/wire-object-save.h"
#include "capture/objects/wire-object-work.h"
#include "base/wire-printable.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* Objects that are examined between two reports of progress. */
#define BLOCK 256

typedef struct
{
  WireEvidence *evidence;
  WireEvidenceOrigin *origin;
} Made;

typedef struct
{
  WireEvidenceList *list;
  guint reading; /* of the capture that the objects are from */
  WireHashSetStore *store;
  WireObjectList *objects;
  guint32 *wanted;
  guint n;
  WireObjectWanted digests;
  Made *made; /* written by the worker before it returns, taken after */

  WireEvidenceObjectsDone done;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  for (guint i = 0; i < request->n; i++)
    {
      g_clear_pointer (&request->made[i].evidence, wire_evidence_free);
      g_clear_pointer (&request->made[i].origin, wire_evidence_origin_free);
    }
  g_free (request->made);
  g_free (request->wanted);
  wire_object_list_unref (request->objects);
  g_object_unref (request->list);
  g_free (request);
}

/* The three witnesses' verdict in the words of a file's: the URI stands for the name. */
static WireType *
make_type (const WireObject *object, const WireObjectFacts *facts)
{
  WireType *type = g_new0 (WireType, 1);

  type->mime = g_strdup (facts->type);
  type->words = g_strdup (facts->words);
  type->extension = g_strdup (facts->extension ? facts->extension : "");
  type->signature = g_strdup (facts->signature);
  type->signature_offset = facts->signature_offset;
  type->expected = facts->expected ? g_strdupv (facts->expected) : g_new0 (char *, 1);
  type->verdict = WIRE_TYPE_OK;
  if (facts->size == 0)
    type->verdict = WIRE_TYPE_EMPTY;
  else if (facts->verdict)
    type->verdict = WIRE_TYPE_MISMATCH;
  else if (g_strcmp0 (facts->type, "application/octet-stream") == 0)
    type->verdict = WIRE_TYPE_UNIDENTIFIED;
  else if (!*type->extension)
    type->verdict = WIRE_TYPE_NO_EXTENSION;
  type->reason =
      g_strdup (facts->verdict                            ? facts->verdict
                : type->verdict == WIRE_TYPE_UNIDENTIFIED ? _ ("No signature fits its bytes.")
                : object->uri ? _ ("URI, Content-Type and bytes do not disagree.")
                              : _ ("Its name and declared type do not contradict its bytes."));
  return type;
}

/* Returns: (transfer full): from where @object is, which did not come by HTTP: protocol, name and
 * server */
static char *
describe_plainly (const WireObject *object)
{
  char server[WIRE_ENDPOINT_TEXT_MAX];
  const WireObjectOrigin *origin = &object->origin;
  const char *of = origin->mail   ? origin->mail->subject
                   : origin->path ? origin->path
                                  : origin->name;
  g_autofree char *printable = wire_printable_name (of ? of : "");

  wire_endpoint_to_text (object->tuple.family, object->tuple.dst, TRUE, object->tuple.dst_port,
                         server);
  if (!*printable)
    return g_strdup_printf ("%s · %s", origin->protocol, server);
  return g_strdup_printf ("%s · %s · %s", origin->protocol, printable, server);
}

/* Returns: (transfer full): the URL of @object */
static char *
describe_url (const WireObject *object)
{
  g_autofree char *host = wire_printable_name (object->host ? object->host : "");
  g_autofree char *uri = wire_printable_name (object->uri);

  if (strstr (uri, "://") || !*host)
    return g_steal_pointer (&uri);
  return g_strconcat ("http://", host, uri, NULL);
}

static WireEvidenceOrigin *
make_origin (const WireObject *object, guint32 number, const WireObjectFacts *facts)
{
  WireEvidenceOrigin *origin = g_new0 (WireEvidenceOrigin, 1);

  origin->object = number;
  origin->words = object->uri ? describe_url (object) : describe_plainly (object);
  origin->witnesses = g_strdup (facts->verdict);
  if (!facts->whole)
    origin->incomplete =
        facts->problem ? g_strdup (facts->problem) : wire_object_describe_completeness (object);
  return origin;
}

/* What is not whole has digests of another content. */
static void
take_digests (WireEvidence *evidence, const WireObjectFacts *facts, WireHashDatabase *database)
{
  g_autofree WireFileHash *hash = g_new0 (WireFileHash, 1);
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);

  hash->size = facts->size;
  hash->digests = facts->content;
  wire_evidence_take_hash (evidence, hash);
  if (!facts->whole)
    return;
  wire_hash_database_match (database, &hash->digests, matches, &evidence->unmatched);
  if (matches->len > 0)
    evidence->matches = g_steal_pointer (&matches);
}

static void
make_row (Request *request, guint i, const WireObjectFacts *facts, WireHashDatabase *database)
{
  const WireObject *object = wire_object_list_get (request->objects, request->wanted[i]);
  g_autofree char *name = wire_object_make_file_name (object, facts->extension);
  g_autoptr (WireEvidence) evidence = wire_evidence_new (name, i);

  if (object->flags & WIRE_OBJECT_REQUESTED_ONLY)
    {
      const WireObjectFacts nothing = { .whole = TRUE };

      g_set_error_literal (
          &evidence->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
          _ ("The answer to this request was not captured: there are no bytes to examine."));
      request->made[i].origin = make_origin (object, request->wanted[i], &nothing);
      request->made[i].evidence = g_steal_pointer (&evidence);
      return;
    }
  evidence->size = facts->size;
  evidence->type = make_type (object, facts);
  if (facts->digested)
    take_digests (evidence, facts, database);
  request->made[i].origin = make_origin (object, request->wanted[i], facts);
  request->made[i].evidence = g_steal_pointer (&evidence);
}

static gboolean
examine_block (Request *request,
               guint first,
               guint n,
               WireHashDatabase *database,
               WireTypeDetector *detector,
               WireJob *job,
               GError **error)
{
  g_autofree WireObjectFacts *facts = g_new0 (WireObjectFacts, n);
  gboolean done =
      wire_object_examine_many (request->objects, request->wanted + first, n, detector,
                                request->digests, wire_job_get_cancellable (job), facts, error);

  for (guint i = 0; i < n; i++)
    {
      if (done)
        make_row (request, first + i, &facts[i], database);
      wire_object_facts_clear (&facts[i]);
    }
  return done;
}

static gboolean
objects_work (WireJob *job, gpointer data, GError **error)
{
  Request *request = data;
  WireHashDatabase *database = wire_hash_set_store_open (request->store, error);
  g_autoptr (WireTypeDetector) detector = database ? wire_type_detector_get_shared (error) : NULL;
  WireDigestMask held;

  if (!detector || !wire_hash_database_get_mask (database, &held, error))
    return FALSE;
  request->digests |= held;
  for (guint i = 0; i < request->n; i += BLOCK)
    {
      if (wire_job_set_error_if_cancelled (job, error)
          || !examine_block (request, i, MIN (BLOCK, request->n - i), database, detector, job,
                             error))
        return FALSE;
      wire_job_set_progress (job, (double) i / request->n, NULL);
    }
  return TRUE;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Request *request = data;

  for (guint i = 0; i < request->n; i++)
    if (request->made[i].evidence
        && wire_evidence_list_get_reading (request->list) == request->reading)
      wire_evidence_list_put_object (request->list, g_steal_pointer (&request->made[i].evidence),
                                     g_steal_pointer (&request->made[i].origin));
  wire_evidence_list_announce (request->list);
  request->done (job, owner);
}

/**
 * wire_evidence_objects_start:
 * @list: gets a row for each object; one that has a row is looked at again
 * @store: sets to match against; objects that are not whole are matched against nothing
 * @objects: of the window's capture
 * @wanted: (array length=n): numbers of objects; copied
 * @n: how many
 * @mask: digests to compute, besides MD5 and SHA-256 and those that the sets hold
 * @done: called at the end
 * @owner: given to @done, and kept alive until then
 *
 * Returns: (transfer full): the running job. Main thread only.
 */
WireJob *
wire_evidence_objects_start (WireEvidenceList *list,
                             WireHashSetStore *store,
                             WireObjectList *objects,
                             const guint32 *wanted,
                             guint n,
                             WireDigestMask mask,
                             WireEvidenceObjectsDone done,
                             GObject *owner)
{
  Request *request = g_new0 (Request, 1);

  request->list = g_object_ref (list);
  request->reading = wire_evidence_list_get_reading (list);
  request->store = g_object_ref (store);
  request->objects = wire_object_list_ref (objects);
  request->wanted = g_memdup2 (wanted, n * sizeof *wanted);
  request->n = n;
  request->digests = WIRE_OBJECT_DIGESTS | mask;
  request->made = g_new0 (Made, n);
  request->done = done;
  return wire_owned_job_start (_ ("Checking downloads"), objects_work, request, request_free,
                               ended_cb, owner);
}
