/* wire-traffic-chart.h: traffic over time, to look at and to choose a span from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "capture/view/wire-view.h"

G_BEGIN_DECLS

#define WIRE_TYPE_TRAFFIC_CHART (wire_traffic_chart_get_type ())
/** WireTrafficChart: traffic over time, to look at and to choose a span from */
G_DECLARE_FINAL_TYPE (WireTrafficChart, wire_traffic_chart, WIRE, TRAFFIC_CHART, GtkWidget)

void wire_traffic_chart_set_bins (
    WireTrafficChart *chart, const WireViewBin *bins, guint n_bins, gint64 start, gint64 bin_width);
void wire_traffic_chart_set_by_bytes (WireTrafficChart *chart, gboolean by_bytes);

G_END_DECLS
