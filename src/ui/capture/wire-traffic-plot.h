/* wire-traffic-plot.h: where the bars of a traffic chart are, and drawing them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/**
 * WireTrafficPlot:
 * @bins: equal spans of time, in order; not owned
 * @n_bins: how many
 * @start: of the first, nanoseconds since 1970
 * @bin_width: nanoseconds
 * @by_bytes: bars are bytes, not packets
 * @area: where bars are drawn, inside the axes
 * @label_height: pixels, of a label of these
 * @bins_per_bar: neighbours that share a bar because there is no room for one each
 * @n_bars: how many are drawn
 * @peak: of the tallest bar
 * @step: between two lines of the value axis
 *
 * A plain value: the first five fields are given, the others are laid out for a size.
 */
typedef struct
{
  const WireViewBin *bins;
  guint n_bins;
  gint64 start;
  gint64 bin_width;
  gboolean by_bytes;

  graphene_rect_t area;
  float label_height;
  guint bins_per_bar;
  guint n_bars;
  guint64 peak;
  gint64 step;
} WireTrafficPlot;

void wire_traffic_plot_lay_out (WireTrafficPlot *plot, GtkWidget *widget);
/** Returns: the traffic of bar @bar, which is that of one bin or more */
WireViewBin wire_traffic_plot_get_bar (const WireTrafficPlot *plot, guint bar);
guint wire_traffic_plot_bin_at (const WireTrafficPlot *plot, double x);
float wire_traffic_plot_get_x (const WireTrafficPlot *plot, guint bin);
char *wire_traffic_plot_value_label (const WireTrafficPlot *plot, guint64 value);
/** Draws both axes with their labels. */
void wire_traffic_plot_draw_axes (const WireTrafficPlot *plot,
                                  GtkWidget *widget,
                                  GtkSnapshot *snapshot);
void wire_traffic_plot_draw_bars (const WireTrafficPlot *plot,
                                  GtkSnapshot *snapshot,
                                  const GdkRGBA *color,
                                  guint first_bar,
                                  guint end_bar);

G_END_DECLS
