/* wire-key-sort.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-key-sort.h"

#include <string.h>

#define DIGITS 8u
#define VALUES 256u

static inline guint
digit_of (guint64 key, guint digit)
{
  return (guint) (key >> (8 * digit)) & (VALUES - 1);
}

/* Returns: the bits in which any two keys differ */
static guint64
find_differences (const WireKeyed *items, guint32 n)
{
  guint64 differences = 0;

  for (guint32 i = 1; i < n; i++)
    differences |= items[i].key ^ items[0].key;
  return differences;
}

static void
count_digit (const WireKeyed *items, guint32 n, guint digit, guint32 counts[VALUES])
{
  memset (counts, 0, VALUES * sizeof *counts);
  for (guint32 i = 0; i < n; i++)
    counts[digit_of (items[i].key, digit)]++;
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
  guint64 differences = find_differences (items, n);
  guint32 counts[VALUES];
  WireKeyed *from = items;
  WireKeyed *to = scratch;

  for (guint digit = 0; digit < DIGITS; digit++)
    {
      WireKeyed *swap = from;

      if (digit_of (differences, digit) == 0)
        continue;
      count_digit (from, n, digit, counts);
      distribute (from, to, n, digit, counts);
      from = to;
      to = swap;
    }
  if (from != items)
    memcpy (items, from, n * sizeof *items);
}
