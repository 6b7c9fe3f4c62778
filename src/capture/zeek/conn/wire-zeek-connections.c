/* wire-zeek-connections.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-connections-private.h"

#include "base/wire-text-hash.h"
#include "capture/zeek/conn/wire-zeek-ports.h"

#include <netinet/in.h>

/* Earlier connections between the same ports that are looked at for a packet of several frames. */
#define MOST_OLDER 256u

#define HOUR (3600 * G_GINT64_CONSTANT (1000000000))

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
  self->waiting = wire_zeek_waiting_new ();
  self->expectations = wire_zeek_expectations_new ();
  self->ignore_checksums = ignore_checksums;
  return self;
}

void
wire_zeek_connections_free (WireZeekConnections *self)
{
  g_hash_table_unref (self->current);
  g_ptr_array_unref (self->all);
  g_array_unref (self->of_packets);
  wire_zeek_fragments_free (self->fragments);
  wire_zeek_waiting_free (self->waiting);
  wire_zeek_expectations_free (self->expectations);
  g_free (self);
}

/** @func hears all payload from now on. */
void
wire_zeek_connections_hear (WireZeekConnections *self, WireZeekPayloadFunc func, gpointer user_data)
{
  self->hear = func;
  self->hear_data = user_data;
}

guint
wire_zeek_connections_get_length (const WireZeekConnections *self)
{
  return self->all->len;
}

/** Returns: (transfer none): a connection, counted from 0 */
WireZeekConnection *
wire_zeek_connections_get (const WireZeekConnections *self, guint i)
{
  return g_ptr_array_index (self->all, i);
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

/**
 * wire_zeek_connections_find:
 * @self: all of them
 * @tuple: in either direction
 * @packet: number of a packet of the connection
 *
 * Returns: (nullable) (transfer none): the connection
 */
WireZeekConnection *
wire_zeek_connections_find (const WireZeekConnections *self, const WireTuple *tuple, guint32 packet)
{
  WireTuple key;
  WireZeekConnection *found = find_of_packet (self, tuple, packet);

  if (found)
    return found;
  make_key (tuple, FALSE, &key);
  found = g_hash_table_lookup (self->current, &key);
  for (guint i = 0; i < MOST_OLDER && found && found->first_packet > packet; i++)
    found = found->older == WIRE_ZEEK_NONE ? NULL : wire_zeek_connections_get (self, found->older);
  return found;
}

/* Returns: whether the packet can belong to a connection */
gboolean
wire_zeek_connections_make_tuple (const WireZeekPacket *packet, WireTuple *tuple, gboolean *one_way)
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

/* Returns: (transfer none): the connection of @packet, which is begun where it was not */
WireZeekConnection *
wire_zeek_connections_enter (WireZeekConnections *self,
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
