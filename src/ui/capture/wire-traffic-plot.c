/* wire-traffic-plot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-traffic-plot.h"

#include "base/wire-round-span.h"
#include "ui/widgets/wire-figures.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Bars narrower than this with the gap between them run together into a grey. */
#define LEAST_BAR_WIDTH 3

/* A capture of one moment has one bar, which is not to be a wall. */
#define MOST_BAR_WIDTH 48

/* Between labels and what they label. */
#define GAP 6

/* Room for a label, in heights of one: they are as large as the desktop asks for. */
#define TIME_LABEL_ROOM 5.5f
#define VALUE_LABEL_ROOM 2

WireViewBin
wire_traffic_plot_get_bar (const WireTrafficPlot *self, guint bar)
{
  guint first = bar * self->bins_per_bar;
  guint end = MIN (first + self->bins_per_bar, self->n_bins);
  WireViewBin sum = { 0 };

  for (guint i = first; i < end; i++)
    {
      sum.packets += self->bins[i].packets;
      sum.bytes += self->bins[i].bytes;
    }
  return sum;
}

static guint64
get_value (const WireTrafficPlot *plot, guint bar)
{
  WireViewBin sum = wire_traffic_plot_get_bar (plot, bar);

  return plot->by_bytes ? sum.bytes : sum.packets;
}

/** Returns: (transfer full): @value with its unit where it is bytes */
char *
wire_traffic_plot_value_label (const WireTrafficPlot *self, guint64 value)
{
  return self->by_bytes ? g_format_size (value) : wire_figure_count (value);
}

static PangoLayout *
label_new (GtkWidget *widget, char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  g_free (text);
  return layout;
}

/* Returns: how many bins make a bar that is a round span of time, @least or more */
static guint
find_round_group (const WireTrafficPlot *plot, guint least)
{
  for (guint n = least; n < plot->n_bins; n++)
    if (plot->bin_width <= G_MAXINT64 / n
        && wire_round_span (plot->bin_width * n) == plot->bin_width * n)
      return n;
  return least;
}

static void
group_bins (WireTrafficPlot *plot, float width)
{
  guint room = (guint) MAX (1, width / LEAST_BAR_WIDTH);

  plot->bins_per_bar = find_round_group (plot, MAX (1, (plot->n_bins + room - 1) / room));
  plot->n_bars = (plot->n_bins + plot->bins_per_bar - 1) / plot->bins_per_bar;
  plot->peak = 0;
  for (guint i = 0; i < plot->n_bars; i++)
    plot->peak = MAX (plot->peak, get_value (plot, i));
}

/**
 * wire_traffic_plot_lay_out:
 * @self: what to draw
 * @widget: where
 *
 * Fits @self into @widget as large as it is now. The value axis is as wide as its widest label.
 */
void
wire_traffic_plot_lay_out (WireTrafficPlot *self, GtkWidget *widget)
{
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  g_autoptr (PangoLayout) label = NULL;
  int label_width, label_height, left;
  guint steps;

  group_bins (self, width * 0.9f);
  label = label_new (widget, wire_traffic_plot_value_label (self, self->peak));
  pango_layout_get_pixel_size (label, &label_width, &label_height);
  left = label_width + 2 * GAP;

  self->area = GRAPHENE_RECT_INIT ((float) left, (float) (label_height + GAP),
                                   MAX (1, width - (float) (left + GAP)),
                                   MAX (1, height - (float) (2 * (label_height + GAP))));
  self->label_height = (float) label_height;
  steps = (guint) MAX (1, self->area.size.height / (VALUE_LABEL_ROOM * self->label_height));
  self->step = wire_axis_step ((gint64) MIN (self->peak, G_MAXINT64), steps);
}

/** Returns: the bin that is at @x, the first or the last where that is outside the plot */
guint
wire_traffic_plot_bin_at (const WireTrafficPlot *self, double x)
{
  double at = (x - self->area.origin.x) / self->area.size.width * self->n_bins;

  return (guint) CLAMP (at, 0, MAX (1, self->n_bins) - 1);
}

/** Returns: where @bin begins; for the number of bins, where the last ends */
float
wire_traffic_plot_get_x (const WireTrafficPlot *self, guint bin)
{
  return self->area.origin.x + self->area.size.width * (float) bin / (float) MAX (1, self->n_bins);
}

static void
draw_label (GtkSnapshot *snapshot, PangoLayout *label, float x, float y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, label, color);
  gtk_snapshot_restore (snapshot);
}

/* A bar of the peak's height touches the top, so that the chart uses all its room. */
static float
get_height (const WireTrafficPlot *plot, guint64 value)
{
  return plot->peak ? plot->area.size.height * (float) ((double) value / (double) plot->peak) : 0;
}

static void
draw_value_axis (const WireTrafficPlot *plot,
                 GtkWidget *widget,
                 GtkSnapshot *snapshot,
                 const GdkRGBA *color)
{
  const graphene_rect_t *area = &plot->area;
  GdkRGBA line = *color;

  line.alpha *=
      adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.6f : 0.2f;
  for (guint64 value = 0; value <= plot->peak; value += (guint64) plot->step)
    {
      g_autoptr (PangoLayout) label =
          label_new (widget, wire_traffic_plot_value_label (plot, value));
      float y = area->origin.y + area->size.height - get_height (plot, value);
      int width, height;

      pango_layout_get_pixel_size (label, &width, &height);
      draw_label (snapshot, label, area->origin.x - (float) (width + GAP), y - (float) height / 2,
                  color);
      gtk_snapshot_append_color (
          snapshot, &line,
          &GRAPHENE_RECT_INIT (area->origin.x, (float) (int) y, area->size.width, 1));
    }
}

static void
draw_time_axis (const WireTrafficPlot *plot,
                GtkWidget *widget,
                GtkSnapshot *snapshot,
                const GdkRGBA *color)
{
  const graphene_rect_t *area = &plot->area;
  gint64 span = plot->bin_width * plot->n_bins;
  guint steps = (guint) MAX (1, area->size.width / (TIME_LABEL_ROOM * plot->label_height));
  gint64 step = wire_axis_time_step (span, steps);

  for (gint64 at = 0; at < span; at += step)
    {
      g_autoptr (PangoLayout) label = label_new (widget, wire_axis_time_label (at, step));
      float x = area->origin.x + area->size.width * (float) ((double) at / (double) span);
      int width, height;

      pango_layout_get_pixel_size (label, &width, &height);
      if (at && x + (float) width / 2 > area->origin.x + area->size.width)
        break;
      gtk_snapshot_append_color (
          snapshot, color,
          &GRAPHENE_RECT_INIT ((float) (int) x, area->origin.y + area->size.height, 1, 4));
      draw_label (snapshot, label, at ? x - (float) width / 2 : x,
                  area->origin.y + area->size.height + GAP, color);
    }
}

/* What a bar counts is over the value axis: without it the axis has no unit. */
static void
draw_caption (const WireTrafficPlot *plot,
              GtkWidget *widget,
              GtkSnapshot *snapshot,
              const GdkRGBA *color)
{
  gint64 width = plot->bin_width * plot->bins_per_bar;
  g_autofree char *span = wire_axis_time_label (width, width);
  g_autoptr (PangoLayout) label = NULL;

  /* Translators: what a bar of the chart counts: packets per 250 ms */
  label = label_new (
      widget, g_strdup_printf (plot->by_bytes ? _ ("bytes per %s") : _ ("packets per %s"), span));
  draw_label (snapshot, label, plot->area.origin.x, 0, color);
}

void
wire_traffic_plot_draw_axes (const WireTrafficPlot *self, GtkWidget *widget, GtkSnapshot *snapshot)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.8f;
  draw_value_axis (self, widget, snapshot, &color);
  draw_time_axis (self, widget, snapshot, &color);
  draw_caption (self, widget, snapshot, &color);
}

/** Draws the bars from @first_bar to before @end_bar. */
void
wire_traffic_plot_draw_bars (const WireTrafficPlot *self,
                             GtkSnapshot *snapshot,
                             const GdkRGBA *color,
                             guint first_bar,
                             guint end_bar)
{
  const graphene_rect_t *area = &self->area;

  for (guint i = first_bar; i < end_bar; i++)
    {
      guint64 value = get_value (self, i);
      float left = wire_traffic_plot_get_x (self, i * self->bins_per_bar);
      float right =
          wire_traffic_plot_get_x (self, MIN ((i + 1) * self->bins_per_bar, self->n_bins));
      float height = value ? MAX (1, get_height (self, value)) : 0;

      if (value)
        gtk_snapshot_append_color (
            snapshot, color,
            &GRAPHENE_RECT_INIT (left, area->origin.y + area->size.height - height,
                                 CLAMP (right - left - 1, 1, MOST_BAR_WIDTH), height));
    }
}
