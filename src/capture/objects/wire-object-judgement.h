/* wire-object-judgement.h: what to think of something that was downloaded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/sets/wire-hash-database.h"
#include "capture/objects/wire-object-facts.h"

G_BEGIN_DECLS

/**
 * WireObjectJudgement:
 * @WIRE_OBJECT_KNOWN_BAD: a set of bad hashes knows it
 * @WIRE_OBJECT_NOTABLE: a set of notable hashes knows it
 * @WIRE_OBJECT_MISMATCH: URI, Content-Type and bytes disagree
 * @WIRE_OBJECT_APPENDED: there is more behind its own end
 * @WIRE_OBJECT_INCOMPLETE: bytes are missing: its hash is that of another content
 * @WIRE_OBJECT_NO_ANSWER: it was asked for only
 * @WIRE_OBJECT_UNMATCHED: a hash set could not be asked: nobody knows whether it is known bad
 * @WIRE_OBJECT_UNIDENTIFIED: no signature fits
 * @WIRE_OBJECT_EMPTY: it has no bytes
 * @WIRE_OBJECT_KNOWN_GOOD: a set of good hashes knows it
 * @WIRE_OBJECT_FINE: nothing speaks against it
 *
 * The first that holds, what asks for attention before what does not.
 */
typedef enum
{
  WIRE_OBJECT_KNOWN_BAD,
  WIRE_OBJECT_NOTABLE,
  WIRE_OBJECT_MISMATCH,
  WIRE_OBJECT_APPENDED,
  WIRE_OBJECT_INCOMPLETE,
  WIRE_OBJECT_NO_ANSWER,
  WIRE_OBJECT_UNMATCHED,
  WIRE_OBJECT_UNIDENTIFIED,
  WIRE_OBJECT_EMPTY,
  WIRE_OBJECT_KNOWN_GOOD,
  WIRE_OBJECT_FINE,
} WireObjectJudgement;

const char *wire_object_judgement_to_key (WireObjectJudgement verdict);
WireObjectJudgement wire_object_judge (const WireObject *object,
                                       const WireObjectFacts *facts,
                                       const GPtrArray *matches,
                                       const GError *unmatched,
                                       char **reason);
gboolean wire_object_match (const WireObjectFacts *facts,
                            WireHashDatabase *database,
                            GPtrArray *matches,
                            GError **error);

G_END_DECLS
