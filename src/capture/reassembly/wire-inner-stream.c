/* wire-inner-stream.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-inner-stream.h"

#include "capture/reassembly/wire-body.h"

/**
 * wire_inner_stream_new:
 * @stream: the number of the stream that it is inside of
 * @label: what it is; not copied
 * @decrypted: its bytes were encrypted there
 *
 * Returns: (transfer full): a conversation that has said nothing yet
 */
WireInnerStream *
wire_inner_stream_new (guint32 stream, const char *label, gboolean decrypted)
{
  WireInnerStream *self = g_new0 (WireInnerStream, 1);

  self->stream = stream;
  self->label = label;
  self->decrypted = decrypted;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (WireInnerPiece));
  return self;
}

void
wire_inner_stream_free (WireInnerStream *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

/* Returns: whether @piece goes on where the last one ended, in the same packet */
static gboolean
join (WireInnerStream *self, guint64 offset, guint side, const WireStreamPiece *piece)
{
  WireInnerPiece *last = self->pieces->len > 0
                             ? &g_array_index (self->pieces, WireInnerPiece, self->pieces->len - 1)
                             : NULL;

  if (!last || offset == WIRE_EXTENT_GAP || last->offset == WIRE_EXTENT_GAP || last->side != side
      || last->packet != piece->packet || last->offset + last->length != offset
      || last->length > G_MAXUINT32 - piece->length)
    return FALSE;
  last->length += piece->length;
  return TRUE;
}

/** Notes where the next bytes of @side are. */
void
wire_inner_stream_add (WireInnerStream *self, guint side, const WireStreamPiece *piece)
{
  guint64 offset = piece->data ? piece->offset : WIRE_EXTENT_GAP;
  const WireInnerPiece added = {
    .offset = offset,
    .time = piece->time,
    .length = piece->length,
    .packet = piece->packet,
    .side = side,
  };

  if (!join (self, offset, side, piece))
    g_array_append_val (self->pieces, added);
}
