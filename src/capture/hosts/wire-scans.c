/* wire-scans.c: port scans, sweeps, and ARP that changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-regularity.h"

#include "base/wire-text-hash.h"
#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ip.h"
#include "capture/wire-capture-streams.h"

#include <string.h>

#define BLOCK 1024u

/* TCP flags that were seen in one direction (RFC 9293, section 3.1). */
#define FIN 1
#define SYN 2
#define RST 4
#define PSH 8
#define ACK 16
#define URG 32

/* Open ports that are given. */
#define MAX_OPEN 32u

/* How a probe was made. */
typedef enum
{
  PROBE_SYN,     /* an open port was not connected to */
  PROBE_CONNECT, /* it was */
  PROBE_EITHER,  /* a closed port shows no difference */
  PROBE_FIN,
  PROBE_NULL,
  PROBE_XMAS,
  PROBE_UDP,
  PROBE_ECHO,
  N_PROBES,
} Probe;

static const char *const PROBES[N_PROBES] = {
  "SYN", "connect", "SYN or connect", "FIN", "NULL", "Xmas", "UDP", "ICMP echo",
};

/* What happened to it. */
typedef enum
{
  FATE_OPEN,
  FATE_CLOSED,
  FATE_SILENT,
  N_FATES,
} Fate;

/* Probes of one host by another, or of one port by one host. */
typedef struct
{
  WireHostAddress source;
  WireHostAddress target; /* of family NONE: a sweep */
  guint8 protocol;
  guint8 udp_source;   /* of UDP: the source's port is one that servers have */
  guint16 port;        /* 0: a port scan */
  GHashTable *targets; /* ports, or hashes of addresses, that were probed */
  GArray *open;        /* of guint16 */
  guint probes[N_PROBES];
  guint fates[N_FATES];
  guint16 lowest;
  guint16 highest;
  WireRegular *regular; /* takes packets and times */
} Group;

static void
free_group (gpointer data)
{
  Group *group = data;

  g_hash_table_unref (group->targets);
  g_array_unref (group->open);
  g_clear_pointer (&group->regular, wire_regular_free);
  g_free (group);
}

/* What two groups are distinguished by, without padding. */
#define KEY_BYTES (offsetof (Group, port) + sizeof (guint16))

static guint
hash_group (gconstpointer group)
{
  return wire_bytes_hash (group, KEY_BYTES);
}

static gboolean
equal_group (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, KEY_BYTES) == 0;
}

/* How many flows may be of one group: by hash, so that it is never too low. Most groups have few,
 * and are never made. */
#define SKETCH (1u << 20)

typedef struct
{
  guint16 *sketch;
  gboolean counts; /* the first pass */
  GHashTable *groups;
} Search;

static guint
get_least (WireRegularKind kind)
{
  return kind == WIRE_REGULAR_SWEEP ? WIRE_SWEEP_LEAST_HOSTS : WIRE_SCAN_LEAST_PORTS;
}

/* Returns: whether @key has to be looked at, in the second pass */
static gboolean
pass_sketch (const Search *search, const Group *key, WireRegularKind kind)
{
  guint16 *n = &search->sketch[hash_group (key) % SKETCH];

  if (search->counts && *n < G_MAXUINT16)
    (*n)++;
  return !search->counts && *n >= get_least (kind);
}

static Group *
take_group (GHashTable *groups, const Group *key, WireRegularKind kind)
{
  Group *group = g_hash_table_lookup (groups, key);

  if (group || g_hash_table_size (groups) >= WIRE_REGULARITY_MAX)
    return group;
  group = g_memdup2 (key, sizeof *key);
  group->targets = g_hash_table_new (g_direct_hash, g_direct_equal);
  group->open = g_array_new (FALSE, FALSE, sizeof (guint16));
  group->lowest = G_MAXUINT16;
  group->regular = wire_regular_new (kind, &key->source);
  g_hash_table_add (groups, group);
  return group;
}

/* Returns: whether the flow may be a probe */
static gboolean
judge_tcp (const WireFlow *forth, const WireFlow *back, Probe *probe, Fate *fate)
{
  guint8 flags = forth->tcp_flags;

  *fate = !back ? FATE_SILENT : FATE_CLOSED;
  if (flags & SYN)
    {
      gboolean open = back && back->tcp_flags & SYN;

      *probe = !open ? PROBE_EITHER : flags & ACK ? PROBE_CONNECT : PROBE_SYN;
      if (open)
        *fate = FATE_OPEN;
      return TRUE;
    }
  *probe = flags == FIN                 ? PROBE_FIN
           : flags == 0                 ? PROBE_NULL
           : flags == (FIN | PSH | URG) ? PROBE_XMAS
                                        : N_PROBES;
  return *probe != N_PROBES && (!back || back->tcp_flags & RST);
}

static gboolean
judge_flow (const WireFlow *forth, const WireFlow *back, Probe *probe, Fate *fate)
{
  guint8 protocol = forth->tuple.protocol;

  if (forth->tuple.ports_unknown)
    return FALSE;
  if (protocol == WIRE_IP_TCP)
    return judge_tcp (forth, back, probe, fate);
  *probe = protocol == WIRE_IP_UDP ? PROBE_UDP : PROBE_ECHO;
  *fate = back ? FATE_OPEN : FATE_SILENT;
  return protocol == WIRE_IP_UDP || protocol == WIRE_IP_ICMP || protocol == WIRE_IP_ICMPV6;
}

static void
count (Group *group,
       guint target,
       guint16 port,
       Probe probe,
       Fate fate,
       guint32 packet,
       const WireFlow *flow)
{
  if (!group || !g_hash_table_add (group->targets, GUINT_TO_POINTER (target)))
    return;
  group->probes[probe]++;
  group->fates[fate]++;
  group->lowest = MIN (group->lowest, port);
  group->highest = MAX (group->highest, port);
  if (fate == FATE_OPEN && group->open->len < MAX_OPEN)
    g_array_append_val (group->open, port);
  wire_regular_add_packet (group->regular, packet, flow->first);
}

static void
add_flow (const Search *search,
          WireCapture *capture,
          guint32 number,
          const WireFlow *forth,
          const WireFlow *back)
{
  Group scan = { .source = wire_host_address_of_source (&forth->tuple),
                 .target = wire_host_address_of_destination (&forth->tuple),
                 .protocol = forth->tuple.protocol };
  Group sweep = scan;
  guint16 port = forth->tuple.dst_port;
  guint32 first = G_MAXUINT32;
  gboolean scans;
  gboolean sweeps;
  WireStream stream;
  Probe probe;
  Fate fate;

  if (!wire_host_address_is_host (&scan.target) || !judge_flow (forth, back, &probe, &fate))
    return;
  scan.udp_source = probe == PROBE_UDP && forth->tuple.src_port < 1024;
  memset (&sweep.target, 0, sizeof sweep.target);
  sweep.port = port;
  scans = probe != PROBE_ECHO && pass_sketch (search, &scan, WIRE_REGULAR_PORT_SCAN);
  sweeps = pass_sketch (search, &sweep, WIRE_REGULAR_SWEEP);
  if (!scans && !sweeps)
    return;
  if (wire_capture_get_stream (capture, wire_capture_find_flow_stream (capture, number), &stream))
    first = stream.first_packet;
  if (scans)
    count (take_group (search->groups, &scan, WIRE_REGULAR_PORT_SCAN), port, port, probe, fate,
           first, forth);
  if (sweeps)
    count (take_group (search->groups, &sweep, WIRE_REGULAR_SWEEP),
           wire_host_address_hash (&scan.target), port, probe, fate, first, forth);
}

static void
add_flows (const Search *search, WireCapture *capture)
{
  g_autofree WireFlow *flows = g_new (WireFlow, BLOCK);
  guint32 n;

  for (guint32 at = 0; (n = wire_capture_get_flows (capture, at, BLOCK, flows)) > 0; at += n)
    for (guint32 i = 0; i < n; i++)
      {
        WireFlow back;
        gboolean has_back = flows[i].reverse != WIRE_FLOW_NONE;

        if (has_back && flows[i].reverse < at + i)
          continue;
        has_back = has_back && wire_capture_get_flow (capture, flows[i].reverse, &back);
        add_flow (search, capture, at + i, &flows[i], has_back ? &back : NULL);
      }
}

/* Telling */

/* Returns: the kind that says most: where one open port shows how, the closed ones are the same */
static Probe
find_probe (const Group *group)
{
  Probe best = PROBE_EITHER;

  if (group->probes[PROBE_SYN] > 0)
    return PROBE_SYN;
  if (group->probes[PROBE_CONNECT] > 0)
    return PROBE_CONNECT;
  for (guint i = 0; i < N_PROBES; i++)
    if (group->probes[i] > group->probes[best])
      best = i;
  return best;
}

static int
compare_ports (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint16 *) a - (int) *(const guint16 *) b;
}

static char *
list_ports (GArray *ports)
{
  GString *text = g_string_new (NULL);

  g_array_sort (ports, compare_ports);
  for (guint i = 0; i < ports->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", g_array_index (ports, guint16, i));
  return g_string_free (text, FALSE);
}

static void
tell (Group *group, GPtrArray *found)
{
  gboolean sweep = group->regular->kind == WIRE_REGULAR_SWEEP;
  WireRegular *regular = g_steal_pointer (&group->regular);

  regular->target = group->target;
  regular->protocol = group->protocol;
  regular->port = group->port;
  regular->count = g_hash_table_size (group->targets);
  wire_regular_add_text (regular, "technique", g_strdup (PROBES[find_probe (group)]));
  wire_regular_add_number (regular, sweep ? "hosts" : "ports", regular->count);
  wire_regular_add_number (regular, group->protocol == WIRE_IP_TCP ? "open" : "answered",
                           group->fates[FATE_OPEN]);
  if (group->protocol == WIRE_IP_TCP)
    wire_regular_add_number (regular, "closed", group->fates[FATE_CLOSED]);
  wire_regular_add_number (regular, "silent", group->fates[FATE_SILENT]);
  if (!sweep)
    {
      wire_regular_add_number (regular, "lowest_port", group->lowest);
      wire_regular_add_number (regular, "highest_port", group->highest);
    }
  if (!sweep && group->open->len > 0)
    wire_regular_add_text (regular, "open_ports", list_ports (group->open));
  g_ptr_array_add (found, regular);
}

/* Who talks to many has answers from most of them; who looks for them has not. */
static gboolean
is_search (const Group *group)
{
  guint n = g_hash_table_size (group->targets);
  return n >= get_least (group->regular->kind) && group->fates[FATE_OPEN] * 2 <= n
         && !group->udp_source;
}

/* ARP */

static char *
tell_mac (const WireMac *mac)
{
  char text[WIRE_MAC_TEXT_MAX];

  return g_strdup (wire_mac_to_text (mac->bytes, text));
}

/* A change of what ARP said of an address is reported once, with all its packets. */
static void
add_change (GHashTable *told, const WireArpClaim *before, const WireArpClaim *now, GPtrArray *found)
{
  WireRegular *change = g_hash_table_lookup (told, &now->address);

  if (!change)
    {
      change = wire_regular_new (WIRE_REGULAR_ARP_CHANGE, &now->address);
      wire_regular_add_text (change, "mac", tell_mac (&before->mac));
      wire_regular_add_text (change, "then", tell_mac (&now->mac));
      wire_regular_add_packet (change, before->packet, before->time);
      g_hash_table_insert (told, &change->source, change);
      g_ptr_array_add (found, change);
    }
  change->count++;
  wire_regular_add_packet (change, now->packet, now->time);
}

static void
find_arp_changes (WireHosts *hosts, GPtrArray *found)
{
  const WireArpTable *arp = wire_host_traffic_get_arp (wire_hosts_get_traffic (hosts));
  g_autoptr (GHashTable) last =
      g_hash_table_new (wire_host_address_hash, wire_host_address_is_equal);
  g_autoptr (GHashTable) told =
      g_hash_table_new (wire_host_address_hash, wire_host_address_is_equal);

  for (guint i = 0; i < wire_arp_table_get_n_claims (arp); i++)
    {
      const WireArpClaim *now = wire_arp_table_get_claim (arp, i);
      const WireArpClaim *before = g_hash_table_lookup (last, &now->address);

      if (before)
        add_change (told, before, now, found);
      g_hash_table_replace (last, (gpointer) &now->address, (gpointer) now);
    }
}

static void
find_arp_sweeps (WireHosts *hosts, GPtrArray *found)
{
  const WireArpTable *arp = wire_host_traffic_get_arp (wire_hosts_get_traffic (hosts));
  g_autoptr (GHashTable) groups = g_hash_table_new_full (hash_group, equal_group, free_group, NULL);
  GHashTableIter iter;
  gpointer group;

  for (guint i = 0; i < wire_arp_table_get_n_asked (arp); i++)
    {
      const WireArpAsked *asked = wire_arp_table_get_asked (arp, i);
      Group key = { .source = asked->source };
      Group *sweep = take_group (groups, &key, WIRE_REGULAR_SWEEP);
      const WireFlow at = { .first = asked->time };

      if (!sweep)
        continue;
      count (sweep, wire_host_address_hash (&asked->target), 0, PROBE_ECHO,
             wire_arp_table_is_claimed (arp, &asked->target) ? FATE_OPEN : FATE_SILENT,
             asked->packet, &at);
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &group, NULL))
    if (is_search (group))
      {
        tell (group, found);
        WireRegular *told = g_ptr_array_index (found, found->len - 1);
        WireRegularFigure *technique = &g_array_index (told->figures, WireRegularFigure, 0);

        g_free (technique->value);
        technique->value = g_strdup ("ARP");
      }
}

gboolean
wire_scans_find (WireHosts *hosts, GPtrArray *found)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (hash_group, equal_group, free_group, NULL);
  g_autofree guint16 *sketch = g_new0 (guint16, SKETCH);
  Search search = { .sketch = sketch, .groups = groups };
  GHashTableIter iter;
  gpointer group;

  for (guint pass = 0; pass < 2; pass++)
    {
      search.counts = pass == 0;
      add_flows (&search, wire_hosts_get_capture (hosts));
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &group, NULL))
    if (is_search (group))
      tell (group, found);
  find_arp_sweeps (hosts, found);
  find_arp_changes (hosts, found);
  return g_hash_table_size (groups) < WIRE_REGULARITY_MAX;
}
