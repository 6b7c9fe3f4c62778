/* wire-evidence-order.h: rows of the Files page filtered, searched and sorted in a worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-list.h"

G_BEGIN_DECLS

/** By what rows are sorted. From WIRE_EVIDENCE_SORT_DIGEST on: by a #WireDigestAlgorithm. */
typedef enum
{
  WIRE_EVIDENCE_SORT_NONE, /* in the order in which they came */
  WIRE_EVIDENCE_SORT_VERDICT,
  WIRE_EVIDENCE_SORT_NAME,
  WIRE_EVIDENCE_SORT_FOLDER,
  WIRE_EVIDENCE_SORT_SIZE,
  WIRE_EVIDENCE_SORT_MATCH,
  WIRE_EVIDENCE_SORT_TYPE,
  WIRE_EVIDENCE_SORT_EXTENSION,
  WIRE_EVIDENCE_SORT_EXPECTED,
  WIRE_EVIDENCE_SORT_SIGNATURE,
  WIRE_EVIDENCE_SORT_REASON,
  WIRE_EVIDENCE_SORT_ORIGIN,
  WIRE_EVIDENCE_SORT_DIGEST,
} WireEvidenceSort;

/**
 * WireEvidenceArrangement:
 * @sort: a #WireEvidenceSort
 * @descending: the other way round; rows that are equal stay in the order in which they came
 * @verdicts: only rows that have one of these #WireVerdict; 0 for all
 * @search: (nullable): only rows in which this is, in either case: in the path, the type, a
 *   match, the origin, or a digest
 */
typedef struct
{
  guint sort;
  gboolean descending;
  guint verdicts;
  char *search;
} WireEvidenceArrangement;

gboolean wire_evidence_arrangement_is_plain (const WireEvidenceArrangement *arrangement);

/**
 * WireEvidenceOrdered:
 * @job: how it ended
 * @order: (nullable): the numbers of the rows to show, as guint32; %NULL where the job was
 * cancelled
 * @owner: what wire_evidence_order_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireEvidenceOrdered) (WireJob *job, GBytes *order, GObject *owner);

WireJob *wire_evidence_order_start (WireEvidenceList *list,
                                    const WireEvidenceArrangement *arrangement,
                                    WireEvidenceOrdered ordered,
                                    GObject *owner);

G_END_DECLS
