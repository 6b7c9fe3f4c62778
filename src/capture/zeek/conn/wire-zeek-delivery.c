/* wire-zeek-delivery.c: what connections carry, in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-connections-private.h"

#include "capture/zeek/conn/wire-zeek-service.h"

#include <netinet/in.h>

/* A response of DNS that comes first shows that the roles are the other way round. */
static gboolean
is_first_response (const WireZeekConnection *connection,
                   guint side,
                   const guint8 *data,
                   gsize length)
{
  return side == 0 && connection->tuple.protocol == IPPROTO_UDP && connection->segments[0] == 0
         && connection->segments[1] == 0 && length >= 12 && (data[2] & 0x80)
         && connection->tuple.src_port == 53 && connection->tuple.dst_port == 53;
}

/* Those who hear it get @payload. */
void
wire_zeek_connections_hand_on (WireZeekConnections *self, WireZeekPayload *payload)
{
  WireZeekConnection *connection = payload->connection;

  if (payload->length == 0)
    return;
  if (is_first_response (connection, payload->side, payload->data, payload->length))
    {
      wire_zeek_connection_flip (connection);
      payload->side = 1;
    }
  wire_zeek_service_look (connection, payload->side, payload->data, payload->length);
  wire_zeek_expectations_listen (self->expectations, connection, payload->side, payload->data,
                                 payload->length);
  if (self->hear)
    self->hear (payload, self->hear_data);
}

/* @payload begins at number @begin of what its sender sends. */
static void
hand_on_at (WireZeekConnections *self, WireZeekPayload *payload, guint64 begin)
{
  guint64 *handed = &payload->connection->handed[payload->side];
  guint64 end = begin + payload->length;

  if (end <= *handed)
    return;
  payload->after_gap = begin > *handed;
  payload->missing = begin > *handed ? begin - *handed : 0;
  if (begin < *handed)
    {
      payload->data += *handed - begin;
      payload->length -= *handed - begin;
    }
  *handed = end;
  wire_zeek_connections_hand_on (self, payload);
}

/* What of a segment came for the first time, and in order; the rest waits. @before: how far what
 * came earlier was without a gap */
void
wire_zeek_connections_hand_on_segment (WireZeekConnections *self,
                                       WireZeekPayload *payload,
                                       const WireZeekSegment *segment,
                                       guint64 before)
{
  WireZeekConnection *connection = payload->connection;
  const WireZeekEndpoint *sender = &connection->sides[payload->side].tcp;
  gboolean past;
  guint64 first = wire_zeek_endpoint_relate (sender, segment->sequence, FALSE, &past)
                  + ((segment->flags & WIRE_ZEEK_SYN) != 0);
  guint64 end = first + segment->captured;

  connection->handed[payload->side] = MAX (connection->handed[payload->side], MIN (before, 1));
  if (past || end <= before)
    return;
  if (sender->delivered < end || wire_zeek_waiting_has (self->waiting, connection, payload->side))
    {
      wire_zeek_waiting_add (self->waiting, payload, first);
      wire_zeek_connections_release (self, connection, payload->side);
    }
  else
    hand_on_at (self, payload, first);
}

/* Hands on what waits no longer: what was missing before it came, or will not come. */
void
wire_zeek_connections_release (WireZeekConnections *self,
                               WireZeekConnection *connection,
                               guint side)
{
  guint64 delivered = connection->sides[side].tcp.delivered;
  WireZeekPiece *piece;

  while ((piece = wire_zeek_waiting_take (self->waiting, connection, side, delivered)))
    {
      WireZeekPayload payload = { connection, side,        piece->bytes,  piece->length,
                                  FALSE,      piece->time, piece->packet, 0 };

      hand_on_at (self, &payload, piece->begin);
      g_free (piece);
    }
}
