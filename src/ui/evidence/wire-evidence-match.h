/* wire-evidence-match.h: rows held against the hash sets again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-list.h"
#include "ui/hashsets/wire-hash-set-store.h"

G_BEGIN_DECLS

/**
 * WireEvidenceMatched:
 * @job: how it ended
 * @missing: digests that the sets hold and some rows lack
 * @owner: what wire_evidence_match_start() was given
 *
 * Called once on the main thread, after #WireEvidenceList::changed.
 */
typedef void (*WireEvidenceMatched) (WireJob *job, WireDigestMask missing, GObject *owner);

WireJob *wire_evidence_match_start (WireEvidenceList *list,
                                    WireHashSetStore *store,
                                    WireEvidenceMatched matched,
                                    GObject *owner);

G_END_DECLS
