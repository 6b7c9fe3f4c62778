/* wire-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <locale.h>

#define MICROSECOND G_GINT64_CONSTANT (1000)
#define MILLISECOND (1000 * MICROSECOND)
#define SECOND (1000 * MILLISECOND)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/**
 * wire_figure_count:
 * @count: any number
 *
 * The locale's separator between thousands, or a comma where it has none: a seven-digit packet
 * count without any cannot be read at a glance. printf's ' flag is not in ISO C.
 *
 * Returns: (transfer full): `12,403`
 */
char *
wire_figure_count (guint64 count)
{
  const char *separator = localeconv ()->thousands_sep;
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  GString *out = g_string_new (NULL);

  if (!separator || !*separator || !g_utf8_validate (separator, -1, NULL))
    separator = ",";
  for (gsize left = strlen (digits), i = 0; left; left--, i++)
    {
      if (i && left % 3 == 0)
        g_string_append (out, separator);
      g_string_append_c (out, digits[i]);
    }
  return g_string_free (out, FALSE);
}

/** Returns: (transfer full): `9 B`, `48.2 kB`, `1.2 GB` */
char *
wire_figure_size (guint64 bytes)
{
  if (bytes < 1000)
    return g_strdup_printf (_ ("%" PRIu64 " B"), bytes);
  return g_format_size (bytes);
}

/** Returns: (transfer full): `91 %`, with one decimal below ten, `< 0.1 %` for a trace */
char *
wire_figure_share (guint64 part, guint64 whole)
{
  double percent = whole ? 100.0 * (double) part / (double) whole : 0;

  if (part && percent < 0.1)
    return g_strdup (_ ("< 0.1 %"));
  /* Translators: a share, such as 4.2 % */
  return g_strdup_printf (percent < 10 && part ? _ ("%.1f %%") : _ ("%.0f %%"), percent);
}

/**
 * wire_figure_span:
 * @nanoseconds: how long; negative counts as zero
 *
 * Returns: (transfer full): two units at most: `2 min 14 s`, `4.214 s`, `37.2 ms`, `0 s`
 */
char *
wire_figure_span (gint64 nanoseconds)
{
  gint64 ns = MAX (nanoseconds, 0);

  if (ns >= DAY)
    return g_strdup_printf (_ ("%d d %d h"), (int) (ns / DAY), (int) (ns % DAY / HOUR));
  if (ns >= HOUR)
    return g_strdup_printf (_ ("%d h %d min"), (int) (ns / HOUR), (int) (ns % HOUR / MINUTE));
  if (ns >= MINUTE)
    return g_strdup_printf (_ ("%d min %d s"), (int) (ns / MINUTE), (int) (ns % MINUTE / SECOND));
  if (ns >= SECOND)
    return g_strdup_printf (_ ("%.3f s"), (double) ns / SECOND);
  if (ns >= MILLISECOND)
    return g_strdup_printf (_ ("%.1f ms"), (double) ns / MILLISECOND);
  if (ns >= MICROSECOND)
    return g_strdup_printf (_ ("%.1f µs"), (double) ns / MICROSECOND);
  return g_strdup_printf (ns ? _ ("%d ns") : _ ("%d s"), (int) ns);
}

static GDateTime *
date_time_new (gint64 time, gint64 *fraction)
{
  gint64 seconds = time / SECOND;

  *fraction = time % SECOND;
  if (*fraction < 0)
    {
      *fraction += SECOND;
      seconds--;
    }
  return g_date_time_new_from_unix_utc (seconds);
}

/**
 * wire_figure_clock:
 * @time: nanoseconds since 1970
 * @precision: the smallest difference that matters, in nanoseconds
 *
 * Returns: (transfer full): the time of day in UTC: `10:02:11`, or with as many decimals as
 *   @precision asks for
 */
char *
wire_figure_clock (gint64 time, gint64 precision)
{
  gint64 fraction;
  g_autoptr (GDateTime) when = date_time_new (time, &fraction);
  g_autofree char *text = g_date_time_format (when, "%H:%M:%S");
  int decimals = precision < MICROSECOND ? 9 : precision < MILLISECOND ? 6 : 3;

  if (precision >= SECOND)
    return g_steal_pointer (&text);
  for (int i = decimals; i < 9; i++)
    fraction /= 10;
  return g_strdup_printf ("%s.%0*" G_GINT64_FORMAT, text, decimals, fraction);
}

/** Returns: (transfer full): @time, nanoseconds since 1970, as `2013-04-10 10:02:11 UTC` */
char *
wire_figure_date (gint64 time)
{
  gint64 fraction;
  g_autoptr (GDateTime) when = date_time_new (time, &fraction);

  return g_date_time_format (when, "%Y-%m-%d %H:%M:%S UTC");
}

/**
 * wire_axis_step:
 * @span: what the axis has to show, from 0
 * @max_steps: how many steps there is room for, at least 1
 *
 * Returns: the least of 1, 2, 5, 10, 20, 50, … that needs no more steps than that
 */
gint64
wire_axis_step (gint64 span, guint max_steps)
{
  static const gint64 factors[] = { 1, 2, 5 };

  for (gint64 power = 1;; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
      if (power > G_MAXINT64 / 100 || span / max_steps < factors[i] * power
          || span <= factors[i] * power * max_steps)
        return factors[i] * power;
}

/**
 * wire_axis_time_step:
 * @span: nanoseconds that the axis has to show
 * @max_steps: as for wire_axis_step()
 *
 * Returns: as wire_axis_step(), but by the clock from a second on: 15 s, 30 s, 1 min, …, 6 h, 1 d
 */
gint64
wire_axis_time_step (gint64 span, guint max_steps)
{
  static const gint64 steps[] = {
    SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND,
    MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
    HOUR,   2 * HOUR,   3 * HOUR,   6 * HOUR,    12 * HOUR,
  };

  if (span / max_steps < SECOND / 2)
    return wire_axis_step (span, max_steps);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (span / max_steps < steps[i])
      return steps[i];
  return wire_axis_step (span / DAY + 1, max_steps) * DAY;
}

/**
 * wire_axis_time_label:
 * @offset: nanoseconds since the left end
 * @step: what wire_axis_time_step() said; every label of an axis has the unit that suits it
 *
 * Returns: (transfer full): `250 ms`, `30 s`, `5 min`
 */
char *
wire_axis_time_label (gint64 offset, gint64 step)
{
  if (step >= DAY)
    return g_strdup_printf (_ ("%d d"), (int) (offset / DAY));
  if (step >= HOUR)
    return g_strdup_printf (_ ("%d h"), (int) (offset / HOUR));
  if (step >= MINUTE)
    return g_strdup_printf (_ ("%d min"), (int) (offset / MINUTE));
  if (step >= SECOND)
    return g_strdup_printf (_ ("%d s"), (int) (offset / SECOND));
  if (step >= MILLISECOND)
    return g_strdup_printf (_ ("%d ms"), (int) (offset / MILLISECOND));
  if (step >= MICROSECOND)
    return g_strdup_printf (_ ("%d µs"), (int) (offset / MICROSECOND));
  return g_strdup_printf (_ ("%d ns"), (int) offset);
}
