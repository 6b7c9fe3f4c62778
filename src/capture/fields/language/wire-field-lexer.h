/* wire-field-lexer.h: words and signs of a filter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What a token of a filter is. Operators that have two spellings are one token. */
typedef enum
{
  WIRE_TOKEN_END,
  WIRE_TOKEN_BAD, /* @start to @end cannot begin anything */
  WIRE_TOKEN_WORD,
  WIRE_TOKEN_TEXT,      /* in double quotes; @value has it without escapes */
  WIRE_TOKEN_CHARACTER, /* in single quotes */
  WIRE_TOKEN_OPEN,
  WIRE_TOKEN_CLOSE,
  WIRE_TOKEN_OPEN_BRACE,
  WIRE_TOKEN_CLOSE_BRACE,
  WIRE_TOKEN_OPEN_SLICE,
  WIRE_TOKEN_LAYER, /* # */
  WIRE_TOKEN_COMMA,
  WIRE_TOKEN_RANGE, /* .. */
  WIRE_TOKEN_AND,
  WIRE_TOKEN_OR,
  WIRE_TOKEN_XOR,
  WIRE_TOKEN_NOT,
  WIRE_TOKEN_ANY,
  WIRE_TOKEN_ALL,
  WIRE_TOKEN_IN,
  WIRE_TOKEN_CONTAINS,
  WIRE_TOKEN_MATCHES,
  WIRE_TOKEN_ANY_EQUAL,
  WIRE_TOKEN_ALL_EQUAL,
  WIRE_TOKEN_ANY_NOT_EQUAL,
  WIRE_TOKEN_ALL_NOT_EQUAL,
  WIRE_TOKEN_GREATER,
  WIRE_TOKEN_LESS,
  WIRE_TOKEN_GREATER_OR_EQUAL,
  WIRE_TOKEN_LESS_OR_EQUAL,
  WIRE_TOKEN_BIT_AND,
  WIRE_TOKEN_PLUS,
  WIRE_TOKEN_MINUS,
  WIRE_TOKEN_TIMES,
  WIRE_TOKEN_DIVIDE,
  WIRE_TOKEN_REMAINDER,
} WireTokenKind;

/**
 * WireFieldLexer:
 * @text: the whole filter; not owned
 * @next: where the next token is looked for
 * @kind: of the current token
 * @start: of the current token in @text
 * @end: after it
 * @value: of a text or a character: its bytes; owned
 * @pattern: what comes next is a regular expression
 * @fault: of a token that is bad: why, marked for translation
 *
 * Takes a filter apart, one token at a time. Used by one thread.
 */
typedef struct
{
  const char *text;
  gsize next;
  WireTokenKind kind;
  gsize start;
  gsize end;
  GByteArray *value;
  gboolean pattern;
  const char *fault;
} WireFieldLexer;

void wire_field_lexer_init (WireFieldLexer *lexer, const char *text);

/** Frees what @lexer owns. */
void wire_field_lexer_clear (WireFieldLexer *lexer);

/** Moves to the next token. */
void wire_field_lexer_advance (WireFieldLexer *lexer);

G_END_DECLS
