/* wire-wrap-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-wrap-layout.h"

/**
 * WireWrapLayout:
 *
 * Puts children side by side and begins another line where the next does not fit. With
 * #WireWrapLayout:column-width 0 each is as wide as it likes (chips); otherwise all are equally
 * wide, in as many columns of at least that width as there is room and children for (cards).
 * What is left of a line goes to those that expand.
 * GtkFlowBox does neither without making each child a stop of the Tab key.
 */
struct _WireWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  int column_width;
};

G_DEFINE_FINAL_TYPE (WireWrapLayout, wire_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_COLUMN_WIDTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
next_visible (GtkWidget *child)
{
  while (child && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static guint
count_children (GtkWidget *widget)
{
  GtkWidget *child = next_visible (gtk_widget_get_first_child (widget));
  guint n = 0;

  for (; child; child = next_visible (gtk_widget_get_next_sibling (child)))
    n++;
  return n;
}

/* A column that is wide enough for what is in it is wider where text is larger. */
static int
get_column_width (WireWrapLayout *self, GtkWidget *child)
{
  double resolution = pango_cairo_context_get_resolution (gtk_widget_get_pango_context (child));

  return resolution > 0 ? (int) (self->column_width * resolution / 96) : self->column_width;
}

static int
get_child_width (WireWrapLayout *self, GtkWidget *child, int width, guint n_children)
{
  int minimum, natural, columns;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  if (!self->column_width)
    return CLAMP (natural, minimum, MAX (minimum, width));
  columns = (width + self->spacing) / (get_column_width (self, child) + self->spacing);
  columns = CLAMP (columns, 1, MAX (1, (int) n_children));
  return MAX (minimum, (width - (columns - 1) * self->spacing) / columns);
}

/* The children of one line: how many fit from @first on, and how high the highest is. */
static GtkWidget *
measure_line (WireWrapLayout *self, GtkWidget *first, int width, guint n_children, int *line_height)
{
  GtkWidget *child;
  int x = 0;

  *line_height = 0;
  for (child = first; child; child = next_visible (gtk_widget_get_next_sibling (child)))
    {
      int child_width = get_child_width (self, child, width, n_children);
      int minimum, natural;

      if (child != first && x + child_width > width)
        break;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, &minimum, &natural, NULL,
                          NULL);
      *line_height = MAX (*line_height, natural);
      x += child_width + self->spacing;
    }
  return child;
}

/* How much wider each child that expands becomes, in a line that is not full. Columns are. */
static int
get_share (WireWrapLayout *self, GtkWidget *first, GtkWidget *end, int width, guint n_children)
{
  int spare = width + self->spacing, n = 0;

  for (GtkWidget *child = first; child != end;
       child = next_visible (gtk_widget_get_next_sibling (child)))
    {
      spare -= get_child_width (self, child, width, n_children) + self->spacing;
      n += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
    }
  return n && !self->column_width ? MAX (0, spare) / n : 0;
}

static int
measure_height (WireWrapLayout *self, GtkWidget *widget, int width)
{
  GtkWidget *child = next_visible (gtk_widget_get_first_child (widget));
  guint n_children = count_children (widget);
  int height = 0, line_height;

  while (child)
    {
      child = measure_line (self, child, width, n_children, &line_height);
      height += line_height + (child ? self->spacing : 0);
    }
  return height;
}

static void
measure_width (WireWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  GtkWidget *child = next_visible (gtk_widget_get_first_child (widget));

  for (; child; child = next_visible (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural +=
          (*natural ? self->spacing : 0) + MAX (child_natural, get_column_width (self, child));
    }
}

static GtkSizeRequestMode
wire_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  (void) manager;
  (void) widget;
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wire_wrap_layout_measure (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  WireWrapLayout *self = WIRE_WRAP_LAYOUT (manager);
  int least_width = 0, natural_width = 0;

  *minimum_baseline = *natural_baseline = -1;
  measure_width (self, widget, &least_width, &natural_width);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least_width;
      *natural = natural_width;
    }
  else
    *minimum = *natural =
        measure_height (self, widget, for_size < 0 ? natural_width : MAX (for_size, least_width));
}

static void
wire_wrap_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  WireWrapLayout *self = WIRE_WRAP_LAYOUT (manager);
  GtkWidget *child = next_visible (gtk_widget_get_first_child (widget));
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint n_children = count_children (widget);
  int y = 0;

  (void) height;
  (void) baseline;
  while (child)
    {
      int line_height;
      GtkWidget *end = measure_line (self, child, width, n_children, &line_height);
      int share = get_share (self, child, end, width, n_children);

      for (int x = 0; child != end; child = next_visible (gtk_widget_get_next_sibling (child)))
        {
          int child_width = get_child_width (self, child, width, n_children);

          if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
            child_width += share;
          gtk_widget_size_allocate (
              child,
              &(GtkAllocation){ rtl ? width - x - child_width : x, y, child_width, line_height },
              -1);
          x += child_width + self->spacing;
        }
      y += line_height + self->spacing;
    }
}

static void
wire_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireWrapLayout *self = WIRE_WRAP_LAYOUT (object);

  if (id == PROP_SPACING)
    g_value_set_int (value, self->spacing);
  else if (id == PROP_COLUMN_WIDTH)
    g_value_set_int (value, self->column_width);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireWrapLayout *self = WIRE_WRAP_LAYOUT (object);

  if (id == PROP_SPACING)
    self->spacing = g_value_get_int (value);
  else if (id == PROP_COLUMN_WIDTH)
    self->column_width = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
wire_wrap_layout_class_init (WireWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = wire_wrap_layout_get_property;
  object_class->set_property = wire_wrap_layout_set_property;
  layout_class->get_request_mode = wire_wrap_layout_get_request_mode;
  layout_class->measure = wire_wrap_layout_measure;
  layout_class->allocate = wire_wrap_layout_allocate;

  /** WireWrapLayout:spacing: pixels between children and between lines */
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /** WireWrapLayout:column-width: least width of a column, in pixels where text is as large
   * as ever; 0 for no columns */
  properties[PROP_COLUMN_WIDTH] = g_param_spec_int ("column-width", NULL, NULL, 0, G_MAXINT16, 0,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wire_wrap_layout_init (WireWrapLayout *self)
{
  (void) self;
}

GtkLayoutManager *
wire_wrap_layout_new (void)
{
  return g_object_new (WIRE_TYPE_WRAP_LAYOUT, NULL);
}
