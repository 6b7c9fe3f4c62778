/* wire-hosts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-hosts.h"

#include "base/wire-text-hash.h"
#include "capture/facts/wire-fact-listener.h"
#include "capture/hosts/wire-host-join.h"
#include "capture/hosts/wire-http-facts.h"
#include "capture/tls/wire-tls-listener.h"

#include <glib/gi18n.h>

struct _WireHosts
{
  GObject parent_instance;

  WireCapture *capture;
  WireStreamTable *streams; /* whose listeners own the facts */
  WireFactLog *facts;
  WireHostTraffic *traffic;
  WireHostServices *services;
  WireNameTable *names;
  GPtrArray *hosts;
  guint *host_of;     /* by node */
  GHashTable *by_mac; /* WireMac → number of the host whose own it is, and 1 */
  guint32 passed_over;
};

G_DEFINE_FINAL_TYPE (WireHosts, wire_hosts, G_TYPE_OBJECT)

/* Who hears the capture once more. TLS comes first, as it is sure of what it takes. */
static const WireListener *const ROWS[] = {
  &wire_tls_listener,       &wire_fact_listener,
  &wire_fact_ftp_listener,  &wire_fact_smtp_listener,
  &wire_fact_pop3_listener, &wire_fact_imap_listener,
  &wire_fact_ldap_listener, NULL,
};

static void
free_host (gpointer data)
{
  WireHost *host = data;

  g_array_unref (host->nodes);
  g_ptr_array_unref (host->names);
  g_ptr_array_unref (host->systems);
  g_ptr_array_unref (host->signins);
  g_free (host);
}

static guint
hash_mac (gconstpointer mac)
{
  return wire_bytes_hash (mac, sizeof (WireMac));
}

static gboolean
equal_mac (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (WireMac)) == 0;
}

static void
wire_hosts_init (WireHosts *self)
{
  self->by_mac = g_hash_table_new (hash_mac, equal_mac);
  self->hosts = g_ptr_array_new_with_free_func (free_host);
  self->traffic = wire_host_traffic_new ();
}

static void
wire_hosts_finalize (GObject *object)
{
  WireHosts *self = WIRE_HOSTS (object);

  g_clear_pointer (&self->by_mac, g_hash_table_unref);
  g_clear_pointer (&self->names, wire_name_table_free);
  g_clear_pointer (&self->services, wire_host_services_free);
  g_clear_pointer (&self->traffic, wire_host_traffic_free);
  g_clear_pointer (&self->hosts, g_ptr_array_unref);
  g_clear_pointer (&self->streams, wire_stream_table_free);
  g_clear_object (&self->capture);
  g_free (self->host_of);
  G_OBJECT_CLASS (wire_hosts_parent_class)->finalize (object);
}

static void
wire_hosts_class_init (WireHostsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_hosts_finalize;
}

/* A WirePacketVisit. */
static void
visit_packet (guint32 packet,
              const WirePacketRecord *record,
              const WireFrame *frame,
              gpointer user_data)
{
  WireHosts *self = user_data;

  wire_host_traffic_add (self->traffic, packet, record, frame);
}

static void
add_leases (WireHosts *self)
{
  for (guint i = 0; i < wire_fact_log_get_n_leases (self->facts); i++)
    {
      const WireLeaseFact *lease = wire_fact_log_get_lease (self->facts, i);

      wire_host_traffic_add_mac (self->traffic, &lease->address, &lease->mac, WIRE_MAC_BY_DHCP,
                                 lease->packet, lease->time);
    }
}

/* Hosts */

/* An address that was at several MAC addresses tells of none of them whose it is. */
static void
note_mac (WireHosts *self, const WireHostNode *node)
{
  WireHostMac *found = NULL;

  for (guint i = 0; i < node->n_macs; i++)
    if (node->macs[i].own && found)
      return;
    else if (node->macs[i].own)
      found = &node->macs[i];
  if (found && !g_hash_table_contains (self->by_mac, &found->mac))
    g_hash_table_insert (self->by_mac, &found->mac, GUINT_TO_POINTER (self->hosts->len + 1));
}

static void
add_node (WireHost *host, const WireHostNode *node)
{
  host->first_packet = MIN (host->first_packet, node->first_packet);
  for (guint way = 0; way < 2; way++)
    {
      host->packets[way] += node->packets[way];
      host->bytes[way] += node->bytes[way];
    }
  if (node->first == WIRE_TIME_NONE)
    return;
  if (host->first == WIRE_TIME_NONE || node->first < host->first)
    host->first = node->first;
  host->last = MAX (host->last, node->last);
}

static WireHost *
append_host (WireHosts *self, GArray *nodes)
{
  WireHost *host = g_new0 (WireHost, 1);

  host->nodes = g_array_ref (nodes);
  host->names = g_ptr_array_new ();
  host->systems = g_ptr_array_new ();
  host->signins = g_ptr_array_new ();
  host->first_packet = G_MAXUINT32;
  host->first = host->last = WIRE_TIME_NONE;
  for (guint i = 0; i < nodes->len; i++)
    {
      guint number = g_array_index (nodes, guint, i);

      add_node (host, wire_host_traffic_get (self->traffic, number));
      note_mac (self, wire_host_traffic_get (self->traffic, number));
      self->host_of[number] = self->hosts->len;
    }
  g_ptr_array_add (self->hosts, host);
  return host;
}

/* A client of DHCP that never had an address, as far as the capture goes. */
static void
add_client (WireHosts *self, const WireMac *mac, guint32 packet, gint64 time)
{
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  WireHost *host;

  if (wire_mac_is_zero (mac) || g_hash_table_contains (self->by_mac, mac))
    return;
  host = append_host (self, nodes);
  host->mac = *mac;
  g_hash_table_insert (self->by_mac, &host->mac, GUINT_TO_POINTER (self->hosts->len));
  host->first_packet = packet;
  host->first = host->last = time;
}

static void
add_clients (WireHosts *self)
{
  guint most = wire_host_traffic_get_length (self->traffic) + 1024;

  for (guint i = 0; i < wire_fact_log_get_n_systems (self->facts); i++)
    {
      const WireSystemFact *system = wire_fact_log_get_system (self->facts, i);

      if (system->address.family == WIRE_FAMILY_NONE && self->hosts->len < most)
        add_client (self, &system->mac, system->packet, system->time);
    }
}

/* Returns: (nullable): whom a fact is about */
static WireHost *
find_host (WireHosts *self, const WireHostAddress *address, const WireMac *mac)
{
  guint number = address->family == WIRE_FAMILY_NONE
                     ? GPOINTER_TO_UINT (g_hash_table_lookup (self->by_mac, mac)) - 1
                     : wire_hosts_find (self, address);

  return number == G_MAXUINT ? NULL : g_ptr_array_index (self->hosts, number);
}

/* Addresses of others that were only named have no host. */
static void
give_facts (WireHosts *self)
{
  WireHost *host;

  for (guint i = 0; i < wire_fact_log_get_n_names (self->facts); i++)
    {
      const WireNameFact *name = wire_fact_log_get_name (self->facts, i);

      if ((host = find_host (self, &name->address, &name->mac)))
        g_ptr_array_add (host->names, (gpointer) name);
    }
  for (guint i = 0; i < wire_fact_log_get_n_systems (self->facts); i++)
    {
      const WireSystemFact *system = wire_fact_log_get_system (self->facts, i);

      if ((host = find_host (self, &system->address, &system->mac)))
        g_ptr_array_add (host->systems, (gpointer) system);
    }
  for (guint i = 0; i < wire_fact_log_get_n_signins (self->facts); i++)
    {
      const WireSignin *signin = wire_fact_log_get_signin (self->facts, i);
      WireHostAddress client = wire_host_address_of_source (&signin->tuple);

      if ((host = find_host (self, &client, NULL)))
        g_ptr_array_add (host->signins, (gpointer) signin);
    }
}

static void
make_hosts (WireHosts *self, gboolean apart)
{
  g_autoptr (GPtrArray) groups = wire_host_join (self->traffic, apart);

  self->host_of = g_new0 (guint, wire_host_traffic_get_length (self->traffic) + 1);
  for (guint i = 0; i < groups->len; i++)
    append_host (self, g_ptr_array_index (groups, i));
  add_clients (self);
  give_facts (self);
}

/**
 * wire_hosts_new:
 * @capture: a capture that is loaded, and whose streams were wanted
 * @apart: each address is a host of its own
 * @job: (nullable): for progress and cancellation
 * @error: set where %NULL is returned
 *
 * Reads the whole capture once more. Blocks: for a worker thread.
 *
 * Returns: (transfer full) (nullable): its hosts
 */
WireHosts *
wire_hosts_new (WireCapture *capture, gboolean apart, WireJob *job, GError **error)
{
  g_autoptr (WireHosts) self = g_object_new (WIRE_TYPE_HOSTS, NULL);
  WireListening *listening;

  self->capture = g_object_ref (capture);
  self->streams = wire_capture_hear_with (capture, ROWS, visit_packet, self, job, error);
  if (!self->streams)
    return NULL;
  listening = wire_stream_table_get_listening (self->streams);
  self->facts = wire_fact_listener_get_facts (listening);
  self->passed_over = wire_fact_listener_get_passed_over (listening);
  wire_tls_facts_add (self->facts, capture);
  if (!wire_http_facts_add (self->facts, capture, job, error))
    return NULL;
  wire_host_traffic_add_systems (self->traffic, self->facts);
  wire_fact_log_sort (self->facts);
  add_leases (self);
  make_hosts (self, apart);
  self->services = wire_host_services_new (capture, self->traffic);
  self->names = wire_name_table_new (self->facts);
  return g_steal_pointer (&self);
}

/** Returns: (transfer none): what they are of */
WireCapture *
wire_hosts_get_capture (WireHosts *self)
{
  return self->capture;
}

/** Returns: (transfer none): names, systems, leases, sign-ins and questions of DNS, by packet */
WireFactLog *
wire_hosts_get_facts (WireHosts *self)
{
  return self->facts;
}

/** Returns: (transfer none): the names of addresses, by time */
const WireNameTable *
wire_hosts_get_names (WireHosts *self)
{
  return self->names;
}

/** Returns: (transfer none): all addresses */
const WireHostTraffic *
wire_hosts_get_traffic (WireHosts *self)
{
  return self->traffic;
}

/** Returns: (transfer none): what they offer and use */
const WireHostServices *
wire_hosts_get_services (WireHosts *self)
{
  return self->services;
}

/** Returns: how many hosts there are */
guint
wire_hosts_get_length (WireHosts *self)
{
  return self->hosts->len;
}

/** Returns: (transfer none): a host, from 0, in the order of their first packets */
const WireHost *
wire_hosts_get (WireHosts *self, guint index)
{
  return g_ptr_array_index (self->hosts, index);
}

/** Returns: the number of the host that has @address, or %G_MAXUINT */
guint
wire_hosts_find (WireHosts *self, const WireHostAddress *address)
{
  guint node;

  return wire_host_traffic_find (self->traffic, address, &node) ? self->host_of[node] : G_MAXUINT;
}

/** Returns: (transfer full): sentences about what there was no room for */
GStrv
wire_hosts_tell_left_out (WireHosts *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) facts = wire_fact_log_tell_left_out (self->facts);
  guint32 addresses = wire_host_traffic_get_left_out (self->traffic);
  g_autofree char *sentence = NULL;
  g_autofree char *talks = NULL;
  g_autofree char *services = NULL;

  g_strv_builder_addv (builder, (const char **) facts);
  if (addresses > 0)
    {
      sentence = g_strdup_printf (_ ("Too many addresses: only the first %u are listed as hosts."),
                                  WIRE_HOST_MAX_ADDRESSES);
      g_strv_builder_add (builder, sentence);
    }
  if (self->passed_over > 0)
    {
      talks = g_strdup_printf (_ ("Too many conversations at once: %u were not searched for "
                                  "sign-ins."),
                               self->passed_over);
      g_strv_builder_add (builder, talks);
    }
  if (wire_host_services_get_left_out (self->services) > 0)
    {
      services =
          g_strdup_printf (_ ("Too many services: only the first %u that are offered, and as "
                              "many that are used, are listed."),
                           WIRE_HOST_MAX_SERVICES);
      g_strv_builder_add (builder, services);
    }
  return g_strv_builder_end (builder);
}
