/* wire-key-sort.h: sorting row numbers by keys, a million in some hundredths of a second
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireKeyed:
 * @key: what to sort by
 * @row: whose key it is
 */
typedef struct
{
  guint64 key;
  guint32 row;
} WireKeyed;

void wire_key_sort (WireKeyed *items, WireKeyed *scratch, guint32 n);

/** Returns: a key that sorts as @value does, also where that is negative */
static inline guint64
wire_key_of_signed (gint64 value)
{
  return (guint64) value ^ G_GUINT64_CONSTANT (0x8000000000000000);
}

G_END_DECLS
