/* wire-text-cells.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-text-cells.h"

#include "base/wire-printable.h"
#include "ui/lists/wire-column.h"
#include "ui/widgets/wire-label-wrap.h"

/**
 * WireTextCells:
 *
 * Cells of one line. In a .ui file, the text is a closure: a function as #WireColumnText is. Every
 * cell asks for the same width, whatever it says, so that columns do not jump as one scrolls. What
 * a cell does not show whole is in its tooltip. Main thread only.
 */
struct _WireTextCells
{
  WireCells parent_instance;

  int width_chars;
  int least;  /* how narrow a cell may become, in average characters */
  int wanted; /* how wide it is where there is room, likewise */
  WireColumnFlags look;
  GtkExpression *text;
  GtkExpression *tooltip; /* (nullable): explains a cell */
};

G_DEFINE_FINAL_TYPE (WireTextCells, wire_text_cells, WIRE_TYPE_CELLS)

/* What a .ui file may say of cells. */
G_DEFINE_FLAGS_TYPE (WireColumnFlags,
                     wire_column_flags,
                     G_DEFINE_ENUM_VALUE (WIRE_COLUMN_NUMBER, "number"),
                     G_DEFINE_ENUM_VALUE (WIRE_COLUMN_MONOSPACE, "monospace"),
                     G_DEFINE_ENUM_VALUE (WIRE_COLUMN_MIDDLE, "middle"))

/* Where a cell has what it is one of. */
#define CELLS_KEY "wire-text-cells"

/* Wider than this, what is in a cell is cut, and figures are at most so wide. */
#define MOST_CHARS 80
#define MOST_FIGURES 24

enum
{
  PROP_0,
  PROP_WIDTH_CHARS,
  PROP_LOOK,
  PROP_TEXT,
  PROP_TOOLTIP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Returns: (transfer full) (nullable): what @expression says of @row */
static char *
evaluate (GtkExpression *expression, gpointer row)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (!expression || !row || !gtk_expression_evaluate (expression, row, &value))
    return NULL;
  return g_value_dup_string (&value);
}

/* Returns: (transfer full) (nullable): what the cell of @row shows: nothing hides in it, whoever
 * wrote it */
static char *
evaluate_text (WireCells *cells, gpointer row)
{
  g_autofree char *text = evaluate (WIRE_TEXT_CELLS (cells)->text, row);

  return text ? wire_printable_name (text) : NULL;
}

static void
wire_text_cells_show (WireCells *cells, GtkListItem *item)
{
  g_autofree char *text = evaluate_text (cells, gtk_list_item_get_item (item));

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text ? text : "");
}

static char *
wire_text_cells_say (WireCells *cells, WireRow *row)
{
  return evaluate_text (cells, row);
}

/* The whole text, but only where the cell does not show it. */
static gboolean
query_tooltip_cb (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  const WireTextCells *self = data;
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  GtkListItem *item = wire_column_get_cell (widget);
  g_autofree char *explained =
      item ? evaluate (self->tooltip, gtk_list_item_get_item (item)) : NULL;
  int width;

  (void) x;
  (void) y;
  (void) keyboard;
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (!explained && width <= gtk_widget_get_width (widget))
    return FALSE;
  gtk_tooltip_set_text (tooltip, explained ? explained : text);
  return TRUE;
}

/* Addresses, digests and figures run from left to right wherever the rest runs, and are at the side
 * where a line begins; figures where theirs end. */
static float
get_alignment (const WireTextCells *self)
{
  if (self->look & WIRE_COLUMN_NUMBER)
    return 1;
  return self->look & WIRE_COLUMN_MONOSPACE
                 && gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL
             ? 1
             : 0;
}

/* An inscription, not a label: it asks for the same width whatever it says, so another text needs
 * no new layout of the whole list. */
static GtkWidget *
make_cell (const WireTextCells *self)
{
  GtkWidget *cell = gtk_inscription_new (NULL);
  GtkInscription *inscription = GTK_INSCRIPTION (cell);

  gtk_inscription_set_xalign (inscription, get_alignment (self));
  gtk_inscription_set_text_overflow (inscription, self->look & WIRE_COLUMN_MIDDLE
                                                      ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE
                                                      : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (inscription, (guint) self->least);
  gtk_inscription_set_nat_chars (inscription, (guint) self->wanted);
  if (self->look & WIRE_COLUMN_NUMBER)
    gtk_widget_add_css_class (cell, "numeric");
  if (self->look & WIRE_COLUMN_MONOSPACE)
    gtk_widget_add_css_class (cell, "monospace");
  if (self->look & (WIRE_COLUMN_NUMBER | WIRE_COLUMN_MONOSPACE))
    wire_label_write_evidence (cell);
  return cell;
}

static void
wire_text_cells_set_up (WireCells *cells, GtkListItem *item)
{
  GtkWidget *cell = make_cell (WIRE_TEXT_CELLS (cells));

  gtk_widget_set_has_tooltip (cell, TRUE);
  g_signal_connect (cell, "query-tooltip", G_CALLBACK (query_tooltip_cb), cells);
  g_object_set_data (G_OBJECT (cell), CELLS_KEY, cells);
  wire_column_mark_cell (cell, item);
  gtk_list_item_set_child (item, cell);
}

static void
take_expression (GtkExpression **place, const GValue *value)
{
  g_clear_pointer (place, gtk_expression_unref);
  *place = gtk_value_dup_expression (value);
}

static void
wire_text_cells_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireTextCells *self = WIRE_TEXT_CELLS (object);

  if (id == PROP_WIDTH_CHARS)
    self->width_chars = self->least = self->wanted = g_value_get_int (value);
  else if (id == PROP_LOOK)
    self->look = g_value_get_flags (value);
  else if (id == PROP_TEXT)
    take_expression (&self->text, value);
  else if (id == PROP_TOOLTIP)
    take_expression (&self->tooltip, value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_text_cells_finalize (GObject *object)
{
  WireTextCells *self = WIRE_TEXT_CELLS (object);

  g_clear_pointer (&self->text, gtk_expression_unref);
  g_clear_pointer (&self->tooltip, gtk_expression_unref);
  G_OBJECT_CLASS (wire_text_cells_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  /** WireTextCells:width-chars: the width of a cell in average characters */
  properties[PROP_WIDTH_CHARS] =
      g_param_spec_int ("width-chars", NULL, NULL, 0, G_MAXINT, 0, flags);
  /** WireTextCells:look: #WireColumnFlags */
  properties[PROP_LOOK] =
      g_param_spec_flags ("look", NULL, NULL, WIRE_TYPE_COLUMN_FLAGS, WIRE_COLUMN_PLAIN, flags);
  /** WireTextCells:text: what a cell says of its #WireRow */
  properties[PROP_TEXT] = gtk_param_spec_expression ("text", NULL, NULL, flags);
  /** WireTextCells:tooltip: what explains a cell; %NULL from it for nothing */
  properties[PROP_TOOLTIP] = gtk_param_spec_expression ("tooltip", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wire_text_cells_class_init (WireTextCellsClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = wire_text_cells_set_property;
  G_OBJECT_CLASS (klass)->finalize = wire_text_cells_finalize;
  WIRE_CELLS_CLASS (klass)->set_up = wire_text_cells_set_up;
  WIRE_CELLS_CLASS (klass)->show = wire_text_cells_show;
  WIRE_CELLS_CLASS (klass)->say = wire_text_cells_say;
  install_properties (G_OBJECT_CLASS (klass));
}

static void
wire_text_cells_init (WireTextCells *self)
{
  (void) self;
}

/**
 * wire_text_cells_new:
 * @width_chars: see #WireTextCells:width-chars
 * @look: how they look
 * @text: says what is in a cell
 * @user_data: for @text; has to live as long as the cells
 *
 * For tables whose columns are made in code; others are described in .ui files.
 *
 * Returns: (transfer full): such cells
 */
WireTextCells *
wire_text_cells_new (int width_chars, WireColumnFlags look, WireColumnText text, gpointer user_data)
{
  WireTextCells *self = g_object_new (WIRE_TYPE_TEXT_CELLS, NULL);

  self->width_chars = self->least = self->wanted = width_chars;
  self->look = look;
  self->text = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (text),
                                            user_data, NULL);
  return self;
}

/** Returns: (transfer none) (nullable): the cells that @cell is one of */
WireTextCells *
wire_text_cells_find (GtkWidget *cell)
{
  return GTK_IS_INSCRIPTION (cell) ? g_object_get_data (G_OBJECT (cell), CELLS_KEY) : NULL;
}

/**
 * wire_text_cells_want:
 * @self: cells
 * @chars: in average characters, how wide the widest of them is that was looked at
 * @first: what was wanted before is forgotten; otherwise they only grow, so that columns do not
 * jump as a list is sorted
 *
 * Returns: whether cells are to have another width: wire_text_cells_apply()
 */
gboolean
wire_text_cells_want (WireTextCells *self, int chars, gboolean first)
{
  gboolean figures;
  int least, wanted;

  g_return_val_if_fail (WIRE_IS_TEXT_CELLS (self), FALSE);
  figures = (self->look & WIRE_COLUMN_NUMBER) != 0;
  wanted = MAX (first ? 0 : self->wanted, MIN (chars, figures ? MOST_FIGURES : MOST_CHARS));
  least = figures ? wanted : MIN (self->width_chars, wanted); /* figures are never cut */
  if (self->wanted == wanted && self->least == least)
    return FALSE;
  self->wanted = wanted;
  self->least = least;
  return TRUE;
}

/** Gives @cell, one of @self, the widths that they have by now. */
void
wire_text_cells_apply (WireTextCells *self, GtkWidget *cell)
{
  g_return_if_fail (WIRE_IS_TEXT_CELLS (self));
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), (guint) self->least);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), (guint) self->wanted);
}
