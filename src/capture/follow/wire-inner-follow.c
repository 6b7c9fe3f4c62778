/* wire-inner-follow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/follow/wire-inner-follow.h"

#include "capture/wire-capture-inner.h"

#include <glib/gi18n.h>

/* Pieces that are looked at together, and bytes that are read at once. */
#define BATCH 256u
#define READ_BYTES (64u * 1024)

typedef struct
{
  WireCapture *capture;
  WireStreamVisitor visit;
  gpointer user_data;
  WireStreamFigures *figures;
  guint64 positions[2];
  guint32 last_packet[2]; /* and 1 */
  guint8 bytes[READ_BYTES];
} Follow;

static void
count (Follow *self, const WireInnerPiece *piece)
{
  WireStreamFigures *figures = self->figures;
  guint side = piece->side;

  if (piece->offset == WIRE_EXTENT_GAP)
    {
      figures->gaps[side]++;
      figures->missing[side] += piece->length;
    }
  else
    figures->bytes[side] += piece->length;
  figures->packets[side] += self->last_packet[side] != piece->packet + 1;
  self->last_packet[side] = piece->packet + 1;
  if (piece->time == WIRE_TIME_NONE)
    return;
  figures->first =
      figures->first == WIRE_TIME_NONE ? piece->time : MIN (figures->first, piece->time);
  figures->last = MAX (figures->last, piece->time);
}

/* Returns: whether more is wanted; @error is set where @piece could not be read */
static gboolean
tell (Follow *self, const WireInnerPiece *piece, GError **error)
{
  gboolean gap = piece->offset == WIRE_EXTENT_GAP;
  guint32 n;

  for (guint32 from = 0; from < piece->length; from += n)
    {
      WireStreamPiece told = {
        .data = gap ? NULL : self->bytes,
        .packet = piece->packet,
        .position = self->positions[piece->side],
        .offset = gap ? 0 : piece->offset + from,
        .time = piece->time,
      };

      n = told.length = gap ? piece->length : MIN (piece->length - from, READ_BYTES);
      if (!gap && !wire_capture_read_into (self->capture, told.offset, self->bytes, n, error))
        return FALSE;
      self->positions[piece->side] += n;
      if (!self->visit (piece->side, &told, self->user_data))
        return FALSE;
    }
  return TRUE;
}

static gboolean
follow (Follow *self, guint32 stream, guint inner, GCancellable *cancellable, GError **error)
{
  WireInnerPiece pieces[BATCH];
  GError *local = NULL;
  guint first = 0;
  guint n;

  while ((n = wire_capture_get_inner_pieces (self->capture, stream, inner, first, BATCH, pieces))
         > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        {
          count (self, &pieces[i]);
          if (tell (self, &pieces[i], &local))
            continue;
          if (!local)
            return TRUE; /* the visitor has enough */
          g_propagate_error (error, local);
          return FALSE;
        }
      first += n;
    }
  return TRUE;
}

/**
 * wire_inner_follow:
 * @capture: a capture whose streams were wanted
 * @stream: counted from 0
 * @inner: which conversation inside of it, counted from 0
 * @cancellable: (nullable): polled now and then
 * @visit: called with every piece of both directions, in order
 * @user_data: for @visit
 * @figures: (out): what there was
 * @error: set where %FALSE is returned
 *
 * As wire_stream_follow(), of what was decrypted or unpacked. Blocks.
 */
gboolean
wire_inner_follow (WireCapture *capture,
                   guint32 stream,
                   guint inner,
                   GCancellable *cancellable,
                   WireStreamVisitor visit,
                   gpointer user_data,
                   WireStreamFigures *figures,
                   GError **error)
{
  g_autofree Follow *self = g_new0 (Follow, 1);
  WireInnerStream found;

  *figures = (WireStreamFigures){ .first = WIRE_TIME_NONE, .last = WIRE_TIME_NONE };
  if (!wire_capture_get_inner_stream (capture, stream, inner, &found))
    {
      guint n = wire_capture_get_n_inner_streams (capture, stream);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   ngettext ("Stream %u has %u conversation inside that could be read.",
                             "Stream %u has %u conversations inside that could be read.", n),
                   stream + 1, n);
      return FALSE;
    }
  self->capture = capture;
  self->visit = visit;
  self->user_data = user_data;
  self->figures = figures;
  return follow (self, stream, inner, cancellable, error);
}
