/* wire-field-completion.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-completion.h"

#include "capture/fields/table/wire-field-known.h"
#include "capture/fields/language/wire-field-lexer.h"
#include "capture/fields/table/wire-field-table.h"

#include <glib/gi18n.h>
#include <string.h>

/* What may come next. */
typedef enum
{
  EXPECT_OPERAND,   /* a condition begins */
  EXPECT_OPERATOR,  /* after the name of a field */
  EXPECT_VALUE,     /* after a comparison */
  EXPECT_JUNCTION,  /* after a condition */
  EXPECT_SOMETHING, /* that is not proposed: inside brackets of a slice */
} Expectation;

typedef struct
{
  Expectation expects;
  const WireFieldInfo *field; /* the last one that was named */
  gboolean set;               /* inside the curly brackets of a set */
  const char *word;           /* the beginning of the word at the cursor */
  gsize length;
  WireFieldCompletion *completion;
  guint most;
} Completer;

typedef struct
{
  const char *text;
  const char *sentence;
} Proposal;

static const Proposal FUNCTIONS[] = {
  { "len(", N_ ("The length of a text, or of bytes") },
  { "count(", N_ ("How often the field occurs in the packet") },
  { "lower(", N_ ("The text in lower case") },
  { "upper(", N_ ("The text in upper case") },
  { "string(", N_ ("The value as a text") },
  { "max(", N_ ("The largest of several values") },
  { "min(", N_ ("The smallest of several values") },
  { "abs(", N_ ("The number without its sign") },
};

static const Proposal BEGINNINGS[] = {
  { "not", N_ ("The opposite of what follows") },
  { "any", N_ ("Any value of the field must pass the comparison that follows") },
  { "all", N_ ("All values of the field must pass the comparison that follows") },
};

static const Proposal COMPARISONS[] = {
  { "==", N_ ("Equal") },
  { "!=", N_ ("Different, all values of the field") },
  { ">", N_ ("Greater") },
  { "<", N_ ("Less") },
  { ">=", N_ ("Greater or equal") },
  { "<=", N_ ("Less or equal") },
  { "~=", N_ ("Different, any value of the field") },
  { "===", N_ ("Equal, all values of the field") },
  { "in {", N_ ("One of several values or ranges") },
};

static const Proposal PARTS[] = {
  { "contains", N_ ("Has these bytes or this text inside") },
  { "matches", N_ ("Matches a regular expression") },
};

static const Proposal JUNCTIONS[] = {
  { "and", N_ ("Both conditions hold") },
  { "or", N_ ("One of the conditions holds, or both") },
  { "xor", N_ ("One of the conditions holds, and not both") },
};

static void
candidate_free (gpointer data)
{
  WireFieldCandidate *candidate = data;

  g_free (candidate->text);
  g_free (candidate->sentence);
  g_free (candidate);
}

void
wire_field_completion_free (WireFieldCompletion *self)
{
  g_ptr_array_unref (self->candidates);
  g_free (self);
}

static const char *
title_of (const WireFieldInfo *info)
{
  if (info->title)
    return _ (info->title);
  return info->describer ? info->describer : info->name;
}

/* What the name begins with; where that is not a name itself, as of pppoe.code, the protocol. */
static const WireFieldInfo *
find_protocol (const WireFieldInfo *info)
{
  const WireFieldInfo *first = wire_field_table_find (info->name, strcspn (info->name, "."));
  const char *name = wire_field_table_find_protocol (info->protocol);

  if (first)
    return first;
  return name ? wire_field_table_find (name, strlen (name)) : NULL;
}

/**
 * wire_field_info_describe:
 * @self: a field
 *
 * Returns: (transfer full): in plain words, translated, what it is: “Time to live, in Internet
 * Protocol version 4”
 */
char *
wire_field_info_describe (const WireFieldInfo *self)
{
  const WireFieldInfo *protocol = find_protocol (self);

  if (!protocol || self->type == WIRE_FIELD_PROTOCOL)
    return g_strdup (title_of (self));
  /* Translators: what a field holds, and the protocol that it is of. */
  return g_strdup_printf (_ ("%s, in %s"), title_of (self), title_of (protocol));
}

static gboolean
is_full (const Completer *self)
{
  return self->completion->candidates->len >= self->most;
}

static void
add (Completer *self,
     WireFieldCandidateKind kind,
     const char *text,
     const char *type,
     char *sentence)
{
  WireFieldCandidate *candidate = g_new (WireFieldCandidate, 1);

  *candidate = (WireFieldCandidate){ kind, g_strdup (text), type, sentence };
  g_ptr_array_add (self->completion->candidates, candidate);
}

static gboolean
begins (const Completer *self, const char *text)
{
  return g_ascii_strncasecmp (text, self->word, self->length) == 0;
}

static void
propose (Completer *self, WireFieldCandidateKind kind, const Proposal *proposals, gsize n)
{
  for (gsize i = 0; i < n && !is_full (self); i++)
    if (begins (self, proposals[i].text))
      add (self, kind, proposals[i].text, NULL, g_strdup (_ (proposals[i].sentence)));
}

/* Whether a later part of the name begins with the word: “host” finds http.host. */
static gboolean
has_part (const Completer *self, const char *name)
{
  for (const char *dot = strchr (name, '.'); dot && self->length > 0; dot = strchr (dot + 1, '.'))
    if (begins (self, dot + 1))
      return TRUE;
  return FALSE;
}

static void
add_field (Completer *self, const WireFieldInfo *info)
{
  add (self, WIRE_FIELD_CANDIDATE_FIELD, info->name, _ (wire_field_type_name (info->type)),
       wire_field_info_describe (info));
}

static void
add_fields (Completer *self)
{
  guint n = wire_field_table_get_length ();

  for (guint i = 0; i < n && !is_full (self); i++)
    if (begins (self, wire_field_table_get (i)->name))
      add_field (self, wire_field_table_get (i));
  for (guint i = 0; i < n && !is_full (self); i++)
    if (!begins (self, wire_field_table_get (i)->name)
        && has_part (self, wire_field_table_get (i)->name))
      add_field (self, wire_field_table_get (i));
}

/* A value is found by its name as well: “NX” finds NXDOMAIN. */
static void
add_values (Completer *self)
{
  gsize n = 0;
  const WireFieldKnown *known = self->field ? wire_field_known_get (self->field, &n) : NULL;
  gboolean quoted = self->length > 0 && *self->word == '"';
  gboolean text = self->field && self->field->type == WIRE_FIELD_TEXT;

  self->word += quoted;
  self->length -= quoted;
  for (gsize i = 0; i < n && !is_full (self); i++)
    {
      g_autofree char *value = text ? g_strdup_printf ("\"%s\"", known[i].text) : NULL;

      if ((!quoted || text) && (begins (self, known[i].text) || begins (self, known[i].meaning)))
        add (self, WIRE_FIELD_CANDIDATE_VALUE, value ? value : known[i].text, NULL,
             g_strdup (_ (known[i].meaning)));
    }
}

static void
add_comparisons (Completer *self)
{
  propose (self, WIRE_FIELD_CANDIDATE_OPERATOR, COMPARISONS, G_N_ELEMENTS (COMPARISONS));
  if (self->field && wire_field_type_has_bytes (self->field->type)
      && self->field->type != WIRE_FIELD_IPV4 && self->field->type != WIRE_FIELD_IPV6)
    propose (self, WIRE_FIELD_CANDIDATE_OPERATOR, PARTS, G_N_ELEMENTS (PARTS));
  propose (self, WIRE_FIELD_CANDIDATE_OPERATOR, JUNCTIONS, G_N_ELEMENTS (JUNCTIONS));
}

static void
fill (Completer *self)
{
  switch (self->expects)
    {
    case EXPECT_OPERAND:
      add_fields (self);
      propose (self, WIRE_FIELD_CANDIDATE_FUNCTION, FUNCTIONS, G_N_ELEMENTS (FUNCTIONS));
      propose (self, WIRE_FIELD_CANDIDATE_OPERATOR, BEGINNINGS, G_N_ELEMENTS (BEGINNINGS));
      break;
    case EXPECT_OPERATOR:
      add_comparisons (self);
      break;
    case EXPECT_VALUE:
      add_values (self);
      break;
    case EXPECT_JUNCTION:
      propose (self, WIRE_FIELD_CANDIDATE_OPERATOR, JUNCTIONS, G_N_ELEMENTS (JUNCTIONS));
      break;
    case EXPECT_SOMETHING:
      break;
    }
}

static gboolean
is_comparison (WireTokenKind kind)
{
  return kind >= WIRE_TOKEN_IN && kind <= WIRE_TOKEN_LESS_OR_EQUAL;
}

static void
pass_word (Completer *self, const WireFieldLexer *lexer)
{
  const WireFieldInfo *info =
      wire_field_table_find (lexer->text + lexer->start, lexer->end - lexer->start);

  if (self->expects == EXPECT_VALUE)
    self->expects = self->set ? EXPECT_SOMETHING : EXPECT_JUNCTION;
  else if (self->expects == EXPECT_OPERAND)
    {
      self->field = info;
      self->expects = EXPECT_OPERATOR;
    }
}

/* Whether what follows the token is a value of a set, or another argument. */
static void
pass_comma (Completer *self)
{
  if (self->set)
    self->expects = EXPECT_VALUE;
  else if (self->expects != EXPECT_SOMETHING)
    self->expects = EXPECT_OPERAND;
}

static void
pass_brace (Completer *self, gboolean open)
{
  if (open && self->expects != EXPECT_VALUE) /* arithmetic */
    return;
  self->set = open;
  self->expects = open ? EXPECT_VALUE : EXPECT_JUNCTION;
}

/* A slice ends in the same token that begins it only where it is whole; the word of a layer’s
 * number is not proposed. */
static void
pass_slice (Completer *self, WireFieldLexer *lexer, gsize cursor)
{
  const char *end = memchr (lexer->text + lexer->start, ']', cursor - lexer->start);

  if (end)
    lexer->next = (gsize) (end - lexer->text) + 1;
  else
    lexer->next = cursor;
  self->expects = end ? EXPECT_OPERATOR : EXPECT_SOMETHING;
}

static void
pass (Completer *self, WireFieldLexer *lexer, gsize cursor)
{
  if (is_comparison (lexer->kind))
    self->expects = EXPECT_VALUE;
  else
    switch (lexer->kind)
      {
      case WIRE_TOKEN_WORD:
      case WIRE_TOKEN_TEXT:
      case WIRE_TOKEN_CHARACTER:
        pass_word (self, lexer);
        break;
      case WIRE_TOKEN_COMMA:
        pass_comma (self);
        break;
      case WIRE_TOKEN_RANGE:
        self->expects = EXPECT_VALUE;
        break;
      case WIRE_TOKEN_OPEN_BRACE:
      case WIRE_TOKEN_CLOSE_BRACE:
        pass_brace (self, lexer->kind == WIRE_TOKEN_OPEN_BRACE);
        break;
      case WIRE_TOKEN_OPEN_SLICE:
        pass_slice (self, lexer, cursor);
        break;
      case WIRE_TOKEN_CLOSE: /* of a function, or of a condition */
        self->expects = EXPECT_OPERATOR;
        break;
      case WIRE_TOKEN_LAYER:
      case WIRE_TOKEN_BAD:
        self->expects = EXPECT_SOMETHING;
        break;
      default:
        self->field = NULL;
        self->expects = EXPECT_OPERAND;
      }
}

/* A name before a bracket is a function, whose argument is a field. */
static gboolean
is_function (const char *filter, const WireFieldLexer *lexer)
{
  return lexer->kind == WIRE_TOKEN_WORD && filter[lexer->end] == '(';
}

static gboolean
is_word_letter (char letter)
{
  return g_ascii_isalnum (letter) || letter == '_' || letter == '.' || letter == '-';
}

/* Whether the token at the cursor is a word that goes on, or a quotation mark that is open. */
static gboolean
is_unfinished (const WireFieldLexer *lexer, gsize cursor)
{
  char first = lexer->text[lexer->start];

  if (lexer->kind == WIRE_TOKEN_BAD && first == '"')
    return TRUE;
  return lexer->end == cursor && (g_ascii_isalnum (first) || first == '_');
}

static void
find_word (Completer *self, const char *filter, char *before, gsize cursor)
{
  WireFieldLexer lexer;

  self->completion->start = (guint) cursor;
  self->word = before + cursor;
  wire_field_lexer_init (&lexer, before);
  for (; lexer.kind != WIRE_TOKEN_END; wire_field_lexer_advance (&lexer))
    {
      if (is_unfinished (&lexer, cursor))
        {
          self->completion->start = (guint) lexer.start;
          self->word = before + lexer.start;
          self->length = cursor - lexer.start;
          break;
        }
      if (!is_function (before, &lexer))
        pass (self, &lexer, cursor);
      if (lexer.kind == WIRE_TOKEN_BAD)
        break;
    }
  wire_field_lexer_clear (&lexer);
  while (self->length > 0 && is_word_letter (filter[self->completion->end]))
    self->completion->end++;
}

/**
 * wire_field_complete:
 * @filter: a filter that is being written
 * @cursor: where, in bytes; the end at most
 * @most: at most so many candidates
 *
 * Says what may be written at the cursor: names of fields at the beginning of a condition, then
 * comparisons, and then the values that the field is known to have. It looks at no capture.
 *
 * Returns: (transfer full): what may be written, and which word it replaces
 */
WireFieldCompletion *
wire_field_complete (const char *filter, guint cursor, guint most)
{
  gsize end = MIN (cursor, strlen (filter));
  g_autofree char *before = g_strndup (filter, end);
  WireFieldCompletion *completion = g_new0 (WireFieldCompletion, 1);
  Completer self = { .completion = completion, .most = most };

  completion->end = (guint) end;
  completion->candidates = g_ptr_array_new_with_free_func (candidate_free);
  find_word (&self, filter, before, end);
  fill (&self);
  return completion;
}
