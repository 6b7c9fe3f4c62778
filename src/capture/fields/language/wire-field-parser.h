/* wire-field-parser.h: the grammar of filters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/language/wire-field-node.h"

G_BEGIN_DECLS

/** Longer filters are refused, and so are brackets in brackets deeper than this. */
#define WIRE_FIELD_MAX_LENGTH 65536
#define WIRE_FIELD_MAX_DEPTH 100

/**
 * WireFieldFault:
 * @message: a sentence; owned
 * @start: of what is wrong, in bytes of the filter
 * @end: after it
 *
 * Why a filter cannot be used.
 */
typedef struct
{
  char *message;
  guint start;
  guint end;
} WireFieldFault;

/** Frees what @fault owns. */
void wire_field_fault_clear (WireFieldFault *fault);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireFieldFault, wire_field_fault_clear)

void wire_field_fault_set (WireFieldFault *fault, guint start, guint end, char *message);
WireFieldNode *wire_field_parse (const char *text, WireFieldFault *fault);

G_END_DECLS
