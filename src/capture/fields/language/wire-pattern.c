/* wire-pattern.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/language/wire-pattern.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Steps, nesting and KiB for one value: a long value takes about a tenth of a second. */
#define MATCH_LIMIT 1000000
#define DEPTH_LIMIT 10000
#define HEAP_LIMIT 16384

struct _WirePattern
{
  pcre2_code *code;
  pcre2_match_context *context;
  int given_up; /* atomic */
};

static char *
message_of (int code)
{
  PCRE2_UCHAR text[256];

  if (pcre2_get_error_message (code, text, sizeof text) < 0)
    return g_strdup_printf ("%d", code);
  return g_utf8_make_valid ((const char *) text, -1);
}

/**
 * wire_pattern_new:
 * @expression: as pcre2pattern(3) says; a dot matches every byte but the end of a line
 * @length: in bytes
 * @error: %G_IO_ERROR_INVALID_ARGUMENT where it cannot be compiled
 *
 * Returns: (transfer full) (nullable): the compiled expression
 */
WirePattern *
wire_pattern_new (const char *expression, gsize length, GError **error)
{
  WirePattern *self;
  PCRE2_SIZE place;
  int code;
  pcre2_code *compiled = pcre2_compile ((PCRE2_SPTR) expression, length,
                                        PCRE2_CASELESS | PCRE2_NEVER_UTF, &code, &place, NULL);

  if (!compiled)
    {
      g_autofree char *message = message_of (code);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("The regular expression is wrong at character %u: %s."), (guint) place + 1,
                   message);
      return NULL;
    }
  pcre2_jit_compile (compiled, PCRE2_JIT_COMPLETE); /* only faster */
  self = g_new0 (WirePattern, 1);
  self->code = compiled;
  self->context = pcre2_match_context_create (NULL);
  pcre2_set_match_limit (self->context, MATCH_LIMIT);
  pcre2_set_depth_limit (self->context, DEPTH_LIMIT);
  pcre2_set_heap_limit (self->context, HEAP_LIMIT);
  return self;
}

void
wire_pattern_free (WirePattern *self)
{
  pcre2_match_context_free (self->context);
  pcre2_code_free (self->code);
  g_free (self);
}

/** Returns: whether @self matches somewhere in the @length bytes at @bytes */
gboolean
wire_pattern_matches (WirePattern *self, const guint8 *bytes, gsize length)
{
  pcre2_match_data *match = pcre2_match_data_create (1, NULL);
  int found = pcre2_match (self->code, length > 0 ? bytes : (const guint8 *) "", length, 0, 0,
                           match, self->context);

  if (found == PCRE2_ERROR_JIT_STACKLIMIT) /* the interpreter has its stack on the heap */
    found = pcre2_match (self->code, bytes, length, 0, PCRE2_NO_JIT, match, self->context);
  pcre2_match_data_free (match);
  if (found < 0 && found != PCRE2_ERROR_NOMATCH)
    g_atomic_int_inc (&self->given_up);
  return found >= 0;
}

guint
wire_pattern_get_given_up (WirePattern *self)
{
  return (guint) g_atomic_int_get (&self->given_up);
}
