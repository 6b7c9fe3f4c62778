/* wire-verdict-look.h: verdicts on files, and the word, icon and colour of each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/sets/wire-hash-database.h"

G_BEGIN_DECLS

/**
 * WireVerdict:
 * @WIRE_VERDICT_BAD: in a hash set of bad files
 * @WIRE_VERDICT_ALTERED: a checksum list has another digest for it
 * @WIRE_VERDICT_MISSING: a checksum list names it, and it is not there
 * @WIRE_VERDICT_MISMATCH: its name, or who sent it, claims another type than its bytes have
 * @WIRE_VERDICT_NAME: its name hides what it is, as `invoice.pdf.exe` does
 * @WIRE_VERDICT_NOTABLE: in a hash set of notable files
 * @WIRE_VERDICT_UNREADABLE: nothing is known but why
 * @WIRE_VERDICT_UNMATCHED: a hash set could not be asked, or a checksum list in its folder could
 *   not be read: nobody knows what they would say
 * @WIRE_VERDICT_INCOMPLETE: a download of which bytes are missing: it is matched against nothing
 * @WIRE_VERDICT_NEW: the list that its folder is held against has neither its name nor its content
 * @WIRE_VERDICT_MOVED: that list has its content under another name
 * @WIRE_VERDICT_UNIDENTIFIED: no signature fits its bytes
 * @WIRE_VERDICT_GOOD: in a hash set of good files
 * @WIRE_VERDICT_VERIFIED: a checksum list has the same digest
 * @WIRE_VERDICT_REPEATED: another row has the same content under another name
 *
 * What there is to say of a row, the gravest first. A row may have several.
 */
typedef enum
{
  WIRE_VERDICT_BAD = 1 << 0,
  WIRE_VERDICT_ALTERED = 1 << 1,
  WIRE_VERDICT_MISSING = 1 << 2,
  WIRE_VERDICT_MISMATCH = 1 << 3,
  WIRE_VERDICT_NAME = 1 << 4,
  WIRE_VERDICT_NOTABLE = 1 << 5,
  WIRE_VERDICT_UNREADABLE = 1 << 6,
  WIRE_VERDICT_UNMATCHED = 1 << 7,
  WIRE_VERDICT_INCOMPLETE = 1 << 8,
  WIRE_VERDICT_NEW = 1 << 9,
  WIRE_VERDICT_MOVED = 1 << 10,
  WIRE_VERDICT_UNIDENTIFIED = 1 << 11,
  WIRE_VERDICT_GOOD = 1 << 12,
  WIRE_VERDICT_VERIFIED = 1 << 13,
  WIRE_VERDICT_REPEATED = 1 << 14,
} WireVerdict;

#define WIRE_N_VERDICTS 15

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

const WireVerdictLook *wire_verdict_get_look (WireVerdict verdict);
const WireVerdictLook *wire_hash_set_kind_get_look (WireHashSetKind kind);

G_END_DECLS
