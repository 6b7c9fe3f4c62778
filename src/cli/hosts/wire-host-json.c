/* wire-host-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/hosts/wire-host-json.h"

#include "capture/frame/wire-ip.h"

#include <string.h>

/* Names of one host that are listed. */
#define MAX_LISTED 1024u

static const char *const PROOFS[] = { "frames", "link-local", "ARP", "NDP", "DHCP" };

typedef struct
{
  JsonBuilder *builder;
  WireHosts *hosts;
  const WireHost *host;
  WireMacMakers *makers;
} Writer;

static void
begin_array (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
}

static const WireHostNode *
get_node (const Writer *self, guint i)
{
  return wire_host_traffic_get (wire_hosts_get_traffic (self->hosts),
                                g_array_index (self->host->nodes, guint, i));
}

static void
add_place (JsonBuilder *builder, WireGeo *geo, const WireHostAddress *address)
{
  g_auto (WireGeoPlace) place = { 0 };

  if (!geo)
    return;
  wire_geo_find (geo, address, &place);
  wire_json_add_string (builder, "country", place.country);
  wire_json_add_string (builder, "country_name", place.country_name);
  wire_json_add_string (builder, "city", place.city);
  if (place.as)
    wire_json_add_int (builder, "as", place.as);
  wire_json_add_string (builder, "network", place.network);
}

static void
add_addresses (const Writer *self, WireGeo *geo)
{
  begin_array (self->builder, "addresses");
  for (guint i = 0; i < self->host->nodes->len; i++)
    {
      const WireHostNode *node = get_node (self, i);

      json_builder_begin_object (self->builder);
      wire_json_add_address (self->builder, "address", &node->address);
      wire_json_add_packet (self->builder, "first_packet", node->first_packet);
      wire_json_add_time (self->builder, "first", node->first);
      wire_json_add_time (self->builder, "last", node->last);
      wire_json_add_int (self->builder, "packets_in", (gint64) node->packets[WIRE_HOST_IN]);
      wire_json_add_int (self->builder, "packets_out", (gint64) node->packets[WIRE_HOST_OUT]);
      wire_json_add_int (self->builder, "bytes_in", (gint64) node->bytes[WIRE_HOST_IN]);
      wire_json_add_int (self->builder, "bytes_out", (gint64) node->bytes[WIRE_HOST_OUT]);
      add_place (self->builder, geo, &node->address);
      json_builder_end_object (self->builder);
    }
  json_builder_end_array (self->builder);
}

static void
add_mac (const Writer *self, const WireMac *mac, const char *by, guint32 packet)
{
  json_builder_begin_object (self->builder);
  wire_json_add_mac (self->builder, "mac", mac);
  wire_json_add_string (self->builder, "maker", wire_mac_makers_find (self->makers, mac));
  if (wire_mac_is_local (mac))
    wire_json_add_boolean (self->builder, "local", TRUE);
  wire_json_add_string (self->builder, "by", by);
  wire_json_add_packet (self->builder, "packet", packet);
  json_builder_end_object (self->builder);
}

/* Returns: whether an earlier address of the host has the same MAC address */
static gboolean
is_repeated (const Writer *self, guint number, const WireHostMac *mac)
{
  for (guint i = 0; i < number; i++)
    {
      const WireHostNode *node = get_node (self, i);

      for (guint j = 0; j < node->n_macs; j++)
        if (node->macs[j].own == mac->own
            && memcmp (&node->macs[j].mac, &mac->mac, sizeof mac->mac) == 0)
          return TRUE;
    }
  return FALSE;
}

static void
add_macs (const Writer *self, const char *key, gboolean own)
{
  begin_array (self->builder, key);
  if (own && !wire_mac_is_zero (&self->host->mac))
    add_mac (self, &self->host->mac, PROOFS[WIRE_MAC_BY_DHCP], self->host->first_packet);
  for (guint i = 0; i < self->host->nodes->len; i++)
    {
      const WireHostNode *node = get_node (self, i);

      for (guint j = 0; j < node->n_macs; j++)
        if (node->macs[j].own == own && !is_repeated (self, i, &node->macs[j]))
          add_mac (self, &node->macs[j].mac, PROOFS[node->macs[j].proof], node->macs[j].packet);
    }
  json_builder_end_array (self->builder);
}

static void
add_names (const Writer *self)
{
  begin_array (self->builder, "names");
  for (guint i = 0; i < MIN (self->host->names->len, MAX_LISTED); i++)
    {
      const WireNameFact *name = g_ptr_array_index (self->host->names, i);

      json_builder_begin_object (self->builder);
      wire_json_add_string (self->builder, "name", name->name);
      wire_json_add_string (self->builder, "source", wire_name_source_to_text (name->source));
      if (name->suffix != WIRE_NAME_NO_SUFFIX)
        wire_json_add_int (self->builder, "suffix", name->suffix);
      wire_json_add_address (self->builder, "address", &name->address);
      wire_json_add_packet (self->builder, "packet", name->packet);
      wire_json_add_time (self->builder, "time", name->time);
      wire_json_add_time (self->builder, "last", name->last);
      wire_json_add_int (self->builder, "count", name->count);
      json_builder_end_object (self->builder);
    }
  json_builder_end_array (self->builder);
}

static void
add_systems (const Writer *self)
{
  begin_array (self->builder, "systems");
  for (guint i = 0; i < MIN (self->host->systems->len, MAX_LISTED); i++)
    {
      const WireSystemFact *system = g_ptr_array_index (self->host->systems, i);

      json_builder_begin_object (self->builder);
      wire_json_add_string (self->builder, "suggests", system->suggests);
      wire_json_add_string (self->builder, "evidence",
                            wire_system_evidence_to_text (system->evidence));
      wire_json_add_string (self->builder, "value", system->value);
      wire_json_add_packet (self->builder, "packet", system->packet);
      wire_json_add_time (self->builder, "time", system->time);
      wire_json_add_int (self->builder, "count", system->count);
      json_builder_end_object (self->builder);
    }
  json_builder_end_array (self->builder);
}

static gboolean
is_same_user (const WireSignin *a, const WireSignin *b)
{
  return g_strcmp0 (a->user, b->user) == 0 && g_strcmp0 (a->domain, b->domain) == 0
         && g_str_equal (a->protocol, b->protocol) && a->result == b->result;
}

/* Each user once for each protocol and result. */
static void
add_users (const Writer *self)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new ();

  begin_array (self->builder, "users");
  for (guint i = 0; i < self->host->signins->len && told->len < MAX_LISTED; i++)
    {
      WireSignin *signin = g_ptr_array_index (self->host->signins, i);
      gboolean known = !signin->user || !*signin->user;

      for (guint j = 0; j < told->len && !known; j++)
        known = is_same_user (g_ptr_array_index (told, j), signin);
      if (known)
        continue;
      g_ptr_array_add (told, signin);
      json_builder_begin_object (self->builder);
      wire_json_add_string (self->builder, "user", signin->user);
      if (signin->domain && *signin->domain)
        wire_json_add_string (self->builder, "domain", signin->domain);
      wire_json_add_string (self->builder, "source", signin->protocol);
      wire_json_add_string (self->builder, "result", wire_signin_result_to_text (signin->result));
      wire_json_add_packet (self->builder, "packet", signin->packet);
      wire_json_add_time (self->builder, "time", signin->time);
      json_builder_end_object (self->builder);
    }
  json_builder_end_array (self->builder);
}

/* Services */

static void
add_service (const Writer *self, const WireHostService *service)
{
  char name[16];

  wire_json_add_string (self->builder, "protocol", wire_ip_protocol_name (service->protocol, name));
  wire_json_add_int (self->builder, "port", service->port);
  wire_json_add_string (self->builder, "usual",
                        wire_service_usual_name (service->protocol, service->port));
  wire_json_add_string (self->builder, "seen",
                        service->proof == WIRE_SERVICE_ANSWERED  ? "answered"
                        : service->proof == WIRE_SERVICE_GUESSED ? "guessed"
                                                                 : "silent");
  wire_json_add_int (self->builder, "flows", service->flows);
  wire_json_add_int (self->builder, "packets", (gint64) service->packets);
  wire_json_add_int (self->builder, "bytes", (gint64) service->bytes);
}

static void
add_offered (const Writer *self)
{
  begin_array (self->builder, "offers");
  for (guint i = 0; i < self->host->nodes->len; i++)
    {
      const GPtrArray *offered = wire_host_services_get_offered (
          wire_hosts_get_services (self->hosts), g_array_index (self->host->nodes, guint, i));

      for (guint j = 0; offered && j < offered->len; j++)
        {
          const WireHostService *service = g_ptr_array_index (offered, j);

          if (service->proof == WIRE_SERVICE_SILENT)
            continue;
          json_builder_begin_object (self->builder);
          wire_json_add_address (self->builder, "address", &get_node (self, i)->address);
          add_service (self, service);
          wire_json_add_int (self->builder, "clients", service->clients);
          json_builder_end_object (self->builder);
        }
    }
  json_builder_end_array (self->builder);
}

static void
add_used (const Writer *self)
{
  const WireHostTraffic *traffic = wire_hosts_get_traffic (self->hosts);
  guint n = 0;

  begin_array (self->builder, "uses");
  for (guint i = 0; i < self->host->nodes->len; i++)
    {
      const GPtrArray *used = wire_host_services_get_used (
          wire_hosts_get_services (self->hosts), g_array_index (self->host->nodes, guint, i));

      for (guint j = 0; used && j < used->len && n < MAX_LISTED; j++, n++)
        {
          const WireHostService *service = g_ptr_array_index (used, j);

          json_builder_begin_object (self->builder);
          wire_json_add_address (self->builder, "server",
                                 &wire_host_traffic_get (traffic, service->node)->address);
          add_service (self, service);
          json_builder_end_object (self->builder);
        }
    }
  json_builder_end_array (self->builder);
}

/**
 * wire_json_add_host:
 * @builder: takes an object
 * @hosts: all hosts
 * @index: of one, from 0
 * @makers: of network cards
 * @geo: (nullable): databases of places
 */
void
wire_json_add_host (
    JsonBuilder *builder, WireHosts *hosts, guint index, WireMacMakers *makers, WireGeo *geo)
{
  const WireHost *host = wire_hosts_get (hosts, index);
  const Writer self = { builder, hosts, host, makers };

  json_builder_begin_object (builder);
  wire_json_add_int (builder, "host", (gint64) index + 1);
  add_addresses (&self, geo);
  add_macs (&self, "macs", TRUE);
  add_macs (&self, "via", FALSE);
  add_names (&self);
  add_systems (&self);
  add_users (&self);
  add_offered (&self);
  add_used (&self);
  wire_json_add_int (builder, "packets_in", (gint64) host->packets[WIRE_HOST_IN]);
  wire_json_add_int (builder, "packets_out", (gint64) host->packets[WIRE_HOST_OUT]);
  wire_json_add_int (builder, "bytes_in", (gint64) host->bytes[WIRE_HOST_IN]);
  wire_json_add_int (builder, "bytes_out", (gint64) host->bytes[WIRE_HOST_OUT]);
  wire_json_add_packet (builder, "first_packet", host->first_packet);
  wire_json_add_time (builder, "first", host->first);
  wire_json_add_time (builder, "last", host->last);
  json_builder_end_object (builder);
}
