/* wire-search-pattern.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/search/wire-search-pattern.h"

#include "capture/search/wire-needle-scan.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <glib/gi18n.h>
#include <pcre2.h>
#include <string.h>

/* What one search of one piece may take: PCRE2 counts calls of its matching function, and KiB. An
 * expression that would need more is given up there. */
#define MATCH_LIMIT 1000000u
#define DEPTH_LIMIT 10000u
#define HEAP_LIMIT_KIB 20000u

/* The longest expression that is compiled. */
#define REGEX_MAX 8192u

struct _WireSearchPattern
{
  WireNeedleScan *needles; /* NULL for a regular expression */
  pcre2_code *code;
  pcre2_match_data *data;
  pcre2_match_context *context;
  guint64 given_up;
};

static gboolean
fail (const char *message, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

static gboolean
set_text (WireSearchPattern *self, const char *text, gboolean exact, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    return fail (_ ("Text to be looked for must be UTF-8; --hex takes any bytes."), error);
  if (text[0] == '\0' || strlen (text) > WIRE_NEEDLE_MAX / 4)
    return fail (_ ("Text to be looked for has from 1 to 1024 bytes."), error);
  self->needles = wire_needle_scan_new (wire_needles_from_text (text, exact));
  return TRUE;
}

static gboolean
set_hex (WireSearchPattern *self, const char *pattern, GError **error)
{
  WireNeedle *needle = wire_needle_from_hex (pattern, error);
  GPtrArray *needles;

  if (!needle)
    return FALSE;
  needles = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_needle_free);
  g_ptr_array_add (needles, needle);
  self->needles = wire_needle_scan_new (needles);
  return TRUE;
}

static void
set_limits (WireSearchPattern *self)
{
  pcre2_jit_compile (self->code, PCRE2_JIT_COMPLETE); /* without it, matching is only slower */
  self->data = pcre2_match_data_create (1, NULL);
  self->context = pcre2_match_context_create (NULL);
  pcre2_set_match_limit (self->context, MATCH_LIMIT);
  pcre2_set_depth_limit (self->context, DEPTH_LIMIT);
  pcre2_set_heap_limit (self->context, HEAP_LIMIT_KIB);
}

/* An expression that is ASCII is about bytes; another one is about text in UTF-8, which may be
 * among anything. */
static gboolean
set_regex (WireSearchPattern *self, const char *regex, gboolean caseless, GError **error)
{
  guint32 options = PCRE2_NEVER_BACKSLASH_C | (caseless ? PCRE2_CASELESS : 0);
  PCRE2_UCHAR message[256];
  PCRE2_SIZE offset;
  int code;

  if (!g_str_is_ascii (regex))
    options |= PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF;
  if (strlen (regex) > REGEX_MAX)
    return fail (_ ("A regular expression has at most 8192 bytes."), error);
  self->code =
      pcre2_compile ((PCRE2_SPTR) regex, PCRE2_ZERO_TERMINATED, options, &code, &offset, NULL);
  if (self->code)
    {
      set_limits (self);
      return TRUE;
    }
  pcre2_get_error_message (code, message, sizeof message);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _ ("The regular expression is wrong at character %zu: %s."), (gsize) offset + 1,
               (const char *) message);
  return FALSE;
}

/**
 * wire_search_pattern_new:
 * @kind: what @what is
 * @what: as a person typed it
 * @error: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): the pattern
 */
WireSearchPattern *
wire_search_pattern_new (WireSearchKind kind, const char *what, GError **error)
{
  g_autoptr (WireSearchPattern) self = g_new0 (WireSearchPattern, 1);
  gboolean done;

  if (kind == WIRE_SEARCH_HEX)
    done = set_hex (self, what, error);
  else if (kind == WIRE_SEARCH_TEXT || kind == WIRE_SEARCH_EXACT)
    done = set_text (self, what, kind == WIRE_SEARCH_EXACT, error);
  else
    done = set_regex (self, what, kind == WIRE_SEARCH_REGEX_CASELESS, error);
  return done ? g_steal_pointer (&self) : NULL;
}

void
wire_search_pattern_free (WireSearchPattern *self)
{
  g_clear_pointer (&self->needles, wire_needle_scan_free);
  g_clear_pointer (&self->context, pcre2_match_context_free);
  g_clear_pointer (&self->data, pcre2_match_data_free);
  g_clear_pointer (&self->code, pcre2_code_free);
  g_free (self);
}

gsize
wire_search_pattern_get_reach (const WireSearchPattern *self)
{
  return self->needles ? wire_needle_scan_get_longest (self->needles) - 1 : WIRE_SEARCH_REGEX_REACH;
}

/** Returns: how often a regular expression needed more than its limits, so that a piece was not
 * searched to its end */
guint64
wire_search_pattern_get_given_up (const WireSearchPattern *self)
{
  return self->given_up;
}

static gboolean
find_regex (
    WireSearchPattern *self, const guint8 *bytes, gsize length, gsize from, WireSearchMatch *match)
{
  const PCRE2_SIZE *place;
  int n;

  if (from > length)
    return FALSE;
  n = pcre2_match (self->code, bytes, length, from, PCRE2_NOTEMPTY, self->data, self->context);
  if (n < 0)
    {
      self->given_up += n != PCRE2_ERROR_NOMATCH;
      return FALSE;
    }
  place = pcre2_get_ovector_pointer (self->data);
  if (place[1] <= place[0])
    return FALSE;
  *match = (WireSearchMatch){ place[0], place[1], WIRE_NEEDLE_REGEX };
  return TRUE;
}

/**
 * wire_search_pattern_find:
 * @self: what to look for
 * @bytes: where
 * @length: of @bytes
 * @from: where to begin in them
 * @match: (out): the first match
 *
 * Returns: whether there is one
 */
gboolean
wire_search_pattern_find (
    WireSearchPattern *self, const guint8 *bytes, gsize length, gsize from, WireSearchMatch *match)
{
  const WireNeedle *needle;
  gsize at = 0;

  if (!self->needles)
    return find_regex (self, bytes, length, from, match);
  needle = wire_needle_scan_find (self->needles, bytes, length, from, &at);
  if (!needle)
    return FALSE;
  *match = (WireSearchMatch){ at, at + needle->sets->len, needle->form };
  return TRUE;
}
