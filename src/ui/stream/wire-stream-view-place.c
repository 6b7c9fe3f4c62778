/* wire-stream-view-place.c: leading to certain bytes of a stream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-view-private.h"

/* Returns: where byte @position of what @side sent is in the transcript, or %G_MAXUINT64. Spans of
 * one side come in the order of their positions. */
static guint64
find_place (WireStreamTranscript *transcript, guint side, guint64 position)
{
  guint32 n = wire_stream_transcript_get_length (transcript, NULL);
  WireStreamSpan span;

  for (guint32 i = 0; i < n && wire_stream_transcript_get (transcript, i, &span); i++)
    if (span.side == side && position >= span.position && position - span.position < span.length)
      return span.place + (position - span.position);
  return G_MAXUINT64;
}

/** Selects what wire_stream_view_show() was asked for, where it is there. */
void
wire_stream_view_select_wanted (WireStreamView *self)
{
  g_autofree WireStreamWanted *wanted = g_steal_pointer (&self->wanted);
  guint64 first, last;

  if (!wanted || !self->transcript)
    return;
  first = find_place (self->transcript, wanted->side, wanted->position);
  last =
      find_place (self->transcript, wanted->side, wanted->position + MAX (wanted->length, 1) - 1);
  if (first == G_MAXUINT64)
    return;
  wire_stream_content_select (self->content, first, last == G_MAXUINT64 ? first + 1 : last + 1);
}

void
wire_stream_view_show_log (WireStreamView *self, WireCapture *capture, guint32 stream)
{
  g_return_if_fail (WIRE_IS_STREAM_VIEW (self));

  wire_stream_view_follow (self, capture, stream);
  wire_stream_layers_choose_log (self->layers); /* begins again */
}

void
wire_stream_view_show (WireStreamView *self,
                       WireCapture *capture,
                       guint32 stream,
                       guint layer,
                       guint side,
                       guint64 position,
                       guint64 length)
{
  g_return_if_fail (WIRE_IS_STREAM_VIEW (self));

  wire_stream_view_follow (self, capture, stream);
  wire_stream_layers_choose (self->layers, layer); /* begins again where it is another one */
  g_free (self->wanted);
  self->wanted = g_new (WireStreamWanted, 1);
  *self->wanted = (WireStreamWanted){ side, position, length };
}
