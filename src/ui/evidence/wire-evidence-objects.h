/* wire-evidence-objects.h: downloads of a capture as rows of the Files page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-list.h"
#include "ui/hashsets/wire-hash-set-store.h"
#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

/**
 * WireEvidenceObjectsDone:
 * @job: how it ended
 * @owner: what wire_evidence_objects_start() was given
 *
 * Called once on the main thread, after #WireEvidenceList::changed.
 */
typedef void (*WireEvidenceObjectsDone) (WireJob *job, GObject *owner);

WireJob *wire_evidence_objects_start (WireEvidenceList *list,
                                      WireHashSetStore *store,
                                      WireObjectList *objects,
                                      const guint32 *wanted,
                                      guint n,
                                      WireDigestMask mask,
                                      WireEvidenceObjectsDone done,
                                      GObject *owner);

G_END_DECLS
