/* wire-evidence-words.h: what is said of a row, in words, with an icon and a colour
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/evidence/wire-evidence-list.h"

G_BEGIN_DECLS

/**
 * WireVerdictLook:
 * @word: in a row, not translated: give it to _()
 * @icon: its symbolic icon
 * @style: a style class of Adwaita, for the colour
 */
typedef struct
{
  const char *word;
  const char *icon;
  const char *style;
} WireVerdictLook;

const WireVerdictLook *wire_finding_get_look (WireFinding finding);
const WireVerdictLook *wire_evidence_row_get_look (const WireEvidenceRow *row);
const WireVerdictLook *wire_hash_set_kind_get_look (WireHashSetKind kind);

char *wire_evidence_row_get_verdict (const WireEvidenceRow *row);
char *wire_evidence_row_get_name (const WireEvidenceRow *row);
char *wire_evidence_row_get_folder (const WireEvidenceRow *row);
char *wire_evidence_row_get_matches (const WireEvidenceRow *row);
char *wire_hash_match_to_text (const WireHashMatch *match);
char *wire_evidence_row_get_reason (const WireEvidenceRow *row);
char *wire_figure_size (guint64 bytes);

G_END_DECLS
