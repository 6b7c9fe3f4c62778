/* wire-report-chart.h: traffic over time, as a report draws it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Bars of a chart at most: each is wide enough to be seen on paper. */
#define WIRE_REPORT_CHART_MAX_BARS 80u

/**
 * WireReportBar:
 * @packets: its height
 * @transfers: that began in its span
 * @findings: of which there is a mark
 */
typedef struct
{
  guint64 packets;
  guint32 transfers;
  guint32 findings;
} WireReportBar;

/**
 * WireReportChart:
 * @bars: equal spans of time, in order
 * @n_bars: of @bars
 * @peak: packets of the highest bar
 * @from: when the first bar begins, in words
 * @to: when the last one ends
 * @title: what the chart shows, for who cannot see it
 */
typedef struct
{
  WireReportBar bars[WIRE_REPORT_CHART_MAX_BARS];
  guint n_bars;
  guint64 peak;
  char *from;
  char *to;
  char *title;
} WireReportChart;

/** Frees @chart and what it owns. */
void wire_report_chart_free (WireReportChart *chart);

void wire_report_chart_to_svg (const WireReportChart *chart, GString *out);

G_END_DECLS
