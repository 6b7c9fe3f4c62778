/* wire-stream-content-lines.c: what its lines say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-content-private.h"

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

guint64
wire_stream_content_get_n_lines (WireStreamContent *self)
{
  return self->lines ? wire_stream_lines_get_length (self->lines, NULL) : 0;
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

/** Returns: how many lines are laid out */
guint64
wire_stream_content_count_lines (WireStreamContent *self)
{
  g_return_val_if_fail (WIRE_IS_STREAM_CONTENT (self), 0);

  return wire_stream_content_get_n_lines (self);
}
