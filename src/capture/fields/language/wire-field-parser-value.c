/* wire-field-parser-value.c: values in filters, and what both halves of the parser do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/language/wire-field-parser-private.h"
#include "capture/fields/language/wire-field-slice.h"

#include <glib/gi18n.h>

WireFieldNode *
wire_field_parser_fail (WireFieldParser *self, char *message)
{
  wire_field_fault_set (self->fault, (guint) self->lexer.start, (guint) self->lexer.end, message);
  return NULL;
}

WireFieldNode *
wire_field_parser_fail_expecting (WireFieldParser *self, const char *expected)
{
  g_autofree char *token = NULL;

  if (self->lexer.kind == WIRE_TOKEN_BAD)
    return wire_field_parser_fail (self, g_strdup (_ (self->lexer.fault)));
  if (self->lexer.kind == WIRE_TOKEN_END)
    return wire_field_parser_fail (
        self, g_strdup_printf (_ ("The filter ends too early. Expected: %s."), expected));
  token = g_strndup (self->lexer.text + self->lexer.start, self->lexer.end - self->lexer.start);
  return wire_field_parser_fail (
      self, g_strdup_printf (_ ("“%s” does not fit here. Expected: %s."), token, expected));
}

gboolean
wire_field_parser_is_at (WireFieldParser *self, WireTokenKind kind)
{
  return self->lexer.kind == kind;
}

gboolean
wire_field_parser_accept (WireFieldParser *self, WireTokenKind kind)
{
  if (!wire_field_parser_is_at (self, kind))
    return FALSE;
  wire_field_lexer_advance (&self->lexer);
  return TRUE;
}

gboolean
wire_field_parser_expect (WireFieldParser *self, WireTokenKind kind, const char *expected)
{
  if (wire_field_parser_accept (self, kind))
    return TRUE;
  wire_field_parser_fail_expecting (self, expected);
  return FALSE;
}

gboolean
wire_field_parser_enter (WireFieldParser *self)
{
  if (self->depth++ < WIRE_FIELD_MAX_DEPTH)
    return TRUE;
  wire_field_parser_fail (self, g_strdup (_ ("The filter has too many brackets in brackets.")));
  return FALSE;
}

static WireFieldNode *
take_token (WireFieldParser *self, WireFieldNodeKind kind)
{
  WireFieldNode *node =
      wire_field_node_new (kind, (guint) self->lexer.start, (guint) self->lexer.end);

  if (kind != WIRE_NODE_WORD)
    node->bytes = g_bytes_new (self->lexer.value->data, self->lexer.value->len);
  wire_field_lexer_advance (&self->lexer);
  return node;
}

static WireFieldNode *
parse_arguments (WireFieldParser *self, WireFieldNode *name)
{
  g_autoptr (WireFieldNode) function = name;

  function->kind = WIRE_NODE_FUNCTION;
  if (!wire_field_parser_enter (self))
    return NULL;
  do
    {
      WireFieldNode *argument = wire_field_parser_read_value (self);

      if (!argument)
        return NULL;
      wire_field_node_add (function, argument);
    }
  while (wire_field_parser_accept (self, WIRE_TOKEN_COMMA));
  self->depth--;
  function->end = (guint) self->lexer.end;
  return wire_field_parser_expect (self, WIRE_TOKEN_CLOSE, _ ("a closing bracket, “)”"))
             ? g_steal_pointer (&function)
             : NULL;
}

static WireFieldNode *
parse_group (WireFieldParser *self)
{
  g_autoptr (WireFieldNode) inner =
      wire_field_parser_enter (self) ? wire_field_parser_read_value (self) : NULL;

  self->depth--;
  return inner
                 && wire_field_parser_expect (self, WIRE_TOKEN_CLOSE_BRACE,
                                              _ ("a closing bracket, “}”"))
             ? g_steal_pointer (&inner)
             : NULL;
}

static WireFieldNode *
parse_atom (WireFieldParser *self)
{
  WireFieldNode *node;

  switch (self->lexer.kind)
    {
    case WIRE_TOKEN_WORD:
      node = take_token (self, WIRE_NODE_WORD);
      return wire_field_parser_accept (self, WIRE_TOKEN_OPEN) ? parse_arguments (self, node) : node;
    case WIRE_TOKEN_TEXT:
      return take_token (self, WIRE_NODE_TEXT);
    case WIRE_TOKEN_CHARACTER:
      return take_token (self, WIRE_NODE_CHARACTER);
    case WIRE_TOKEN_OPEN_BRACE:
      wire_field_lexer_advance (&self->lexer);
      return parse_group (self);
    default:
      return wire_field_parser_fail_expecting (self, _ ("a field or a value"));
    }
}

/* The inside of a slice has rules of its own: wire-field-slice. */
static WireFieldNode *
parse_slice (WireFieldParser *self, WireFieldNode *of)
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
parse_layer (WireFieldParser *self, WireFieldNode *field)
{
  self->lexer.next = self->lexer.end;
  field->spans = wire_field_layer_parse (self->lexer.text, &self->lexer.next, self->fault);
  field->end = (guint) self->lexer.next;
  wire_field_lexer_advance (&self->lexer);
  return field->spans != NULL;
}

static WireFieldNode *
parse_postfix (WireFieldParser *self)
{
  WireFieldNode *node = parse_atom (self);

  if (node && node->kind == WIRE_NODE_WORD && wire_field_parser_is_at (self, WIRE_TOKEN_LAYER)
      && !parse_layer (self, node))
    g_clear_pointer (&node, wire_field_node_free);
  while (node && wire_field_parser_is_at (self, WIRE_TOKEN_OPEN_SLICE))
    node = parse_slice (self, node);
  return node;
}

static WireFieldNode *
parse_signed (WireFieldParser *self)
{
  WireFieldNode *node, *inner;
  guint start = (guint) self->lexer.start;

  if (wire_field_parser_accept (self, WIRE_TOKEN_PLUS))
    return parse_postfix (self);
  if (!wire_field_parser_accept (self, WIRE_TOKEN_MINUS))
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
parse_operators (WireFieldParser *self, guint weakest)
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

/* A value, with its arithmetic: what is compared. */
WireFieldNode *
wire_field_parser_read_value (WireFieldParser *self)
{
  return parse_operators (self, 1);
}
