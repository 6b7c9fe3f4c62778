/* wire-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/frame/wire-names.h"

/** Returns: (nullable) (transfer none): the name of @value, or %NULL where the table has none */
const char *
wire_names_find (const WireName *names, gsize n, guint32 value)
{
  return wire_names_find_or (names, n, value, NULL);
}

/** Returns: (transfer none): the name of @value, or @otherwise */
const char *
wire_names_find_or (const WireName *names, gsize n, guint32 value, const char *otherwise)
{
  for (gsize i = 0; i < n; i++)
    if (names[i].value == value)
      return names[i].name;
  return otherwise;
}
