/* wire-pieces-plot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-pieces-plot.h"

#include "ui/sockets/wire-pieces-words.h"
#include "ui/widgets/wire-figures.h"
#include "base/wire-printable.h"

#include <adwaita.h>

/**
 * WirePiecesPlot:
 *
 * Two rows of boxes over the same bytes: above one box a send, below one box a recv. Both rows
 * share the scale of the stream's offsets, so that a box is over the boxes that its bytes came
 * to lie in. As wide as what it shows; put it into a scrolled window: what that does not show is
 * not drawn. Main thread only.
 */
struct _WirePiecesPlot
{
  GtkWidget parent_instance;

  WirePieces *pieces;
  guint64 first;    /* stream offset at the left edge */
  guint64 end;      /* and at the right one */
  double per_byte;  /* pixels */
  double character; /* width of one, in pixels */
  float line;       /* height of a line of text, in pixels */
  guint redraw;
  GtkAdjustment *scrolled; /* of the scrolled window that it is in, while it is shown, or NULL */
};

G_DEFINE_FINAL_TYPE (WirePiecesPlot, wire_pieces_plot, GTK_TYPE_WIDGET)

static guint drawn_signal;

/* In lines of text, which are as high as the desktop asks for: a row has its bytes within, and its
 * figures beneath or above. */
#define ROW_LINES 2.2f
#define GAP_LINES 1.2f
#define FIGURE_LINES 1.1f

/* However much was said, the picture stays within what can be scrolled through and drawn at once.
 */
#define MAX_WIDTH 12000.0

/* Where this is enough for all, boxes of a byte are wide enough for their figures. */
#define GLANCE_WIDTH 1200.0

/* Between the border of a box and its text, in pixels. */
#define BOX_MARGIN 3

/* A flood is drawn ten times a second, not once a piece. */
#define REDRAW_MS 100

static float
get_row_y (const WirePiecesPlot *self, guint side)
{
  return self->line * (FIGURE_LINES + (float) side * (ROW_LINES + GAP_LINES));
}

static float
get_row_height (const WirePiecesPlot *self)
{
  return self->line * ROW_LINES;
}

static double
measure_font (WirePiecesPlot *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  self->line = (float) height;
  return width;
}

/* A byte is as wide as a character, so that a box can say what is in it; wider where there are
 * boxes of a byte or two and all has room at a glance. */
static double
choose_scale (double character, guint64 shortest, guint64 span)
{
  double roomy = (character + 2 * BOX_MARGIN + 2) / (double) MAX (1, shortest);

  if (roomy > character && roomy * (double) span <= GLANCE_WIDTH)
    return roomy;
  return MIN (character, MAX_WIDTH / (double) MAX (1, span));
}

static void
fit (WirePiecesPlot *self)
{
  guint64 first = G_MAXUINT64, end = 0, shortest = G_MAXUINT64;

  for (guint side = 0; self->pieces && side < 2; side++)
    {
      guint n = wire_pieces_get_length (self->pieces, side);

      if (n > 0)
        first = MIN (first, wire_pieces_get (self->pieces, side, 0)->offset);
      end = MAX (end, wire_pieces_get_total (self->pieces, side));
      for (guint i = 0; i < n; i++)
        shortest = MIN (shortest, wire_pieces_get (self->pieces, side, i)->length);
    }
  self->first = MIN (first, end);
  self->end = end;
  self->character = measure_font (self);
  self->per_byte = choose_scale (self->character, shortest, end - self->first);
}

static float
get_x (const WirePiecesPlot *self, guint64 offset)
{
  return (float) ((double) (offset - self->first) * self->per_byte);
}

static PangoLayout *
make_label (WirePiecesPlot *self, const char *text, double scale, float width)
{
  PangoLayout *label = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_single_paragraph_mode (label, TRUE);
  pango_layout_set_width (label, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  return label;
}

static void
draw_label (GtkSnapshot *snapshot, PangoLayout *label, float x, float y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, label, color);
  gtk_snapshot_restore (snapshot);
}

/* A single character has no room for a margin in a box that is as wide. */
static void
draw_words (WirePiecesPlot *self,
            GtkSnapshot *snapshot,
            const WirePiece *piece,
            float left,
            float width,
            float y,
            float size_y,
            const GdkRGBA *color)
{
  g_autofree char *bytes = wire_printable (piece->head, piece->head_length);
  g_autofree char *words =
      piece->length > piece->head_length ? g_strconcat (bytes, "…", NULL) : g_strdup (bytes);
  g_autofree char *size = wire_figure_count (piece->length);
  float margin = CLAMP ((width - (float) self->character) / 2, 0, BOX_MARGIN);
  g_autoptr (PangoLayout) content = NULL;
  g_autoptr (PangoLayout) figure = NULL;

  if (width + 2 < (float) self->character)
    return;
  content = make_label (self, words, 0.9, MAX (width - margin, (float) self->character));
  figure = make_label (self, size, 0.8, MAX (width, (float) self->character));
  draw_label (snapshot, content, left + margin, y + (get_row_height (self) - self->line) / 2,
              color);
  draw_label (snapshot, figure, left + margin, size_y, color);
}

/* Its bytes within, how many they are beneath or above: shown by place and number, not by colour
 * alone. */
static void
draw_box (WirePiecesPlot *self,
          GtkSnapshot *snapshot,
          const WirePiece *piece,
          float y,
          float size_y,
          const GdkRGBA *fill,
          const GdkRGBA *text)
{
  float left = get_x (self, piece->offset);
  float width = MAX (1, get_x (self, piece->offset + piece->length) - left - 1);
  GskRoundedRect box;
  GdkRGBA line = *text;

  line.alpha *= 0.5f;
  gsk_rounded_rect_init_from_rect (&box,
                                   &GRAPHENE_RECT_INIT (left, y, width, get_row_height (self)), 3);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, fill, &box.bounds);
  gtk_snapshot_pop (snapshot);
  if (width > 3)
    gtk_snapshot_append_border (snapshot, &box, (float[]){ 1, 1, 1, 1 },
                                (GdkRGBA[]){ line, line, line, line });
  draw_words (self, snapshot, piece, left, width, y, size_y, text);
}

/* Where a piece begins, a line goes through both rows. */
static void
draw_cut (WirePiecesPlot *self, GtkSnapshot *snapshot, guint64 offset, const GdkRGBA *text)
{
  float top = get_row_y (self, 0), bottom = get_row_y (self, 1) + get_row_height (self);
  GdkRGBA line = *text;

  line.alpha *= 0.25f;
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT (get_x (self, offset) - 1, top, 1, bottom - top));
}

/* What can be seen of the picture, in pixels from its left edge: thousands of boxes with their
 * words are more than a frame has time for. */
typedef struct
{
  double from;
  double to;
} Sight;

static Sight
find_sight (WirePiecesPlot *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  Sight sight = { 0, G_MAXDOUBLE };
  double y;

  if (window && gtk_widget_translate_coordinates (window, GTK_WIDGET (self), 0, 0, &sight.from, &y))
    sight.to = sight.from + gtk_widget_get_width (window);
  return sight;
}

static gboolean
is_in_sight (const WirePiecesPlot *self, const Sight *sight, const WirePiece *piece)
{
  return get_x (self, piece->offset) - 1 <= sight->to
         && get_x (self, piece->offset + piece->length) >= sight->from;
}

static void
wire_pieces_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WirePiecesPlot *self = WIRE_PIECES_PLOT (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  const Sight sight = find_sight (self);
  GdkRGBA text, fills[2] = { { 0.5f, 0.5f, 0.5f, 0.25f }, { 0.5f, 0.5f, 0.5f, 0.25f } };

  if (!self->pieces)
    return;
  gtk_style_context_get_color (style, &text);
  gtk_style_context_lookup_color (style, "accent_bg_color", &fills[WIRE_PIECES_SENT]);
  gtk_style_context_lookup_color (style, "success_bg_color", &fills[WIRE_PIECES_RECEIVED]);
  for (guint side = 0; side < 2; side++)
    {
      float y = get_row_y (self, side);
      float size_y = side == WIRE_PIECES_SENT ? 0 : y + get_row_height (self) + 3;

      for (guint i = 0; i < wire_pieces_get_length (self->pieces, side); i++)
        {
          const WirePiece *piece = wire_pieces_get (self->pieces, side, i);
          GdkRGBA fill = fills[side];

          if (!is_in_sight (self, &sight, piece))
            continue;
          fill.alpha = i % 2 ? 0.35f : 0.2f;
          draw_box (self, snapshot, piece, y, size_y, &fill, &text);
          draw_cut (self, snapshot, piece->offset, &text);
        }
    }
}

static void
wire_pieces_plot_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  WirePiecesPlot *self = WIRE_PIECES_PLOT (widget);

  (void) for_size;
  *minimum_baseline = *natural_baseline = -1;
  fit (self);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = (int) get_x (self, self->end) + 1;
  else
    *minimum = *natural =
        (int) (get_row_y (self, 1) + get_row_height (self) + self->line * FIGURE_LINES);
}

/** Returns: (transfer full): the picture in words */
char *
wire_pieces_plot_describe (WirePiecesPlot *self)
{
  g_return_val_if_fail (WIRE_IS_PIECES_PLOT (self), NULL);

  return self->pieces ? wire_pieces_describe (self->pieces) : g_strdup ("");
}

static gboolean
redraw_cb (gpointer data)
{
  WirePiecesPlot *self = data;
  g_autofree char *words = wire_pieces_plot_describe (self);

  self->redraw = 0;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, drawn_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (WirePiecesPlot *self)
{
  if (!self->redraw)
    self->redraw = g_timeout_add (REDRAW_MS, redraw_cb, self);
}

/* GTK draws what is scrolled only once. */
static void
wire_pieces_plot_map (GtkWidget *widget)
{
  WirePiecesPlot *self = WIRE_PIECES_PLOT (widget);
  GtkWidget *window = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  if (window)
    self->scrolled =
        g_object_ref (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (window)));
  if (self->scrolled)
    {
      g_signal_connect_swapped (self->scrolled, "value-changed", G_CALLBACK (gtk_widget_queue_draw),
                                self);
      g_signal_connect_swapped (self->scrolled, "changed", G_CALLBACK (gtk_widget_queue_draw),
                                self);
    }
  GTK_WIDGET_CLASS (wire_pieces_plot_parent_class)->map (widget);
}

static void
wire_pieces_plot_unmap (GtkWidget *widget)
{
  WirePiecesPlot *self = WIRE_PIECES_PLOT (widget);

  if (self->scrolled)
    g_signal_handlers_disconnect_by_data (self->scrolled, self);
  g_clear_object (&self->scrolled);
  GTK_WIDGET_CLASS (wire_pieces_plot_parent_class)->unmap (widget);
}

static void
wire_pieces_plot_dispose (GObject *object)
{
  WirePiecesPlot *self = WIRE_PIECES_PLOT (object);

  wire_pieces_plot_set_pieces (self, NULL);
  g_clear_handle_id (&self->redraw, g_source_remove);
  G_OBJECT_CLASS (wire_pieces_plot_parent_class)->dispose (object);
}

static void
wire_pieces_plot_class_init (WirePiecesPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_pieces_plot_dispose;
  widget_class->snapshot = wire_pieces_plot_snapshot;
  widget_class->measure = wire_pieces_plot_measure;
  widget_class->map = wire_pieces_plot_map;
  widget_class->unmap = wire_pieces_plot_unmap;

  /** WirePiecesPlot::drawn: the picture, and so its words, have changed */
  drawn_signal = g_signal_new ("drawn", WIRE_TYPE_PIECES_PLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "pieces");
}

static void
wire_pieces_plot_init (WirePiecesPlot *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace");
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR); /* bytes, in their order */
}

/** @pieces: (nullable): what to draw, now and whenever it changes */
void
wire_pieces_plot_set_pieces (WirePiecesPlot *self, WirePieces *pieces)
{
  g_return_if_fail (WIRE_IS_PIECES_PLOT (self));

  if (self->pieces == pieces)
    return;
  if (self->pieces)
    g_signal_handlers_disconnect_by_data (self->pieces, self);
  g_set_object (&self->pieces, pieces);
  if (pieces)
    g_signal_connect_object (pieces, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}
