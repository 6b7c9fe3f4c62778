/* wire-search-pattern.h: what is looked for: text, bytes or a regular expression
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/search/wire-needle.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** A match of a regular expression that is longer may not be found where it lies across two pieces
 * of a stream. */
#define WIRE_SEARCH_REGEX_REACH 1024u

/**
 * WireSearchKind:
 * @WIRE_SEARCH_TEXT: text in all its forms, in any case
 * @WIRE_SEARCH_EXACT: text in all its forms, in this case
 * @WIRE_SEARCH_HEX: bytes in hexadecimal, with question marks for any digit
 * @WIRE_SEARCH_REGEX: a regular expression of PCRE2, over bytes
 * @WIRE_SEARCH_REGEX_CASELESS: likewise, in any case
 */
typedef enum
{
  WIRE_SEARCH_TEXT,
  WIRE_SEARCH_EXACT,
  WIRE_SEARCH_HEX,
  WIRE_SEARCH_REGEX,
  WIRE_SEARCH_REGEX_CASELESS,
} WireSearchKind;

/**
 * WireSearchMatch:
 * @begin: of the match, in bytes
 * @end: of the match
 * @form: what it is written in
 *
 * Where a pattern was found.
 */
typedef struct
{
  gsize begin;
  gsize end;
  WireNeedleForm form;
} WireSearchMatch;

/**
 * WireSearchPattern:
 *
 * Something that can be looked for. Used by one thread.
 */
typedef struct _WireSearchPattern WireSearchPattern;

WireSearchPattern *wire_search_pattern_new (WireSearchKind kind, const char *what, GError **error);

/** Frees @pattern and what it owns. */
void wire_search_pattern_free (WireSearchPattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSearchPattern, wire_search_pattern_free)

/** Returns: how many bytes before a piece a match in it may begin */
gsize wire_search_pattern_get_reach (const WireSearchPattern *pattern);

gboolean wire_search_pattern_find (WireSearchPattern *pattern,
                                   const guint8 *bytes,
                                   gsize length,
                                   gsize from,
                                   WireSearchMatch *match);
guint64 wire_search_pattern_get_given_up (const WireSearchPattern *pattern);

G_END_DECLS
