/* wire-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-bar.h"

#include <adwaita.h>

/**
 * WireBar:
 *
 * A horizontal bar in the accent colour, as long as its share of the width. It is a picture of a
 * figure that is next to it, and therefore says nothing to a screen reader.
 */
struct _WireBar
{
  GtkWidget parent_instance;

  double share;
};

G_DEFINE_FINAL_TYPE (WireBar, wire_bar, GTK_TYPE_WIDGET)

#define NATURAL_WIDTH 72
#define HEIGHT 8

/* A share that is not nothing is never drawn as nothing. */
#define LEAST_WIDTH 2.0f

static void
wire_bar_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  (void) widget;
  (void) for_size;
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH / 3 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

static void
append_bar (GtkSnapshot *snapshot, const graphene_rect_t *bounds, const GdkRGBA *color)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, bounds);
  gtk_snapshot_pop (snapshot);
}

static void
wire_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WireBar *self = WIRE_BAR (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  float width = (float) gtk_widget_get_width (widget);
  float top = (float) (gtk_widget_get_height (widget) - HEIGHT) / 2;
  float filled = self->share > 0 ? MAX (LEAST_WIDTH, (float) self->share * width) : 0;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA trough, color;

  gtk_style_context_get_color (style, &trough);
  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &color))
    color = trough;
  trough.alpha *=
      adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.4f : 0.12f;
  append_bar (snapshot, &GRAPHENE_RECT_INIT (0, top, width, HEIGHT), &trough);
  if (filled > 0)
    append_bar (snapshot, &GRAPHENE_RECT_INIT (rtl ? width - filled : 0, top, filled, HEIGHT),
                &color);
}

static void
wire_bar_class_init (WireBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = wire_bar_measure;
  widget_class->snapshot = wire_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "wirebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wire_bar_init (WireBar *self)
{
  (void) self;
}

GtkWidget *
wire_bar_new (void)
{
  return g_object_new (WIRE_TYPE_BAR, NULL);
}

/** @share: of the width, 0 to 1; what lies outside is cut off */
void
wire_bar_set_share (WireBar *self, double share)
{
  g_return_if_fail (WIRE_IS_BAR (self));
  self->share = CLAMP (share, 0, 1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
wire_bar_get_share (WireBar *self)
{
  g_return_val_if_fail (WIRE_IS_BAR (self), 0);
  return self->share;
}
