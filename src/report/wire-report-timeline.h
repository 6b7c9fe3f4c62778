/* wire-report-timeline.h: what a report says of the course of a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "report/wire-report-capture.h"

G_BEGIN_DECLS

/**
 * WireReportTimes:
 * @transfers: (element-type gint64): when each began, nanoseconds since 1970
 * @findings: (element-type gint64): likewise
 *
 * What is marked in a chart.
 */
typedef struct
{
  GArray *transfers;
  GArray *findings;
} WireReportTimes;

WireReportSection *wire_report_add_timeline (WireReport *report);
gboolean wire_report_fill_timeline (WireReportSection *section,
                                    const WireReportSource *source,
                                    const WireReportTimes *times,
                                    WireJob *job,
                                    GError **error);

G_END_DECLS
