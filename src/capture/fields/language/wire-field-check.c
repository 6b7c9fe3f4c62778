/* wire-field-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/language/wire-field-check.h"

#include "capture/fields/language/wire-field-literal.h"
#include "capture/fields/table/wire-field-table.h"
#include "capture/fields/language/wire-pattern.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *filter;
  GPtrArray *fields; /* of const WireFieldInfo, by slot */
  WireFieldFault *fault;
} Check;

static const char *const FUNCTIONS[WIRE_N_FUNCTIONS] = {
  [WIRE_FUNCTION_LEN] = "len",       [WIRE_FUNCTION_COUNT] = "count",
  [WIRE_FUNCTION_LOWER] = "lower",   [WIRE_FUNCTION_UPPER] = "upper",
  [WIRE_FUNCTION_STRING] = "string", [WIRE_FUNCTION_MAX] = "max",
  [WIRE_FUNCTION_MIN] = "min",       [WIRE_FUNCTION_ABS] = "abs",
};

static gboolean check_value (Check *self, WireFieldNode *node);

static gboolean
fail (Check *self, const WireFieldNode *node, char *message)
{
  wire_field_fault_set (self->fault, node->start, node->end, message);
  return FALSE;
}

static char *
word_of (Check *self, const WireFieldNode *node)
{
  return g_strndup (self->filter + node->start, node->end - node->start);
}

/* Names */

static guint
take_slot (Check *self, const WireFieldInfo *field)
{
  guint slot;

  if (g_ptr_array_find (self->fields, field, &slot))
    return slot;
  g_ptr_array_add (self->fields, (gpointer) field);
  return self->fields->len - 1;
}

static gboolean
become_field (Check *self, WireFieldNode *node)
{
  const char *word = self->filter + node->start;
  gsize length = node->end - node->start;
  const WireFieldInfo *field;

  if (node->spans) /* the word ends before “#” */
    length = (gsize) (strchr (word, '#') - word);
  field = wire_field_table_find (word, length);
  if (!field)
    return FALSE;
  node->kind = WIRE_NODE_FIELD;
  node->field = field;
  node->type = field->type;
  node->slot = take_slot (self, field);
  return TRUE;
}

static gboolean
fail_unknown (Check *self, const WireFieldNode *node)
{
  g_autofree char *word = word_of (self, node);
  g_autofree char *near = NULL;

  if (node->kind != WIRE_NODE_WORD)
    return fail (
        self, node,
        g_strdup_printf (_ ("%s is not a field. Text can only be compared with one."), word));
  if (g_str_has_prefix (word, "tcp.analysis"))
    return fail (self, node,
                 g_strdup_printf (_ ("“%s” is not supported: Wirecase does not judge "
                                     "retransmissions and windows as Wireshark does."),
                                  word));
  if (g_ascii_isdigit (*word))
    return fail (self, node,
                 g_strdup_printf (_ ("“%s” is a value, and not a field. It can only be compared "
                                     "with a field."),
                                  word));
  near = wire_field_table_suggest (word, strlen (word));
  return fail (self, node,
               near ? g_strdup_printf (_ ("“%s” is not a field that Wirecase knows. Near it are: "
                                          "%s."),
                                       word, near)
                    : g_strdup_printf (_ ("“%s” is not a field that Wirecase knows."), word));
}

/* Values */

static gboolean
fail_type (Check *self, const WireFieldNode *node, const char *what)
{
  g_autofree char *word = word_of (self, node);

  return fail (self, node,
               g_strdup_printf (_ ("“%s” is of the type “%s”, which %s cannot be used with."), word,
                                _ (wire_field_type_name (node->type)), what));
}

/* What is worked out of literals alone is of the type that each of them has. */
static gboolean
resolve_like (Check *self, WireFieldNode *literal, const WireFieldNode *other)
{
  if (literal->kind == WIRE_NODE_ARITHMETIC)
    {
      for (guint i = 0; i < wire_field_node_get_length (literal); i++)
        if (!resolve_like (self, wire_field_node_get (literal, i), other))
          return FALSE;
      literal->type = wire_field_node_get (literal, 0)->type;
      return wire_field_type_is_number (literal->type)
             || fail_type (self, literal, _ ("arithmetic"));
    }

  const WireFieldInfo *field = other->kind == WIRE_NODE_FIELD ? other->field : NULL;

  return wire_field_literal_resolve (literal, self->filter, other->type, field ? field->bits : 64,
                                     field ? field->name : NULL, self->fault);
}

static gboolean
check_arguments (Check *self, WireFieldNode *node, guint least, guint most)
{
  guint n = wire_field_node_get_length (node);

  if (n < least || n > most)
    return fail (self, node,
                 g_strdup_printf (_ ("“%s” takes another number of arguments: %u to %u."),
                                  FUNCTIONS[node->function], least, most));
  for (guint i = 0; i < n; i++)
    {
      WireFieldNode *argument = wire_field_node_get (node, i);

      if (!check_value (self, argument))
        return FALSE;
      if (wire_field_node_is_literal (argument) && most == 1)
        return fail_unknown (self, argument);
    }
  return TRUE;
}

static gboolean
check_extreme (Check *self, WireFieldNode *node)
{
  guint n = wire_field_node_get_length (node), first = 0;

  while (first < n && wire_field_node_is_literal (wire_field_node_get (node, first)))
    first++;
  if (first == n)
    return fail_unknown (self, wire_field_node_get (node, 0));
  node->type = wire_field_node_get (node, first)->type;
  for (guint i = 0; i < n; i++)
    if (wire_field_node_is_literal (wire_field_node_get (node, i))
        && !resolve_like (self, wire_field_node_get (node, i), wire_field_node_get (node, first)))
      return FALSE;
  for (guint i = 0; i < n; i++)
    if (!wire_field_types_compare (node->type, wire_field_node_get (node, i)->type))
      return fail_type (self, wire_field_node_get (node, i), FUNCTIONS[node->function]);
  return TRUE;
}

static gboolean
check_one_argument (Check *self, WireFieldNode *node)
{
  const WireFieldNode *argument = wire_field_node_get (node, 0);

  switch (node->function)
    {
    case WIRE_FUNCTION_LEN:
    case WIRE_FUNCTION_COUNT:
      node->type = WIRE_FIELD_UNSIGNED;
      return node->function == WIRE_FUNCTION_LEN || argument->kind == WIRE_NODE_FIELD
             || fail (self, argument, g_strdup (_ ("“count” takes the name of a field.")));
    case WIRE_FUNCTION_LOWER:
    case WIRE_FUNCTION_UPPER:
      node->type = WIRE_FIELD_TEXT;
      return argument->type == WIRE_FIELD_TEXT
             || fail_type (self, argument, FUNCTIONS[node->function]);
    case WIRE_FUNCTION_STRING:
      node->type = WIRE_FIELD_TEXT;
      return TRUE;
    default:
      node->type = argument->type;
      return wire_field_type_is_number (argument->type)
             || fail_type (self, argument, FUNCTIONS[node->function]);
    }
}

static gboolean
check_function (Check *self, WireFieldNode *node)
{
  gsize length = strcspn (self->filter + node->start, " (\t\n");
  guint function = 0;

  while (function < WIRE_N_FUNCTIONS
         && (strlen (FUNCTIONS[function]) != length
             || strncmp (FUNCTIONS[function], self->filter + node->start, length) != 0))
    function++;
  if (function == WIRE_N_FUNCTIONS)
    {
      g_autofree char *name = g_strndup (self->filter + node->start, length);

      node->end = node->start + (guint) length;
      return fail (
          self, node,
          g_strdup_printf (_ ("“%s” is not a function. There are len, count, lower, upper, "
                              "string, max, min and abs."),
                           name));
    }
  node->function = function;
  if (function == WIRE_FUNCTION_MAX || function == WIRE_FUNCTION_MIN)
    return check_arguments (self, node, 1, 64) && check_extreme (self, node);
  return check_arguments (self, node, 1, 1) && check_one_argument (self, node);
}

static gboolean
check_slice (Check *self, WireFieldNode *node)
{
  WireFieldNode *of = wire_field_node_get (node, 0);

  if (!check_value (self, of))
    return FALSE;
  if (wire_field_node_is_literal (of))
    return fail_unknown (self, of);
  node->type = WIRE_FIELD_BYTES;
  return wire_field_type_has_bytes (of->type) || fail_type (self, of, _ ("a slice"));
}

static gboolean
check_arithmetic (Check *self, WireFieldNode *node)
{
  WireFieldNode *left = wire_field_node_get (node, 0), *right = wire_field_node_get (node, 1);

  if (!check_value (self, left) || !check_value (self, right))
    return FALSE;
  if (wire_field_node_is_literal (left) && wire_field_node_is_literal (right))
    return TRUE; /* until it is known what it is compared with */
  if (wire_field_node_is_literal (left) && !resolve_like (self, left, right))
    return FALSE;
  if (wire_field_node_is_literal (right) && !resolve_like (self, right, left))
    return FALSE;
  node->type = left->type;
  if (node->operator== '&' && wire_field_type_has_bytes (left->type)
      && wire_field_type_has_bytes (right->type))
    {
      if (left->type != right->type || !wire_field_type_is_address (left->type))
        node->type = WIRE_FIELD_BYTES;
      return TRUE;
    }
  if (!wire_field_type_is_number (left->type) && left->type != WIRE_FIELD_BOOLEAN)
    return fail_type (self, left, _ ("arithmetic"));
  return wire_field_types_compare (left->type, right->type)
         || fail_type (self, right, _ ("arithmetic"));
}

static gboolean
check_negation (Check *self, WireFieldNode *node)
{
  WireFieldNode *of = wire_field_node_get (node, 0);

  if (!check_value (self, of))
    return FALSE;
  if (wire_field_node_is_literal (of))
    return fail_unknown (self, of);
  node->type = of->type == WIRE_FIELD_UNSIGNED ? WIRE_FIELD_SIGNED : of->type;
  return wire_field_type_is_number (of->type) || fail_type (self, of, "“-”");
}

static gboolean
check_value (Check *self, WireFieldNode *node)
{
  switch (node->kind)
    {
    case WIRE_NODE_WORD:
      return become_field (self, node) || !node->spans || fail_unknown (self, node);
    case WIRE_NODE_SLICE:
      return check_slice (self, node);
    case WIRE_NODE_FUNCTION:
      return check_function (self, node);
    case WIRE_NODE_ARITHMETIC:
      return check_arithmetic (self, node);
    case WIRE_NODE_NEGATE:
      return check_negation (self, node);
    default:
      return TRUE;
    }
}

/* Tests */

static gboolean
check_pair (Check *self, WireFieldNode *left, WireFieldNode *right)
{
  if (wire_field_node_is_literal (left) && wire_field_node_is_literal (right))
    return fail_unknown (self, left);
  if (wire_field_node_is_literal (left))
    return resolve_like (self, left, right);
  if (wire_field_node_is_literal (right))
    return resolve_like (self, right, left);
  if (wire_field_types_compare (left->type, right->type))
    return TRUE;
  return fail (self, right,
               g_strdup_printf (_ ("A value of the type “%s” cannot be compared with one of the "
                                   "type “%s”."),
                                _ (wire_field_type_name (right->type)),
                                _ (wire_field_type_name (left->type))));
}

static gboolean
check_comparison (Check *self, WireFieldNode *node)
{
  WireFieldNode *left = wire_field_node_get (node, 0), *right = wire_field_node_get (node, 1);

  return check_value (self, left) && check_value (self, right) && check_pair (self, left, right);
}

static gboolean
check_contains (Check *self, WireFieldNode *node)
{
  WireFieldNode *left = wire_field_node_get (node, 0), *right = wire_field_node_get (node, 1);

  if (!check_value (self, left) || !check_value (self, right))
    return FALSE;
  if (wire_field_node_is_literal (left))
    return fail_unknown (self, left);
  if (!wire_field_type_has_bytes (left->type) || left->type == WIRE_FIELD_IPV4
      || left->type == WIRE_FIELD_IPV6)
    return fail_type (self, left, "contains");
  if (right->kind == WIRE_NODE_ARITHMETIC && wire_field_node_is_literal (right))
    return fail_unknown (self, wire_field_node_get (right, 0));
  if (wire_field_node_is_literal (right))
    return wire_field_literal_resolve (
        right, self->filter, left->type == WIRE_FIELD_TEXT ? WIRE_FIELD_TEXT : WIRE_FIELD_BYTES, 0,
        NULL, self->fault);
  return wire_field_type_has_bytes (right->type) || fail_type (self, right, "contains");
}

static gboolean
check_matches (Check *self, WireFieldNode *node)
{
  WireFieldNode *left = wire_field_node_get (node, 0), *right = wire_field_node_get (node, 1);
  g_autoptr (GError) error = NULL;
  const char *pattern;
  gsize length;

  if (!check_value (self, left))
    return FALSE;
  if (wire_field_node_is_literal (left))
    return fail_unknown (self, left);
  if (left->type != WIRE_FIELD_TEXT && left->type != WIRE_FIELD_BYTES
      && left->type != WIRE_FIELD_PROTOCOL)
    return fail_type (self, left, "matches");
  if (right->kind != WIRE_NODE_TEXT)
    return fail (
        self, right,
        g_strdup (_ ("“matches” is followed by a regular expression in quotation marks.")));
  pattern = g_bytes_get_data (right->bytes, &length);
  node->pattern = wire_pattern_new (pattern ? pattern : "", length, &error);
  if (!node->pattern)
    return fail (self, right, g_strdup (error->message));
  return TRUE;
}

static gboolean
check_item (Check *self, WireFieldNode *left, WireFieldNode *item)
{
  if (item->kind == WIRE_NODE_RANGE)
    return check_item (self, left, wire_field_node_get (item, 0))
           && check_item (self, left, wire_field_node_get (item, 1));
  return check_value (self, item) && check_pair (self, left, item);
}

static gboolean
check_in (Check *self, WireFieldNode *node)
{
  WireFieldNode *left = wire_field_node_get (node, 0);

  if (!check_value (self, left))
    return FALSE;
  if (wire_field_node_is_literal (left))
    return fail_unknown (self, left);
  for (guint i = 1; i < wire_field_node_get_length (node); i++)
    if (!check_item (self, left, wire_field_node_get (node, i)))
      return FALSE;
  return TRUE;
}

static gboolean
check_existence (Check *self, WireFieldNode *node)
{
  WireFieldNode *of = wire_field_node_get (node, 0);

  if (!check_value (self, of))
    return FALSE;
  if (wire_field_node_is_literal (of))
    return fail_unknown (self, of);
  if (of->kind == WIRE_NODE_FUNCTION)
    return fail (self, of, g_strdup (_ ("What a function gives must be compared with something.")));
  return TRUE;
}

/**
 * wire_field_check:
 * @node: as it was parsed; names become fields, and literals values
 * @filter: the text that it was parsed from
 * @fields: (element-type WireFieldInfo): takes the fields that are used, by slot
 * @fault: set where %FALSE is returned
 *
 * Returns: whether @node makes sense
 */
gboolean
wire_field_check (WireFieldNode *node, const char *filter, GPtrArray *fields, WireFieldFault *fault)
{
  Check self = { filter, fields, fault };

  switch (node->kind)
    {
    case WIRE_NODE_EXISTS:
      return check_existence (&self, node);
    case WIRE_NODE_COMPARE:
      return check_comparison (&self, node);
    case WIRE_NODE_CONTAINS:
      return check_contains (&self, node);
    case WIRE_NODE_MATCHES:
      return check_matches (&self, node);
    case WIRE_NODE_IN:
      return check_in (&self, node);
    default:
      for (guint i = 0; i < wire_field_node_get_length (node); i++)
        if (!wire_field_check (wire_field_node_get (node, i), filter, fields, fault))
          return FALSE;
      return TRUE;
    }
}
