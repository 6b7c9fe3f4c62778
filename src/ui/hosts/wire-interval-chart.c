/* wire-interval-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hosts/wire-interval-chart.h"

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/**
 * WireIntervalChart:
 *
 * A bar for each interval, as high as it is long: steady ones make a flat top. Its shortest and
 * longest are written above it, and said by a screen reader. Main thread only.
 */
struct _WireIntervalChart
{
  GtkWidget parent_instance;

  GArray *intervals; /* of gint64, nanoseconds */
  gint64 shortest;
  gint64 longest;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (WireIntervalChart, wire_interval_chart, GTK_TYPE_WIDGET)

#define HEIGHT 80
#define GAP 1

static void
wire_interval_chart_dispose (GObject *object)
{
  WireIntervalChart *self = WIRE_INTERVAL_CHART (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (wire_interval_chart_parent_class)->dispose (object);
}

static void
wire_interval_chart_finalize (GObject *object)
{
  g_array_unref (WIRE_INTERVAL_CHART (object)->intervals);
  G_OBJECT_CLASS (wire_interval_chart_parent_class)->finalize (object);
}

static int
get_label_height (WireIntervalChart *self, int width)
{
  int height;

  gtk_widget_measure (self->label, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static void
wire_interval_chart_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  WireIntervalChart *self = WIRE_INTERVAL_CHART (widget);

  gtk_widget_measure (self->label, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum += HEIGHT;
      *natural += HEIGHT;
    }
  *minimum_baseline = -1;
  *natural_baseline = -1;
}

static void
wire_interval_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WireIntervalChart *self = WIRE_INTERVAL_CHART (widget);

  (void) height;
  gtk_widget_allocate (self->label, width, get_label_height (self, width), baseline, NULL);
}

static void
wire_interval_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WireIntervalChart *self = WIRE_INTERVAL_CHART (widget);
  float width = (float) gtk_widget_get_width (widget);
  float bottom = (float) gtk_widget_get_height (widget);
  float room = bottom - (float) get_label_height (self, (int) width) - 6;
  float step = width / (float) MAX (self->intervals->len, 1);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  for (guint i = 0; i < self->intervals->len; i++)
    {
      gint64 interval = g_array_index (self->intervals, gint64, i);
      float height = room * (float) ((double) interval / (double) MAX (self->longest, 1));

      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT ((float) i * step, bottom - MAX (height, 1),
                                                      MAX (step - GAP, 1), MAX (height, 1)));
    }
  gtk_widget_snapshot_child (widget, self->label, snapshot);
}

static void
wire_interval_chart_class_init (WireIntervalChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wire_interval_chart_dispose;
  object_class->finalize = wire_interval_chart_finalize;
  widget_class->measure = wire_interval_chart_measure;
  widget_class->size_allocate = wire_interval_chart_size_allocate;
  widget_class->snapshot = wire_interval_chart_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "intervals");
}

static void
wire_interval_chart_init (WireIntervalChart *self)
{
  self->intervals = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

static void
take (WireIntervalChart *self, gint64 interval)
{
  if (self->intervals->len == 0 || interval < self->shortest)
    self->shortest = interval;
  self->longest = MAX (self->longest, interval);
  g_array_append_val (self->intervals, interval);
}

/** @times: of @n packets, in order, nanoseconds. Returns: (transfer floating): a chart of what is
 * between them */
GtkWidget *
wire_interval_chart_new (const gint64 *times, guint n)
{
  WireIntervalChart *self = g_object_new (WIRE_TYPE_INTERVAL_CHART, NULL);
  g_autofree char *shortest = NULL;
  g_autofree char *longest = NULL;
  g_autofree char *words = NULL;

  for (guint i = 1; i < n; i++)
    take (self, MAX (times[i] - times[i - 1], 0));
  shortest = g_strdup_printf ("%.3f", (double) self->shortest / 1e9);
  longest = g_strdup_printf ("%.3f", (double) self->longest / 1e9);
  /* Translators: what a chart shows: “The first 63 intervals: 9.984 s to 10.021 s” */
  words = g_strdup_printf (ngettext ("The first %u interval: %s s to %s s",
                                     "The first %u intervals: %s s to %s s", self->intervals->len),
                           self->intervals->len, shortest, longest);
  gtk_label_set_text (GTK_LABEL (self->label), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return GTK_WIDGET (self);
}
