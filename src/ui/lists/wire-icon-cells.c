/* wire-icon-cells.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-icon-cells.h"

#include "ui/lists/wire-column.h"
#include "ui/lists/wire-row-name.h"

/**
 * WireIconCells:
 *
 * Cells of one icon, or of none. Main thread only.
 */
struct _WireIconCells
{
  WireCells parent_instance;

  GtkExpression *tooltip; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WireIconCells, wire_icon_cells, WIRE_TYPE_CELLS)

enum
{
  PROP_0,
  PROP_TOOLTIP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint find_icon_signal;

/* Where an image remembers the CSS class that it has. */
#define STYLE_KEY "wire-icon-style"

/* Asked for when it is wanted: it may take a look at all connections. */
static gboolean
query_tooltip_cb (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  WireIconCells *self = data;
  GtkListItem *item = wire_column_get_cell (widget);
  gpointer row = item ? gtk_list_item_get_item (item) : NULL;
  g_auto (GValue) text = G_VALUE_INIT;

  (void) x;
  (void) y;
  (void) keyboard;
  if (!row || !self->tooltip || !gtk_expression_evaluate (self->tooltip, row, &text))
    return FALSE;
  gtk_tooltip_set_text (tooltip, g_value_get_string (&text));
  return g_value_get_string (&text) != NULL;
}

static void
wire_icon_cells_set_up (WireCells *cells, GtkListItem *item)
{
  GtkWidget *image = gtk_image_new ();

  gtk_widget_set_has_tooltip (image, TRUE);
  g_signal_connect (image, "query-tooltip", G_CALLBACK (query_tooltip_cb), cells);
  wire_column_mark_cell (image, item);
  gtk_list_item_set_child (item, image);
}

/* @style: a static string */
static void
set_style (GtkWidget *image, const char *style)
{
  const char *old = g_object_get_data (G_OBJECT (image), STYLE_KEY);

  if (g_strcmp0 (old, style) == 0)
    return;
  if (old)
    gtk_widget_remove_css_class (image, old);
  if (style)
    gtk_widget_add_css_class (image, style);
  g_object_set_data (G_OBJECT (image), STYLE_KEY, (gpointer) style);
}

static void
wire_icon_cells_show (WireCells *cells, GtkListItem *item)
{
  GtkWidget *image = gtk_list_item_get_child (item);
  WireIcon icon = { 0 };

  g_signal_emit (cells, find_icon_signal, 0, gtk_list_item_get_item (item), &icon);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), icon.name);
  set_style (image, icon.style);
  wire_row_name_set_part (image, icon.label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  icon.label ? icon.label : "", -1);
}

static char *
wire_icon_cells_say (WireCells *cells, WireRow *row)
{
  WireIcon icon = { 0 };

  g_signal_emit (cells, find_icon_signal, 0, row, &icon);
  return g_strdup (icon.label);
}

static void
wire_icon_cells_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireIconCells *self = WIRE_ICON_CELLS (object);

  if (id != PROP_TOOLTIP)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_clear_pointer (&self->tooltip, gtk_expression_unref);
  self->tooltip = gtk_value_dup_expression (value);
}

static void
wire_icon_cells_finalize (GObject *object)
{
  g_clear_pointer (&WIRE_ICON_CELLS (object)->tooltip, gtk_expression_unref);
  G_OBJECT_CLASS (wire_icon_cells_parent_class)->finalize (object);
}

static void
wire_icon_cells_class_init (WireIconCellsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = wire_icon_cells_set_property;
  object_class->finalize = wire_icon_cells_finalize;
  WIRE_CELLS_CLASS (klass)->set_up = wire_icon_cells_set_up;
  WIRE_CELLS_CLASS (klass)->show = wire_icon_cells_show;
  WIRE_CELLS_CLASS (klass)->say = wire_icon_cells_say;

  /** WireIconCells:tooltip: what says more of a cell; %NULL from it for nothing */
  properties[PROP_TOOLTIP] =
      gtk_param_spec_expression ("tooltip", NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /** WireIconCells::find-icon: with a #WireRow, and the #WireIcon to fill in */
  find_icon_signal = g_signal_new ("find-icon", WIRE_TYPE_ICON_CELLS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_OBJECT, G_TYPE_POINTER);
}

static void
wire_icon_cells_init (WireIconCells *self)
{
  (void) self;
}
