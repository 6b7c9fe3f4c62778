/* wire-host-services.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/hosts/wire-host-services.h"

#include "base/wire-text-hash.h"
#include "capture/frame/wire-ip.h"

#define SYN 2
#define DHCP_SERVER 67
#define BLOCK 1024u

/* Ports from here on are taken by clients (RFC 6335, section 6). */
#define FIRST_CLIENT_PORT 49152u

/* IANA, Service Name and Transport Protocol Port Number Registry: what is usually there. */
static const struct
{
  guint16 port;
  const char *name;
} NAMES[] = {
  { 20, "FTP data" },
  { 21, "FTP" },
  { 22, "SSH" },
  { 23, "Telnet" },
  { 25, "SMTP" },
  { 53, "DNS" },
  { 67, "DHCP server" },
  { 68, "DHCP client" },
  { 69, "TFTP" },
  { 80, "HTTP" },
  { 88, "Kerberos" },
  { 110, "POP3" },
  { 111, "RPC" },
  { 123, "NTP" },
  { 135, "MS-RPC" },
  { 137, "NBNS" },
  { 138, "NetBIOS datagrams" },
  { 139, "NetBIOS sessions" },
  { 143, "IMAP" },
  { 161, "SNMP" },
  { 162, "SNMP traps" },
  { 389, "LDAP" },
  { 443, "HTTPS" },
  { 445, "SMB" },
  { 465, "SMTPS" },
  { 500, "IKE" },
  { 514, "syslog" },
  { 515, "LPD" },
  { 546, "DHCPv6 client" },
  { 547, "DHCPv6 server" },
  { 554, "RTSP" },
  { 587, "submission" },
  { 631, "IPP" },
  { 636, "LDAPS" },
  { 853, "DNS over TLS" },
  { 873, "rsync" },
  { 989, "FTPS data" },
  { 990, "FTPS" },
  { 993, "IMAPS" },
  { 995, "POP3S" },
  { 1080, "SOCKS" },
  { 1433, "MS SQL" },
  { 1521, "Oracle" },
  { 1883, "MQTT" },
  { 1900, "SSDP" },
  { 2049, "NFS" },
  { 3128, "HTTP proxy" },
  { 3268, "LDAP global catalog" },
  { 3306, "MySQL" },
  { 3389, "RDP" },
  { 5060, "SIP" },
  { 5222, "XMPP" },
  { 5353, "mDNS" },
  { 5355, "LLMNR" },
  { 5432, "PostgreSQL" },
  { 5900, "VNC" },
  { 5985, "WinRM" },
  { 6379, "Redis" },
  { 6667, "IRC" },
  { 8080, "HTTP" },
  { 8443, "HTTPS" },
  { 8883, "MQTT over TLS" },
  { 9100, "printer" },
  { 27017, "MongoDB" },
};

struct _WireHostServices
{
  GHashTable *offered; /* what offers have in common → WireHostService */
  GHashTable *used;    /* with the client */
  GPtrArray *by_node;  /* of node: GPtrArray of what it offers, or NULL */
  GPtrArray *by_client;
  guint32 left_out; /* conversations whose service had no room */
};

/* Who offers what to whom. */
typedef struct
{
  guint32 server;
  guint32 client;
  guint8 protocol;
  guint8 proof;
  guint16 port;
} Use;

static guint
hash_offer (gconstpointer data)
{
  const WireHostService *service = data;
  const guint32 key[3] = { service->node, service->client,
                           (guint32) service->protocol << 16 | service->port };

  return wire_bytes_hash (key, sizeof key);
}

static gboolean
equal_offer (gconstpointer a, gconstpointer b)
{
  const WireHostService *one = a;
  const WireHostService *other = b;

  return one->node == other->node && one->client == other->client
         && one->protocol == other->protocol && one->port == other->port;
}

/** Returns: (nullable): what usually is at @port, which need not be what is there now */
const char *
wire_service_usual_name (guint8 protocol, guint16 port)
{
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (NAMES[i].port == port && (protocol == WIRE_IP_TCP || protocol == WIRE_IP_UDP))
      return NAMES[i].name;
  return NULL;
}

static void
append_of (GPtrArray *lists, guint32 node, gpointer service)
{
  if (node >= lists->len)
    g_ptr_array_set_size (lists, (int) node + 1);
  if (!g_ptr_array_index (lists, node))
    g_ptr_array_index (lists, node) = g_ptr_array_new ();
  g_ptr_array_add (g_ptr_array_index (lists, node), service);
}

static WireHostService *
take_service (WireHostServices *self,
              GHashTable *table,
              GPtrArray *lists,
              guint32 of,
              const WireHostService *key)
{
  WireHostService *service = g_hash_table_lookup (table, key);

  if (service)
    return service;
  if (g_hash_table_size (table) >= WIRE_HOST_MAX_SERVICES)
    {
      self->left_out++;
      return NULL;
    }
  service = g_memdup2 (key, sizeof *key);
  g_hash_table_add (table, service);
  append_of (lists, of, service);
  return service;
}

static void
add_figures (WireHostService *service, const Use *use, const WireFlow *forth, const WireFlow *back)
{
  service->proof = MAX (service->proof, use->proof);
  service->flows++;
  service->packets += (guint64) forth->packets + (back ? back->packets : 0);
  service->bytes += forth->bytes + (back ? back->bytes : 0);
}

static void
note (WireHostServices *self,
      const Use *use,
      guint32 flow,
      const WireFlow *forth,
      const WireFlow *back)
{
  WireHostService key = { .node = use->server,
                          .client = use->client,
                          .protocol = use->protocol,
                          .port = use->port,
                          .first_flow = flow };
  guint before = g_hash_table_size (self->used);
  WireHostService *service = take_service (self, self->used, self->by_client, use->client, &key);
  gboolean is_new = g_hash_table_size (self->used) > before;

  if (service)
    add_figures (service, use, forth, back);
  key.client = G_MAXUINT32;
  service = take_service (self, self->offered, self->by_node, use->server, &key);
  if (!service)
    return;
  add_figures (service, use, forth, back);
  service->clients += is_new;
}

/* Returns: whether who offers it is the destination of @forth; the source otherwise */
static gboolean
judge_tcp (const WireFlow *forth, const WireFlow *back, guint8 *proof)
{
  gboolean asked = (forth->tcp_flags & SYN) != 0;
  gboolean answered = back && back->tcp_flags & SYN;

  if (asked)
    {
      *proof = answered ? WIRE_SERVICE_ANSWERED : WIRE_SERVICE_SILENT;
      return TRUE;
    }
  *proof = back ? WIRE_SERVICE_GUESSED : WIRE_SERVICE_SILENT;
  if (answered)
    *proof = WIRE_SERVICE_ANSWERED;
  return answered ? FALSE : forth->tuple.dst_port <= forth->tuple.src_port;
}

static gboolean
judge_udp (const WireFlow *forth, const WireFlow *back, guint8 *proof)
{
  const WireTuple *tuple = &forth->tuple;

  *proof = back ? WIRE_SERVICE_ANSWERED : WIRE_SERVICE_SILENT;
  /* An answer whose question was not captured, or was a broadcast. */
  if ((tuple->src_port < 1024 && tuple->dst_port >= 1024)
      || (tuple->src_port == DHCP_SERVER && tuple->dst_port == DHCP_SERVER + 1))
    {
      *proof = WIRE_SERVICE_GUESSED;
      return FALSE;
    }
  return TRUE;
}

static void
add_conversation (WireHostServices *self,
                  const WireHostTraffic *traffic,
                  guint32 flow,
                  const WireFlow *forth,
                  const WireFlow *back)
{
  WireHostAddress source = wire_host_address_of_source (&forth->tuple);
  WireHostAddress destination = wire_host_address_of_destination (&forth->tuple);
  Use use = { .protocol = forth->tuple.protocol };
  guint ends[2];
  gboolean to;

  if (forth->tuple.ports_unknown || (use.protocol != WIRE_IP_TCP && use.protocol != WIRE_IP_UDP)
      || !wire_host_traffic_find (traffic, &source, &ends[0])
      || !wire_host_traffic_find (traffic, &destination, &ends[1]))
    return;
  to = use.protocol == WIRE_IP_TCP ? judge_tcp (forth, back, &use.proof)
                                   : judge_udp (forth, back, &use.proof);
  use.server = ends[to];
  use.client = ends[!to];
  use.port = to ? forth->tuple.dst_port : forth->tuple.src_port;
  if (use.proof != WIRE_SERVICE_GUESSED || use.port < FIRST_CLIENT_PORT)
    note (self, &use, flow, forth, back);
}

static void
free_list (gpointer list)
{
  if (list)
    g_ptr_array_unref (list);
}

/** Returns: (transfer full): the services of all addresses in @traffic. Takes a while: for a worker
 */
WireHostServices *
wire_host_services_new (WireCapture *capture, const WireHostTraffic *traffic)
{
  WireHostServices *self = g_new0 (WireHostServices, 1);
  g_autofree WireFlow *flows = g_new (WireFlow, BLOCK);
  guint32 n;

  self->offered = g_hash_table_new_full (hash_offer, equal_offer, g_free, NULL);
  self->used = g_hash_table_new_full (hash_offer, equal_offer, g_free, NULL);
  self->by_node = g_ptr_array_new_with_free_func (free_list);
  self->by_client = g_ptr_array_new_with_free_func (free_list);
  for (guint32 first = 0; (n = wire_capture_get_flows (capture, first, BLOCK, flows)) > 0;
       first += n)
    for (guint32 i = 0; i < n; i++)
      {
        WireFlow back;
        gboolean has_back = flows[i].reverse != WIRE_FLOW_NONE;

        if (has_back && flows[i].reverse < first + i)
          continue;
        has_back = has_back && wire_capture_get_flow (capture, flows[i].reverse, &back);
        add_conversation (self, traffic, first + i, &flows[i], has_back ? &back : NULL);
      }
  return self;
}

void
wire_host_services_free (WireHostServices *self)
{
  g_ptr_array_unref (self->by_node);
  g_ptr_array_unref (self->by_client);
  g_hash_table_unref (self->offered);
  g_hash_table_unref (self->used);
  g_free (self);
}

/** Returns: (transfer none) (nullable) (element-type WireHostService): what @node offers, or was
 *   asked for */
const GPtrArray *
wire_host_services_get_offered (const WireHostServices *self, guint32 node)
{
  return node < self->by_node->len ? g_ptr_array_index (self->by_node, node) : NULL;
}

/** Returns: (transfer none) (nullable) (element-type WireHostService): what @node uses */
const GPtrArray *
wire_host_services_get_used (const WireHostServices *self, guint32 node)
{
  return node < self->by_client->len ? g_ptr_array_index (self->by_client, node) : NULL;
}

/** Returns: how many times there was no room for a service that a conversation used */
guint32
wire_host_services_get_left_out (const WireHostServices *self)
{
  return self->left_out;
}
