/* wire-findings-private.h: what the files that look for findings share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/attention/wire-capture-findings.h"

G_BEGIN_DECLS

/* Where each kind is among those of its severity: verdicts come first, in their own order. */
typedef enum
{
  WIRE_FINDING_RANK_TRANSFER = 0,
  WIRE_FINDING_RANK_REGULARITY = 1000,
  WIRE_FINDING_RANK_UNMATCHED = 2000,
  WIRE_FINDING_RANK_WARNING,
  WIRE_FINDING_RANK_UNDECODED,
  WIRE_FINDING_RANK_HTTP,
} WireFindingRank;

/* What was done to find them. */
typedef struct
{
  guint32 transfers; /* that were examined */
  gboolean matched;  /* with hash sets that hold something */
  char *unmatched;   /* (nullable): why sets could not be asked */
} WireFindingsLookedAt;

/* wire-finding-transfers.c */
gboolean wire_findings_add_transfers (const WireFindingsQuery *query,
                                      WireJob *job,
                                      GPtrArray *found,
                                      WireFindingsLookedAt *looked_at,
                                      GError **error);

/* wire-finding-regularity.c */
gboolean wire_findings_add_regularity (const WireFindingsQuery *query,
                                       WireJob *job,
                                       GPtrArray *found,
                                       GError **error);

G_END_DECLS
