/* wire-evidence-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-evidence-list.h"

/**
 * WireEvidenceList:
 *
 * Rows in the order in which they came. A row's number never changes: what the user takes out is
 * marked, so that it can be brought back. Counts of findings are kept as rows come and change.
 *
 * Emits #WireEvidenceList::changed when wire_evidence_list_announce() says so, once for as many
 * rows as were appended or changed since.
 *
 * Threads: the main thread's, but that workers read rows which they were given by
 * wire_evidence_list_copy_rows(). What may change meanwhile (a row's evidence and its matches) they
 * read under wire_evidence_list_lock(), which the list holds as it changes them.
 */
struct _WireEvidenceList
{
  GObject parent_instance;

  GPtrArray *rows;
  GArray *states;       /* findings and WIRE_EVIDENCE_REMOVED, a guint32 a row */
  GHashTable *contents; /* set of the first rows of each content */
  GHashTable *paths;    /* path → number of the row of that file, + 1 */
  GHashTable *objects;  /* number of an object → that of its row, + 1 */
  guint32 counts[WIRE_N_FINDINGS];
  guint32 n_shown;
  guint64 bytes;       /* of the rows shown */
  WireDigestMask mask; /* digests that any row has */
  GMutex lock;
};

G_DEFINE_FINAL_TYPE (WireEvidenceList, wire_evidence_list, G_TYPE_OBJECT)

static guint changed_signal;

void
wire_evidence_origin_free (WireEvidenceOrigin *origin)
{
  g_free (origin->words);
  g_free (origin->witnesses);
  g_free (origin->incomplete);
  g_free (origin);
}

static void
check_free (WireEvidenceCheck *check)
{
  g_free (check->list);
  g_free (check);
}

static void
row_free (gpointer data)
{
  WireEvidenceRow *row = data;

  wire_evidence_free (row->evidence);
  g_clear_pointer (&row->origin, wire_evidence_origin_free);
  g_clear_pointer (&row->check, check_free);
  g_free (row);
}

/* The digest by which rows are found to have the same content: all rows of a run have the same
 * ones, so the first will do. */
static const guint8 *
get_identity (const WireEvidence *evidence, WireDigestAlgorithm *algorithm)
{
  *algorithm = WIRE_N_DIGESTS;
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (i != WIRE_DIGEST_CRC32 && evidence->mask & WIRE_DIGEST_BIT (i))
      {
        *algorithm = i;
        return wire_evidence_get_digest (evidence, i);
      }
  return NULL;
}

static guint
content_hash (gconstpointer data)
{
  const WireEvidenceRow *row = data;
  WireDigestAlgorithm algorithm;
  guint32 hash;

  memcpy (&hash, get_identity (row->evidence, &algorithm), sizeof hash);
  return hash;
}

static gboolean
content_equal (gconstpointer a, gconstpointer b)
{
  const WireEvidence *one = ((const WireEvidenceRow *) a)->evidence;
  const WireEvidence *other = ((const WireEvidenceRow *) b)->evidence;
  WireDigestAlgorithm algorithm, other_algorithm;
  const guint8 *digest = get_identity (one, &algorithm);
  const guint8 *other_digest = get_identity (other, &other_algorithm);

  return one->size == other->size && algorithm == other_algorithm
         && memcmp (digest, other_digest, wire_digest_get_info (algorithm)->size) == 0;
}

static void
wire_evidence_list_finalize (GObject *object)
{
  WireEvidenceList *self = WIRE_EVIDENCE_LIST (object);

  g_hash_table_unref (self->contents);
  g_hash_table_unref (self->objects);
  g_hash_table_unref (self->paths);
  g_array_unref (self->states);
  g_ptr_array_unref (self->rows);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (wire_evidence_list_parent_class)->finalize (object);
}

static void
wire_evidence_list_class_init (WireEvidenceListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_evidence_list_finalize;

  changed_signal = g_signal_new ("changed", WIRE_TYPE_EVIDENCE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
wire_evidence_list_init (WireEvidenceList *self)
{
  g_mutex_init (&self->lock);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->states = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->contents = g_hash_table_new (content_hash, content_equal);
  self->objects = g_hash_table_new (NULL, NULL);
  self->paths = g_hash_table_new (g_str_hash, g_str_equal);
}

WireEvidenceList *
wire_evidence_list_new (void)
{
  return g_object_new (WIRE_TYPE_EVIDENCE_LIST, NULL);
}

static WireEvidenceRow *
get_row (WireEvidenceList *self, guint32 row)
{
  return g_ptr_array_index (self->rows, row);
}

static guint
find_in_matches (const GPtrArray *matches)
{
  static const guint BY_KIND[] = { WIRE_FINDING_BAD, WIRE_FINDING_GOOD, WIRE_FINDING_NOTABLE };
  guint findings = 0;

  for (guint i = 0; matches && i < matches->len; i++)
    findings |= BY_KIND[((const WireHashMatch *) g_ptr_array_index (matches, i))->kind];
  return findings;
}

static guint
find (WireEvidenceList *self, const WireEvidenceRow *row)
{
  const WireEvidence *evidence = row->evidence;
  guint findings = find_in_matches (evidence->matches);

  if (row->origin && row->origin->incomplete)
    findings |= WIRE_FINDING_INCOMPLETE;
  if (row->origin && row->origin->witnesses)
    findings |= WIRE_FINDING_MISMATCH;
  if (evidence->error)
    findings |= WIRE_FINDING_UNREADABLE;
  if (evidence->type && evidence->type->verdict == WIRE_TYPE_MISMATCH)
    findings |= WIRE_FINDING_MISMATCH;
  if (evidence->type && evidence->type->verdict == WIRE_TYPE_UNIDENTIFIED)
    findings |= WIRE_FINDING_UNIDENTIFIED;
  if (row->check && row->check->status == WIRE_VERIFICATION_OK)
    findings |= WIRE_FINDING_VERIFIED;
  if (row->check && row->check->status == WIRE_VERIFICATION_FAILED)
    findings |= WIRE_FINDING_ALTERED;
  if (row->first_same != WIRE_EVIDENCE_NONE && get_row (self, row->first_same)->n_same > 1)
    findings |= WIRE_FINDING_REPEATED;
  return findings;
}

static void
count_findings (WireEvidenceList *self, guint findings, guint32 step)
{
  for (guint i = 0; i < WIRE_N_FINDINGS; i++)
    if (findings & (1u << i))
      self->counts[i] += step;
}

/* Brings findings and counts up to date. */
static void
review (WireEvidenceList *self, WireEvidenceRow *row)
{
  guint32 *state = &g_array_index (self->states, guint32, row->id);

  if (!(*state & WIRE_EVIDENCE_REMOVED))
    count_findings (self, *state, (guint32) -1);
  row->findings = find (self, row);
  *state = row->findings | (row->removed ? WIRE_EVIDENCE_REMOVED : 0);
  if (!row->removed)
    count_findings (self, *state, 1);
}

/* Of a content that two rows have, both are told; the third and later ones change nobody else. */
static void
add_to_content (WireEvidenceList *self, WireEvidenceRow *row, int step)
{
  WireEvidenceRow *first;

  if (row->first_same == WIRE_EVIDENCE_NONE)
    return;
  first = get_row (self, row->first_same);
  first->n_same += (guint32) step;
  if (first->n_same == (step > 0 ? 2u : 1u))
    for (guint32 i = row->first_same; i != WIRE_EVIDENCE_NONE; i = get_row (self, i)->next_same)
      review (self, get_row (self, i));
}

/* Empty files all have the same content, and that says nothing. */
static void
find_content (WireEvidenceList *self, WireEvidenceRow *row)
{
  WireDigestAlgorithm algorithm;
  WireEvidenceRow *first;

  if (row->evidence->size == 0 || !get_identity (row->evidence, &algorithm)
      || (row->origin && row->origin->incomplete))
    return;
  first = g_hash_table_lookup (self->contents, row);
  row->first_same = first ? first->id : row->id;
  if (first)
    {
      row->next_same = first->next_same;
      first->next_same = row->id;
    }
  else
    g_hash_table_add (self->contents, row);
}

/* What a list beside the file says, found while it was examined. */
static void
take_check (WireEvidenceRow *row)
{
  const WireSiblingCheck *found = row->evidence->check;

  if (!found)
    return;
  row->check = g_new0 (WireEvidenceCheck, 1);
  row->check->status = found->agrees ? WIRE_VERIFICATION_OK : WIRE_VERIFICATION_FAILED;
  row->check->list = g_strdup (found->list);
}

/**
 * wire_evidence_list_append:
 * @evidence: (transfer full): a row
 * @origin: (nullable) (transfer full): of a download
 *
 * Call wire_evidence_list_announce() behind the last of a batch.
 *
 * Returns: its number
 */
guint32
wire_evidence_list_append (WireEvidenceList *self,
                           WireEvidence *evidence,
                           WireEvidenceOrigin *origin)
{
  WireEvidenceRow *row = g_new0 (WireEvidenceRow, 1);
  guint32 state = 0;

  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), WIRE_EVIDENCE_NONE);

  row->evidence = evidence;
  row->origin = origin;
  row->id = self->rows->len;
  row->first_same = row->next_same = WIRE_EVIDENCE_NONE;
  if (origin)
    g_hash_table_insert (self->objects, GUINT_TO_POINTER (origin->object),
                         GUINT_TO_POINTER (row->id + 1));
  else
    g_hash_table_insert (self->paths, evidence->path, GUINT_TO_POINTER (row->id + 1));
  g_ptr_array_add (self->rows, row);
  g_array_append_val (self->states, state);
  self->mask |= evidence->mask;
  self->n_shown++;
  self->bytes += evidence->size;
  take_check (row);
  find_content (self, row);
  review (self, row);
  add_to_content (self, row, 1);
  return row->id;
}

/* Takes @row out of the ring of its content. */
static void
leave_content (WireEvidenceList *self, WireEvidenceRow *row)
{
  guint32 heir = row->next_same;
  WireEvidenceRow *first;

  if (row->first_same == WIRE_EVIDENCE_NONE)
    return;
  if (!row->removed)
    add_to_content (self, row, -1);
  first = get_row (self, row->first_same);
  if (first == row)
    {
      g_hash_table_remove (self->contents, row);
      for (guint32 i = heir; i != WIRE_EVIDENCE_NONE; i = get_row (self, i)->next_same)
        get_row (self, i)->first_same = heir;
      if (heir != WIRE_EVIDENCE_NONE)
        {
          get_row (self, heir)->n_same = row->n_same;
          g_hash_table_add (self->contents, get_row (self, heir));
        }
    }
  else
    {
      while (first->next_same != row->id)
        first = get_row (self, first->next_same);
      first->next_same = row->next_same;
    }
  row->first_same = row->next_same = WIRE_EVIDENCE_NONE;
  row->n_same = 0;
}

static void
replace (WireEvidenceList *self, WireEvidenceRow *row, WireEvidence *evidence)
{
  leave_content (self, row);
  g_hash_table_remove (self->paths, row->evidence->path);
  if (!row->removed)
    self->bytes += evidence->size - row->evidence->size;
  g_mutex_lock (&self->lock);
  wire_evidence_free (row->evidence);
  row->evidence = evidence;
  row->looks++;
  g_clear_pointer (&row->check, check_free);
  g_mutex_unlock (&self->lock);
  g_hash_table_insert (self->paths, evidence->path, GUINT_TO_POINTER (row->id + 1));
  self->mask |= evidence->mask;
  take_check (row);
  find_content (self, row);
  review (self, row);
  if (!row->removed)
    add_to_content (self, row, 1);
  wire_evidence_list_set_removed (self, row->id, FALSE);
}

/**
 * wire_evidence_list_put:
 * @evidence: (transfer full): of a file
 *
 * A file that has a row is not given another: its row then tells what the second look found.
 *
 * Returns: the number of its row
 */
guint32
wire_evidence_list_put (WireEvidenceList *self, WireEvidence *evidence)
{
  guint32 row;

  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), WIRE_EVIDENCE_NONE);
  row = wire_evidence_list_find_path (self, evidence->path);
  if (row == WIRE_EVIDENCE_NONE)
    return wire_evidence_list_append (self, evidence, NULL);
  replace (self, get_row (self, row), evidence);
  return row;
}

/** @matches: (nullable) (transfer full) (element-type WireHashMatch): sets that know it */
void
wire_evidence_list_set_matches (WireEvidenceList *self, guint32 number, GPtrArray *matches)
{
  WireEvidenceRow *row;

  g_return_if_fail (WIRE_IS_EVIDENCE_LIST (self));
  row = get_row (self, number);
  g_mutex_lock (&self->lock);
  g_clear_pointer (&row->evidence->matches, g_ptr_array_unref);
  row->evidence->matches = matches;
  g_mutex_unlock (&self->lock);
  review (self, row);
}

/** @checksums: path of the checksum list that says @status of @row */
void
wire_evidence_list_set_check (WireEvidenceList *self,
                              guint32 number,
                              WireVerificationStatus status,
                              const char *checksums)
{
  WireEvidenceRow *row;

  g_return_if_fail (WIRE_IS_EVIDENCE_LIST (self));
  row = get_row (self, number);
  g_clear_pointer (&row->check, check_free);
  row->check = g_new0 (WireEvidenceCheck, 1);
  row->check->status = status;
  row->check->list = g_strdup (checksums);
  review (self, row);
}

/** Takes @row out, or brings it back. */
void
wire_evidence_list_set_removed (WireEvidenceList *self, guint32 number, gboolean removed)
{
  WireEvidenceRow *row;

  g_return_if_fail (WIRE_IS_EVIDENCE_LIST (self));
  row = get_row (self, number);
  if (row->removed == removed)
    return;
  row->removed = removed;
  self->n_shown += removed ? (guint32) -1 : 1;
  self->bytes += removed ? -row->evidence->size : row->evidence->size;
  review (self, row);
  add_to_content (self, row, removed ? -1 : 1);
}

/** Tells whoever looks that rows were appended or have changed. */
void
wire_evidence_list_announce (WireEvidenceList *self)
{
  g_return_if_fail (WIRE_IS_EVIDENCE_LIST (self));

  g_signal_emit (self, changed_signal, 0);
}

/** Returns: how many rows there are, those that were taken out among them */
guint32
wire_evidence_list_get_length (WireEvidenceList *self)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), 0);
  return self->rows->len;
}

/** Returns: how many rows there are without those */
guint32
wire_evidence_list_get_n_shown (WireEvidenceList *self)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), 0);
  return self->n_shown;
}

/** Returns: bytes of the files of those */
guint64
wire_evidence_list_get_bytes (WireEvidenceList *self)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), 0);
  return self->bytes;
}

/** Returns: (transfer none) (nullable): the row, or %NULL past the end */
const WireEvidenceRow *
wire_evidence_list_get (WireEvidenceList *self, guint32 row)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), NULL);
  return row < self->rows->len ? get_row (self, row) : NULL;
}

/** Returns: the row of the file at @path, or %WIRE_EVIDENCE_NONE */
guint32
wire_evidence_list_find_path (WireEvidenceList *self, const char *path)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), WIRE_EVIDENCE_NONE);
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->paths, path)) - 1;
}

/** Returns: the row of that object of the capture, or %WIRE_EVIDENCE_NONE */
guint32
wire_evidence_list_find_object (WireEvidenceList *self, guint32 object)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), WIRE_EVIDENCE_NONE);
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->objects, GUINT_TO_POINTER (object))) - 1;
}

/** Returns: how many of the rows shown have @finding */
guint32
wire_evidence_list_count (WireEvidenceList *self, WireFinding finding)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), 0);
  return self->counts[g_bit_nth_lsf (finding, -1)];
}

/**
 * wire_evidence_list_next_same:
 * @row: a row
 * @from: one that this said before, or %WIRE_EVIDENCE_NONE for the first
 *
 * Returns: another row with the content of @row, or %WIRE_EVIDENCE_NONE where there are no more
 */
guint32
wire_evidence_list_next_same (WireEvidenceList *self, guint32 row, guint32 from)
{
  guint32 next;

  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), WIRE_EVIDENCE_NONE);
  next = from == WIRE_EVIDENCE_NONE ? get_row (self, row)->first_same
                                    : get_row (self, from)->next_same;
  while (next != WIRE_EVIDENCE_NONE && (next == row || get_row (self, next)->removed))
    next = get_row (self, next)->next_same;
  return next;
}

/** Returns: the digests that any of the rows has */
WireDigestMask
wire_evidence_list_get_mask (WireEvidenceList *self)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), 0);
  return self->mask;
}

/** Returns: (transfer container): all rows, for a worker that holds the list */
const WireEvidenceRow **
wire_evidence_list_copy_rows (WireEvidenceList *self)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), NULL);
  return g_memdup2 (self->rows->pdata, self->rows->len * sizeof (gpointer));
}

/** Returns: (transfer full): the findings of all rows, with %WIRE_EVIDENCE_REMOVED */
guint32 *
wire_evidence_list_copy_states (WireEvidenceList *self)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), NULL);
  return g_memdup2 (self->states->data, self->states->len * sizeof (guint32));
}

/** Keeps evidence as it is while a worker reads it; for a few rows at a time. */
void
wire_evidence_list_lock (WireEvidenceList *self)
{
  g_mutex_lock (&self->lock);
}

void
wire_evidence_list_unlock (WireEvidenceList *self)
{
  g_mutex_unlock (&self->lock);
}
