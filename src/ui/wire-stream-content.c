/* wire-stream-content.c: which lines are shown, and how they scroll
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-stream-content-private.h"

#include "wire-figures.h"

#include <glib/gi18n.h>

/**
 * WireStreamContent:
 *
 * What was said on a stream, line by line as it scrolls by: each turn begins with who speaks, and
 * stands behind a bar of their own colour and indent. Laid out in a worker; a change of width, form
 * or directions lays out anew and keeps in sight what was. A range can be selected, byte by byte,
 * and copied. Emits #WireStreamContent::moved. In a #GtkScrolledWindow. Main thread only.
 *
 * wire-stream-content-draw.c draws it, wire-stream-content-input.c has mouse and keyboard.
 */
enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

G_DEFINE_FINAL_TYPE_WITH_CODE (WireStreamContent,
                               wire_stream_content,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static guint moved_signal;

/* Of a line in hexadecimal: offset, digits, ASCII and what stands between them. */
#define HEX_CHARACTERS_16 76
#define HEX_CHARACTERS_8 43
#define HEX_CHARACTERS_4 27

/* Lines of text are broken at multiples of this: a window that is made wider little by little does
 * not have everything laid out with every pixel. */
#define COLUMN_STEP 4

#define MIN_COLUMNS 16

static void start_layout (WireStreamContent *self);

/** Returns: pixels from the left to the bar of @side */
int
wire_stream_content_get_indent (guint side)
{
  return WIRE_STREAM_MARGIN + (side ? WIRE_STREAM_INDENT : 0);
}

static int
get_frame (void)
{
  return 2 * WIRE_STREAM_MARGIN + WIRE_STREAM_INDENT + WIRE_STREAM_BAR + WIRE_STREAM_PADDING;
}

static guint
choose_columns (WireStreamContent *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - get_frame ();
  guint characters = (guint) MAX (width, 0) / (guint) self->char_width;

  if (self->form == WIRE_STREAM_HEX)
    return characters >= HEX_CHARACTERS_16 ? 16 : characters >= HEX_CHARACTERS_8 ? 8 : 4;
  return CLAMP (characters / COLUMN_STEP * COLUMN_STEP, MIN_COLUMNS, WIRE_STREAM_MAX_COLUMNS);
}

guint64
wire_stream_content_get_n_lines (WireStreamContent *self)
{
  return self->lines ? wire_stream_lines_get_length (self->lines, NULL) : 0;
}

double
wire_stream_content_get_top (WireStreamContent *self)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];

  return vertical ? gtk_adjustment_get_value (vertical) : 0;
}

static void
write_gap (WireStreamContent *self)
{
  g_autofree char *count = wire_figure_count (self->line.length);

  g_string_append_printf (
      self->text.text,
      ngettext ("[… %s byte missing …]", "[… %s bytes missing …]", self->line.length), count);
}

static void
write_turn (WireStreamContent *self)
{
  WireCapture *capture = wire_stream_transcript_get_capture (self->transcript);
  g_autofree char *number = wire_figure_count ((guint64) self->line.packet + 1);
  WireCaptureSummary summary;
  WirePacketRecord record;

  g_string_append (self->text.text, self->names[self->line.side]);
  /* Translators: the packet, by its number, in which somebody begins to speak */
  g_string_append_printf (self->text.text, _ (" · packet %s"), number);
  wire_capture_get_summary (capture, &summary);
  if (wire_capture_get_packet (capture, self->line.packet, &record) && record.time != WIRE_TIME_NONE
      && summary.first != WIRE_TIME_NONE)
    g_string_append_printf (self->text.text, " · %.6f s",
                            (double) (record.time - summary.first) / 1e9);
}

/** Makes `line` and `text` those of line @number. Returns: whether they are */
gboolean
wire_stream_content_load_line (WireStreamContent *self, guint64 number)
{
  if (!self->lines || !wire_stream_lines_get (self->lines, number, &self->line))
    return FALSE;
  wire_stream_text_write (&self->text, wire_stream_lines_get_form (self->lines),
                          wire_stream_lines_get_columns (self->lines), self->line.position,
                          self->line.bytes,
                          self->line.kind == WIRE_STREAM_LINE_BYTES ? self->line.length : 0);
  if (self->line.kind == WIRE_STREAM_LINE_BYTES)
    return TRUE;
  g_string_truncate (self->text.text, 0);
  if (self->line.kind == WIRE_STREAM_LINE_GAP)
    write_gap (self);
  else
    write_turn (self);
  return TRUE;
}

/** Returns: (transfer full): what @number says and who says it; empty where there is no such line
 */
char *
wire_stream_content_describe_line (WireStreamContent *self, guint64 number)
{
  if (!wire_stream_content_load_line (self, number))
    return g_strdup ("");
  if (self->line.kind == WIRE_STREAM_LINE_TURN)
    return g_strdup (self->text.text->str);
  return g_strdup_printf ("%s: %s", self->names[self->line.side], self->text.text->str);
}

guint64
wire_stream_content_find_line (WireStreamContent *self, guint64 place)
{
  return self->lines ? wire_stream_lines_find (self->lines, place) : 0;
}

static void
configure (WireStreamContent *self)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double upper =
      (double) wire_stream_content_get_n_lines (self) * self->line_height + 2 * WIRE_STREAM_MARGIN;

  if (vertical)
    gtk_adjustment_configure (
        vertical, CLAMP (gtk_adjustment_get_value (vertical), 0, MAX (0, upper - height)), 0,
        MAX (upper, height), self->line_height, height * 0.9, height);
}

/* Once it is laid out, or nothing more will be. */
static void
reveal_wanted (WireStreamContent *self)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  guint64 end;
  double y;

  if (self->wanted == WIRE_STREAM_NOWHERE || !self->lines || self->fresh || !vertical
      || gtk_widget_get_height (GTK_WIDGET (self)) == 0)
    return;
  wire_stream_lines_get_length (self->lines, &end);
  if (end <= self->wanted && self->layout)
    return;
  y = (double) wire_stream_content_find_line (self, self->wanted) * self->line_height;
  if (self->wanted_at_top)
    gtk_adjustment_set_value (vertical, y > 0 ? y + WIRE_STREAM_MARGIN : 0);
  else
    gtk_adjustment_clamp_page (vertical, y, y + self->line_height + 2 * WIRE_STREAM_MARGIN);
  self->wanted = WIRE_STREAM_NOWHERE;
}

static void
want (WireStreamContent *self, guint64 place, gboolean at_top)
{
  self->wanted = place;
  self->wanted_at_top = at_top;
  reveal_wanted (self);
}

static void
announce (WireStreamContent *self)
{
  g_autofree char *text =
      wire_stream_content_describe_line (self, wire_stream_content_find_line (self, self->cursor));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *text ? text : _ ("Nothing was said"), -1);
  self->announced = *text != '\0';
}

/* Some more lines are there; those of a new layout replace the old with the first of them, so that
 * nothing flickers. */
static void
laid_out (WireStreamContent *self)
{
  if (self->fresh && (!self->layout || wire_stream_lines_get_length (self->fresh, NULL) > 0))
    {
      g_clear_pointer (&self->lines, wire_stream_lines_unref);
      self->lines = g_steal_pointer (&self->fresh);
      self->announced = FALSE;
    }
  configure (self);
  reveal_wanted (self);
  if (!self->announced)
    announce (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
layout_work (WireJob *job, gpointer data, GError **error)
{
  return wire_stream_lines_extend (data, job, error);
}

static void
ended_cb (WireJob *job, gpointer data)
{
  g_autoptr (WireStreamContent) self = data; /* taken when the job was started */

  if (job != self->layout)
    return;
  g_clear_object (&self->layout);
  if (self->grown)
    start_layout (self);
  laid_out (self);
}

static void
start_layout (WireStreamContent *self)
{
  WireStreamLines *lines = self->fresh ? self->fresh : self->lines;

  self->grown = FALSE;
  self->layout = wire_job_new (_ ("Laying out the stream"));
  g_signal_connect_object (self->layout, "notify::fraction", G_CALLBACK (laid_out), self,
                           G_CONNECT_SWAPPED);
  wire_job_start (self->layout, layout_work, wire_stream_lines_ref (lines),
                  (GDestroyNotify) wire_stream_lines_unref, ended_cb, g_object_ref (self));
}

static void
stop_layout (WireStreamContent *self)
{
  if (self->layout)
    {
      g_signal_handlers_disconnect_by_data (self->layout, self);
      wire_job_cancel (self->layout);
    }
  g_clear_object (&self->layout);
  g_clear_pointer (&self->fresh, wire_stream_lines_unref);
}

/* What stands at the top stays there, unless something is to be shown anyway. */
static void
keep_top (WireStreamContent *self)
{
  double top = wire_stream_content_get_top (self);
  guint64 number = (guint64) (top / self->line_height);

  if (self->wanted == WIRE_STREAM_NOWHERE && top > 0
      && wire_stream_content_load_line (self, number))
    want (self, self->line.places[0], TRUE);
}

static void
lay_out (WireStreamContent *self)
{
  if (!self->transcript || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return;
  stop_layout (self);
  self->fresh =
      wire_stream_lines_new (self->transcript, self->sides, self->form, choose_columns (self));
  keep_top (self);
  start_layout (self);
}

static void
measure_font (WireStreamContent *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");

  pango_layout_get_pixel_size (layout, &self->char_width, &self->line_height);
  self->char_width = MAX (self->char_width, 1);
  self->line_height = MAX (self->line_height, 1) + 2;
}

static void
wire_stream_content_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  WireStreamContent *self = WIRE_STREAM_CONTENT (widget);

  (void) for_size;
  measure_font (self);
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum =
          get_frame ()
          + (self->form == WIRE_STREAM_HEX ? HEX_CHARACTERS_4 : MIN_COLUMNS) * self->char_width;
      *natural = get_frame () + HEX_CHARACTERS_16 * self->char_width;
    }
  else
    *minimum = *natural = 3 * self->line_height;
}

static void
wire_stream_content_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WireStreamContent *self = WIRE_STREAM_CONTENT (widget);
  WireStreamLines *lines = self->fresh ? self->fresh : self->lines;

  (void) width;
  (void) height;
  (void) baseline;
  if (!lines || wire_stream_lines_get_columns (lines) != choose_columns (self))
    lay_out (self);
  configure (self);
  reveal_wanted (self);
}

static void
set_adjustment (WireStreamContent *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation])
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  if (g_set_object (&self->adjustments[orientation], adjustment) && adjustment)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw),
                              self);
  configure (self);
}

static void
wire_stream_content_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireStreamContent *self = WIRE_STREAM_CONTENT (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wire_stream_content_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireStreamContent *self = WIRE_STREAM_CONTENT (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
clear_transcript (WireStreamContent *self)
{
  stop_layout (self);
  g_clear_pointer (&self->lines, wire_stream_lines_unref);
  g_clear_pointer (&self->transcript, wire_stream_transcript_unref);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer (&self->names[side], g_free);
  self->cursor = self->anchor = 0;
  self->wanted = WIRE_STREAM_NOWHERE;
  self->grown = self->announced = FALSE;
}

static void
wire_stream_content_dispose (GObject *object)
{
  WireStreamContent *self = WIRE_STREAM_CONTENT (object);

  clear_transcript (self);
  wire_stream_text_clear (&self->text);
  for (int i = 0; i < 2; i++)
    {
      if (self->adjustments[i])
        g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
      g_clear_object (&self->adjustments[i]);
    }
  G_OBJECT_CLASS (wire_stream_content_parent_class)->dispose (object);
}

static void
wire_stream_content_class_init (WireStreamContentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wire_stream_content_dispose;
  object_class->set_property = wire_stream_content_set_property;
  object_class->get_property = wire_stream_content_get_property;
  widget_class->snapshot = wire_stream_content_snapshot;
  widget_class->measure = wire_stream_content_measure;
  widget_class->size_allocate = wire_stream_content_size_allocate;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  gtk_widget_class_set_css_name (widget_class, "streamcontent");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  wire_stream_content_install_input (widget_class);

  /** WireStreamContent::moved: the cursor or the selection is another */
  moved_signal = g_signal_new ("moved", WIRE_TYPE_STREAM_CONTENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
wire_stream_content_init (WireStreamContent *self)
{
  self->sides = WIRE_STREAM_BOTH;
  self->line_height = 16;
  self->char_width = 8;
  self->wanted = WIRE_STREAM_NOWHERE;
  self->goal = -1;
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  wire_stream_content_init_input (self);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What was said"), -1);
}

/**
 * wire_stream_content_set_transcript:
 * @transcript: (nullable): what was said, as far as it is known; see wire_stream_content_grew()
 * @names: how each side is announced
 *
 * Shows another stream, from the beginning.
 */
void
wire_stream_content_set_transcript (WireStreamContent *self,
                                    WireStreamTranscript *transcript,
                                    const char *const names[2])
{
  g_return_if_fail (WIRE_IS_STREAM_CONTENT (self));

  clear_transcript (self);
  if (self->adjustments[GTK_ORIENTATION_VERTICAL])
    gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL], 0);
  configure (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!transcript)
    return;
  self->transcript = wire_stream_transcript_ref (transcript);
  for (guint side = 0; side < 2; side++)
    self->names[side] = g_strdup (names[side]);
  lay_out (self);
}

/** Tells that the transcript has more, or is complete. */
void
wire_stream_content_grew (WireStreamContent *self)
{
  g_return_if_fail (WIRE_IS_STREAM_CONTENT (self));

  if (self->layout)
    self->grown = TRUE;
  else if (self->lines)
    start_layout (self);
}

/** Shows both directions, or one. */
void
wire_stream_content_set_sides (WireStreamContent *self, WireStreamSides sides)
{
  g_return_if_fail (WIRE_IS_STREAM_CONTENT (self));

  if (self->sides == sides)
    return;
  self->sides = sides;
  lay_out (self);
}

void
wire_stream_content_set_form (WireStreamContent *self, WireStreamForm form)
{
  g_return_if_fail (WIRE_IS_STREAM_CONTENT (self));

  if (self->form == form)
    return;
  self->form = form;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  lay_out (self);
}

/** Returns: the place of the cursor */
guint64
wire_stream_content_get_cursor (WireStreamContent *self)
{
  g_return_val_if_fail (WIRE_IS_STREAM_CONTENT (self), 0);

  return self->cursor;
}

/** Returns: whether anything is selected: the places from @start up to @end */
gboolean
wire_stream_content_get_selection (WireStreamContent *self, guint64 *start, guint64 *end)
{
  g_return_val_if_fail (WIRE_IS_STREAM_CONTENT (self), FALSE);

  *start = MIN (self->cursor, self->anchor);
  *end = MAX (self->cursor, self->anchor);
  return *start < *end;
}

/* Moves the cursor, lets it be seen, and tells. */
void
wire_stream_content_move_to (WireStreamContent *self, guint64 place, gboolean keeps_anchor)
{
  if (!self->transcript)
    return;
  self->cursor = MIN (place, wire_stream_transcript_get_end (self->transcript));
  if (!keeps_anchor)
    self->anchor = self->cursor;
  want (self, self->cursor, FALSE);
  announce (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, moved_signal, 0);
}

/** Selects the places from @start up to @end, and lets the first be seen. */
void
wire_stream_content_select (WireStreamContent *self, guint64 start, guint64 end)
{
  g_return_if_fail (WIRE_IS_STREAM_CONTENT (self));

  self->anchor = end;
  wire_stream_content_move_to (self, start, TRUE);
}

/** Returns: how many lines are laid out */
guint64
wire_stream_content_count_lines (WireStreamContent *self)
{
  g_return_val_if_fail (WIRE_IS_STREAM_CONTENT (self), 0);

  return wire_stream_content_get_n_lines (self);
}
