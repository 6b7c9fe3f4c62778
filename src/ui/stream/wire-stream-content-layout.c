/* wire-stream-content-layout.c: laying out, and what is in sight
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-announcement.h"
#include "ui/stream/wire-stream-content-private.h"

#include <glib/gi18n.h>

/* Lines of text are broken at multiples of this: a window that is made wider little by little does
 * not have everything laid out with every pixel. */
#define COLUMN_STEP 4

static void start_layout (WireStreamContent *self);

/** Returns: pixels from the left to the bar of @side */
int
wire_stream_content_get_indent (guint side)
{
  return WIRE_STREAM_MARGIN + (side ? WIRE_STREAM_INDENT : 0);
}

/** Returns: how much wider the widget is than the text of the second side */
int
wire_stream_content_get_frame (void)
{
  return 2 * WIRE_STREAM_MARGIN + WIRE_STREAM_INDENT + WIRE_STREAM_BAR + WIRE_STREAM_PADDING;
}

static guint
choose_columns (WireStreamContent *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - wire_stream_content_get_frame ();
  guint characters = (guint) MAX (width, 0) / (guint) self->scroll.char_width;

  if (self->form == WIRE_STREAM_HEX)
    return characters >= WIRE_STREAM_HEX_16 ? 16 : characters >= WIRE_STREAM_HEX_8 ? 8 : 4;
  return CLAMP (characters / COLUMN_STEP * COLUMN_STEP, WIRE_STREAM_MIN_COLUMNS,
                WIRE_STREAM_MAX_COLUMNS);
}

void
wire_stream_content_configure (WireStreamContent *self)
{
  wire_scroll_configure (&self->scroll, GTK_WIDGET (self), wire_stream_content_get_n_lines (self),
                         WIRE_STREAM_MARGIN);
}

/* Once it is laid out, or nothing more will be. */
static void
reveal_wanted (WireStreamContent *self)
{
  guint64 end;
  guint64 line;

  if (self->wanted == WIRE_STREAM_NOWHERE || !self->lines || self->fresh
      || !self->scroll.adjustments[GTK_ORIENTATION_VERTICAL]
      || gtk_widget_get_height (GTK_WIDGET (self)) == 0)
    return;
  wire_stream_lines_get_length (self->lines, &end);
  if (end <= self->wanted && self->layout)
    return;
  line = wire_stream_content_find_line (self, self->wanted);
  if (!self->wanted_at_top)
    wire_scroll_show_line (&self->scroll, line, WIRE_STREAM_MARGIN);
  else
    wire_scroll_set_top (&self->scroll,
                         line > 0 ? (double) line * self->scroll.line_height + WIRE_STREAM_MARGIN
                                  : 0);
  self->wanted = WIRE_STREAM_NOWHERE;
}

/** Lets @place be seen as soon as it is laid out: at the top, or by moving as little as that needs.
 */
void
wire_stream_content_want (WireStreamContent *self, guint64 place, gboolean at_top)
{
  self->wanted = place;
  self->wanted_at_top = at_top;
  reveal_wanted (self);
}

/** Has a screen reader say what the line of the cursor says. */
void
wire_stream_content_announce (WireStreamContent *self)
{
  g_autofree char *text =
      wire_stream_content_describe_line (self, wire_stream_content_find_line (self, self->cursor));

  wire_describe (GTK_WIDGET (self), *text ? text : _ ("Nothing was said"));
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
  wire_stream_content_configure (self);
  reveal_wanted (self);
  if (!self->announced)
    wire_stream_content_announce (self);
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

void
wire_stream_content_stop_layout (WireStreamContent *self)
{
  if (self->layout)
    {
      g_signal_handlers_disconnect_by_data (self->layout, self);
      wire_job_cancel (self->layout);
    }
  g_clear_object (&self->layout);
  g_clear_pointer (&self->fresh, wire_stream_lines_unref);
}

/* What is at the top stays there, unless something is to be shown anyway. */
static void
keep_top (WireStreamContent *self)
{
  double top = wire_scroll_get_top (&self->scroll);
  guint64 number = (guint64) (top / self->scroll.line_height);

  if (self->wanted == WIRE_STREAM_NOWHERE && top > 0
      && wire_stream_content_load_line (self, number))
    wire_stream_content_want (self, self->line.places[0], TRUE);
}

/** Lays out all lines again; the old ones stay until the first of the new are there. */
void
wire_stream_content_lay_out (WireStreamContent *self)
{
  if (!self->transcript || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return;
  wire_stream_content_stop_layout (self);
  self->fresh =
      wire_stream_lines_new (self->transcript, self->sides, self->form, choose_columns (self));
  keep_top (self);
  start_layout (self);
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

/** Lays out again where the width wants other lines, and scrolls within what there is. */
void
wire_stream_content_fit (WireStreamContent *self)
{
  WireStreamLines *lines = self->fresh ? self->fresh : self->lines;

  if (!lines || wire_stream_lines_get_columns (lines) != choose_columns (self))
    wire_stream_content_lay_out (self);
  wire_stream_content_configure (self);
  reveal_wanted (self);
}
