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

/** Frees @self and all below it. */
void
wire_field_node_free (WireFieldNode *self)
{
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (self->pattern)
    wire_pattern_free (self->pattern);
  g_free (self);
}

/** Makes @child, which @self takes over, its last operand. */
void
wire_field_node_add (WireFieldNode *self, WireFieldNode *child)
{
  if (!self->children)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_field_node_free);
  g_ptr_array_add (self->children, child);
}

/** Returns: (transfer none): operand number @child, from 0 */
WireFieldNode *
wire_field_node_get (const WireFieldNode *self, guint child)
{
  return self->children->pdata[child];
}

/** Returns: how many operands there are */
guint
wire_field_node_get_length (const WireFieldNode *self)
{
  return self->children ? self->children->len : 0;
}

/** Returns: whether @self is true or false, rather than a value */
gboolean
wire_field_node_is_test (const WireFieldNode *self)
{
  return self->kind < WIRE_NODE_FIELD;
}

/** Returns: whether @self is a literal that gets its type from what it is compared with */
gboolean
wire_field_node_is_literal (const WireFieldNode *self)
{
  if (self->kind == WIRE_NODE_ARITHMETIC)
    return wire_field_node_is_literal (wire_field_node_get (self, 0))
           && wire_field_node_is_literal (wire_field_node_get (self, 1));
  return self->kind == WIRE_NODE_WORD || self->kind == WIRE_NODE_TEXT
         || self->kind == WIRE_NODE_CHARACTER;
}
