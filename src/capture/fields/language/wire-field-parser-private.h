/* wire-field-parser-private.h: the two halves of the parser: values, and tests of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/language/wire-field-lexer.h"
#include "capture/fields/language/wire-field-parser.h"

G_BEGIN_DECLS

/*
 * From the weakest to the strongest: or, xor, and, not; then comparisons; then &, + and -, then *,
 * / and %, then a sign. Tests are put together in round brackets, arithmetic in curly ones.
 */
typedef struct
{
  WireFieldLexer lexer;
  guint depth;
  WireFieldFault *fault;
} WireFieldParser;

/* @message: (transfer full): at the token that is next. Returns: NULL */
WireFieldNode *wire_field_parser_fail (WireFieldParser *self, char *message);

/* Says that @expected would fit where the next token is. Returns: NULL */
WireFieldNode *wire_field_parser_fail_expecting (WireFieldParser *self, const char *expected);

gboolean wire_field_parser_is_at (WireFieldParser *self, WireTokenKind kind);
gboolean wire_field_parser_accept (WireFieldParser *self, WireTokenKind kind);
gboolean wire_field_parser_expect (WireFieldParser *self, WireTokenKind kind, const char *expected);

/* Goes into brackets. Returns: whether that is not too deep */
gboolean wire_field_parser_enter (WireFieldParser *self);

WireFieldNode *wire_field_parser_read_value (WireFieldParser *self);

G_END_DECLS
