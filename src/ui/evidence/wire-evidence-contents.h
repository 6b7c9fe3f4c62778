/* wire-evidence-contents.h: which rows have the same bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-row.h"

G_BEGIN_DECLS

/**
 * WireEvidenceContents:
 *
 * The rows of a list by their content. Rows of one content are linked both ways, so that a row
 * comes and goes in one step however many others have its bytes. Main thread only.
 */
typedef struct _WireEvidenceContents WireEvidenceContents;

WireEvidenceContents *wire_evidence_contents_new (GPtrArray *rows);
void wire_evidence_contents_free (WireEvidenceContents *self);
void wire_evidence_contents_add (WireEvidenceContents *self, WireEvidenceRow *row);
void wire_evidence_contents_remove (WireEvidenceContents *self, WireEvidenceRow *row);

G_END_DECLS
