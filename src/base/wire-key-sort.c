/* wire-key-sort.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-key-sort.h"

#include <string.h>

#define DIGITS 8u
#define VALUES 256u

typedef guint32 Histogram[DIGITS][VALUES];

static inline guint
digit_of (guint64 key, guint digit)
{
  return (guint) (key >> (8 * digit)) & (VALUES - 1);
}

static void
count_digits (const WireKeyed *items, guint32 n, Histogram counts)
{
  memset (counts, 0, sizeof (Histogram));
  for (guint32 i = 0; i < n; i++)
    for (guint digit = 0; digit < DIGITS; digit++)
      counts[digit][digit_of (items[i].key, digit)]++;
}

static void
distribute (const WireKeyed *from, WireKeyed *to, guint32 n, guint digit, const guint32 *counts)
{
  guint32 places[VALUES];
  guint32 place = 0;

  for (guint value = 0; value < VALUES; value++)
    {
      places[value] = place;
      place += counts[value];
    }
  for (guint32 i = 0; i < n; i++)
    to[places[digit_of (from[i].key, digit)]++] = from[i];
}

/**
 * wire_key_sort:
 * @items: sorted by ascending key; items of the same key keep their order
 * @scratch: as many items of working space
 * @n: how many
 *
 * A radix sort, least significant byte first. Bytes in which no two keys differ, most of them in
 * practice, are skipped.
 */
void
wire_key_sort (WireKeyed *items, WireKeyed *scratch, guint32 n)
{
  Histogram counts;
  WireKeyed *from = items;
  WireKeyed *to = scratch;

  if (n < 2)
    return;
  count_digits (items, n, counts);
  for (guint digit = 0; digit < DIGITS; digit++)
    {
      WireKeyed *swap = from;

      if (counts[digit][digit_of (items[0].key, digit)] == n)
        continue;
      distribute (from, to, n, digit, counts[digit]);
      from = to;
      to = swap;
    }
  if (from != items)
    memcpy (items, from, n * sizeof *items);
}
