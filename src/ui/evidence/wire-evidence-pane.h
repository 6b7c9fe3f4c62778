/* wire-evidence-pane.h: all that is known of one row of the Files page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "capture/objects/wire-object.h"
#include "ui/evidence/wire-evidence-list.h"

G_BEGIN_DECLS

#define WIRE_TYPE_EVIDENCE_PANE (wire_evidence_pane_get_type ())
/** WireEvidencePane: all that is known of one row of the Files page */
G_DECLARE_FINAL_TYPE (WireEvidencePane, wire_evidence_pane, WIRE, EVIDENCE_PANE, AdwBin)

void wire_evidence_pane_show (WireEvidencePane *pane,
                              WireEvidenceList *list,
                              guint32 row,
                              WireObjectList *objects);
void wire_evidence_pane_show_two (WireEvidencePane *pane,
                                  WireEvidenceList *list,
                                  guint32 first,
                                  guint32 second);
void wire_evidence_pane_show_many (WireEvidencePane *pane, guint n, guint64 bytes);

G_END_DECLS
