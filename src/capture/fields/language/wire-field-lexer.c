/* wire-field-lexer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/language/wire-field-lexer.h"

#include <glib/gi18n.h>
#include <string.h>

/** Begins at the first token of @text, which must outlive @self. */
void
wire_field_lexer_init (WireFieldLexer *self, const char *text)
{
  *self = (WireFieldLexer){ .text = text, .value = g_byte_array_new () };
  wire_field_lexer_advance (self);
}

void
wire_field_lexer_clear (WireFieldLexer *self)
{
  g_clear_pointer (&self->value, g_byte_array_unref);
}

typedef struct
{
  const char *text;
  WireTokenKind kind;
} Spelling;

/* The longest sign first. */
static const Spelling SIGNS[] = {
  { "===", WIRE_TOKEN_ALL_EQUAL },
  { "!==", WIRE_TOKEN_ANY_NOT_EQUAL },
  { "==", WIRE_TOKEN_ANY_EQUAL },
  { "!=", WIRE_TOKEN_ALL_NOT_EQUAL },
  { "~=", WIRE_TOKEN_ANY_NOT_EQUAL },
  { ">=", WIRE_TOKEN_GREATER_OR_EQUAL },
  { "<=", WIRE_TOKEN_LESS_OR_EQUAL },
  { "&&", WIRE_TOKEN_AND },
  { "||", WIRE_TOKEN_OR },
  { "^^", WIRE_TOKEN_XOR },
  { "..", WIRE_TOKEN_RANGE },
  { "!", WIRE_TOKEN_NOT },
  { ">", WIRE_TOKEN_GREATER },
  { "<", WIRE_TOKEN_LESS },
  { "~", WIRE_TOKEN_MATCHES },
  { "&", WIRE_TOKEN_BIT_AND },
  { "+", WIRE_TOKEN_PLUS },
  { "-", WIRE_TOKEN_MINUS },
  { "*", WIRE_TOKEN_TIMES },
  { "/", WIRE_TOKEN_DIVIDE },
  { "%", WIRE_TOKEN_REMAINDER },
  { "(", WIRE_TOKEN_OPEN },
  { ")", WIRE_TOKEN_CLOSE },
  { "{", WIRE_TOKEN_OPEN_BRACE },
  { "}", WIRE_TOKEN_CLOSE_BRACE },
  { "[", WIRE_TOKEN_OPEN_SLICE },
  { "#", WIRE_TOKEN_LAYER },
  { ",", WIRE_TOKEN_COMMA },
};

static const Spelling WORDS[] = {
  { "and", WIRE_TOKEN_AND },
  { "or", WIRE_TOKEN_OR },
  { "xor", WIRE_TOKEN_XOR },
  { "not", WIRE_TOKEN_NOT },
  { "any", WIRE_TOKEN_ANY },
  { "all", WIRE_TOKEN_ALL },
  { "in", WIRE_TOKEN_IN },
  { "contains", WIRE_TOKEN_CONTAINS },
  { "matches", WIRE_TOKEN_MATCHES },
  { "eq", WIRE_TOKEN_ANY_EQUAL },
  { "any_eq", WIRE_TOKEN_ANY_EQUAL },
  { "all_eq", WIRE_TOKEN_ALL_EQUAL },
  { "ne", WIRE_TOKEN_ALL_NOT_EQUAL },
  { "all_ne", WIRE_TOKEN_ALL_NOT_EQUAL },
  { "any_ne", WIRE_TOKEN_ANY_NOT_EQUAL },
  { "gt", WIRE_TOKEN_GREATER },
  { "lt", WIRE_TOKEN_LESS },
  { "ge", WIRE_TOKEN_GREATER_OR_EQUAL },
  { "le", WIRE_TOKEN_LESS_OR_EQUAL },
  { "bitand", WIRE_TOKEN_BIT_AND },
  { "bitwise_and", WIRE_TOKEN_BIT_AND },
};

static gboolean
set_bad (WireFieldLexer *self, const char *fault)
{
  self->kind = WIRE_TOKEN_BAD;
  self->fault = fault;
  return FALSE;
}

static gboolean
read_digits (WireFieldLexer *self, guint most, guint base, guint32 *value)
{
  guint n = 0;

  *value = 0;
  for (; n < most && g_ascii_isxdigit (self->text[self->end]); n++, self->end++)
    {
      guint digit = (guint) g_ascii_xdigit_value (self->text[self->end]);

      if (digit >= base)
        break;
      *value = *value * base + digit;
    }
  return n > 0;
}

static gboolean
add_character (WireFieldLexer *self, guint32 character)
{
  char utf8[6];

  if (!g_unichar_validate (character))
    return set_bad (self, N_ ("This escape does not name a character."));
  g_byte_array_append (self->value, (const guint8 *) utf8,
                       (guint) g_unichar_to_utf8 (character, utf8));
  return TRUE;
}

static gboolean
add_byte (WireFieldLexer *self, guint32 value)
{
  guint8 byte = (guint8) value;

  g_byte_array_append (self->value, &byte, 1);
  return TRUE;
}

static gboolean
read_octal (WireFieldLexer *self)
{
  guint32 value;

  self->end--;
  if (!read_digits (self, 3, 8, &value) || value > 0xff)
    return set_bad (self, N_ ("An octal escape has up to three digits, and is 377 at most."));
  return add_byte (self, value);
}

/* After a backslash. A pattern may have escapes of its own, which the regular expression reads. */
static gboolean
read_escape (WireFieldLexer *self)
{
  static const char LETTERS[] = "abfnrtv", MEANINGS[] = "\a\b\f\n\r\t\v";
  char letter = self->text[self->end];
  const char *known = letter ? strchr (LETTERS, letter) : NULL;
  guint32 value;

  if (!letter)
    return set_bad (self, N_ ("The closing quotation mark is missing."));
  self->end++;
  if (known)
    return add_byte (self, (guint8) MEANINGS[known - LETTERS]);
  if (letter == 'x')
    return read_digits (self, 2, 16, &value)
               ? add_byte (self, value)
               : set_bad (self, N_ ("“\\x” is followed by one or two hexadecimal digits."));
  if (letter == 'u' || letter == 'U')
    return read_digits (self, letter == 'u' ? 4 : 8, 16, &value)
               ? add_character (self, value)
               : set_bad (self, N_ ("“\\u” is followed by hexadecimal digits."));
  if (letter >= '0' && letter <= '7')
    return read_octal (self);
  if (letter == '\\' || letter == '"' || letter == '\'')
    return add_byte (self, (guint8) letter);
  if (self->pattern)
    return add_byte (self, '\\') && add_byte (self, (guint8) letter);
  return set_bad (self, N_ ("This escape is not known. Write a backslash as “\\\\”."));
}

/* A raw text, r"…", has no escapes; a backslash only keeps a quotation mark from ending it. */
static gboolean
read_quoted (WireFieldLexer *self, char quote, gboolean raw)
{
  for (;;)
    {
      char letter = self->text[self->end];

      if (!letter)
        return set_bad (self, N_ ("The closing quotation mark is missing."));
      self->end++;
      if (letter == quote)
        return TRUE;
      if (letter == '\\' && !raw)
        {
          if (!read_escape (self))
            return FALSE;
          continue;
        }
      if (letter == '\\' && self->text[self->end])
        {
          add_byte (self, (guint8) letter);
          letter = self->text[self->end++];
        }
      add_byte (self, (guint8) letter);
    }
}

static void
read_text (WireFieldLexer *self, gsize opening, gboolean raw)
{
  char quote = self->text[self->start + opening];

  self->end = self->start + opening + 1;
  self->kind = quote == '"' ? WIRE_TOKEN_TEXT : WIRE_TOKEN_CHARACTER;
  if (!read_quoted (self, quote, raw))
    return;
  if (quote == '\'' && self->value->len != 1)
    set_bad (self, N_ ("Single quotation marks hold one character; a text is in double ones."));
}

static gboolean
is_word_letter (char letter)
{
  return g_ascii_isalnum (letter) || letter == '_' || letter == '.' || letter == ':'
         || letter == '-' || letter == '/' || (letter & 0x80);
}

static gboolean
begins_word (const char *at)
{
  return g_ascii_isalnum (*at) || *at == '_' || *at == ':' || (*at & 0x80)
         || (*at == '.' && at[1] != '.') || (*at == '-' && g_ascii_isdigit (at[1]));
}

static void
read_word (WireFieldLexer *self)
{
  const char *word = self->text + self->start;
  gsize length = 1;

  while (is_word_letter (word[length]) && strncmp (word + length, "..", 2) != 0)
    length++;
  self->end = self->start + length;
  self->kind = WIRE_TOKEN_WORD;
  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (strlen (WORDS[i].text) == length && g_ascii_strncasecmp (WORDS[i].text, word, length) == 0)
      self->kind = WORDS[i].kind;
}

static void
read_sign (WireFieldLexer *self)
{
  const char *at = self->text + self->start;

  for (guint i = 0; i < G_N_ELEMENTS (SIGNS); i++)
    if (g_str_has_prefix (at, SIGNS[i].text))
      {
        self->kind = SIGNS[i].kind;
        self->end = self->start + strlen (SIGNS[i].text);
        return;
      }
  self->end = self->start + 1;
  if (*at == '=')
    set_bad (self, N_ ("“=” is not a comparison. Write “==” for “is equal to”."));
  else if (*at == '|')
    set_bad (self, N_ ("“|” is not an operator. Write “||” or “or”."));
  else
    set_bad (self, N_ ("This sign has no meaning here."));
}

void
wire_field_lexer_advance (WireFieldLexer *self)
{
  const char *at;

  g_byte_array_set_size (self->value, 0);
  self->pattern = self->kind == WIRE_TOKEN_MATCHES;
  while (g_ascii_isspace (self->text[self->next]))
    self->next++;
  self->start = self->end = self->next;
  at = self->text + self->start;
  if (!*at)
    self->kind = WIRE_TOKEN_END;
  else if (*at == '"' || *at == '\'')
    read_text (self, 0, FALSE);
  else if ((*at == 'r' || *at == 'R') && at[1] == '"')
    read_text (self, 1, TRUE);
  else if (begins_word (at))
    read_word (self);
  else
    read_sign (self);
  self->next = self->end;
}
