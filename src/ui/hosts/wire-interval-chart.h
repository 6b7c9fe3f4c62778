/* wire-interval-chart.h: how long it is from one packet to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_INTERVAL_CHART (wire_interval_chart_get_type ())
/** WireIntervalChart: how long it is from one packet to the next */
G_DECLARE_FINAL_TYPE (WireIntervalChart, wire_interval_chart, WIRE, INTERVAL_CHART, GtkWidget)

GtkWidget *wire_interval_chart_new (const gint64 *times, guint n);

G_END_DECLS
