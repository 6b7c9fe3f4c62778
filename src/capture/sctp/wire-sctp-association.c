/* wire-sctp-association.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/sctp/wire-sctp-association.h"

#include "capture/sctp/wire-sctp-order.h"
#include "capture/sctp/wire-sctp-streams.h"

typedef struct
{
  WireSctpAssociation *association;
  WireSctpOrder order;
  guint32 tag;      /* of its INIT; 0 before */
  gsize charged;    /* for what waits */
  gboolean missing; /* pieces are, that others waited for */
  gboolean ended;
} Side;

struct _WireSctpAssociation
{
  WireChannel *channel;
  WireSctpStreams *streams;
  Side sides[2];
  gboolean shut_down;
};

/** Returns: (transfer full): an association that has said nothing yet */
WireSctpAssociation *
wire_sctp_association_new (WireChannel *channel)
{
  WireSctpAssociation *self = g_new0 (WireSctpAssociation, 1);

  self->channel = channel;
  self->streams = wire_sctp_streams_new (channel);
  for (guint side = 0; side < 2; side++)
    self->sides[side].association = self;
  return self;
}

/* Returns: whether what waits may */
static gboolean
charge (Side *side)
{
  gsize before = side->charged;

  side->charged = side->order.held_bytes;
  return before == side->charged
         || wire_channel_charge (side->association->channel, before, side->charged);
}

void
wire_sctp_association_free (WireSctpAssociation *self)
{
  for (guint side = 0; side < 2; side++)
    {
      wire_sctp_order_clear (&self->sides[side].order);
      charge (&self->sides[side]);
    }
  wire_sctp_streams_free (self->streams);
  g_free (self);
}

/* A WireSctpDeliver. */
static void
deliver (const WireSctpChunk *chunk, const WireStreamPiece *brought_by, gpointer user_data)
{
  Side *side = user_data;
  WireSctpAssociation *self = side->association;

  wire_sctp_streams_add (self->streams, side != self->sides, chunk, brought_by);
}

static void
flush (Side *side)
{
  side->missing |= side->order.held_bytes > 0;
  wire_sctp_order_flush (&side->order, deliver, side);
  charge (side);
}

static void
end_streams (WireSctpAssociation *self)
{
  for (guint side = 0; side < 2; side++)
    flush (&self->sides[side]);
  wire_sctp_streams_end (self->streams,
                         self->shut_down && !self->sides[0].missing && !self->sides[1].missing);
}

/* An INIT comes again where its answer was lost. Another one begins another association between the
 * same ports. */
static void
take_init (Side *side, const WireSctpChunk *chunk)
{
  WireSctpAssociation *self = side->association;

  if (chunk->tag == side->tag && side->tag != 0)
    return;
  if (side->tag != 0)
    {
      end_streams (self);
      self->shut_down = FALSE;
      self->sides[side == self->sides].order.known = FALSE;
      self->sides[side == self->sides].tag = 0;
    }
  side->tag = chunk->tag;
  side->missing = FALSE;
  wire_sctp_order_begin (&side->order, chunk->tsn);
}

/* What its sender has given up is not waited for. */
static void
take_forward (Side *side, const WireSctpChunk *chunk)
{
  if (!side->order.known || (gint32) (chunk->tsn - side->order.next) < 0)
    return;
  flush (side);
  side->missing = TRUE;
  if ((gint32) (chunk->tsn - side->order.next) >= 0)
    side->order.next = chunk->tsn + 1;
}

static void
take_data (Side *side, const WireSctpChunk *chunk, const WireStreamPiece *packet)
{
  WireStreamPiece piece = *packet;

  piece.offset += (guint64) (chunk->data - packet->data);
  piece.data = chunk->data;
  piece.length = chunk->length;
  wire_sctp_order_add (&side->order, chunk, &piece, deliver, side);
  if (!charge (side))
    flush (side);
}

static void
take_chunk (Side *side, const WireSctpChunk *chunk, const WireStreamPiece *packet)
{
  switch (chunk->kind)
    {
    case WIRE_SCTP_DATA:
      take_data (side, chunk, packet);
      break;
    case WIRE_SCTP_INIT:
      take_init (side, chunk);
      break;
    case WIRE_SCTP_FORWARD:
      take_forward (side, chunk);
      break;
    case WIRE_SCTP_SHUTDOWN:
      side->association->shut_down = TRUE;
      break;
    default:
      break;
    }
}

/**
 * wire_sctp_association_add:
 * @self: an association
 * @side: who sends
 * @packet: what follows the common header of a packet. Of one that came in fragments, the chunks of
 *   the first are heard.
 */
void
wire_sctp_association_add (WireSctpAssociation *self, guint side, const WireStreamPiece *packet)
{
  WireCursor cursor = wire_cursor_new (packet->data, packet->data ? packet->length : 0);
  WireSctpChunk chunk;

  if (packet->sequence != 0)
    return;
  while (wire_cursor_remaining (&cursor) > 0 && wire_sctp_chunk_read (&cursor, &chunk))
    take_chunk (&self->sides[side], &chunk, packet);
}

/** Nothing more comes from @side. */
void
wire_sctp_association_end (WireSctpAssociation *self, guint side)
{
  self->sides[side].ended = TRUE;
  if (self->sides[!side].ended)
    end_streams (self);
}
