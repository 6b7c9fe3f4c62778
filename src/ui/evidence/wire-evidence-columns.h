/* wire-evidence-columns.h: what the Files page says of a row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-column.h"
#include "ui/evidence/wire-evidence-order.h"

G_BEGIN_DECLS

/** The two ways to look at the same rows. */
typedef enum
{
  WIRE_EVIDENCE_PANEL_HASHES,
  WIRE_EVIDENCE_PANEL_TYPES,
  WIRE_EVIDENCE_PANEL_LAB, /* types, as a script tells them that knows two signatures */
} WireEvidencePanel;

void wire_evidence_columns_add (GtkColumnView *view);
void wire_evidence_columns_show (GtkColumnView *view,
                                 WireEvidencePanel panel,
                                 WireDigestMask digests,
                                 gboolean origins);
const WireEvidenceRow *wire_evidence_row_get (WireRow *row);

G_END_DECLS
