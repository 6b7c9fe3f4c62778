/* wire-field-time.c: points and spans of time in filters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/language/wire-field-literal.h"

#include <stdio.h>
#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* Up to nine digits after a point, which @text may begin with. */
static const char *
read_fraction (const char *text, gint64 *nanoseconds)
{
  gint64 unit = SECOND / 10;

  *nanoseconds = 0;
  if (*text != '.' || !g_ascii_isdigit (text[1]))
    return text;
  for (text++; g_ascii_isdigit (*text); text++, unit /= 10)
    *nanoseconds += g_ascii_digit_value (*text) * unit;
  return text;
}

/* Such as 1.5e9. */
static gboolean
read_power (const char *text, gint64 *nanoseconds)
{
  char *end;
  double seconds = g_ascii_strtod (text, &end);

  if (*end != '\0' || !(seconds > -9e9 && seconds < 9e9))
    return FALSE;
  *nanoseconds = (gint64) (seconds * SECOND);
  return TRUE;
}

/** Reads seconds with a fraction: `-1.5`, `1e-3`. Returns: whether @text is that and nothing else
 */
gboolean
wire_field_duration_parse (const char *text, gint64 *nanoseconds)
{
  gboolean negative = *text == '-';
  const char *at = text + negative;
  gint64 seconds = 0, fraction;

  if (!g_ascii_isdigit (*at) && *at != '.')
    return FALSE;
  if (at[strspn (at, "0123456789.")] == 'e')
    return read_power (text, nanoseconds);
  for (; g_ascii_isdigit (*at); at++)
    {
      seconds = seconds * 10 + g_ascii_digit_value (*at);
      if (seconds > G_MAXINT64 / SECOND - 1)
        return FALSE;
    }
  at = read_fraction (at, &fraction);
  *nanoseconds = seconds * SECOND + fraction;
  if (negative)
    *nanoseconds = -*nanoseconds;
  return *at == '\0' && at > text + negative;
}

typedef struct
{
  int year, month, day, hour, minute, second;
} Moment;

/* Returns: what follows the date, or NULL */
static const char *
read_date (const char *text, Moment *moment)
{
  static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  char name[4];
  int length = 0;

  if (sscanf (text, "%4d-%2d-%2d%n", &moment->year, &moment->month, &moment->day, &length) == 3)
    return text + length;
  if (sscanf (text, "%3[A-Za-z] %2d , %4d%n", name, &moment->day, &moment->year, &length) == 3
      || sscanf (text, "%3[A-Za-z] %2d, %4d%n", name, &moment->day, &moment->year, &length) == 3)
    for (int i = 0; i < 12; i++)
      if (g_ascii_strncasecmp (MONTHS + 3 * i, name, 3) == 0)
        {
          moment->month = i + 1;
          return text + length;
        }
  return NULL;
}

static const char *
read_clock (const char *text, Moment *moment)
{
  int length = 0;

  if (*text != ' ' && *text != 'T')
    return text;
  text++;
  if (sscanf (text, "%2d:%2d:%2d%n", &moment->hour, &moment->minute, &moment->second, &length) == 3)
    return text + length;
  if (sscanf (text, "%2d:%2d%n", &moment->hour, &moment->minute, &length) == 2)
    return text + length;
  return text;
}

/* Without a zone it is the zone of the user, as in Wireshark. */
static GTimeZone *
read_zone (const char *text)
{
  while (*text == ' ')
    text++;
  if (*text == '\0')
    return g_time_zone_new_local ();
  if (g_ascii_strcasecmp (text, "Z") == 0 || g_ascii_strcasecmp (text, "UTC") == 0)
    return g_time_zone_new_utc ();
  return *text == '+' || *text == '-' ? g_time_zone_new_identifier (text) : NULL;
}

/**
 * wire_field_time_parse:
 * @text: `2012-06-20 10:00:00.5`, `2012-06-20T10:00:00Z`, `Jun 20, 2012 10:00`, or seconds since
 * 1970
 * @time: (out): nanoseconds since 1970
 *
 * Returns: whether @text is a point in time
 */
gboolean
wire_field_time_parse (const char *text, gint64 *time)
{
  Moment moment = { 0 };
  const char *at = read_date (text, &moment);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) date = NULL;
  gint64 fraction;

  if (!at)
    return wire_field_duration_parse (text, time);
  at = read_fraction (read_clock (at, &moment), &fraction);
  zone = read_zone (at);
  if (!zone)
    return FALSE;
  date = g_date_time_new (zone, moment.year, moment.month, moment.day, moment.hour, moment.minute,
                          moment.second);
  if (!date || moment.year < 1678 || moment.year > 2261)
    return FALSE;
  *time = g_date_time_to_unix (date) * SECOND + fraction;
  return TRUE;
}
