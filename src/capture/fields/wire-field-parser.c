/* wire-field-parser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-parser.h"

#include "capture/fields/wire-field-lexer.h"
#include "capture/fields/wire-field-slice.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * From the weakest to the strongest: or, xor, and, not; then comparisons; then &, + and -, then *,
 * / and %, then a sign. Tests are put together in round brackets, arithmetic in curly ones.
 */
typedef struct
{
  WireFieldLexer lexer;
  guint depth;
  WireFieldFault *fault;
} Parser;

static WireFieldNode *parse_or (Parser *self);
static WireFieldNode *parse_sum (Parser *self);

void
wire_field_fault_clear (WireFieldFault *fault)
{
  g_clear_pointer (&fault->message, g_free);
}

/** Sets @fault to @message, which it takes over. The first fault stays. */
void
wire_field_fault_set (WireFieldFault *fault, guint start, guint end, char *message)
{
  if (fault->message)
    {
      g_free (message);
      return;
    }
  *fault = (WireFieldFault){ message, start, end };
}

static WireFieldNode *
fail (Parser *self, char *message)
{
  wire_field_fault_set (self->fault, (guint) self->lexer.start, (guint) self->lexer.end, message);
  return NULL;
}

static WireFieldNode *
fail_expecting (Parser *self, const char *expected)
{
  g_autofree char *token = NULL;

  if (self->lexer.kind == WIRE_TOKEN_BAD)
    return fail (self, g_strdup (_ (self->lexer.fault)));
  if (self->lexer.kind == WIRE_TOKEN_END)
    return fail (self, g_strdup_printf (_ ("The filter ends too early: %s is missing."), expected));
  token = g_strndup (self->lexer.text + self->lexer.start, self->lexer.end - self->lexer.start);
  return fail (self,
               g_strdup_printf (_ ("“%s” does not fit here: %s is expected."), token, expected));
}

static gboolean
is_at (Parser *self, WireTokenKind kind)
{
  return self->lexer.kind == kind;
}

static gboolean
accept (Parser *self, WireTokenKind kind)
{
  if (!is_at (self, kind))
    return FALSE;
  wire_field_lexer_advance (&self->lexer);
  return TRUE;
}

static gboolean
expect (Parser *self, WireTokenKind kind, const char *expected)
{
  if (accept (self, kind))
    return TRUE;
  fail_expecting (self, expected);
  return FALSE;
}

static gboolean
enter (Parser *self)
{
  if (self->depth++ < WIRE_FIELD_MAX_DEPTH)
    return TRUE;
  fail (self, g_strdup (_ ("The filter has too many brackets in brackets.")));
  return FALSE;
}

/* Values */

static WireFieldNode *
take_token (Parser *self, WireFieldNodeKind kind)
{
  WireFieldNode *node =
      wire_field_node_new (kind, (guint) self->lexer.start, (guint) self->lexer.end);

  if (kind != WIRE_NODE_WORD)
    node->bytes = g_bytes_new (self->lexer.value->data, self->lexer.value->len);
  wire_field_lexer_advance (&self->lexer);
  return node;
}

static WireFieldNode *
parse_arguments (Parser *self, WireFieldNode *name)
{
  g_autoptr (WireFieldNode) function = name;

  function->kind = WIRE_NODE_FUNCTION;
  if (!enter (self))
    return NULL;
  do
    {
      WireFieldNode *argument = parse_sum (self);

      if (!argument)
        return NULL;
      wire_field_node_add (function, argument);
    }
  while (accept (self, WIRE_TOKEN_COMMA));
  self->depth--;
  function->end = (guint) self->lexer.end;
  return expect (self, WIRE_TOKEN_CLOSE, _ ("a closing bracket, “)”,"))
             ? g_steal_pointer (&function)
             : NULL;
}

static WireFieldNode *
parse_group (Parser *self)
{
  g_autoptr (WireFieldNode) inner = enter (self) ? parse_sum (self) : NULL;

  self->depth--;
  return inner && expect (self, WIRE_TOKEN_CLOSE_BRACE, _ ("a closing bracket, “}”,"))
             ? g_steal_pointer (&inner)
             : NULL;
}

static WireFieldNode *
parse_atom (Parser *self)
{
  WireFieldNode *node;

  switch (self->lexer.kind)
    {
    case WIRE_TOKEN_WORD:
      node = take_token (self, WIRE_NODE_WORD);
      return accept (self, WIRE_TOKEN_OPEN) ? parse_arguments (self, node) : node;
    case WIRE_TOKEN_TEXT:
      return take_token (self, WIRE_NODE_TEXT);
    case WIRE_TOKEN_CHARACTER:
      return take_token (self, WIRE_NODE_CHARACTER);
    case WIRE_TOKEN_OPEN_BRACE:
      wire_field_lexer_advance (&self->lexer);
      return parse_group (self);
    default:
      return fail_expecting (self, _ ("a field or a value"));
    }
}

/* The inside of a slice has rules of its own: wire-field-slice. */
static WireFieldNode *
parse_slice (Parser *self, WireFieldNode *of)
{
  g_autoptr (WireFieldNode) slice = wire_field_node_new (WIRE_NODE_SLICE, of->start, 0);

  wire_field_node_add (slice, of);
  slice->spans = wire_field_slice_parse (self->lexer.text, &self->lexer.next, self->fault);
  slice->end = (guint) self->lexer.next;
  if (!slice->spans)
    return NULL;
  wire_field_lexer_advance (&self->lexer);
  return g_steal_pointer (&slice);
}

static gboolean
parse_layer (Parser *self, WireFieldNode *field)
{
  self->lexer.next = self->lexer.end;
  field->spans = wire_field_layer_parse (self->lexer.text, &self->lexer.next, self->fault);
  field->end = (guint) self->lexer.next;
  wire_field_lexer_advance (&self->lexer);
  return field->spans != NULL;
}

static WireFieldNode *
parse_postfix (Parser *self)
{
  WireFieldNode *node = parse_atom (self);

  if (node && node->kind == WIRE_NODE_WORD && is_at (self, WIRE_TOKEN_LAYER)
      && !parse_layer (self, node))
    g_clear_pointer (&node, wire_field_node_free);
  while (node && is_at (self, WIRE_TOKEN_OPEN_SLICE))
    node = parse_slice (self, node);
  return node;
}

static WireFieldNode *
parse_signed (Parser *self)
{
  WireFieldNode *node, *inner;
  guint start = (guint) self->lexer.start;

  if (accept (self, WIRE_TOKEN_PLUS))
    return parse_postfix (self);
  if (!accept (self, WIRE_TOKEN_MINUS))
    return parse_postfix (self);
  inner = parse_postfix (self);
  if (!inner)
    return NULL;
  node = wire_field_node_new (WIRE_NODE_NEGATE, start, inner->end);
  wire_field_node_add (node, inner);
  return node;
}

static guint
strength (WireTokenKind kind)
{
  switch (kind)
    {
    case WIRE_TOKEN_BIT_AND:
      return 1;
    case WIRE_TOKEN_PLUS:
    case WIRE_TOKEN_MINUS:
      return 2;
    case WIRE_TOKEN_TIMES:
    case WIRE_TOKEN_DIVIDE:
    case WIRE_TOKEN_REMAINDER:
      return 3;
    default:
      return 0;
    }
}

static WireFieldNode *
parse_operators (Parser *self, guint weakest)
{
  static const char SIGNS[] = "&+-*/%";
  WireFieldNode *left = weakest > 3 ? parse_signed (self) : parse_operators (self, weakest + 1);

  while (left && weakest <= 3 && strength (self->lexer.kind) == weakest)
    {
      WireFieldNode *node = wire_field_node_new (WIRE_NODE_ARITHMETIC, left->start, 0);
      WireFieldNode *right;

      wire_field_node_add (node, left);
      node->operator= SIGNS[self->lexer.kind - WIRE_TOKEN_BIT_AND];
      wire_field_lexer_advance (&self->lexer);
      right = parse_operators (self, weakest + 1);
      left = node;
      if (!right)
        {
          wire_field_node_free (node);
          return NULL;
        }
      wire_field_node_add (node, right);
      node->end = right->end;
    }
  return left;
}

static WireFieldNode *
parse_sum (Parser *self)
{
  return parse_operators (self, 1);
}

/* Tests */

static WireFieldNode *
parse_item (Parser *self)
{
  g_autoptr (WireFieldNode) first = parse_sum (self);
  WireFieldNode *range, *last;

  if (!first || !accept (self, WIRE_TOKEN_RANGE))
    return g_steal_pointer (&first);
  last = parse_sum (self);
  if (!last)
    return NULL;
  range = wire_field_node_new (WIRE_NODE_RANGE, first->start, last->end);
  wire_field_node_add (range, g_steal_pointer (&first));
  wire_field_node_add (range, last);
  return range;
}

static gboolean
parse_set (Parser *self, WireFieldNode *in)
{
  if (!expect (self, WIRE_TOKEN_OPEN_BRACE, _ ("a set in curly brackets, such as {80, 443},")))
    return FALSE;
  do
    {
      WireFieldNode *item = parse_item (self);

      if (!item)
        return FALSE;
      wire_field_node_add (in, item);
    }
  while (accept (self, WIRE_TOKEN_COMMA));
  in->end = (guint) self->lexer.end;
  return expect (self, WIRE_TOKEN_CLOSE_BRACE, _ ("a comma or a closing bracket, “}”,"));
}

static gboolean
read_comparison (Parser *self, WireFieldNode *node, gboolean quantified)
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
    if (accept (self, COMPARISONS[i].token))
      {
        node->comparison = COMPARISONS[i].comparison;
        if (!quantified)
          node->quantifier = COMPARISONS[i].quantifier;
        return TRUE;
      }
  return FALSE;
}

static gboolean
at_comparison (Parser *self)
{
  return self->lexer.kind >= WIRE_TOKEN_ANY_EQUAL && self->lexer.kind <= WIRE_TOKEN_LESS_OR_EQUAL;
}

/* One comparison with what is on its right, which a chain goes on from: a < b < c. */
static WireFieldNode *
parse_comparison (Parser *self, guint start, WireFieldNode **right)
{
  WireFieldNode *node = wire_field_node_new (WIRE_NODE_COMPARE, start, 0);

  read_comparison (self, node, FALSE);
  *right = parse_sum (self);
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
parse_chain (Parser *self, WireFieldNode *left)
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
      left = parse_sum (self);
      if (!left)
        return NULL;
    }
}

static WireFieldNode *
parse_in (Parser *self, WireFieldNode *left, gboolean negated)
{
  g_autoptr (WireFieldNode) node = wire_field_node_new (WIRE_NODE_IN, left->start, 0);

  node->negated = negated;
  wire_field_node_add (node, left);
  return parse_set (self, node) ? g_steal_pointer (&node) : NULL;
}

static WireFieldNode *
parse_search (Parser *self, WireFieldNode *left, WireFieldNodeKind kind)
{
  g_autoptr (WireFieldNode) node = wire_field_node_new (kind, left->start, 0);
  WireFieldNode *right;

  wire_field_node_add (node, left);
  right = parse_sum (self);
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
parse_relation (Parser *self)
{
  WireFieldNode *left = parse_sum (self);
  WireFieldLexer before;

  if (!left)
    return NULL;
  if (at_comparison (self))
    return parse_chain (self, left);
  if (accept (self, WIRE_TOKEN_CONTAINS))
    return parse_search (self, left, WIRE_NODE_CONTAINS);
  if (accept (self, WIRE_TOKEN_MATCHES))
    return parse_search (self, left, WIRE_NODE_MATCHES);
  if (accept (self, WIRE_TOKEN_IN))
    return parse_in (self, left, FALSE);
  before = self->lexer;
  if (accept (self, WIRE_TOKEN_NOT))
    {
      if (accept (self, WIRE_TOKEN_IN))
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
parse_quantified (Parser *self)
{
  WireFieldQuantifier quantifier = is_at (self, WIRE_TOKEN_ALL) ? WIRE_FIELD_ALL : WIRE_FIELD_ANY;
  WireFieldNode *node;

  if (!accept (self, WIRE_TOKEN_ANY) && !accept (self, WIRE_TOKEN_ALL))
    return parse_relation (self);
  node = parse_relation (self);
  if (node && node->kind == WIRE_NODE_EXISTS)
    {
      fail_expecting (self, _ ("a comparison after “any” or “all”"));
      g_clear_pointer (&node, wire_field_node_free);
    }
  if (node)
    quantify (node, quantifier);
  return node;
}

static WireFieldNode *
parse_test (Parser *self)
{
  g_autoptr (WireFieldNode) inner = NULL;

  if (!accept (self, WIRE_TOKEN_OPEN))
    return parse_quantified (self);
  inner = enter (self) ? parse_or (self) : NULL;
  self->depth--;
  return inner
                 && expect (self, WIRE_TOKEN_CLOSE,
                            _ ("an operator such as “and”, or a closing bracket, “)”,"))
             ? g_steal_pointer (&inner)
             : NULL;
}

static WireFieldNode *
parse_not (Parser *self)
{
  guint start = (guint) self->lexer.start;
  gboolean negated = FALSE;
  WireFieldNode *node, *inner;

  while (accept (self, WIRE_TOKEN_NOT))
    negated = !negated;
  inner = parse_test (self);
  if (!inner || !negated)
    return inner;
  node = wire_field_node_new (WIRE_NODE_NOT, start, inner->end);
  wire_field_node_add (node, inner);
  return node;
}

static WireFieldNode *
parse_joined (Parser *self,
              WireFieldNodeKind kind,
              WireTokenKind token,
              WireFieldNode *(*parse) (Parser *) )
{
  g_autoptr (WireFieldNode) first = parse (self);
  g_autoptr (WireFieldNode) node = NULL;

  if (!first || !is_at (self, token))
    return g_steal_pointer (&first);
  node = wire_field_node_new (kind, first->start, 0);
  wire_field_node_add (node, g_steal_pointer (&first));
  while (accept (self, token))
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
parse_and (Parser *self)
{
  return parse_joined (self, WIRE_NODE_AND, WIRE_TOKEN_AND, parse_not);
}

static WireFieldNode *
parse_xor (Parser *self)
{
  return parse_joined (self, WIRE_NODE_XOR, WIRE_TOKEN_XOR, parse_and);
}

static WireFieldNode *
parse_or (Parser *self)
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
  Parser self = { .fault = fault };
  g_autoptr (WireFieldNode) node = NULL;

  if (strlen (text) > WIRE_FIELD_MAX_LENGTH)
    {
      wire_field_fault_set (fault, 0, 0, g_strdup (_ ("The filter is too long.")));
      return NULL;
    }
  wire_field_lexer_init (&self.lexer, text);
  node = parse_or (&self);
  if (node && !is_at (&self, WIRE_TOKEN_END))
    {
      fail_expecting (&self, _ ("an operator such as “and”, or the end,"));
      g_clear_pointer (&node, wire_field_node_free);
    }
  wire_field_lexer_clear (&self.lexer);
  return g_steal_pointer (&node);
}
