/* wire-traffic-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-traffic-chart.h"

#include "ui/widgets/wire-announcement.h"
#include "ui/widgets/wire-figures.h"
#include "ui/capture/wire-traffic-plot.h"

#include <glib/gi18n.h>

/**
 * WireTrafficChart:
 *
 * Bars over time. A span is chosen by dragging, or with the arrow keys (Shift extends) and Enter,
 * and announced by #WireTrafficChart::span-chosen; Escape lets go of it. Moving over the chart
 * shows the figures of a bar as a tooltip; moving with the keys says them to a screen reader.
 */
struct _WireTrafficChart
{
  GtkWidget parent_instance;

  WireViewBin *bins;
  WireTrafficPlot plot;

  gboolean chosen; /* from @anchor to @cursor, both included, in either order */
  guint anchor;
  guint cursor;
};

G_DEFINE_FINAL_TYPE (WireTrafficChart, wire_traffic_chart, GTK_TYPE_WIDGET)

static guint span_chosen_signal;

#define LEAST_WIDTH 160
#define NATURAL_HEIGHT 220

/* Shorter drags are clicks by a hand that shook. */
#define DRAG_THRESHOLD 4

static guint
get_bar (WireTrafficChart *self, guint bin)
{
  return bin / MAX (1, self->plot.bins_per_bar);
}

static char *
describe_bar (WireTrafficChart *self, guint bar, const char *separator)
{
  const WireTrafficPlot *plot = &self->plot;
  WireViewBin sum = wire_traffic_plot_get_bar (plot, bar);
  gint64 width = plot->bin_width * plot->bins_per_bar;
  g_autofree char *clock = wire_figure_clock (plot->start + width * bar, width);
  g_autofree char *span = wire_axis_time_label (width, width);
  g_autofree char *count = wire_figure_count (sum.packets);
  g_autofree char *size = g_format_size (sum.bytes);
  g_autofree char *packets =
      g_strdup_printf (ngettext ("%s packet", "%s packets", sum.packets), count);

  /* Translators: a time of day, and a span of time that begins then */
  g_autofree char *when = g_strdup_printf (_ ("%s UTC, %s"), clock, span);

  return g_strconcat (when, separator, packets, ", ", size, NULL);
}

static void
update_description (WireTrafficChart *self)
{
  g_autofree char *text = NULL;

  if (!self->plot.n_bins)
    text = g_strdup (_ ("No packets have a time."));
  else
    text = describe_bar (self, get_bar (self, self->cursor), ": ");
  wire_describe (GTK_WIDGET (self), text);
}

static void
move_to (WireTrafficChart *self, guint bin, gboolean extend)
{
  if (!extend)
    self->anchor = bin;
  self->cursor = bin;
  self->chosen = extend;
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
let_go (WireTrafficChart *self)
{
  self->chosen = FALSE;
  self->anchor = self->cursor;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Whole bars: what is filtered is what was seen as chosen. */
static void
get_chosen (WireTrafficChart *self, guint *first, guint *end)
{
  guint per = MAX (1, self->plot.bins_per_bar);

  *first = MIN (self->anchor, self->cursor) / per * per;
  *end = MIN ((MAX (self->anchor, self->cursor) / per + 1) * per, self->plot.n_bins);
}

static void
announce (WireTrafficChart *self)
{
  const WireTrafficPlot *plot = &self->plot;
  guint first, end;

  get_chosen (self, &first, &end);
  let_go (self);
  g_signal_emit (self, span_chosen_signal, 0, plot->start + plot->bin_width * first,
                 plot->start + plot->bin_width * end - 1);
}

static void
drag_begin_cb (WireTrafficChart *self, double x)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->plot.n_bins)
    move_to (self, wire_traffic_plot_bin_at (&self->plot, x), FALSE);
}

static void
drag_update_cb (WireTrafficChart *self, double offset, double y, GtkGestureDrag *drag)
{
  double start_x, start_y;

  (void) y;
  if (!self->plot.n_bins || ABS (offset) < DRAG_THRESHOLD)
    return;
  gtk_gesture_drag_get_start_point (drag, &start_x, &start_y);
  move_to (self, wire_traffic_plot_bin_at (&self->plot, start_x + offset), TRUE);
}

static void
drag_end_cb (WireTrafficChart *self, double offset)
{
  if (self->chosen && ABS (offset) >= DRAG_THRESHOLD)
    announce (self);
}

static gboolean
step_cursor (WireTrafficChart *self, int bars, gboolean extend)
{
  gint64 bin = (gint64) self->cursor + (gint64) bars * self->plot.bins_per_bar;

  move_to (self, (guint) CLAMP (bin, 0, (gint64) self->plot.n_bins - 1), extend);
  return TRUE;
}

static gboolean
key_pressed_cb (WireTrafficChart *self, guint key, guint code, GdkModifierType modifiers)
{
  gboolean extend = (modifiers & GDK_SHIFT_MASK) != 0;

  (void) code;
  if (!self->plot.n_bins)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return step_cursor (self, -1, extend);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return step_cursor (self, 1, extend);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return step_cursor (self, -(int) self->plot.n_bars, extend);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return step_cursor (self, (int) self->plot.n_bars, extend);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      announce (self);
      return TRUE;
    case GDK_KEY_Escape:
      if (!self->chosen)
        return FALSE;
      let_go (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
wire_traffic_chart_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  WireTrafficChart *self = WIRE_TRAFFIC_CHART (widget);
  guint bin = keyboard ? self->cursor : wire_traffic_plot_bin_at (&self->plot, x);
  g_autofree char *text = NULL;
  guint bar;
  float left;

  (void) y;
  if (!self->plot.n_bins)
    return FALSE;
  bar = get_bar (self, bin);
  text = describe_bar (self, bar, "\n");
  left = wire_traffic_plot_get_x (&self->plot, bar * self->plot.bins_per_bar);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (
      tooltip, &(GdkRectangle){ (int) left, 0, LEAST_WIDTH / 40, gtk_widget_get_height (widget) });
  return TRUE;
}

static void
wire_traffic_chart_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  (void) widget;
  (void) for_size;
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : NATURAL_HEIGHT * 3 / 4;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 3 * LEAST_WIDTH : NATURAL_HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

static void
wire_traffic_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  (void) width;
  (void) height;
  (void) baseline;
  wire_traffic_plot_lay_out (&WIRE_TRAFFIC_CHART (widget)->plot, widget);
}

/* What is not chosen fades; after what is, the chart is tinted, so that a gap can be chosen too.
 */
static void
draw_choice (WireTrafficChart *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  const graphene_rect_t *area = &self->plot.area;
  GdkRGBA faint = *color;
  guint first, end, first_bar, end_bar;
  float left, right;

  get_chosen (self, &first, &end);
  left = wire_traffic_plot_get_x (&self->plot, first);
  right = wire_traffic_plot_get_x (&self->plot, end);
  first_bar = get_bar (self, first);
  end_bar = get_bar (self, end - 1) + 1;
  faint.alpha = 0.25f;
  gtk_snapshot_append_color (
      snapshot, &faint,
      &GRAPHENE_RECT_INIT (left, area->origin.y, right - left, area->size.height));
  faint.alpha = 0.5f;
  wire_traffic_plot_draw_bars (&self->plot, snapshot, &faint, 0, first_bar);
  wire_traffic_plot_draw_bars (&self->plot, snapshot, color, first_bar, end_bar);
  wire_traffic_plot_draw_bars (&self->plot, snapshot, &faint, end_bar, self->plot.n_bars);
}

static void
wire_traffic_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WireTrafficChart *self = WIRE_TRAFFIC_CHART (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (!self->plot.n_bins)
    return;
  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &color))
    gtk_style_context_get_color (style, &color);
  wire_traffic_plot_draw_axes (&self->plot, widget, snapshot);
  if (self->chosen || gtk_widget_has_visible_focus (widget))
    draw_choice (self, snapshot, &color);
  else
    wire_traffic_plot_draw_bars (&self->plot, snapshot, &color, 0, self->plot.n_bars);
}

static void
wire_traffic_chart_finalize (GObject *object)
{
  g_free (WIRE_TRAFFIC_CHART (object)->bins);
  G_OBJECT_CLASS (wire_traffic_chart_parent_class)->finalize (object);
}

static void
wire_traffic_chart_class_init (WireTrafficChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wire_traffic_chart_finalize;
  widget_class->measure = wire_traffic_chart_measure;
  widget_class->size_allocate = wire_traffic_chart_size_allocate;
  widget_class->snapshot = wire_traffic_chart_snapshot;
  widget_class->query_tooltip = wire_traffic_chart_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "trafficchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  /**
   * WireTrafficChart::span-chosen:
   * @chart: the chart
   * @from: nanoseconds since 1970
   * @to: the last nanosecond that belongs to the span
   */
  span_chosen_signal = g_signal_new ("span-chosen", WIRE_TYPE_TRAFFIC_CHART, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
add_controllers (WireTrafficChart *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
wire_traffic_chart_init (WireTrafficChart *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Traffic over time"), -1);
  add_controllers (self);
}

/**
 * wire_traffic_chart_set_bins:
 * @self: a chart
 * @bins: equal spans of time, in order; copied
 * @n_bins: how many
 * @start: of the first, nanoseconds since 1970
 * @bin_width: nanoseconds; less than one counts as one
 */
void
wire_traffic_chart_set_bins (
    WireTrafficChart *self, const WireViewBin *bins, guint n_bins, gint64 start, gint64 bin_width)
{
  g_return_if_fail (WIRE_IS_TRAFFIC_CHART (self));

  g_free (self->bins);
  self->bins = g_memdup2 (bins, n_bins * sizeof *bins);
  self->plot.bins = self->bins;
  self->plot.n_bins = n_bins;
  self->plot.start = start;
  self->plot.bin_width = MAX (1, bin_width);
  self->anchor = self->cursor = 0;
  self->chosen = FALSE;
  wire_traffic_plot_lay_out (&self->plot, GTK_WIDGET (self));
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** @by_bytes: whether bars count bytes instead of packets */
void
wire_traffic_chart_set_by_bytes (WireTrafficChart *self, gboolean by_bytes)
{
  g_return_if_fail (WIRE_IS_TRAFFIC_CHART (self));
  self->plot.by_bytes = by_bytes;
  wire_traffic_plot_lay_out (&self->plot, GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
