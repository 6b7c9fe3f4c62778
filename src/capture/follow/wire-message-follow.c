/* wire-message-follow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-message-follow.h"

#include "capture/wire-capture-transfers.h"

#define READ_BYTES (64u * 1024)

/* Transfers between two looks at whether that is still wanted. */
#define LOOK_EVERY 256u

typedef struct
{
  WireCapture *capture;
  WireMessageVisitor visit;
  gpointer user_data;
  WireStreamFigures *figures;
  guint64 positions[2];
  gboolean begins;
  guint8 bytes[READ_BYTES];
} Follow;

static void
count (WireStreamFigures *figures, guint side, const WireExtent *extent, gint64 time)
{
  if (extent->offset == WIRE_EXTENT_GAP)
    {
      figures->gaps[side]++;
      figures->missing[side] += extent->length;
    }
  else
    figures->bytes[side] += extent->length;
  if (time == WIRE_TIME_NONE)
    return;
  figures->first = figures->first == WIRE_TIME_NONE ? time : MIN (figures->first, time);
  figures->last = MAX (figures->last, time);
}

/* Returns: whether more is wanted; @error is set where @extent could not be read */
static gboolean
tell (Follow *self, const WireTransfer *message, const WireExtent *extent, GError **error)
{
  gboolean gap = extent->offset == WIRE_EXTENT_GAP;
  guint side = message->sender;
  guint64 n;

  for (guint64 from = 0; from < extent->length; from += n)
    {
      WireStreamPiece told = {
        .data = gap ? NULL : self->bytes,
        .packet = extent->packet,
        .position = self->positions[side],
        .offset = gap ? 0 : extent->offset + from,
        .time = message->time,
      };

      n = MIN (extent->length - from, gap ? G_MAXUINT32 : READ_BYTES);
      told.length = (guint32) n;
      if (!gap && !wire_capture_read_into (self->capture, told.offset, self->bytes, n, error))
        return FALSE;
      self->positions[side] += n;
      if (!self->visit (side, &told, self->begins, self->user_data))
        return FALSE;
      self->begins = FALSE;
    }
  return TRUE;
}

static gboolean
tell_message (Follow *self, guint32 number, const WireTransfer *message, GError **error)
{
  g_auto (WireBody) body = { 0 };
  gboolean more = TRUE;

  wire_capture_get_transfer_body (self->capture, number, &body);
  self->begins = TRUE;
  for (guint32 i = 0; more && i < body.n; i++)
    {
      count (self->figures, message->sender, &body.extents[i], message->time);
      more = tell (self, message, &body.extents[i], error);
    }
  return more;
}

/**
 * wire_message_follow:
 * @capture: a capture whose streams were wanted
 * @stream: counted from 0
 * @cancellable: (nullable): polled now and then
 * @visit: called with every piece of every message that is not empty, in the order in which they
 *   began
 * @user_data: for @visit
 * @figures: (out): bytes, gaps and times
 * @error: set where %FALSE is returned
 *
 * As wire_stream_follow(), of messages as they were before they were masked and compressed. Blocks.
 */
gboolean
wire_message_follow (WireCapture *capture,
                     guint32 stream,
                     GCancellable *cancellable,
                     WireMessageVisitor visit,
                     gpointer user_data,
                     WireStreamFigures *figures,
                     GError **error)
{
  g_autofree Follow *self = g_new0 (Follow, 1);
  WireTransfer message;
  GError *local = NULL;

  *figures = (WireStreamFigures){ .first = WIRE_TIME_NONE, .last = WIRE_TIME_NONE };
  self->capture = capture;
  self->visit = visit;
  self->user_data = user_data;
  self->figures = figures;
  for (guint32 i = 0; wire_capture_get_transfer (capture, i, &message); i++)
    {
      if (i % LOOK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!wire_transfer_is_message (&message) || message.stream != stream
          || tell_message (self, i, &message, &local))
        continue;
      if (!local)
        break; /* the visitor has enough */
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}
