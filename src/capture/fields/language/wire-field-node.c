/* wire-field-node.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/language/wire-field-node.h"

#include "capture/fields/language/wire-pattern.h"

/** Returns: (transfer full): a node for the bytes from @start to @end of the filter */
WireFieldNode *
wire_field_node_new (WireFieldNodeKind kind, guint start, guint end)
{
  WireFieldNode *node = g_new0 (WireFieldNode, 1);

  node->kind = kind;
  node->start = start;
  node->end = end;
  return node;
}

/** Frees @node and all below it. */
void
wire_field_node_free (WireFieldNode *node)
{
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_clear_pointer (&node->spans, g_array_unref);
  g_clear_pointer (&node->bytes, g_bytes_unref);
  if (node->pattern)
    wire_pattern_free (node->pattern);
  g_free (node);
}

/** Makes @child, which @node takes over, its last operand. */
void
wire_field_node_add (WireFieldNode *node, WireFieldNode *child)
{
  if (!node->children)
    node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_field_node_free);
  g_ptr_array_add (node->children, child);
}

/** Returns: (transfer none): operand number @child, from 0 */
WireFieldNode *
wire_field_node_get (const WireFieldNode *node, guint child)
{
  return node->children->pdata[child];
}

/** Returns: how many operands there are */
guint
wire_field_node_get_length (const WireFieldNode *node)
{
  return node->children ? node->children->len : 0;
}

/** Returns: whether @node is true or false, rather than a value */
gboolean
wire_field_node_is_test (const WireFieldNode *node)
{
  return node->kind < WIRE_NODE_FIELD;
}

/** Returns: whether @node is a literal that gets its type from what it is compared with */
gboolean
wire_field_node_is_literal (const WireFieldNode *node)
{
  if (node->kind == WIRE_NODE_ARITHMETIC)
    return wire_field_node_is_literal (wire_field_node_get (node, 0))
           && wire_field_node_is_literal (wire_field_node_get (node, 1));
  return node->kind == WIRE_NODE_WORD || node->kind == WIRE_NODE_TEXT
         || node->kind == WIRE_NODE_CHARACTER;
}
