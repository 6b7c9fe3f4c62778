/* wire-field-slice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/language/wire-field-slice.h"

#include <glib/gi18n.h>
#include <stdlib.h>

static void
skip_space (const char *text, gsize *at)
{
  while (g_ascii_isspace (text[*at]))
    (*at)++;
}

static gboolean
read_number (const char *text, gsize *at, gint *number)
{
  gboolean negative;
  gsize digits;
  gint64 value;

  skip_space (text, at);
  negative = text[*at] == '-';
  digits = *at + negative;
  if (!g_ascii_isdigit (text[digits]))
    return FALSE;
  for (value = 0; g_ascii_isdigit (text[digits]); digits++)
    value = MIN (value * 10 + g_ascii_digit_value (text[digits]), G_MAXINT - 1);
  *number = (gint) (negative ? -value : value);
  *at = digits;
  skip_space (text, at);
  return TRUE;
}

static gboolean
fail (WireFieldFault *fault, const char *text, gsize start, gsize at, const char *message)
{
  while (at > start && g_ascii_isspace (text[at]))
    at--;
  wire_field_fault_set (fault, (guint) start, (guint) at + 1, g_strdup (message));
  return FALSE;
}

/* i:n is n bytes from i on, i-j the bytes from i to j, i: and :n what they seem, i one byte. Both
 * ends of i-j are counted from the same side, and i comes before j. */
static gboolean
read_span (const char *text, gsize *at, WireFieldSpan *span)
{
  gboolean has_first = read_number (text, at, &span->first);

  if (text[*at] == '-' && has_first)
    {
      (*at)++;
      return read_number (text, at, &span->last) && span->first < span->last
             && (span->first < 0) == (span->last < 0);
    }
  if (text[*at] != ':')
    {
      span->last = span->first;
      return has_first;
    }
  (*at)++;
  skip_space (text, at);
  if (!has_first)
    span->first = 0;
  if (text[*at] == ']' || text[*at] == ',')
    {
      span->last = G_MAXINT;
      return has_first;
    }
  span->by_length = TRUE;
  return read_number (text, at, &span->length) && span->length > 0;
}

/**
 * wire_field_slice_parse:
 * @text: a filter
 * @at: (inout): after the opening bracket; moved past the closing one
 * @fault: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): of #WireFieldSpan: the parts of the slice, in order
 */
GArray *
wire_field_slice_parse (const char *text, gsize *at, WireFieldFault *fault)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (WireFieldSpan));
  gsize start = *at - 1;

  for (;;)
    {
      WireFieldSpan span = { 0 };

      if (!read_span (text, at, &span) || (text[*at] != ',' && text[*at] != ']'))
        {
          fail (fault, text, start, *at,
                _ ("A slice is [first:length], [first-last], [first] or several of them, such as "
                   "[0:4] or [0,2-3]."));
          return NULL;
        }
      g_array_append_val (spans, span);
      if (text[(*at)++] == ']')
        return g_steal_pointer (&spans);
    }
}

/**
 * wire_field_layer_parse:
 * @text: a filter
 * @at: (inout): after a `#`; moved past the numbers
 * @fault: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): of #WireFieldSpan: which layers of the field's protocol
 * count
 */
GArray *
wire_field_layer_parse (const char *text, gsize *at, WireFieldFault *fault)
{
  WireFieldSpan span = { 0 };
  GArray *spans;
  gsize start = *at - 1;

  if (text[*at] == '[')
    {
      (*at)++;
      return wire_field_slice_parse (text, at, fault);
    }
  if (!read_number (text, at, &span.first) || span.first == 0)
    {
      fail (fault, text, start, *at - 1,
            _ ("“#” is followed by the number of a layer, such as ip.addr#1 or ip.addr#-1."));
      return NULL;
    }
  span.last = span.first;
  spans = g_array_new (FALSE, FALSE, sizeof (WireFieldSpan));
  g_array_append_val (spans, span);
  return spans;
}

/**
 * wire_field_span_apply:
 * @self: part of a slice
 * @length: of what is sliced
 * @first: (out): where the part begins
 * @n: (out): how long it is
 *
 * Returns: %FALSE where what is sliced is too short for it
 */
gboolean
wire_field_span_apply (const WireFieldSpan *self, gsize length, gsize *first, gsize *n)
{
  gint64 size = (gint64) length;
  gint64 begin = self->first < 0 ? size + self->first : self->first;
  gint64 last = self->last == G_MAXINT ? size - 1 : self->last < 0 ? size + self->last : self->last;

  if (self->by_length)
    last = begin + self->length - 1;
  if (begin < 0 || begin >= size || last < begin || last >= size)
    return FALSE;
  *first = (gsize) begin;
  *n = (gsize) (last - begin + 1);
  return TRUE;
}
