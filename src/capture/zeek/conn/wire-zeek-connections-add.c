/* wire-zeek-connections-add.c: packets of connections and of tunnels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-connections-private.h"

#include "capture/zeek/conn/wire-zeek-service.h"

#include <netinet/in.h>

/* What comes after in a frame is further inside. */
static void
note_packet (WireZeekConnections *self, guint32 packet, guint32 connection)
{
  const guint32 none = WIRE_ZEEK_NONE;

  while (self->of_packets->len <= packet)
    g_array_append_val (self->of_packets, none);
  g_array_index (self->of_packets, guint32, packet) = connection;
}

static guint
get_side (const WireZeekConnection *connection, const WireTuple *tuple)
{
  return memcmp (connection->tuple.src, tuple->src, sizeof tuple->src) == 0
                 && connection->tuple.src_port == tuple->src_port
             ? 0
             : 1;
}

static void
count (WireZeekConnection *connection, guint side, const WireZeekPacket *packet)
{
  connection->sides[side].packets++;
  connection->sides[side].ip_bytes += packet->total;
}

static void
add_tcp (WireZeekConnections *self,
         WireZeekConnection *connection,
         guint side,
         const WireZeekPacket *packet,
         const WireZeekSegment *segment,
         gboolean wrong)
{
  WireZeekPayload payload = { .connection = connection };
  guint64 before;

  if (!segment)
    return;
  if (wrong)
    {
      wire_zeek_connection_count (connection, side, &connection->sides[side].tcp.wrong, 'C');
      return;
    }
  before = connection->sides[side].tcp.delivered;
  wire_zeek_tcp_add (connection, &side, segment, packet->time);
  count (connection, side, packet);
  wire_zeek_connections_release (self, connection, 1 - side);
  if (segment->captured == 0 || (segment->flags & WIRE_ZEEK_RST))
    return;
  payload = (WireZeekPayload){ connection, side,         segment->data,  segment->captured,
                               FALSE,      packet->time, packet->number, 0 };
  wire_zeek_connections_hand_on_segment (self, &payload, segment, before);
}

static void
add_udp (WireZeekConnections *self,
         WireZeekConnection *connection,
         guint side,
         const WireZeekPacket *packet,
         gboolean wrong)
{
  guint32 length = wire_be16 (packet->payload + 4);
  WireZeekPayload payload;

  count (connection, side, packet);
  if (wrong)
    {
      wire_zeek_connection_count (connection, side, &connection->sides[side].tcp.wrong, 'C');
      return;
    }
  connection->last = packet->time;
  wire_zeek_connection_see (connection, side, WIRE_ZEEK_SAW_DATA, 'D');
  connection->sides[side].active = TRUE;
  connection->sides[side].bytes += length >= 8 ? length - 8 : packet->payload_length - 8;
  payload = (WireZeekPayload){
    connection, side,         packet->payload + 8, packet->payload_captured - 8,
    FALSE,      packet->time, packet->number,      0
  };
  wire_zeek_connections_hand_on (self, &payload);
}

static void
add_other (WireZeekConnection *connection, guint side, const WireZeekPacket *packet, gboolean wrong)
{
  gboolean icmp = packet->protocol == IPPROTO_ICMP || packet->protocol == IPPROTO_ICMPV6;

  if (wrong)
    return;
  count (connection, side, packet);
  connection->last = packet->time;
  connection->sides[side].active = TRUE;
  if (icmp)
    connection->sides[side].bytes += packet->payload_length - 8;
}

/* Returns: the connection that @packet belongs to, or %NULL */
static WireZeekConnection *
add_packet (WireZeekConnections *self,
            const WireZeekPacket *packet,
            guint32 parent,
            gboolean hidden)
{
  gboolean one_way;
  WireZeekSegment segment;
  WireTuple tuple;
  gboolean tcp = packet->protocol == IPPROTO_TCP;
  gboolean wrong = !self->ignore_checksums && wire_zeek_packet_is_wrong (packet);
  WireZeekConnection *connection;
  const WireZeekSegment *read = NULL;
  guint side;

  if (!wire_zeek_connections_make_tuple (packet, &tuple, &one_way))
    return NULL;
  if (tcp && wire_zeek_segment_read (packet, &segment))
    read = &segment;
  connection = wire_zeek_connections_enter (self, &tuple, one_way, packet, read);
  side = get_side (connection, &tuple);
  connection->hidden |= hidden;
  note_packet (self, packet->number, connection->number);
  wire_zeek_connection_enter (connection, parent);
  if (tcp)
    add_tcp (self, connection, side, packet, read, wrong);
  else if (packet->protocol == IPPROTO_UDP)
    add_udp (self, connection, side, packet, wrong);
  else
    add_other (connection, side, packet, wrong);
  return connection;
}

static gboolean
is_two_way (const WireZeekConnection *connection)
{
  return connection->sides[0].packets > 0 && connection->sides[1].packets > 0;
}

/* Teredo is believed when both sides speak it. What carries the next IP header, where that has a
 * name as a service. */
static void
note_tunnel (WireZeekConnection *connection, WireProtocol protocol)
{
  static const struct
  {
    WireProtocol protocol;
    guint8 service;
  } TUNNELS[] = {
    { WIRE_PROTOCOL_TEREDO, WIRE_ZEEK_TEREDO }, { WIRE_PROTOCOL_VXLAN, WIRE_ZEEK_VXLAN },
    { WIRE_PROTOCOL_GENEVE, WIRE_ZEEK_GENEVE }, { WIRE_PROTOCOL_GTP, WIRE_ZEEK_GTPV1 },
    { WIRE_PROTOCOL_AYIYA, WIRE_ZEEK_AYIYA },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TUNNELS); i++)
    if (TUNNELS[i].protocol == protocol
        && (protocol != WIRE_PROTOCOL_TEREDO || is_two_way (connection)))
      wire_zeek_connection_add_service (connection, TUNNELS[i].service);
}

static gboolean
is_ip (WireProtocol protocol)
{
  return protocol == WIRE_PROTOCOL_IPV4 || protocol == WIRE_PROTOCOL_IPV6;
}

/* Returns: the number of the next IP header after @layer that is not quoted by an error, or 0 */
static guint
find_inside (const WireFrame *frame, guint layer)
{
  for (guint i = layer + 1; i < frame->n_layers; i++)
    {
      WireProtocol protocol = frame->layers[i].protocol;

      if (protocol == WIRE_PROTOCOL_ICMP || protocol == WIRE_PROTOCOL_ICMPV6)
        return 0;
      if (is_ip (protocol))
        return i;
    }
  return 0;
}

/* Tunnels right on IP are no connections of Zeek's. */
static gboolean
is_bare_tunnel (guint8 protocol)
{
  return protocol == IPPROTO_IPIP || protocol == IPPROTO_IPV6 || protocol == IPPROTO_GRE;
}

/* GTP at ports that are not its own. Returns: the offset in the payload of UDP of the packet of IP
 * that it carries, or 0 */
static guint32
find_odd_tunnel (const WireZeekPacket *packet)
{
  const guint8 *bytes = packet->payload + 8;
  guint32 left = packet->payload_captured - MIN (packet->payload_captured, 8);

  if (packet->protocol != IPPROTO_UDP || left < 28)
    return 0;
  if ((bytes[0] & 0xf0) != 0x30 || bytes[1] != 0xff || wire_be16 (bytes + 2) + 8u != left)
    return 0;
  if (bytes[0] & 4)
    return 0;
  return bytes[0] & 7 ? 12 : 8;
}

static void
add_odd_tunnel (WireZeekConnections *self,
                WireZeekConnection *connection,
                const WireZeekPacket *packet)
{
  WireZeekPacket inside = { .number = packet->number, .time = packet->time };
  guint32 header = find_odd_tunnel (packet);

  if (header == 0
      || !wire_zeek_packet_read_bytes (packet->payload + 8 + header,
                                       packet->payload_captured - 8 - header, &inside)
      || inside.total != packet->payload_captured - 8 - header || inside.fragment)
    return;
  wire_zeek_connection_add_service (connection, WIRE_ZEEK_GTPV1);
  add_packet (self, &inside, connection->number, FALSE);
}

static void
add_layers (WireZeekConnections *self, const WireFrame *frame, guint32 number, gint64 time)
{
  guint32 parent = WIRE_ZEEK_NONE;
  guint layer = 0;

  while (layer < frame->n_layers && !is_ip (frame->layers[layer].protocol))
    layer++;
  while (layer < frame->n_layers && is_ip (frame->layers[layer].protocol))
    {
      WireZeekPacket packet = { .number = number, .time = time };
      guint inside = find_inside (frame, layer);
      WireZeekConnection *connection;

      if (!wire_zeek_packet_read (frame, layer, &packet)
          || (packet.fragment && !wire_zeek_fragments_add (self->fragments, &packet)))
        return;
      connection = add_packet (self, &packet, parent, is_bare_tunnel (packet.protocol));
      if (!connection)
        return;
      for (guint i = layer + 1; i < (inside ? inside : frame->n_layers); i++)
        note_tunnel (connection, frame->layers[i].protocol);
      parent = connection->number;
      if (inside == 0)
        {
          add_odd_tunnel (self, connection, &packet);
          return;
        }
      layer = inside;
    }
}

void
wire_zeek_connections_add (WireZeekConnections *self,
                           const WireFrame *frame,
                           guint32 number,
                           gint64 time)
{
  add_layers (self, frame, number, time);
}
