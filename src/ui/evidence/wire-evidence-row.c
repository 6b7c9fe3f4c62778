/* wire-evidence-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-row.h"

void
wire_evidence_origin_free (WireEvidenceOrigin *self)
{
  g_free (self->words);
  g_free (self->witnesses);
  g_free (self->incomplete);
  g_free (self);
}

static void
check_free (WireEvidenceCheck *check)
{
  g_free (check->list);
  g_free (check->was);
  g_free (check);
}

/** Frees @self with its evidence and origin. */
void
wire_evidence_row_free (WireEvidenceRow *self)
{
  wire_evidence_free (self->evidence);
  g_clear_pointer (&self->origin, wire_evidence_origin_free);
  g_clear_pointer (&self->check, check_free);
  g_free (self);
}

/** @checksums: path of the checksum list, or earlier folder, that says @status of it; @was:
 * (nullable): the name that it has there, if it was moved */
void
wire_evidence_row_set_check (WireEvidenceRow *self,
                             WireAuditStatus status,
                             const char *checksums,
                             const char *was)
{
  g_clear_pointer (&self->check, check_free);
  self->check = g_new0 (WireEvidenceCheck, 1);
  self->check->status = status;
  self->check->list = g_strdup (checksums);
  self->check->was = g_strdup (was);
}

/* What a list next to the file says, found while it was examined. */
static void
take_check (WireEvidenceRow *row)
{
  const WireSiblingCheck *found = row->evidence->check;

  if (found)
    wire_evidence_row_set_check (row,
                                 found->problem  ? WIRE_AUDIT_UNREADABLE
                                 : found->agrees ? WIRE_AUDIT_MATCHED
                                                 : WIRE_AUDIT_CHANGED,
                                 found->list, NULL);
}

/**
 * wire_evidence_row_new:
 * @id: its number in the list
 * @evidence: (transfer full)
 * @origin: (nullable) (transfer full): of a download
 */
WireEvidenceRow *
wire_evidence_row_new (guint32 id, WireEvidence *evidence, WireEvidenceOrigin *origin)
{
  WireEvidenceRow *row = g_new0 (WireEvidenceRow, 1);

  row->id = id;
  row->evidence = evidence;
  row->origin = origin;
  row->previous_same = row->next_same = WIRE_EVIDENCE_NONE;
  take_check (row);
  return row;
}

/** Replaces what was found out by @evidence: (transfer full): of a second look at the file */
void
wire_evidence_row_look_again (WireEvidenceRow *self, WireEvidence *evidence)
{
  wire_evidence_free (self->evidence);
  self->evidence = evidence;
  self->looks++;
  g_clear_pointer (&self->check, check_free);
  take_check (self);
}

static guint
find_in_matches (const GPtrArray *matches)
{
  static const guint BY_KIND[] = { WIRE_VERDICT_BAD, WIRE_VERDICT_GOOD, WIRE_VERDICT_NOTABLE };
  guint verdicts = 0;

  for (guint i = 0; matches && i < matches->len; i++)
    verdicts |= BY_KIND[((const WireHashMatch *) g_ptr_array_index (matches, i))->kind];
  return verdicts;
}

/** Returns: the #WireVerdict of @check; 0 where there is none, or the file cannot be read */
guint
wire_evidence_check_find (const WireEvidenceCheck *check)
{
  static const guint BY_STATUS[WIRE_N_AUDIT_STATUSES] = {
    [WIRE_AUDIT_MATCHED] = WIRE_VERDICT_VERIFIED, [WIRE_AUDIT_MOVED] = WIRE_VERDICT_MOVED,
    [WIRE_AUDIT_CHANGED] = WIRE_VERDICT_ALTERED,  [WIRE_AUDIT_NEW] = WIRE_VERDICT_NEW,
    [WIRE_AUDIT_MISSING] = WIRE_VERDICT_MISSING,
  };

  return check ? BY_STATUS[check->status] : 0;
}

/**
 * wire_evidence_row_find:
 *
 * Returns: #WireVerdict, as far as the row itself says; %WIRE_VERDICT_REPEATED is its list's
 */
guint
wire_evidence_row_find (const WireEvidenceRow *self)
{
  const WireEvidence *evidence = self->evidence;
  guint verdicts = find_in_matches (evidence->matches) | wire_evidence_check_find (self->check);

  if (self->origin && self->origin->incomplete)
    verdicts |= WIRE_VERDICT_INCOMPLETE;
  if (self->origin && self->origin->witnesses)
    verdicts |= WIRE_VERDICT_MISMATCH;
  if (evidence->error && !(verdicts & WIRE_VERDICT_MISSING))
    verdicts |= WIRE_VERDICT_UNREADABLE;
  if (evidence->unmatched || (evidence->check && evidence->check->problem))
    verdicts |= WIRE_VERDICT_UNMATCHED;
  if (evidence->type && evidence->type->verdict == WIRE_TYPE_MISMATCH)
    verdicts |= WIRE_VERDICT_MISMATCH;
  if (evidence->type && evidence->type->trick != WIRE_NAME_PLAIN)
    verdicts |= WIRE_VERDICT_NAME;
  if (evidence->type && evidence->type->verdict == WIRE_TYPE_UNIDENTIFIED)
    verdicts |= WIRE_VERDICT_UNIDENTIFIED;
  return verdicts;
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

/** A #GHashFunc for rows that have a content. */
guint
wire_evidence_row_content_hash (gconstpointer data)
{
  const WireEvidenceRow *row = data;
  WireDigestAlgorithm algorithm;
  guint32 hash;

  memcpy (&hash, get_identity (row->evidence, &algorithm), sizeof hash);
  return hash;
}

/** A #GEqualFunc for them. */
gboolean
wire_evidence_row_content_equal (gconstpointer a, gconstpointer b)
{
  const WireEvidence *one = ((const WireEvidenceRow *) a)->evidence;
  const WireEvidence *other = ((const WireEvidenceRow *) b)->evidence;
  WireDigestAlgorithm algorithm, other_algorithm;
  const guint8 *digest = get_identity (one, &algorithm);
  const guint8 *other_digest = get_identity (other, &other_algorithm);

  return one->size == other->size && algorithm == other_algorithm
         && memcmp (digest, other_digest, wire_digest_get_info (algorithm)->size) == 0;
}

/** Returns: whether other rows may be found to have the same bytes: no file is like another for
 * being empty, and nobody knows what an incomplete download would be like */
gboolean
wire_evidence_row_has_content (const WireEvidenceRow *self)
{
  WireDigestAlgorithm algorithm;

  return self->evidence->size > 0 && get_identity (self->evidence, &algorithm)
         && !(self->origin && self->origin->incomplete);
}
