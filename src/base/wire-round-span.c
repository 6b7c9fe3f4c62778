/* wire-round-span.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-round-span.h"

#define SECOND G_GINT64_CONSTANT (1000000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* Returns: the least of @unit times 1, 2, 5, 10, 20, 50, … that is @least or more */
static gint64
round_up (gint64 least, gint64 unit)
{
  static const gint64 FACTORS[] = { 1, 2, 5 };

  for (gint64 power = unit;; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (FACTORS); i++)
      if (power > G_MAXINT64 / 50 || least <= power * FACTORS[i])
        return power * FACTORS[i];
}

/**
 * wire_round_span:
 * @least: nanoseconds; less than one counts as one
 *
 * Returns: the least round span that is @least or longer: 1, 2 or 5 times a power of ten of
 *   nanoseconds, seconds, minutes, hours or days, and not more than the next unit
 */
gint64
wire_round_span (gint64 least)
{
  static const gint64 UNITS[] = { MINUTE, HOUR, DAY };
  gint64 unit = 1;

  for (guint i = 0; i < G_N_ELEMENTS (UNITS); i++)
    {
      gint64 span = round_up (MAX (least, 1), unit);

      if (span < UNITS[i])
        return span;
      if (least <= UNITS[i])
        return UNITS[i];
      unit = UNITS[i];
    }
  return round_up (least, DAY);
}
