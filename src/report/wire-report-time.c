/* wire-report-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-time.h"

#include "base/wire-time.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

/** Returns: (transfer full): @time, nanoseconds since 1970, in UTC to the microsecond; empty for
 * %WIRE_TIME_NONE */
char *
wire_report_time_to_text (gint64 time)
{
  g_autoptr (GDateTime) whole =
      time == WIRE_TIME_NONE ? NULL : g_date_time_new_from_unix_utc (time / SECOND);
  g_autoptr (GDateTime) moment = whole ? g_date_time_add (whole, time % SECOND / 1000) : NULL;

  return moment ? g_date_time_format (moment, "%Y-%m-%d %H:%M:%S.%f") : g_strdup ("");
}
