/* wire-evidence-lessons.h: what the pane of Files explains
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-row.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *wire_evidence_heading_new (const char *text, const char *const *lessons);
char *wire_evidence_tell_lengths (const WireEvidence *evidence);
char *wire_evidence_tell_signature (const WireType *type);
char *wire_evidence_tell_lab_type (const WireType *type);
char *wire_evidence_tell_unknown (const WireEvidenceRow *row, guint n_sets);

G_END_DECLS
