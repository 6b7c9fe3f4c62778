/* wire-evidence-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-list.h"

#include "base/wire-text-hash.h"
#include "ui/evidence/wire-evidence-contents.h"

/**
 * WireEvidenceList:
 *
 * Rows in the order in which they came. A row's number never changes: what the user takes out is
 * marked, so that it can be brought back. Counts of verdicts are kept as rows come and change.
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
  GArray *states; /* verdicts and WIRE_EVIDENCE_REMOVED, a guint32 a row */
  WireEvidenceContents *contents;
  GHashTable *paths;   /* path → number of the row of that file, + 1 */
  GHashTable *objects; /* number of an object → that of its row, + 1 */
  guint reading;       /* how often the downloads became others */
  guint32 counts[WIRE_N_VERDICTS];
  guint32 n_shown;
  guint64 bytes;       /* of the rows shown */
  WireDigestMask mask; /* digests that any row has */
  GMutex lock;
};

G_DEFINE_FINAL_TYPE (WireEvidenceList, wire_evidence_list, G_TYPE_OBJECT)

static guint changed_signal;

static void
wire_evidence_list_finalize (GObject *object)
{
  WireEvidenceList *self = WIRE_EVIDENCE_LIST (object);

  wire_evidence_contents_free (self->contents);
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
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_evidence_row_free);
  self->states = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->contents = wire_evidence_contents_new (self->rows);
  self->objects = g_hash_table_new (NULL, NULL);
  self->paths = g_hash_table_new (wire_text_hash, g_str_equal);
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

static void
count_verdicts (WireEvidenceList *self, guint verdicts, guint32 step)
{
  for (guint i = 0; i < WIRE_N_VERDICTS; i++)
    if (verdicts & (1u << i))
      self->counts[i] += step;
}

static gboolean
is_repeated (const WireEvidenceRow *row)
{
  return row->content && row->content->n_shown > 1;
}

/* Brings verdicts and counts up to date. */
static void
review (WireEvidenceList *self, WireEvidenceRow *row)
{
  guint32 *state = &g_array_index (self->states, guint32, row->id);

  if (!(*state & WIRE_EVIDENCE_REMOVED))
    count_verdicts (self, *state, (guint32) -1);
  row->verdicts = wire_evidence_row_find (row) | (is_repeated (row) ? WIRE_VERDICT_REPEATED : 0);
  *state = row->verdicts | (row->removed ? WIRE_EVIDENCE_REMOVED : 0);
  if (!row->removed)
    count_verdicts (self, *state, 1);
}

/* Of a content that two rows have, both are marked; the third and later ones change no others. */
static void
add_to_content (WireEvidenceList *self, WireEvidenceRow *row, int step)
{
  WireEvidenceContent *content = row->content;

  if (!content)
    return;
  content->n_shown += (guint32) step;
  if (content->n_shown == (step > 0 ? 2u : 1u))
    for (guint32 i = content->first; i != WIRE_EVIDENCE_NONE; i = get_row (self, i)->next_same)
      review (self, get_row (self, i));
}

/**
 * wire_evidence_list_append:
 * @evidence: (transfer full): a row
 * @origin: (nullable) (transfer full): of a download
 *
 * Call wire_evidence_list_announce() after the last of a batch.
 *
 * Returns: its number
 */
guint32
wire_evidence_list_append (WireEvidenceList *self,
                           WireEvidence *evidence,
                           WireEvidenceOrigin *origin)
{
  WireEvidenceRow *row;
  guint32 state = 0;

  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), WIRE_EVIDENCE_NONE);

  row = wire_evidence_row_new (self->rows->len, evidence, origin);
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
  wire_evidence_contents_add (self->contents, row);
  review (self, row);
  add_to_content (self, row, 1);
  return row->id;
}

/* Takes @row out of the rows that have its content. */
static void
leave_content (WireEvidenceList *self, WireEvidenceRow *row)
{
  if (!row->content)
    return;
  if (!row->removed)
    add_to_content (self, row, -1);
  wire_evidence_contents_remove (self->contents, row);
}

static void
replace (WireEvidenceList *self, WireEvidenceRow *row, WireEvidence *evidence)
{
  leave_content (self, row);
  if (!row->origin)
    g_hash_table_remove (self->paths, row->evidence->path);
  if (!row->removed)
    self->bytes += evidence->size - row->evidence->size;
  g_mutex_lock (&self->lock);
  wire_evidence_row_look_again (row, evidence);
  g_mutex_unlock (&self->lock);
  if (!row->origin)
    g_hash_table_insert (self->paths, evidence->path, GUINT_TO_POINTER (row->id + 1));
  self->mask |= evidence->mask;
  wire_evidence_contents_add (self->contents, row);
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

/** As wire_evidence_list_put(), of a download that comes from @origin (transfer full). */
guint32
wire_evidence_list_put_object (WireEvidenceList *self,
                               WireEvidence *evidence,
                               WireEvidenceOrigin *origin)
{
  guint32 row;

  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), WIRE_EVIDENCE_NONE);
  row = wire_evidence_list_find_object (self, origin->object);
  if (row == WIRE_EVIDENCE_NONE)
    return wire_evidence_list_append (self, evidence, origin);
  replace (self, get_row (self, row), evidence);
  wire_evidence_origin_free (origin);
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
  g_clear_error (&row->evidence->unmatched);
  g_mutex_unlock (&self->lock);
  review (self, row);
}

/** Notes that sets could not be asked for the row, and why; what they said before stays. */
void
wire_evidence_list_set_unmatched (WireEvidenceList *self, guint32 number, const GError *unmatched)
{
  WireEvidenceRow *row;

  g_return_if_fail (WIRE_IS_EVIDENCE_LIST (self));
  row = get_row (self, number);
  g_mutex_lock (&self->lock);
  g_clear_error (&row->evidence->unmatched);
  row->evidence->unmatched = g_error_copy (unmatched);
  g_mutex_unlock (&self->lock);
  review (self, row);
}

/** @checksums: path of the checksum list that says @status of @row */
void
wire_evidence_list_set_check (WireEvidenceList *self,
                              guint32 number,
                              WireAuditStatus status,
                              const char *checksums,
                              const char *was)
{
  WireEvidenceRow *row;

  g_return_if_fail (WIRE_IS_EVIDENCE_LIST (self));
  row = get_row (self, number);
  wire_evidence_row_set_check (row, status, checksums, was);
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

/** Takes out the rows of all downloads for good: the capture is read again, and their numbers will
 * mean others. Returns: how many were there to be seen */
guint
wire_evidence_list_forget_objects (WireEvidenceList *self)
{
  guint n = self->n_shown;

  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), 0);
  for (guint32 i = 0; i < self->rows->len; i++)
    if (get_row (self, i)->origin)
      wire_evidence_list_set_removed (self, i, TRUE);
  g_hash_table_remove_all (self->objects);
  self->reading++;
  return n - self->n_shown;
}

/** Returns: a number that is another after wire_evidence_list_forget_objects() */
guint
wire_evidence_list_get_reading (WireEvidenceList *self)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), 0);
  return self->reading;
}

/** Tells the views that rows were appended or have changed. */
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

/** Returns: how many of the rows shown have @verdict */
guint32
wire_evidence_list_count (WireEvidenceList *self, WireVerdict verdict)
{
  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), 0);
  return self->counts[g_bit_nth_lsf (verdict, -1)];
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
  const WireEvidenceContent *content;
  guint32 next;

  g_return_val_if_fail (WIRE_IS_EVIDENCE_LIST (self), WIRE_EVIDENCE_NONE);
  content = get_row (self, row)->content;
  if (!content)
    return WIRE_EVIDENCE_NONE;
  next = from == WIRE_EVIDENCE_NONE ? content->first : get_row (self, from)->next_same;
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

/** Returns: (transfer full): the verdicts of all rows, with %WIRE_EVIDENCE_REMOVED */
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
