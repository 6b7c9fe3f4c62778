/* wire-zeek-connections.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-connections.h"

#include "base/wire-text-hash.h"
#include "capture/zeek/conn/wire-zeek-expectations.h"
#include "capture/zeek/conn/wire-zeek-fragments.h"
#include "capture/zeek/conn/wire-zeek-ports.h"
#include "capture/zeek/conn/wire-zeek-service.h"
#include "capture/zeek/conn/wire-zeek-tcp.h"

#include <netinet/in.h>

/* Earlier connections between the same ports that are looked at for a packet of several frames. */
#define MOST_OLDER 256u

#define HOUR (3600 * G_GINT64_CONSTANT (1000000000))

struct _WireZeekConnections
{
  GPtrArray *all;      /* of WireZeekConnection */
  GArray *of_packets;  /* guint32: the innermost connection of each packet, or WIRE_ZEEK_NONE */
  GHashTable *current; /* WireTuple of the latest, lower end first → WireZeekConnection */
  WireZeekFragments *fragments;
  WireZeekExpectations *expectations;
  gboolean ignore_checksums;
  WireZeekPayloadFunc hear;
  gpointer hear_data;
};

/* A connection and the key that it is found by. */
typedef struct
{
  WireTuple key;
  WireZeekConnection *latest;
} Slot;

static guint
hash_tuple (gconstpointer tuple)
{
  return wire_bytes_hash (tuple, sizeof (WireTuple));
}

static gboolean
equal_tuples (gconstpointer a, gconstpointer b)
{
  return wire_tuple_equal (a, b);
}

/**
 * wire_zeek_connections_new:
 * @ignore_checksums: packets whose checksums are wrong count, too
 *
 * Returns: (transfer full): no connections yet
 */
WireZeekConnections *
wire_zeek_connections_new (gboolean ignore_checksums)
{
  WireZeekConnections *self = g_new0 (WireZeekConnections, 1);

  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_zeek_connection_free);
  self->of_packets = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->current = g_hash_table_new_full (hash_tuple, equal_tuples, g_free, NULL);
  self->fragments = wire_zeek_fragments_new ();
  self->expectations = wire_zeek_expectations_new ();
  self->ignore_checksums = ignore_checksums;
  return self;
}

void
wire_zeek_connections_free (WireZeekConnections *connections)
{
  g_hash_table_unref (connections->current);
  g_ptr_array_unref (connections->all);
  g_array_unref (connections->of_packets);
  wire_zeek_fragments_free (connections->fragments);
  wire_zeek_expectations_free (connections->expectations);
  g_free (connections);
}

/** @func hears all payload from now on. */
void
wire_zeek_connections_hear (WireZeekConnections *connections,
                            WireZeekPayloadFunc func,
                            gpointer user_data)
{
  connections->hear = func;
  connections->hear_data = user_data;
}

guint
wire_zeek_connections_get_length (const WireZeekConnections *connections)
{
  return connections->all->len;
}

/** Returns: (transfer none): a connection, counted from 0 */
WireZeekConnection *
wire_zeek_connections_get (const WireZeekConnections *connections, guint i)
{
  return g_ptr_array_index (connections->all, i);
}

/* Both directions have one key, but for messages of ICMP that have no answers. */
static void
make_key (const WireTuple *tuple, gboolean one_way, WireTuple *key)
{
  int order = memcmp (tuple->src, tuple->dst, sizeof tuple->src);

  if (order < 0 || one_way || (order == 0 && tuple->src_port <= tuple->dst_port))
    *key = *tuple;
  else
    wire_tuple_reverse (tuple, key);
  key->ports_unknown = 0;
}

static gboolean
is_between (const WireZeekConnection *connection, const WireTuple *tuple)
{
  const WireTuple *own = &connection->tuple;

  return own->protocol == tuple->protocol
         && ((own->src_port == tuple->src_port && own->dst_port == tuple->dst_port
              && memcmp (own->src, tuple->src, sizeof own->src) == 0
              && memcmp (own->dst, tuple->dst, sizeof own->dst) == 0)
             || (own->src_port == tuple->dst_port && own->dst_port == tuple->src_port
                 && memcmp (own->src, tuple->dst, sizeof own->src) == 0
                 && memcmp (own->dst, tuple->src, sizeof own->dst) == 0));
}

/* Returns: (nullable): the innermost connection of a packet, where it is between these ends */
static WireZeekConnection *
find_of_packet (const WireZeekConnections *self, const WireTuple *tuple, guint32 packet)
{
  guint32 number = packet < self->of_packets->len
                       ? g_array_index (self->of_packets, guint32, packet)
                       : WIRE_ZEEK_NONE;
  WireZeekConnection *found =
      number == WIRE_ZEEK_NONE ? NULL : wire_zeek_connections_get (self, number);

  return found && is_between (found, tuple) ? found : NULL;
}

/* What comes after in a frame is further inside. */
static void
note_packet (WireZeekConnections *self, guint32 packet, guint32 connection)
{
  const guint32 none = WIRE_ZEEK_NONE;

  while (self->of_packets->len <= packet)
    g_array_append_val (self->of_packets, none);
  g_array_index (self->of_packets, guint32, packet) = connection;
}

/**
 * wire_zeek_connections_find:
 * @connections: all of them
 * @tuple: in either direction
 * @packet: number of a packet of the connection
 *
 * Returns: (nullable) (transfer none): the connection
 */
WireZeekConnection *
wire_zeek_connections_find (const WireZeekConnections *connections,
                            const WireTuple *tuple,
                            guint32 packet)
{
  WireTuple key;
  WireZeekConnection *found = find_of_packet (connections, tuple, packet);

  if (found)
    return found;
  make_key (tuple, FALSE, &key);
  found = g_hash_table_lookup (connections->current, &key);
  for (guint i = 0; i < MOST_OLDER && found && found->first_packet > packet; i++)
    found = found->older == WIRE_ZEEK_NONE ? NULL
                                           : wire_zeek_connections_get (connections, found->older);
  return found;
}

/* Returns: whether the packet can belong to a connection */
static gboolean
make_tuple (const WireZeekPacket *packet, WireTuple *tuple, gboolean *one_way)
{
  gboolean icmp = packet->protocol == IPPROTO_ICMP || packet->protocol == IPPROTO_ICMPV6;
  guint least = packet->protocol == IPPROTO_TCP ? 20 : 8;

  *one_way = FALSE;
  memset (tuple, 0, sizeof *tuple);
  tuple->family = packet->family;
  tuple->protocol = packet->protocol;
  memcpy (tuple->src, packet->src, packet->family == WIRE_FAMILY_IPV4 ? 4 : 16);
  memcpy (tuple->dst, packet->dst, packet->family == WIRE_FAMILY_IPV4 ? 4 : 16);
  if (!icmp && packet->protocol != IPPROTO_TCP && packet->protocol != IPPROTO_UDP)
    return packet->protocol != IPPROTO_NONE;
  if (packet->payload_captured < least)
    return FALSE;
  if (!icmp)
    {
      tuple->src_port = wire_be16 (packet->payload);
      tuple->dst_port = wire_be16 (packet->payload + 2);
      return TRUE;
    }
  tuple->src_port = packet->payload[0];
  *one_way = !wire_zeek_icmp_get_counterpart (
      packet->protocol == IPPROTO_ICMPV6, packet->payload[0], packet->payload[1], &tuple->dst_port);
  return TRUE;
}

/* Where the first packet seems to be the answer, the roles are the other way round. */
static gboolean
must_flip (const WireTuple *tuple, const WireZeekSegment *segment)
{
  static const guint8 BROADCAST[4] = { 255, 255, 255, 255 };
  gboolean src = wire_zeek_port_is_server (tuple->protocol, tuple->src_port);
  gboolean dst = wire_zeek_port_is_server (tuple->protocol, tuple->dst_port);
  gboolean syn = segment && (segment->flags & WIRE_ZEEK_SYN);

  if (!src || (tuple->family == WIRE_FAMILY_IPV4 && memcmp (tuple->dst, BROADCAST, 4) == 0))
    return FALSE;
  if (!segment)
    return !dst;
  if (syn && !(segment->flags & WIRE_ZEEK_ACK))
    return FALSE;
  return !dst || (!syn && tuple->src_port < tuple->dst_port);
}

static gboolean
is_long_lived (const WireTuple *tuple)
{
  return tuple->protocol == IPPROTO_TCP
         && (tuple->dst_port == 21 || tuple->dst_port == 22 || tuple->dst_port == 23
             || tuple->dst_port == 513);
}

static WireZeekConnection *
begin_connection (WireZeekConnections *self,
                  const WireTuple *tuple,
                  const WireTuple *key,
                  const WireZeekPacket *packet,
                  const WireZeekSegment *segment)
{
  WireZeekConnection *older = g_hash_table_lookup (self->current, key);
  WireZeekConnection *connection =
      wire_zeek_connection_new (tuple, packet, must_flip (tuple, segment));

  connection->number = self->all->len;
  connection->older = older ? older->number : WIRE_ZEEK_NONE;
  if (is_long_lived (&connection->tuple))
    connection->timeout = HOUR;
  if (tuple->protocol == IPPROTO_TCP)
    wire_zeek_expectations_meet (self->expectations, connection);
  g_ptr_array_add (self->all, connection);
  g_hash_table_replace (self->current, g_memdup2 (key, sizeof *key), connection);
  return connection;
}

static WireZeekConnection *
get_connection (WireZeekConnections *self,
                const WireTuple *tuple,
                gboolean one_way,
                const WireZeekPacket *packet,
                const WireZeekSegment *segment)
{
  WireTuple key;
  WireZeekConnection *connection;

  make_key (tuple, one_way, &key);
  connection = g_hash_table_lookup (self->current, &key);
  if (!connection || wire_zeek_connection_has_ended (connection, packet->time)
      || (segment && wire_zeek_tcp_is_reuse (connection, segment)))
    connection = begin_connection (self, tuple, &key, packet, segment);
  return connection;
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

static void
hand_on (WireZeekConnections *self, WireZeekPayload *payload)
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

/* What of a segment came for the first time, and in order. What was kept behind a gap is not there
 * any more when the gap is filled; it is a gap then. */
static void
hand_on_segment (WireZeekConnections *self,
                 WireZeekPayload *payload,
                 const WireZeekSegment *segment,
                 guint64 before)
{
  const WireZeekEndpoint *sender = &payload->connection->sides[payload->side].tcp;
  gboolean past;
  guint64 first = wire_zeek_endpoint_relate (sender, segment->sequence, FALSE, &past)
                  + ((segment->flags & WIRE_ZEEK_SYN) != 0);
  guint64 end = first + segment->captured;

  if (past || end <= before || (first > before && sender->delivered < end))
    return;
  payload->after_gap = first > before || sender->gaps != payload->connection->told[payload->side];
  payload->connection->told[payload->side] =
      sender->delivered > end ? sender->gaps + 1 : sender->gaps;
  if (first < before)
    {
      payload->data += before - first;
      payload->length -= before - first;
    }
  hand_on (self, payload);
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
  if (segment->captured == 0 || (segment->flags & WIRE_ZEEK_RST))
    return;
  payload = (WireZeekPayload){ connection, side,         segment->data, segment->captured,
                               FALSE,      packet->time, packet->number };
  hand_on_segment (self, &payload, segment, before);
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
    FALSE,      packet->time, packet->number
  };
  hand_on (self, &payload);
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

  if (!make_tuple (packet, &tuple, &one_way))
    return NULL;
  if (tcp && wire_zeek_segment_read (packet, &segment))
    read = &segment;
  connection = get_connection (self, &tuple, one_way, packet, read);
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
    { WIRE_PROTOCOL_TEREDO, WIRE_ZEEK_TEREDO },
    { WIRE_PROTOCOL_VXLAN, WIRE_ZEEK_VXLAN },
    { WIRE_PROTOCOL_GENEVE, WIRE_ZEEK_GENEVE },
    { WIRE_PROTOCOL_GTP, WIRE_ZEEK_GTPV1 },
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

/* AYIYA (draft-massar-v6ops-ayiya), and GTP at ports that are not its own: what such a datagram
 * carries, where it is a packet of IP. Returns: its offset in the payload of UDP, or 0 */
static guint32
find_odd_tunnel (const WireZeekPacket *packet, guint8 *service)
{
  const guint8 *bytes = packet->payload + 8;
  guint32 left = packet->payload_captured - MIN (packet->payload_captured, 8);
  guint32 header;

  if (packet->protocol != IPPROTO_UDP || left < 28)
    return 0;
  *service = WIRE_ZEEK_AYIYA;
  header = 8 + (1u << (bytes[0] >> 4)) + (bytes[1] >> 4) * 4u;
  if (wire_be16 (packet->payload + 2) == 5072 || wire_be16 (packet->payload) == 5072)
    return header < left && (bytes[2] & 0x0f) == 1 && (bytes[3] == 41 || bytes[3] == 4) ? header
                                                                                        : 0;
  *service = WIRE_ZEEK_GTPV1;
  if ((bytes[0] & 0xf0) != 0x30 || bytes[1] != 0xff || wire_be16 (bytes + 2) + 8u != left)
    return 0;
  header = bytes[0] & 7 ? 12 : 8;
  return (bytes[0] & 4) == 0 ? header : 0;
}

static void
add_odd_tunnel (WireZeekConnections *self,
                WireZeekConnection *connection,
                const WireZeekPacket *packet)
{
  WireZeekPacket inside = { .number = packet->number, .time = packet->time };
  guint8 service;
  guint32 header = find_odd_tunnel (packet, &service);

  if (header == 0
      || !wire_zeek_packet_read_bytes (packet->payload + 8 + header,
                                       packet->payload_captured - 8 - header, &inside)
      || inside.total != packet->payload_captured - 8 - header || inside.fragment)
    return;
  wire_zeek_connection_add_service (connection, service);
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

/**
 * wire_zeek_connections_add:
 * @connections: all so far
 * @frame: the next frame of the capture; frames that it carries further are added, too
 * @number: of it, from 0
 * @time: of it, nanoseconds since 1970
 */
void
wire_zeek_connections_add (WireZeekConnections *connections,
                           const WireFrame *frame,
                           guint32 number,
                           gint64 time)
{
  add_layers (connections, frame, number, time);
}
