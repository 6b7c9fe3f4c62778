/* wire-scroll.c: lines of a fixed height that scroll
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-scroll.h"

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

G_STATIC_ASSERT (PROP_VSCROLL_POLICY + 1 == WIRE_SCROLL_PROPERTIES);

/** Gives a class that implements #GtkScrollable its properties, as numbers below
 * %WIRE_SCROLL_PROPERTIES. */
void
wire_scroll_install (GObjectClass *klass)
{
  g_object_class_override_property (klass, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (klass, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (klass, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (klass, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
set_adjustment (WireScroll *self,
                GtkWidget *widget,
                GtkOrientation orientation,
                GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation])
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], widget);
  if (g_set_object (&self->adjustments[orientation], adjustment) && adjustment)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw),
                              widget);
}

/** Sets property @id of @widget. Its owner configures it again. Returns: whether it is one of
 * #GtkScrollable */
gboolean
wire_scroll_set_property (WireScroll *self, GtkWidget *widget, guint id, const GValue *value)
{
  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, widget, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      return TRUE;
    case PROP_VADJUSTMENT:
      set_adjustment (self, widget, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      return TRUE;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      return TRUE;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      return TRUE;
    default:
      return FALSE;
    }
}

/** Reads property @id. Returns: whether it is one of #GtkScrollable */
gboolean
wire_scroll_get_property (const WireScroll *self, guint id, GValue *value)
{
  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      return TRUE;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      return TRUE;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      return TRUE;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      return TRUE;
    default:
      return FALSE;
    }
}

/** Lets go of the adjustments, when @widget is disposed of. */
void
wire_scroll_clear (WireScroll *self, GtkWidget *widget)
{
  set_adjustment (self, widget, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, widget, GTK_ORIENTATION_VERTICAL, NULL);
}

/** Measures the font of @widget. */
void
wire_scroll_measure (WireScroll *self, GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");

  pango_layout_get_pixel_size (layout, &self->char_width, &self->line_height);
  self->char_width = MAX (self->char_width, 1);
  self->line_height = MAX (self->line_height, 1) + 2;
}

/** Lets @n_lines, with @margin pixels above and below, scroll in the height of @widget. What is at
 * the top stays there where it can. */
void
wire_scroll_configure (WireScroll *self, GtkWidget *widget, guint64 n_lines, int margin)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  int height = gtk_widget_get_height (widget);
  double upper = (double) n_lines * self->line_height + 2 * margin;

  if (vertical)
    gtk_adjustment_configure (
        vertical, CLAMP (gtk_adjustment_get_value (vertical), 0, MAX (0, upper - height)), 0,
        MAX (upper, height), self->line_height, height * 0.9, height);
}

/** Returns: pixels above what is in sight */
double
wire_scroll_get_top (const WireScroll *self)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];

  return vertical ? gtk_adjustment_get_value (vertical) : 0;
}

/** Scrolls so that @top pixels are above what is in sight. */
void
wire_scroll_set_top (WireScroll *self, double top)
{
  if (self->adjustments[GTK_ORIENTATION_VERTICAL])
    gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL], top);
}

/** Lets @line be seen with its @margin, moving as little as that needs. */
void
wire_scroll_show_line (WireScroll *self, guint64 line, int margin)
{
  double y = (double) line * self->line_height;

  if (self->adjustments[GTK_ORIENTATION_VERTICAL])
    gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_VERTICAL], y,
                               y + self->line_height + 2 * margin);
}

/** Returns: lines that Page Down moves by, at least 1 */
int
wire_scroll_get_page (const WireScroll *self, GtkWidget *widget)
{
  return MAX (1, gtk_widget_get_height (widget) / self->line_height - 1);
}

/** Returns: what the key with the value @key of GDK does to a cursor */
WireScrollKey
wire_scroll_find_key (guint key)
{
  static const guint KEYS[][2] = {
    [WIRE_SCROLL_KEY_LEFT] = { GDK_KEY_Left, GDK_KEY_KP_Left },
    [WIRE_SCROLL_KEY_RIGHT] = { GDK_KEY_Right, GDK_KEY_KP_Right },
    [WIRE_SCROLL_KEY_UP] = { GDK_KEY_Up, GDK_KEY_KP_Up },
    [WIRE_SCROLL_KEY_DOWN] = { GDK_KEY_Down, GDK_KEY_KP_Down },
    [WIRE_SCROLL_KEY_PAGE_UP] = { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up },
    [WIRE_SCROLL_KEY_PAGE_DOWN] = { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down },
    [WIRE_SCROLL_KEY_HOME] = { GDK_KEY_Home, GDK_KEY_KP_Home },
    [WIRE_SCROLL_KEY_END] = { GDK_KEY_End, GDK_KEY_KP_End },
  };

  for (guint i = WIRE_SCROLL_KEY_LEFT; i < G_N_ELEMENTS (KEYS); i++)
    if (key == KEYS[i][0] || key == KEYS[i][1])
      return i;
  return WIRE_SCROLL_KEY_NONE;
}
