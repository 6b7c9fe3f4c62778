/* wire-packet-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/saving/wire-packet-choice.h"

#include "capture/follow/wire-stream-follow.h"

#include <glib/gi18n.h>

/* Records taken out of the index at once. */
#define BLOCK 1024u

struct _WirePacketChoice
{
  WireCapture *capture;
  guint32 n; /* packets of the capture when it was made */
  guint8 *bits;
};

/** Returns: (transfer full): a set of packets of @capture, which is loaded */
WirePacketChoice *
wire_packet_choice_new (WireCapture *capture)
{
  WirePacketChoice *self = g_new0 (WirePacketChoice, 1);

  self->capture = g_object_ref (capture);
  self->n = wire_capture_get_n_packets (capture);
  self->bits = g_malloc0 (self->n / 8 + 1);
  return self;
}

void
wire_packet_choice_free (WirePacketChoice *self)
{
  g_object_unref (self->capture);
  g_free (self->bits);
  g_free (self);
}

/** Adds a packet, counted from 0; one that the capture does not have is left out. */
void
wire_packet_choice_add (WirePacketChoice *self, guint32 packet)
{
  if (packet < self->n)
    self->bits[packet / 8] |= (guint8) (1 << packet % 8);
}

/** Returns: whether @packet, counted from 0, was added */
gboolean
wire_packet_choice_has (const WirePacketChoice *self, guint32 packet)
{
  return packet < self->n && self->bits[packet / 8] >> packet % 8 & 1;
}

typedef struct
{
  WirePacketChoice *choice;
  const WirePacketSpan *span;
  guint sides; /* a bit for each that is wanted */
} Pieces;

/* A WireStreamVisitor: of datagrams that came in fragments, the packets are not all known by their
 * flow. */
static gboolean
add_piece (guint side, const WireStreamPiece *piece, gpointer user_data)
{
  const Pieces *pieces = user_data;

  if (pieces->sides & 1u << side && piece->data && piece->packet >= pieces->span->first
      && piece->packet <= pieces->span->last)
    wire_packet_choice_add (pieces->choice, piece->packet);
  return TRUE;
}

static void
add_block (WirePacketChoice *self,
           const WireStream *stream,
           guint sides,
           const WirePacketRecord *records,
           guint32 first,
           guint32 n)
{
  for (guint32 i = 0; i < n; i++)
    if (records[i].flow != WIRE_FLOW_NONE
        && ((sides & 1 && records[i].flow == stream->flows[0])
            || (sides & 2 && records[i].flow == stream->flows[1])))
      wire_packet_choice_add (self, first + i);
}

/* @sides: a bit for each that is wanted */
static gboolean
add_part (WirePacketChoice *self,
          const WirePacketSpan *span,
          guint sides,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree WirePacketRecord *records = g_new (WirePacketRecord, BLOCK);
  Pieces pieces = { self, span, sides };
  WireStreamFigures figures;
  WireStream stream;
  guint32 end;

  /* Says it where there is no such stream. */
  if (!wire_stream_follow (self->capture, span->stream, cancellable, add_piece, &pieces, &figures,
                           error))
    return FALSE;
  wire_capture_get_stream (self->capture, span->stream, &stream);
  end = MIN (stream.end_packet, span->last < self->n ? span->last + 1 : self->n);
  for (guint32 first = MAX (stream.first_packet, span->first); first < end; first += BLOCK)
    {
      guint32 n =
          wire_capture_get_packets_inside (self->capture, first, MIN (BLOCK, end - first), records);

      add_block (self, &stream, sides, records, first, n);
    }
  return TRUE;
}

/** Adds the packets of a part of a conversation. Reads the stream again: call it in a worker. */
gboolean
wire_packet_choice_add_span (WirePacketChoice *self,
                             const WirePacketSpan *span,
                             GCancellable *cancellable,
                             GError **error)
{
  return add_part (self, span, 3, cancellable, error);
}

/** Adds the packets that @side, 0 or 1, of a stream sent, counted from 0. @error: as of
 * wire_packet_choice_add_stream() */
gboolean
wire_packet_choice_add_side (
    WirePacketChoice *self, guint32 stream, guint side, GCancellable *cancellable, GError **error)
{
  const WirePacketSpan span = { stream, 0, G_MAXUINT32 };

  return add_part (self, &span, 1u << side, cancellable, error);
}

/** Adds all packets of a stream, counted from 0. @error: where there is no such stream, or it
 * cannot be read again */
gboolean
wire_packet_choice_add_stream (WirePacketChoice *self,
                               guint32 stream,
                               GCancellable *cancellable,
                               GError **error)
{
  const WirePacketSpan span = { stream, 0, G_MAXUINT32 };

  return wire_packet_choice_add_span (self, &span, cancellable, error);
}

/** Adds the packets that brought an object of @list, with the request for it. */
gboolean
wire_packet_choice_add_object (WirePacketChoice *self,
                               const WireObjectList *list,
                               guint32 object,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GArray) spans = wire_object_list_get_spans (list, object);

  for (guint i = 0; i < spans->len; i++)
    if (!wire_packet_choice_add_span (self, &g_array_index (spans, WirePacketSpan, i), cancellable,
                                      error))
      return FALSE;
  return TRUE;
}

/**
 * wire_packet_choice_add_request:
 * @self: a set
 * @packet: that brought the first byte of HTTP requests, counted from 0
 * @cancellable: (nullable): ends it early
 * @error: set where %FALSE is returned: where there is no such request
 *
 * Adds the packets of the requests that begin in @packet, and of the answers to them.
 */
gboolean
wire_packet_choice_add_request (WirePacketChoice *self,
                                guint32 packet,
                                GCancellable *cancellable,
                                GError **error)
{
  WireHttpExchange exchange;
  gboolean any = FALSE;
  WirePacketSpan span;

  for (guint32 i = 0; wire_capture_get_exchange (self->capture, i, &exchange); i++)
    {
      if (exchange.request.kind == WIRE_HTTP_NOTHING || exchange.request.packet != packet)
        continue;
      any = TRUE;
      if (wire_exchange_get_span (self->capture, i, &span)
          && !wire_packet_choice_add_span (self, &span, cancellable, error))
        return FALSE;
    }
  if (!any)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("No HTTP request begins in packet %u."), packet + 1);
  return any;
}
