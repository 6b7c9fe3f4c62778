/* wire-field-completion.h: what may be written next in a filter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/table/wire-field-info.h"

G_BEGIN_DECLS

/**
 * WireFieldCandidateKind:
 * @WIRE_FIELD_CANDIDATE_FIELD: the name of a field or protocol
 * @WIRE_FIELD_CANDIDATE_FUNCTION: a function, with its opening bracket
 * @WIRE_FIELD_CANDIDATE_OPERATOR: a comparison, or a word between conditions
 * @WIRE_FIELD_CANDIDATE_VALUE: a value of the field that is compared
 *
 * What a candidate is.
 */
typedef enum
{
  WIRE_FIELD_CANDIDATE_FIELD,
  WIRE_FIELD_CANDIDATE_FUNCTION,
  WIRE_FIELD_CANDIDATE_OPERATOR,
  WIRE_FIELD_CANDIDATE_VALUE,
} WireFieldCandidateKind;

/**
 * WireFieldCandidate:
 * @kind: a #WireFieldCandidateKind
 * @text: what is written in place of the word at the cursor; owned
 * @type: (nullable): of a field: the name of its type, translated; static
 * @sentence: what it is, translated; owned
 *
 * One thing that may be written next.
 */
typedef struct
{
  WireFieldCandidateKind kind;
  char *text;
  const char *type;
  char *sentence;
} WireFieldCandidate;

/**
 * WireFieldCompletion:
 * @start: where the word at the cursor begins, in bytes of the filter
 * @end: after it; the same where there is no word yet
 * @candidates: (element-type WireFieldCandidate): the best first; none where nothing fits
 */
typedef struct
{
  guint start;
  guint end;
  GPtrArray *candidates;
} WireFieldCompletion;

WireFieldCompletion *wire_field_complete (const char *filter, guint cursor, guint most);

/** Frees @completion and its candidates. */
void wire_field_completion_free (WireFieldCompletion *completion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFieldCompletion, wire_field_completion_free)

char *wire_field_info_describe (const WireFieldInfo *info);

G_END_DECLS
