/* wire-field-evaluate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-evaluate.h"

#include "capture/fields/wire-field-values.h"
#include "capture/fields/language/wire-pattern.h"

static WireTruth
truth (gboolean value)
{
  return value ? WIRE_TRUTH_YES : WIRE_TRUTH_NO;
}

static const WireFieldValue *
at (const WireFieldValues *values, guint index)
{
  return &values->items[index];
}

/* Of tests, of which some may not be known (Kleene's logic of three values) */

static WireTruth
evaluate_junction (const WireFieldNode *node, WireFieldPacket *packet, WireTruth decides)
{
  WireTruth result = decides == WIRE_TRUTH_YES ? WIRE_TRUTH_NO : WIRE_TRUTH_YES;

  for (guint i = 0; i < wire_field_node_get_length (node); i++)
    {
      WireTruth part = wire_field_evaluate (wire_field_node_get (node, i), packet);

      if (part == decides)
        return part;
      if (part == WIRE_TRUTH_UNKNOWN)
        result = part;
    }
  return result;
}

static WireTruth
evaluate_xor (const WireFieldNode *node, WireFieldPacket *packet)
{
  gboolean result = FALSE;

  for (guint i = 0; i < wire_field_node_get_length (node); i++)
    {
      WireTruth part = wire_field_evaluate (wire_field_node_get (node, i), packet);

      if (part == WIRE_TRUTH_UNKNOWN)
        return part;
      result ^= part == WIRE_TRUTH_YES;
    }
  return truth (result);
}

static WireTruth
negate (WireTruth value)
{
  return value == WIRE_TRUTH_UNKNOWN ? value : truth (value == WIRE_TRUTH_NO);
}

/* Of values */

static WireTruth
evaluate_existence (const WireFieldNode *node, WireFieldPacket *packet)
{
  const WireFieldNode *of = wire_field_node_get (node, 0);
  g_auto (WireFieldValues) values = { 0 };

  wire_field_values_get (of, packet, &values);
  if (values.state == WIRE_FIELD_PRESENT)
    return WIRE_TRUTH_YES;
  if (values.state == WIRE_FIELD_UNKNOWN)
    return WIRE_TRUTH_UNKNOWN;
  if (of->kind != WIRE_NODE_ARITHMETIC)
    return truth (values.n > 0);
  for (guint i = 0; i < values.n; i++)
    if (!wire_field_value_is_zero (at (&values, i)))
      return WIRE_TRUTH_YES;
  return WIRE_TRUTH_NO;
}

/* Neither a comparison nor its opposite holds where there is nothing to compare. */
static gboolean
compare (const WireFieldNode *node, const WireFieldValues *left, const WireFieldValues *right)
{
  gboolean all = node->quantifier == WIRE_FIELD_ALL;

  if (left->n == 0 || right->n == 0)
    return FALSE;
  for (guint i = 0; i < left->n; i++)
    for (guint j = 0; j < right->n; j++)
      if (wire_field_value_compare (at (left, i), node->comparison, at (right, j)) != all)
        return !all;
  return all;
}

static gboolean
contains (const WireFieldNode *node, const WireFieldValues *left, const WireFieldValues *right)
{
  gboolean all = node->quantifier == WIRE_FIELD_ALL;

  if (left->n == 0 || right->n == 0)
    return FALSE;
  for (guint i = 0; i < left->n; i++)
    for (guint j = 0; j < right->n; j++)
      if (wire_field_value_contains (at (left, i), at (right, j)) != all)
        return !all;
  return all;
}

static WireTruth
evaluate_pairs (const WireFieldNode *node,
                WireFieldPacket *packet,
                gboolean (*passes) (const WireFieldNode *,
                                    const WireFieldValues *,
                                    const WireFieldValues *))
{
  g_auto (WireFieldValues) left = { 0 };
  g_auto (WireFieldValues) right = { 0 };

  wire_field_values_get (wire_field_node_get (node, 0), packet, &left);
  wire_field_values_get (wire_field_node_get (node, 1), packet, &right);
  if ((left.state == WIRE_FIELD_KNOWN && left.n == 0)
      || (right.state == WIRE_FIELD_KNOWN && right.n == 0))
    return WIRE_TRUTH_NO;
  if (left.state != WIRE_FIELD_KNOWN || right.state != WIRE_FIELD_KNOWN)
    return WIRE_TRUTH_UNKNOWN;
  return truth (passes (node, &left, &right));
}

static WireTruth
evaluate_matches (const WireFieldNode *node, WireFieldPacket *packet)
{
  g_auto (WireFieldValues) left = { 0 };
  gboolean all = node->quantifier == WIRE_FIELD_ALL;

  wire_field_values_get (wire_field_node_get (node, 0), packet, &left);
  if (left.state != WIRE_FIELD_KNOWN)
    return WIRE_TRUTH_UNKNOWN;
  for (guint i = 0; i < left.n; i++)
    if (wire_pattern_matches (node->pattern, at (&left, i)->bytes, at (&left, i)->length) != all)
      return truth (!all);
  return truth (all && left.n > 0);
}

static gboolean
any_compares (const WireFieldValue *value, WireFieldComparison comparison, WireFieldValues *with)
{
  for (guint i = 0; i < with->n; i++)
    if (wire_field_value_compare (value, comparison, at (with, i)))
      return TRUE;
  return FALSE;
}

static gboolean
is_item (const WireFieldValue *value, const WireFieldNode *item, WireFieldPacket *packet)
{
  if (item->kind == WIRE_NODE_RANGE)
    {
      g_auto (WireFieldValues) first = { 0 };
      g_auto (WireFieldValues) last = { 0 };

      wire_field_values_get (wire_field_node_get (item, 0), packet, &first);
      wire_field_values_get (wire_field_node_get (item, 1), packet, &last);
      return any_compares (value, WIRE_FIELD_GREATER_OR_EQUAL, &first)
             && any_compares (value, WIRE_FIELD_LESS_OR_EQUAL, &last);
    }
  if (item->kind == WIRE_NODE_VALUE)
    return wire_field_value_compare (value, WIRE_FIELD_EQUAL, &item->value);

  g_auto (WireFieldValues) values = { 0 };
  wire_field_values_get (item, packet, &values);
  return any_compares (value, WIRE_FIELD_EQUAL, &values);
}

static gboolean
is_in (const WireFieldNode *node, const WireFieldValue *value, WireFieldPacket *packet)
{
  for (guint i = 1; i < wire_field_node_get_length (node); i++)
    if (is_item (value, wire_field_node_get (node, i), packet))
      return TRUE;
  return FALSE;
}

/* Of fields in a set it may be that only reading the packet tells. */
static gboolean
items_are_known (const WireFieldNode *node, WireFieldPacket *packet)
{
  for (guint i = 1; i < wire_field_node_get_length (node); i++)
    {
      const WireFieldNode *item = wire_field_node_get (node, i);

      if (item->kind != WIRE_NODE_VALUE && item->kind != WIRE_NODE_RANGE)
        {
          g_auto (WireFieldValues) values = { 0 };

          wire_field_values_get (item, packet, &values);
          if (values.state != WIRE_FIELD_KNOWN)
            return FALSE;
        }
    }
  return TRUE;
}

static WireTruth
evaluate_in (const WireFieldNode *node, WireFieldPacket *packet)
{
  g_auto (WireFieldValues) left = { 0 };
  gboolean all = node->quantifier == WIRE_FIELD_ALL, found = all;

  wire_field_values_get (wire_field_node_get (node, 0), packet, &left);
  if (left.state != WIRE_FIELD_KNOWN || !items_are_known (node, packet))
    return WIRE_TRUTH_UNKNOWN;
  for (guint i = 0; i < left.n && found == all; i++)
    found = is_in (node, at (&left, i), packet);
  found = found && left.n > 0;
  return truth (found != node->negated);
}

/**
 * wire_field_evaluate:
 * @node: a test that was checked
 * @packet: with the values of one packet
 *
 * Returns: whether the packet passes; %WIRE_TRUTH_UNKNOWN where values decide that are not known
 */
WireTruth
wire_field_evaluate (const WireFieldNode *node, WireFieldPacket *packet)
{
  switch (node->kind)
    {
    case WIRE_NODE_OR:
      return evaluate_junction (node, packet, WIRE_TRUTH_YES);
    case WIRE_NODE_AND:
      return evaluate_junction (node, packet, WIRE_TRUTH_NO);
    case WIRE_NODE_XOR:
      return evaluate_xor (node, packet);
    case WIRE_NODE_NOT:
      return negate (wire_field_evaluate (wire_field_node_get (node, 0), packet));
    case WIRE_NODE_EXISTS:
      return evaluate_existence (node, packet);
    case WIRE_NODE_COMPARE:
      return evaluate_pairs (node, packet, compare);
    case WIRE_NODE_CONTAINS:
      return evaluate_pairs (node, packet, contains);
    case WIRE_NODE_MATCHES:
      return evaluate_matches (node, packet);
    case WIRE_NODE_IN:
      return evaluate_in (node, packet);
    default:
      return WIRE_TRUTH_NO;
    }
}
