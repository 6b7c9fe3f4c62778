/* wire-field-parser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/language/wire-field-parser.h"

#include "capture/fields/language/wire-field-parser-private.h"

#include <glib/gi18n.h>
#include <string.h>

static WireFieldNode *parse_or (WireFieldParser *self);

void
wire_field_fault_clear (WireFieldFault *self)
{
  g_clear_pointer (&self->message, g_free);
}

/** Sets @self to @message, which it takes over. The first fault stays. */
void
wire_field_fault_set (WireFieldFault *self, guint start, guint end, char *message)
{
  if (self->message)
    {
      g_free (message);
      return;
    }
  *self = (WireFieldFault){ message, start, end };
}

/* Tests */

static WireFieldNode *
parse_item (WireFieldParser *self)
{
  g_autoptr (WireFieldNode) first = wire_field_parser_read_value (self);
  WireFieldNode *range, *last;

  if (!first || !wire_field_parser_accept (self, WIRE_TOKEN_RANGE))
    return g_steal_pointer (&first);
  last = wire_field_parser_read_value (self);
  if (!last)
    return NULL;
  range = wire_field_node_new (WIRE_NODE_RANGE, first->start, last->end);
  wire_field_node_add (range, g_steal_pointer (&first));
  wire_field_node_add (range, last);
  return range;
}

static gboolean
parse_set (WireFieldParser *self, WireFieldNode *in)
{
  if (!wire_field_parser_expect (self, WIRE_TOKEN_OPEN_BRACE,
                                 _ ("a set in curly brackets, such as {80, 443}")))
    return FALSE;
  do
    {
      WireFieldNode *item = parse_item (self);

      if (!item)
        return FALSE;
      wire_field_node_add (in, item);
    }
  while (wire_field_parser_accept (self, WIRE_TOKEN_COMMA));
  in->end = (guint) self->lexer.end;
  return wire_field_parser_expect (self, WIRE_TOKEN_CLOSE_BRACE,
                                   _ ("a comma or a closing bracket, “}”"));
}

static gboolean
read_comparison (WireFieldParser *self, WireFieldNode *node, gboolean quantified)
{
  static const struct
  {
    WireTokenKind token;
    WireFieldComparison comparison;
    WireFieldQuantifier quantifier;
  } COMPARISONS[] = {
    { WIRE_TOKEN_ANY_EQUAL, WIRE_FIELD_EQUAL, WIRE_FIELD_ANY },
    { WIRE_TOKEN_ALL_EQUAL, WIRE_FIELD_EQUAL, WIRE_FIELD_ALL },
    { WIRE_TOKEN_ANY_NOT_EQUAL, WIRE_FIELD_NOT_EQUAL, WIRE_FIELD_ANY },
    { WIRE_TOKEN_ALL_NOT_EQUAL, WIRE_FIELD_NOT_EQUAL, WIRE_FIELD_ALL },
    { WIRE_TOKEN_GREATER, WIRE_FIELD_GREATER, WIRE_FIELD_ANY },
    { WIRE_TOKEN_LESS, WIRE_FIELD_LESS, WIRE_FIELD_ANY },
    { WIRE_TOKEN_GREATER_OR_EQUAL, WIRE_FIELD_GREATER_OR_EQUAL, WIRE_FIELD_ANY },
    { WIRE_TOKEN_LESS_OR_EQUAL, WIRE_FIELD_LESS_OR_EQUAL, WIRE_FIELD_ANY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (COMPARISONS); i++)
    if (wire_field_parser_accept (self, COMPARISONS[i].token))
      {
        node->comparison = COMPARISONS[i].comparison;
        if (!quantified)
          node->quantifier = COMPARISONS[i].quantifier;
        return TRUE;
      }
  return FALSE;
}

static gboolean
at_comparison (WireFieldParser *self)
{
  return self->lexer.kind >= WIRE_TOKEN_ANY_EQUAL && self->lexer.kind <= WIRE_TOKEN_LESS_OR_EQUAL;
}

/* One comparison with what is on its right, which a chain goes on from: a < b < c. */
static WireFieldNode *
parse_comparison (WireFieldParser *self, guint start, WireFieldNode **right)
{
  WireFieldNode *node = wire_field_node_new (WIRE_NODE_COMPARE, start, 0);

  read_comparison (self, node, FALSE);
  *right = wire_field_parser_read_value (self);
  if (*right)
    {
      node->end = (*right)->end;
      return node;
    }
  wire_field_node_free (node);
  return NULL;
}

/* Each value in the middle of a chain is looked at by both of its neighbours, so it is parsed
 * twice. */
static WireFieldNode *
parse_chain (WireFieldParser *self, WireFieldNode *left)
{
  g_autoptr (WireFieldNode) all = wire_field_node_new (WIRE_NODE_AND, left->start, 0);

  for (;;)
    {
      WireFieldLexer *lexer = &self->lexer;
      WireFieldNode *right, *comparison = parse_comparison (self, left->start, &right);
      guint start;

      if (!comparison)
        {
          wire_field_node_free (left);
          return NULL;
        }
      wire_field_node_add (comparison, left);
      wire_field_node_add (comparison, right);
      wire_field_node_add (all, comparison);
      all->end = comparison->end;
      if (!at_comparison (self))
        return g_steal_pointer (&all);
      start = right->start;
      lexer->next = start;
      wire_field_lexer_advance (lexer);
      left = wire_field_parser_read_value (self);
      if (!left)
        return NULL;
    }
}

static WireFieldNode *
parse_in (WireFieldParser *self, WireFieldNode *left, gboolean negated)
{
  g_autoptr (WireFieldNode) node = wire_field_node_new (WIRE_NODE_IN, left->start, 0);

  node->negated = negated;
  wire_field_node_add (node, left);
  return parse_set (self, node) ? g_steal_pointer (&node) : NULL;
}

static WireFieldNode *
parse_search (WireFieldParser *self, WireFieldNode *left, WireFieldNodeKind kind)
{
  g_autoptr (WireFieldNode) node = wire_field_node_new (kind, left->start, 0);
  WireFieldNode *right;

  wire_field_node_add (node, left);
  right = wire_field_parser_read_value (self);
  if (!right)
    return NULL;
  wire_field_node_add (node, right);
  node->end = right->end;
  return g_steal_pointer (&node);
}

static WireFieldNode *
parse_existence (WireFieldNode *left)
{
  WireFieldNode *node = wire_field_node_new (WIRE_NODE_EXISTS, left->start, left->end);

  wire_field_node_add (node, left);
  return node;
}

static WireFieldNode *
parse_relation (WireFieldParser *self)
{
  WireFieldNode *left = wire_field_parser_read_value (self);
  WireFieldLexer before;

  if (!left)
    return NULL;
  if (at_comparison (self))
    return parse_chain (self, left);
  if (wire_field_parser_accept (self, WIRE_TOKEN_CONTAINS))
    return parse_search (self, left, WIRE_NODE_CONTAINS);
  if (wire_field_parser_accept (self, WIRE_TOKEN_MATCHES))
    return parse_search (self, left, WIRE_NODE_MATCHES);
  if (wire_field_parser_accept (self, WIRE_TOKEN_IN))
    return parse_in (self, left, FALSE);
  before = self->lexer;
  if (wire_field_parser_accept (self, WIRE_TOKEN_NOT))
    {
      if (wire_field_parser_accept (self, WIRE_TOKEN_IN))
        return parse_in (self, left, TRUE);
      self->lexer.next = before.start;
      wire_field_lexer_advance (&self->lexer);
    }
  return parse_existence (left);
}

static void
quantify (WireFieldNode *node, WireFieldQuantifier quantifier)
{
  node->quantifier = quantifier;
  if (node->kind == WIRE_NODE_AND)
    for (guint i = 0; i < wire_field_node_get_length (node); i++)
      quantify (wire_field_node_get (node, i), quantifier);
}

static WireFieldNode *
parse_quantified (WireFieldParser *self)
{
  WireFieldQuantifier quantifier =
      wire_field_parser_is_at (self, WIRE_TOKEN_ALL) ? WIRE_FIELD_ALL : WIRE_FIELD_ANY;
  WireFieldNode *node;

  if (!wire_field_parser_accept (self, WIRE_TOKEN_ANY)
      && !wire_field_parser_accept (self, WIRE_TOKEN_ALL))
    return parse_relation (self);
  node = parse_relation (self);
  if (node && node->kind == WIRE_NODE_EXISTS)
    {
      wire_field_parser_fail_expecting (self, _ ("a comparison after “any” or “all”"));
      g_clear_pointer (&node, wire_field_node_free);
    }
  if (node)
    quantify (node, quantifier);
  return node;
}

static WireFieldNode *
parse_test (WireFieldParser *self)
{
  g_autoptr (WireFieldNode) inner = NULL;

  if (!wire_field_parser_accept (self, WIRE_TOKEN_OPEN))
    return parse_quantified (self);
  inner = wire_field_parser_enter (self) ? parse_or (self) : NULL;
  self->depth--;
  return inner
                 && wire_field_parser_expect (
                     self, WIRE_TOKEN_CLOSE,
                     _ ("an operator such as “and”, or a closing bracket, “)”"))
             ? g_steal_pointer (&inner)
             : NULL;
}

static WireFieldNode *
parse_not (WireFieldParser *self)
{
  guint start = (guint) self->lexer.start;
  gboolean negated = FALSE;
  WireFieldNode *node, *inner;

  while (wire_field_parser_accept (self, WIRE_TOKEN_NOT))
    negated = !negated;
  inner = parse_test (self);
  if (!inner || !negated)
    return inner;
  node = wire_field_node_new (WIRE_NODE_NOT, start, inner->end);
  wire_field_node_add (node, inner);
  return node;
}

static WireFieldNode *
parse_joined (WireFieldParser *self,
              WireFieldNodeKind kind,
              WireTokenKind token,
              WireFieldNode *(*parse) (WireFieldParser *) )
{
  g_autoptr (WireFieldNode) first = parse (self);
  g_autoptr (WireFieldNode) node = NULL;

  if (!first || !wire_field_parser_is_at (self, token))
    return g_steal_pointer (&first);
  node = wire_field_node_new (kind, first->start, 0);
  wire_field_node_add (node, g_steal_pointer (&first));
  while (wire_field_parser_accept (self, token))
    {
      WireFieldNode *next = parse (self);

      if (!next)
        return NULL;
      wire_field_node_add (node, next);
      node->end = next->end;
    }
  return g_steal_pointer (&node);
}

static WireFieldNode *
parse_and (WireFieldParser *self)
{
  return parse_joined (self, WIRE_NODE_AND, WIRE_TOKEN_AND, parse_not);
}

static WireFieldNode *
parse_xor (WireFieldParser *self)
{
  return parse_joined (self, WIRE_NODE_XOR, WIRE_TOKEN_XOR, parse_and);
}

static WireFieldNode *
parse_or (WireFieldParser *self)
{
  return parse_joined (self, WIRE_NODE_OR, WIRE_TOKEN_OR, parse_xor);
}

/**
 * wire_field_parse:
 * @text: a filter
 * @fault: set where %NULL is returned
 *
 * Only the grammar is looked at: names of fields are words still.
 *
 * Returns: (transfer full) (nullable): the test that @text is
 */
WireFieldNode *
wire_field_parse (const char *text, WireFieldFault *fault)
{
  WireFieldParser self = { .fault = fault };
  g_autoptr (WireFieldNode) node = NULL;

  if (strlen (text) > WIRE_FIELD_MAX_LENGTH)
    {
      wire_field_fault_set (fault, 0, 0, g_strdup (_ ("The filter is too long.")));
      return NULL;
    }
  wire_field_lexer_init (&self.lexer, text);
  node = parse_or (&self);
  if (node && !wire_field_parser_is_at (&self, WIRE_TOKEN_END))
    {
      wire_field_parser_fail_expecting (&self, _ ("an operator such as “and”, or the end"));
      g_clear_pointer (&node, wire_field_node_free);
    }
  wire_field_lexer_clear (&self.lexer);
  return g_steal_pointer (&node);
}
