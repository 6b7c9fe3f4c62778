/* wire-host-join.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A MAC address in front of an IP header is that of the sender, or of the last router. ARP,
 * neighbour discovery and DHCP say which addresses are its own. Where only frames are known, one
 * that sends for a single address whose packets no router has touched is taken for the sender's;
 * one that sends for several is a router, and says nothing of whose packets it passes on.
 */

#include "capture/hosts/wire-host-join.h"

#include "base/wire-text-hash.h"

#include <string.h>

/* What is known of a MAC address. */
typedef struct
{
  WireMac mac;
  guint confirmed_4; /* IPv4 addresses that are surely its own */
  guint frames_4;    /* … that only frames came from */
  guint frames_6;    /* of IPv6, that are not link-local */
  gboolean several_networks;
  guint8 network[8]; /* of the first of @frames_6 */
  GArray *nodes;     /* numbers of those that are its own */
} Station;

static guint
hash_station (gconstpointer station)
{
  return wire_bytes_hash (station, sizeof (WireMac));
}

static gboolean
equal_station (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (WireMac)) == 0;
}

static void
free_station (gpointer data)
{
  Station *station = data;

  g_array_unref (station->nodes);
  g_free (station);
}

static Station *
take_station (GHashTable *stations, const WireMac *mac)
{
  Station *station = g_hash_table_lookup (stations, mac);

  if (station)
    return station;
  station = g_new0 (Station, 1);
  station->mac = *mac;
  station->nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_add (stations, station);
  return station;
}

static void
count_mac (GHashTable *stations, const WireHostNode *node, const WireHostMac *mac)
{
  Station *station = take_station (stations, &mac->mac);
  gboolean is_4 = node->address.family == WIRE_FAMILY_IPV4;

  if (mac->proof != WIRE_MAC_BY_FRAMES)
    station->confirmed_4 += is_4;
  else if (is_4)
    station->frames_4++;
  else
    {
      if (station->frames_6++ == 0)
        memcpy (station->network, node->address.bytes, sizeof station->network);
      else if (memcmp (station->network, node->address.bytes, sizeof station->network) != 0)
        station->several_networks = TRUE;
    }
}

/* Returns: whether frames alone tell that @node is at the MAC address of @station */
static gboolean
is_own_by_frames (const Station *station, const WireHostNode *node)
{
  if (node->routed || !node->direct || station->frames_4 > 1)
    return FALSE;
  if (node->address.family == WIRE_FAMILY_IPV4)
    return station->confirmed_4 == 0;
  return !station->several_networks && station->frames_4 + station->confirmed_4 <= 1;
}

static void
decide (GHashTable *stations, WireHostNode *node, guint number)
{
  for (guint i = 0; i < node->n_macs; i++)
    {
      WireHostMac *mac = &node->macs[i];
      Station *station = take_station (stations, &mac->mac);

      mac->own = mac->proof != WIRE_MAC_BY_FRAMES || is_own_by_frames (station, node);
      if (mac->own)
        g_array_append_val (station->nodes, number);
    }
}

/* Sets of numbers that are one: each points to one that it is with, the first to itself. */

static guint
find_first (guint *of, guint number)
{
  while (of[number] != number)
    {
      of[number] = of[of[number]];
      number = of[number];
    }
  return number;
}

static void
unite (guint *of, guint a, guint b)
{
  guint first = find_first (of, a);
  guint second = find_first (of, b);

  of[MAX (first, second)] = MIN (first, second);
}

static guint
count_own (const WireHostNode *node)
{
  guint n = 0;

  for (guint i = 0; i < node->n_macs; i++)
    n += node->macs[i].own;
  return n;
}

/* An address that was at several MAC addresses changed hands, or somebody lies: it joins nothing.
 */
static void
unite_station (const WireHostTraffic *traffic, const Station *station, guint *of)
{
  guint first = G_MAXUINT;
  guint n_4 = 0;

  for (guint i = 0; i < station->nodes->len; i++)
    n_4 += wire_host_traffic_get (traffic, g_array_index (station->nodes, guint, i))->address.family
           == WIRE_FAMILY_IPV4;
  if (n_4 > WIRE_HOST_MAX_OWN)
    return;
  for (guint i = 0; i < station->nodes->len; i++)
    {
      guint number = g_array_index (station->nodes, guint, i);

      if (count_own (wire_host_traffic_get (traffic, number)) != 1)
        continue;
      if (first != G_MAXUINT)
        unite (of, first, number);
      else
        first = number;
    }
}

static void
unite_all (const WireHostTraffic *traffic, GHashTable *stations, guint *of)
{
  GHashTableIter iter;
  gpointer station;

  g_hash_table_iter_init (&iter, stations);
  while (g_hash_table_iter_next (&iter, &station, NULL))
    unite_station (traffic, station, of);
}

static GPtrArray *
make_groups (const guint *of, guint n)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree GArray **at = g_new0 (GArray *, n);

  for (guint i = 0; i < n; i++)
    {
      guint first = find_first ((guint *) of, i);

      if (!at[first])
        {
          at[first] = g_array_new (FALSE, FALSE, sizeof (guint));
          g_ptr_array_add (groups, at[first]);
        }
      g_array_append_val (at[first], i);
    }
  return groups;
}

/**
 * wire_host_join:
 * @traffic: all addresses; it is noted which MAC addresses are their own
 * @apart: do not join
 *
 * Returns: (transfer full) (element-type GArray): arrays of numbers of addresses (guint), one a
 *   host, in the order of their first packets
 */
GPtrArray *
wire_host_join (const WireHostTraffic *traffic, gboolean apart)
{
  guint n = wire_host_traffic_get_length (traffic);
  g_autoptr (GHashTable) stations =
      g_hash_table_new_full (hash_station, equal_station, NULL, free_station);
  g_autofree guint *of = g_new (guint, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      const WireHostNode *node = wire_host_traffic_get (traffic, i);

      of[i] = i;
      for (guint j = 0; j < node->n_macs; j++)
        count_mac (stations, node, &node->macs[j]);
    }
  for (guint i = 0; i < n; i++)
    decide (stations, wire_host_traffic_get (traffic, i), i);
  if (!apart)
    unite_all (traffic, stations, of);
  return make_groups (of, n);
}
