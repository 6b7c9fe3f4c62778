/* wire-needle.c: needles in general, and those in hexadecimal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/search/wire-needle.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/** Returns: (transfer full): a needle without bytes */
WireNeedle *
wire_needle_new (WireNeedleForm form)
{
  WireNeedle *self = g_new0 (WireNeedle, 1);

  self->form = form;
  self->sets = g_array_new (FALSE, FALSE, sizeof (WireByteSet));
  return self;
}

void
wire_needle_free (WireNeedle *self)
{
  g_array_unref (self->sets);
  g_free (self->folded);
  g_free (self);
}

/** Adds a byte that may be one of @set. */
void
wire_needle_add (WireNeedle *self, const WireByteSet *set)
{
  g_array_append_vals (self->sets, set, 1);
}

/** Returns: what a form is called in JSON and on a terminal */
const char *
wire_needle_form_to_text (WireNeedleForm form)
{
  static const char *const NAMES[] = { "bytes",  "UTF-8", "UTF-16LE", "UTF-16BE",
                                       "base64", "hex",   "percent",  "regex" };

  return NAMES[form];
}

/* Adds all bytes with this upper and lower half; -1 is any. */
static void
add_halves (WireNeedle *needle, int high, int low)
{
  WireByteSet set = { 0 };

  for (int byte = 0; byte < 256; byte++)
    if ((high < 0 || byte >> 4 == high) && (low < 0 || (byte & 15) == low))
      wire_byte_set_add (&set, (guint8) byte);
  wire_needle_add (needle, &set);
}

/* Returns: whether @c is a digit, or a question mark for any */
static gboolean
parse_digit (char c, int *value)
{
  *value = g_ascii_xdigit_value (c);
  return *value >= 0 || c == '?';
}

static gboolean
is_between (char c)
{
  return g_ascii_isspace (c) || c == ':' || c == '-' || c == ',';
}

static WireNeedle *
fail (const char *message, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  return NULL;
}

/**
 * wire_needle_from_hex:
 * @pattern: bytes as two hexadecimal digits each, with anything between that does not count
 * (blanks, colons, dashes, commas); a question mark for any digit
 * @error: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): the needle
 */
WireNeedle *
wire_needle_from_hex (const char *pattern, GError **error)
{
  g_autoptr (WireNeedle) needle = wire_needle_new (WIRE_NEEDLE_BYTES);
  gboolean any = FALSE;
  int high, low;

  for (const char *p = pattern; *p;)
    {
      if (is_between (*p))
        {
          p++;
          continue;
        }
      if (!parse_digit (p[0], &high) || !parse_digit (p[1], &low))
        return fail (_ ("Bytes are two hexadecimal digits each, such as “47 49 46 38 ?? 61”; a "
                        "question mark stands for any digit."),
                     error);
      any |= high >= 0 || low >= 0;
      add_halves (needle, high, low);
      p += 2;
    }
  if (!any || needle->sets->len > WIRE_NEEDLE_MAX)
    return fail (_ ("There are from 1 to 4096 bytes to look for, and not all of them may be any."),
                 error);
  return g_steal_pointer (&needle);
}
