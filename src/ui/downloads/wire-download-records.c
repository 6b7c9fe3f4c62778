/* wire-download-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-records.h"

#include "ui/hashsets/wire-hash-set-store.h"

struct _WireDownloadRecords
{
  gatomicrefcount references;
  WireObjectList *list;
  WireHashSetStore *sets;

  GMutex lock;
  WireDownloadFacts *facts;   /* under lock: an element an object */
  GStringChunk *strings;      /* under lock */
  GPtrArray *hashes;          /* under lock: WireDownloadHash of bodies as sent */
  int typed;                  /* atomic: all types are known */
  WireTypeDetector *detector; /* under lock: the last that was asked */
};

/** Returns: (transfer full): that nothing is known of any object of @list */
WireDownloadRecords *
wire_download_records_new (WireObjectList *list)
{
  WireDownloadRecords *self = g_new0 (WireDownloadRecords, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->list = wire_object_list_ref (list);
  self->sets = g_object_ref (wire_hash_set_store_get_default ());
  self->facts = g_new0 (WireDownloadFacts, wire_object_list_get_length (list));
  self->strings = g_string_chunk_new (4096);
  self->hashes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/** Returns: (transfer full): @records */
WireDownloadRecords *
wire_download_records_ref (WireDownloadRecords *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
wire_download_records_unref (WireDownloadRecords *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->detector, wire_type_detector_unref);
  g_object_unref (self->sets);
  g_ptr_array_unref (self->hashes);
  g_string_chunk_free (self->strings);
  g_free (self->facts);
  wire_object_list_unref (self->list);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/** Returns: (transfer none) */
WireObjectList *
wire_download_records_get_list (WireDownloadRecords *self)
{
  return self->list;
}

/** Fills @facts with what is known by now; the strings live as long as @records. */
void
wire_download_records_get (WireDownloadRecords *self, guint32 object, WireDownloadFacts *facts)
{
  g_return_if_fail (object < wire_object_list_get_length (self->list));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  *facts = self->facts[object];
}

/** Returns: whether the type of every object is known */
gboolean
wire_download_records_have_types (WireDownloadRecords *self)
{
  return g_atomic_int_get (&self->typed);
}

/** Returns: (transfer full) (nullable): what files of @type end in */
char *
wire_download_records_get_extension (WireDownloadRecords *self, const char *type)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const GPtrArray *extensions =
      type && self->detector
          ? wire_mime_get_extensions (wire_type_detector_get_mime (self->detector), type)
          : NULL;

  return extensions && extensions->len ? g_strdup (g_ptr_array_index (extensions, 0)) : NULL;
}

/* Equal texts are kept once: there are few types, and every object has one. */
static const char *
keep (WireDownloadRecords *self, const char *text)
{
  return text ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

static void
copy_hash (const WireDigests *digests, WireDownloadHash *hash)
{
  memcpy (hash->md5, digests->values[WIRE_DIGEST_MD5], sizeof hash->md5);
  memcpy (hash->sha256, digests->values[WIRE_DIGEST_SHA256], sizeof hash->sha256);
}

static void
take_digests (WireDownloadRecords *self, const WireObjectFacts *from, WireDownloadFacts *to)
{
  WireDownloadHash as_sent;

  to->hashed = from->digested;
  if (!from->digested)
    return;
  copy_hash (&from->content, &to->content);
  copy_hash (&from->as_sent, &as_sent);
  if (memcmp (&as_sent, &to->content, sizeof as_sent) == 0)
    return;
  to->as_sent = g_memdup2 (&as_sent, sizeof as_sent);
  g_ptr_array_add (self->hashes, (gpointer) to->as_sent);
}

/**
 * wire_download_records_take_facts:
 * @records: where to write
 * @object: whose facts
 * @from: what was found out
 * @stage: how far it was looked at; less than before changes nothing
 */
void
wire_download_records_take_facts (WireDownloadRecords *self,
                                  guint32 object,
                                  const WireObjectFacts *from,
                                  WireDownloadStage stage)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  WireDownloadFacts *to = &self->facts[object];

  if (stage <= to->stage)
    return;
  to->stage = stage;
  to->type = keep (self, from->type);
  to->words = keep (self, from->words);
  to->disagreement = keep (self, from->verdict);
  if (stage == WIRE_DOWNLOAD_TYPED)
    return;
  to->problem = keep (self, from->problem);
  to->size = from->size;
  to->appended = from->appended;
  to->appended_at = from->appended_at;
  to->coded = from->coded;
  to->whole = from->whole;
  take_digests (self, from, to);
}

/** Returns: (transfer full) (nullable): what tells types, with the signatures that the user has
 * now; %NULL with @error set */
WireTypeDetector *
wire_download_records_get_detector (WireDownloadRecords *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_clear_pointer (&self->detector, wire_type_detector_unref);
  self->detector = wire_type_detector_get_shared (error);
  return self->detector ? wire_type_detector_ref (self->detector) : NULL;
}

/** Notes that the type of every object is known. */
void
wire_download_records_set_typed (WireDownloadRecords *self)
{
  g_atomic_int_set (&self->typed, TRUE);
}

/* Known hashes */

/**
 * wire_download_records_get_database:
 * @records: records
 * @error: set where %NULL is returned
 *
 * For workers: blocks until the sets are open.
 *
 * Returns: (transfer none) (nullable): the user's hash sets
 */
WireHashDatabase *
wire_download_records_get_database (WireDownloadRecords *self, GError **error)
{
  return wire_hash_set_store_open (self->sets, error);
}

/* A set of bad ones says more than one of notable ones, and that more than one of good ones. */
static guint
rank_kind (WireHashSetKind kind)
{
  return kind == WIRE_HASH_SET_BAD ? 0 : kind == WIRE_HASH_SET_NOTABLE ? 1 : 2;
}

/** Notes what the sets say of @object: @matches, of #WireHashMatch, may be empty, which says
 * nothing where some could not be asked, for the reason @unmatched (nullable). */
void
wire_download_records_take_matches (WireDownloadRecords *self,
                                    guint32 object,
                                    const GPtrArray *matches,
                                    const GError *unmatched)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  WireDownloadFacts *facts = &self->facts[object];

  facts->unmatched = unmatched ? keep (self, unmatched->message) : NULL;
  facts->known_set = facts->known_name = NULL;
  for (guint i = 0; i < matches->len; i++)
    {
      const WireHashMatch *match = g_ptr_array_index (matches, i);

      if (facts->known_set && rank_kind (match->kind) >= rank_kind (facts->known_kind))
        continue;
      facts->known_set = keep (self, match->set);
      facts->known_name = keep (self, match->name);
      facts->known_kind = match->kind;
    }
}
