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
 * @WIRE_OBJECT_TWO_VERSIONS: bytes of it were sent twice, and not alike
 * @WIRE_OBJECT_EXTRA: bytes follow it on the connection that belong to no message
 * @WIRE_OBJECT_APPENDED: there is more after its own end
 * @WIRE_OBJECT_INCOMPLETE: bytes are missing: its hash is that of another content
 * @WIRE_OBJECT_CUT: of its answer there is a part, but nothing of the content
 * @WIRE_OBJECT_NOT_HTTP: what came back is not an HTTP response
 * @WIRE_OBJECT_NO_ANSWER: it was asked for only
 * @WIRE_OBJECT_UNMATCHED: a hash set could not be asked: nobody knows whether it is known bad
 * @WIRE_OBJECT_UNIDENTIFIED: no signature fits
 * @WIRE_OBJECT_ERROR_PAGE: the server said that it has, or gives, nothing
 * @WIRE_OBJECT_REDIRECT: the server said where to ask
 * @WIRE_OBJECT_NOT_MODIFIED: the client had it already
 * @WIRE_OBJECT_NO_CONTENT: the answer has no content, as its status says
 * @WIRE_OBJECT_SWITCHED: the connection went on in another protocol
 * @WIRE_OBJECT_EMPTY: it has no bytes
 * @WIRE_OBJECT_ODD: its message is written so that programs may read it differently
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
  WIRE_OBJECT_TWO_VERSIONS,
  WIRE_OBJECT_APPENDED,
  WIRE_OBJECT_EXTRA,
  WIRE_OBJECT_INCOMPLETE,
  WIRE_OBJECT_CUT,
  WIRE_OBJECT_NOT_HTTP,
  WIRE_OBJECT_NO_ANSWER,
  WIRE_OBJECT_UNMATCHED,
  WIRE_OBJECT_UNIDENTIFIED,
  WIRE_OBJECT_ERROR_PAGE,
  WIRE_OBJECT_REDIRECT,
  WIRE_OBJECT_NOT_MODIFIED,
  WIRE_OBJECT_NO_CONTENT,
  WIRE_OBJECT_SWITCHED,
  WIRE_OBJECT_EMPTY,
  WIRE_OBJECT_ODD,
  WIRE_OBJECT_KNOWN_GOOD,
  WIRE_OBJECT_FINE,
} WireObjectJudgement;

/**
 * WireObjectSeverity:
 * @WIRE_OBJECT_ALARM: somebody should look at once
 * @WIRE_OBJECT_WARNING: it is not what it should be
 * @WIRE_OBJECT_NOTE: there is something to know
 * @WIRE_OBJECT_QUIET: there is nothing to say
 */
typedef enum
{
  WIRE_OBJECT_ALARM,
  WIRE_OBJECT_WARNING,
  WIRE_OBJECT_NOTE,
  WIRE_OBJECT_QUIET,
} WireObjectSeverity;

const char *wire_object_judgement_to_key (WireObjectJudgement verdict);
const char *wire_object_judgement_get_word (WireObjectJudgement verdict);
WireObjectSeverity wire_object_judgement_get_severity (WireObjectJudgement verdict);
gboolean wire_object_is_disguised (WireObjectJudgement verdict, const WireObjectFacts *facts);
WireObjectSeverity wire_object_get_severity (WireObjectJudgement verdict,
                                             const WireObjectFacts *facts);
const char *wire_object_severity_to_key (WireObjectSeverity severity);
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
