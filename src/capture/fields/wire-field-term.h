/* wire-field-term.h: conditions that people ask for by pointing at something
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-fields.h"
#include "capture/frame/wire-frame.h"

G_BEGIN_DECLS

/**
 * WireFieldJoin:
 * @WIRE_FIELD_ONLY: the term in place of the filter
 * @WIRE_FIELD_NOT: the filter, and not the term
 * @WIRE_FIELD_AND: the filter, and the term as well
 * @WIRE_FIELD_OR: the filter or the term
 *
 * What becomes of a filter and a term.
 */
typedef enum
{
  WIRE_FIELD_ONLY,
  WIRE_FIELD_NOT,
  WIRE_FIELD_AND,
  WIRE_FIELD_OR,
} WireFieldJoin;

char *wire_field_term_new_text (const char *field, const char *text);
char *wire_field_term_new_part (const char *field, const char *text);
char *wire_field_term_new_address (const char *side, const char *address);
char *wire_field_term_new_field (const WireFrame *frame, const WireFields *fields, guint index);
char *wire_field_term_join (const char *filter, WireFieldJoin how, const char *term);

G_END_DECLS
