/* wire-object-range.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-range.h"

#include <string.h>

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

/**
 * wire_object_range_parse_upload:
 * @content_range: (nullable): as above; or, of an upload by tus, `bytes 100-*` and a slash and `*`
 * @size: bytes that the request says that it has
 * @range: (out): what it says
 *
 * Returns: whether the request brings a part: what it has is what it says
 */
gboolean
wire_object_range_parse_upload (const char *content_range, guint64 size, WireObjectRange *range)
{
  const char *text;

  if (wire_object_range_parse (content_range, range))
    return size == range->last - range->first + 1;
  if (!content_range || !g_str_has_prefix (content_range, "bytes "))
    return FALSE;
  text = content_range + strlen ("bytes ");
  if (!read_number (&text, &range->first) || strcmp (text, "-*/*") != 0 || size == 0
      || size > WIRE_OBJECT_MAX_ENTITY - range->first)
    return FALSE;
  *range = (WireObjectRange){ range->first, range->first + size - 1, 0 };
  return TRUE;
}
