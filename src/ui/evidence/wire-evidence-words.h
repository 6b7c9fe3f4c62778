/* wire-evidence-words.h: what is said of a row, in words, with an icon and a colour
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-list.h"

G_BEGIN_DECLS

const WireVerdictLook *wire_evidence_row_get_look (const WireEvidenceRow *row);

char *wire_evidence_row_get_verdict (const WireEvidenceRow *row);
char *wire_evidence_row_get_name (const WireEvidenceRow *row);
char *wire_evidence_row_get_folder (const WireEvidenceRow *row);
char *wire_evidence_row_get_matches (const WireEvidenceRow *row);
char *wire_hash_match_to_text (const WireHashMatch *match);
char *wire_evidence_row_get_reason (const WireEvidenceRow *row);
char *wire_evidence_tell_part (const WireTypePart *part);
char *wire_evidence_check_explain (const WireEvidenceCheck *check);

G_END_DECLS
