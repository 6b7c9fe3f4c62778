/* wire-host-traffic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-host-traffic.h"

#include "capture/frame/wire-layer.h"
#include "capture/hosts/wire-syn-table.h"

#include <string.h>

#define NO_NODE G_MAXUINT32

struct _WireHostTraffic
{
  GPtrArray *nodes;
  GHashTable *by_address; /* WireHostAddress → number and 1 */
  GArray *of_flow;        /* by flow: two numbers and 1 */
  WireArpTable *arp;
  WireSynTable *syns;
  guint32 left_out;
};

typedef struct
{
  guint32 nodes[2]; /* of source and destination, and 1; 0: not looked up */
} FlowNodes;

static void
free_node (gpointer data)
{
  WireHostNode *node = data;

  g_free (node->macs);
  g_free (node);
}

/** Returns: (transfer full): a table without addresses */
WireHostTraffic *
wire_host_traffic_new (void)
{
  WireHostTraffic *self = g_new0 (WireHostTraffic, 1);

  self->nodes = g_ptr_array_new_with_free_func (free_node);
  self->by_address = g_hash_table_new (wire_host_address_hash, wire_host_address_is_equal);
  self->of_flow = g_array_new (FALSE, TRUE, sizeof (FlowNodes));
  self->arp = wire_arp_table_new ();
  self->syns = wire_syn_table_new ();
  return self;
}

void
wire_host_traffic_free (WireHostTraffic *self)
{
  g_hash_table_unref (self->by_address);
  g_ptr_array_unref (self->nodes);
  g_array_unref (self->of_flow);
  wire_arp_table_free (self->arp);
  wire_syn_table_free (self->syns);
  g_free (self);
}

/* Returns: the number of the node, or NO_NODE where it cannot be one, or there are too many */
static guint32
take_node (WireHostTraffic *self, const WireHostAddress *address, guint32 packet)
{
  gpointer found = g_hash_table_lookup (self->by_address, address);
  WireHostNode *node;

  if (found)
    return GPOINTER_TO_UINT (found) - 1;
  if (!wire_host_address_is_host (address))
    return NO_NODE;
  if (self->nodes->len >= WIRE_HOST_MAX_ADDRESSES)
    {
      self->left_out++;
      return NO_NODE;
    }
  node = g_new0 (WireHostNode, 1);
  node->address = *address;
  node->first_packet = packet;
  node->first = node->last = WIRE_TIME_NONE;
  g_ptr_array_add (self->nodes, node);
  g_hash_table_insert (self->by_address, &node->address, GUINT_TO_POINTER (self->nodes->len));
  return self->nodes->len - 1;
}

static void
count (WireHostNode *node, guint way, const WirePacketRecord *record)
{
  node->packets[way]++;
  node->bytes[way] += record->length;
  if (record->time == WIRE_TIME_NONE)
    return;
  if (node->first == WIRE_TIME_NONE || record->time < node->first)
    node->first = record->time;
  node->last = MAX (node->last, record->time);
}

/* MAC addresses */

static void
add_mac (WireHostNode *node, const WireMac *mac, WireMacProof proof, guint32 packet, gint64 time)
{
  for (guint i = 0; i < node->n_macs; i++)
    if (memcmp (&node->macs[i].mac, mac, sizeof *mac) == 0)
      {
        node->macs[i].proof = MAX (node->macs[i].proof, (guint8) proof);
        return;
      }
  if (node->n_macs == WIRE_HOST_MAX_MACS || wire_mac_is_zero (mac) || mac->bytes[0] & 1)
    return;
  if ((node->n_macs & (node->n_macs - 1)) == 0) /* there is room for the next power of two */
    node->macs = g_renew (WireHostMac, node->macs, MAX (1, 2 * node->n_macs));
  node->macs[node->n_macs++] =
      (WireHostMac){ .mac = *mac, .proof = (guint8) proof, .packet = packet, .time = time };
}

/** Notes that @address is at @mac. An address that was not seen in packets yet is one from now on.
 */
void
wire_host_traffic_add_mac (WireHostTraffic *self,
                           const WireHostAddress *address,
                           const WireMac *mac,
                           WireMacProof proof,
                           guint32 packet,
                           gint64 time)
{
  guint32 number = take_node (self, address, packet);
  WireHostNode *node;

  if (number == NO_NODE)
    return;
  node = g_ptr_array_index (self->nodes, number);
  add_mac (node, mac, proof, packet, time);
  if (node->first == WIRE_TIME_NONE)
    node->first = node->last = time;
}

/* Returns: whether the frame has a MAC address of its sender in front of its first IP header */
static gboolean
find_source_mac (const WireFrame *frame, WireMac *mac)
{
  const WireLayer *link = &frame->layers[0];
  gsize at = link->protocol == WIRE_PROTOCOL_ETHERNET ? 6 : 6;

  if (frame->n_layers == 0 || link->length < 14
      || (link->protocol != WIRE_PROTOCOL_ETHERNET && link->protocol != WIRE_PROTOCOL_SLL))
    return FALSE;
  if (link->protocol == WIRE_PROTOCOL_SLL
      && (wire_be16 (frame->data + link->offset + 2) != 1
          || wire_be16 (frame->data + link->offset + 4) != sizeof *mac))
    return FALSE;
  for (guint i = 1; i < frame->ip_layer; i++)
    if (frame->layers[i].protocol != WIRE_PROTOCOL_VLAN
        && frame->layers[i].protocol != WIRE_PROTOCOL_LLC)
      return FALSE;
  memcpy (mac, frame->data + link->offset + at, sizeof *mac);
  return TRUE;
}

/* Systems begin with one of these, and each router takes one off. */
static gboolean
is_first_ttl (guint8 ttl)
{
  return ttl == 32 || ttl == 64 || ttl == 128 || ttl == 255;
}

static void
note_source (WireHostNode *node, guint32 packet, gint64 time, const WireFrame *frame)
{
  const WireLayer *ip = &frame->layers[frame->ip_layer];
  gboolean is_4 = frame->tuple.family == WIRE_FAMILY_IPV4;
  gboolean link_local =
      !is_4 && node->address.bytes[0] == 0xfe && (node->address.bytes[1] & 0xc0) == 0x80;
  WireMac mac;

  if (ip->length < 20)
    return;
  if (is_first_ttl (frame->data[ip->offset + (is_4 ? 8 : 7)]))
    node->direct = TRUE;
  else
    node->routed = TRUE;
  if (find_source_mac (frame, &mac))
    add_mac (node, &mac, link_local ? WIRE_MAC_BY_LINK : WIRE_MAC_BY_FRAMES, packet, time);
}

/* ARP (RFC 826) */

static void
add_arp (WireHostTraffic *self,
         guint32 packet,
         const WirePacketRecord *record,
         const WireFrame *frame,
         const WireLayer *layer)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  const guint8 *b = wire_cursor_take (&cursor, 28);
  WireArpClaim claimed = { .packet = packet, .time = record->time };

  if (!b || wire_be16 (b) != 1 || wire_be16 (b + 2) != 0x0800 || b[4] != 6 || b[5] != 4)
    return;
  memcpy (claimed.mac.bytes, b + 8, 6);
  claimed.address.family = WIRE_FAMILY_IPV4;
  memcpy (claimed.address.bytes, b + 14, 4);
  if (wire_host_address_is_host (&claimed.address) && !wire_mac_is_zero (&claimed.mac))
    {
      wire_host_traffic_add_mac (self, &claimed.address, &claimed.mac, WIRE_MAC_BY_ARP, packet,
                                 record->time);
      wire_arp_table_add_claim (self->arp, &claimed);
    }
  if (wire_be16 (b + 6) == 1 && wire_host_address_is_host (&claimed.address)
      && memcmp (b + 14, b + 24, 4) != 0)
    wire_arp_table_add_question (self->arp, &claimed, b + 24);
}

/* Neighbour discovery (RFC 4861, section 4): who says where which address is. */
static void
add_ndp (WireHostTraffic *self,
         guint32 packet,
         const WirePacketRecord *record,
         const WireFrame *frame,
         const WireLayer *layer)
{
  WireCursor cursor = wire_layer_cursor (frame, layer);
  guint8 type = wire_cursor_u8 (&cursor);
  WireHostAddress address = wire_host_address_of_source (&frame->tuple);
  guint8 wanted = type == 136 ? 2 : 1;
  const guint8 *target;

  if (type < 133 || type > 136)
    return;
  wire_cursor_skip (&cursor, 7);
  if (type == 133 || type == 134)
    wire_cursor_skip (&cursor, type == 134 ? 8 : 0);
  else
    {
      target = wire_cursor_take (&cursor, 16);
      if (target && type == 136)
        memcpy (address.bytes, target, 16);
    }
  while (wire_cursor_remaining (&cursor) >= 8)
    {
      const guint8 *option = cursor.data + cursor.position;
      WireMac mac;

      if (option[1] == 0)
        return;
      memcpy (mac.bytes, option + 2, sizeof mac.bytes);
      if (option[0] == wanted && option[1] == 1)
        wire_host_traffic_add_mac (self, &address, &mac, WIRE_MAC_BY_NDP, packet, record->time);
      wire_cursor_skip (&cursor, 8u * option[1]);
    }
}

/* Packets */

/* The nodes of a flow are looked up once. */
static void
find_nodes (
    WireHostTraffic *self, guint32 packet, guint32 flow, const WireTuple *tuple, guint32 nodes[2])
{
  WireHostAddress ends[2] = { wire_host_address_of_source (tuple),
                              wire_host_address_of_destination (tuple) };
  FlowNodes *known;

  if (flow != WIRE_FLOW_NONE)
    {
      if (flow >= self->of_flow->len)
        g_array_set_size (self->of_flow, flow + 1);
      known = &g_array_index (self->of_flow, FlowNodes, flow);
      if (known->nodes[0] == 0)
        for (guint i = 0; i < 2; i++)
          known->nodes[i] = take_node (self, &ends[i], packet) + 1;
      /* NO_NODE and 1 is 0: looked up again, as it is a broadcast. */
      nodes[0] = known->nodes[0] - 1;
      nodes[1] = known->nodes[1] - 1;
      return;
    }
  for (guint i = 0; i < 2; i++)
    nodes[i] = take_node (self, &ends[i], packet);
}

static void
count_both (WireHostTraffic *self, const guint32 nodes[2], const WirePacketRecord *record)
{
  for (guint i = 0; i < 2; i++)
    if (nodes[i] != NO_NODE)
      count (g_ptr_array_index (self->nodes, nodes[i]), i == 0 ? WIRE_HOST_OUT : WIRE_HOST_IN,
             record);
}

/* What is inside of a tunnel is a packet of the hosts that it is between, too. */
static void
add_inside (WireHostTraffic *self,
            guint32 packet,
            const WirePacketRecord *record,
            const WireFrame *frame)
{
  guint32 nodes[2];

  if (frame->inside.tuple.family == WIRE_FAMILY_NONE)
    return;
  find_nodes (self, packet, WIRE_FLOW_NONE, &frame->inside.tuple, nodes);
  count_both (self, nodes, record);
}

/** Counts a packet. */
void
wire_host_traffic_add (WireHostTraffic *self,
                       guint32 packet,
                       const WirePacketRecord *record,
                       const WireFrame *frame)
{
  guint32 nodes[2];

  for (guint i = 0; i < frame->n_layers; i++)
    if (frame->layers[i].protocol == WIRE_PROTOCOL_ARP)
      add_arp (self, packet, record, frame, &frame->layers[i]);
    else if (frame->layers[i].protocol == WIRE_PROTOCOL_ICMPV6 && i == frame->ip_layer + 1u)
      add_ndp (self, packet, record, frame, &frame->layers[i]);
  if (frame->tuple.family == WIRE_FAMILY_NONE)
    return;
  find_nodes (self, packet, record->flow, &frame->tuple, nodes);
  count_both (self, nodes, record);
  if (nodes[0] != NO_NODE)
    note_source (g_ptr_array_index (self->nodes, nodes[0]), packet, record->time, frame);
  if (frame->flags & WIRE_FRAME_TUNNELLED)
    add_inside (self, packet, record, frame);
  if (frame->tcp_flags == 2
      || (frame->flags & WIRE_FRAME_TUNNELLED && frame->inside.tcp_flags == 2))
    wire_syn_table_add (self->syns, packet, record, frame);
}

/** Adds what the first segments of connections suggest to @log. */
void
wire_host_traffic_add_systems (WireHostTraffic *self, WireFactLog *log)
{
  wire_syn_table_add_systems (self->syns, log);
}

/** Returns: how many addresses there are */
guint
wire_host_traffic_get_length (const WireHostTraffic *self)
{
  return self->nodes->len;
}

/** Returns: (transfer none): an address, from 0 */
WireHostNode *
wire_host_traffic_get (const WireHostTraffic *self, guint index)
{
  return g_ptr_array_index (self->nodes, index);
}

/** Returns: whether @address is known; @index is then its number */
gboolean
wire_host_traffic_find (const WireHostTraffic *self, const WireHostAddress *address, guint *index)
{
  gpointer found = g_hash_table_lookup (self->by_address, address);

  *index = GPOINTER_TO_UINT (found) - 1;
  return found != NULL;
}

/** Returns: (transfer none): what ARP says and asks */
const WireArpTable *
wire_host_traffic_get_arp (const WireHostTraffic *self)
{
  return self->arp;
}

/** Returns: how often an address could not be kept */
guint32
wire_host_traffic_get_left_out (const WireHostTraffic *self)
{
  return self->left_out;
}
