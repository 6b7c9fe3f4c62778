/* wire-field-node.h: what a filter was parsed into
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/table/wire-field-info.h"

G_BEGIN_DECLS

/** What a node of a filter does: tests first, then what has values. */
typedef enum
{
  WIRE_NODE_OR,
  WIRE_NODE_XOR,
  WIRE_NODE_AND,
  WIRE_NODE_NOT,
  WIRE_NODE_EXISTS,
  WIRE_NODE_COMPARE,
  WIRE_NODE_CONTAINS,
  WIRE_NODE_MATCHES,
  WIRE_NODE_IN,
  WIRE_NODE_FIELD,
  WIRE_NODE_WORD, /* a literal, or the name of a field until that is looked up */
  WIRE_NODE_TEXT,
  WIRE_NODE_CHARACTER,
  WIRE_NODE_VALUE, /* a literal whose type is known */
  WIRE_NODE_RANGE, /* of a set: two values */
  WIRE_NODE_SLICE,
  WIRE_NODE_FUNCTION,
  WIRE_NODE_ARITHMETIC,
  WIRE_NODE_NEGATE,
} WireFieldNodeKind;

/** Which of several values must pass. */
typedef enum
{
  WIRE_FIELD_ANY,
  WIRE_FIELD_ALL,
} WireFieldQuantifier;

/** The functions of the language. */
typedef enum
{
  WIRE_FUNCTION_LEN,
  WIRE_FUNCTION_COUNT,
  WIRE_FUNCTION_LOWER,
  WIRE_FUNCTION_UPPER,
  WIRE_FUNCTION_STRING,
  WIRE_FUNCTION_MAX,
  WIRE_FUNCTION_MIN,
  WIRE_FUNCTION_ABS,
  WIRE_N_FUNCTIONS,
} WireFieldFunction;

/** Part of a slice, or of the layers that a field is wanted of: @first may be negative, which
 * counts from the end. @last is inclusive; %G_MAXINT is the end. */
typedef struct
{
  gint first;
  gint last;
  gint length; /* where @by_length */
  gboolean by_length;
} WireFieldSpan;

/**
 * WireFieldNode:
 * @kind: what it is
 * @start: where it begins in the text of the filter
 * @end: after it
 * @children: (nullable): operands; of IN the value and then the items of the set
 * @comparison: of COMPARE
 * @quantifier: of COMPARE, CONTAINS, MATCHES and IN
 * @function: of FUNCTION
 * @operator: of ARITHMETIC: `&+-*` `/%`
 * @negated: of IN: `not in`
 * @field: of FIELD
 * @slot: of FIELD: where the packet's values of it are
 * @spans: (nullable): of SLICE its parts; of FIELD the numbers of its layers
 * @type: of the values, where it has some
 * @value: of VALUE
 * @bytes: (nullable): what @value points to; the bytes of TEXT and CHARACTER
 * @pattern: of MATCHES: a #WirePattern
 */
typedef struct _WireFieldNode WireFieldNode;

struct _WireFieldNode
{
  WireFieldNodeKind kind;
  guint start;
  guint end;
  GPtrArray *children;
  WireFieldComparison comparison;
  WireFieldQuantifier quantifier;
  WireFieldFunction function;
  char operator;
  gboolean negated;
  const WireFieldInfo *field;
  guint slot;
  GArray *spans;
  WireFieldType type;
  WireFieldValue value;
  GBytes *bytes;
  gpointer pattern;
};

WireFieldNode *wire_field_node_new (WireFieldNodeKind kind, guint start, guint end);
void wire_field_node_free (WireFieldNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFieldNode, wire_field_node_free)

void wire_field_node_add (WireFieldNode *node, WireFieldNode *child);
WireFieldNode *wire_field_node_get (const WireFieldNode *node, guint child);
guint wire_field_node_get_length (const WireFieldNode *node);
gboolean wire_field_node_is_test (const WireFieldNode *node);
gboolean wire_field_node_is_literal (const WireFieldNode *node);

G_END_DECLS
