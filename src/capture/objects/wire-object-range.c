/* wire-object-range.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-range.h"

static gboolean
read_number (const char **text, guint64 *number)
{
  char *end = NULL;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  *number = g_ascii_strtoull (*text, &end, 10);
  *text = end;
  return *number < WIRE_OBJECT_MAX_ENTITY;
}

/**
 * wire_object_range_parse:
 * @content_range: (nullable): `bytes 0-99/1000`, or a `*` for a total that is not known (RFC 9110,
 *   section 14.4)
 * @range: (out): what it says
 *
 * Returns: whether it is one range that makes sense
 */
gboolean
wire_object_range_parse (const char *content_range, WireObjectRange *range)
{
  const char *text = content_range;

  *range = (WireObjectRange){ 0 };
  if (!text || g_ascii_strncasecmp (text, "bytes", 5) != 0)
    return FALSE;
  for (text += 5; *text == ' ' || *text == '='; text++)
    ;
  if (!read_number (&text, &range->first) || *text++ != '-' || !read_number (&text, &range->last)
      || *text++ != '/' || range->last < range->first)
    return FALSE;
  return *text == '*' || (read_number (&text, &range->total) && range->last < range->total);
}
