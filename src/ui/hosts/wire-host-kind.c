/* wire-host-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hosts/wire-host-kind.h"

#include "capture/frame/wire-describe.h"
#include "ui/hosts/wire-host-words.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

enum
{
  ADDRESSES,
  NAMES,
  SYSTEM,
  USERS,
  MAC,
  MAKER,
  PACKETS_IN,
  PACKETS_OUT,
  BYTES_IN,
  BYTES_OUT,
  FIRST,
  LAST,
  N_COLUMNS
};

#define NUMBER WIRE_COLUMN_NUMBER, TRUE

static const WireTableColumn COLUMNS[N_COLUMNS] = {
  [ADDRESSES] = { N_ ("Addresses"), 17, WIRE_COLUMN_MONOSPACE, FALSE },
  [NAMES] = { N_ ("Names"), 24, WIRE_COLUMN_EXPAND, FALSE },
  /* Translators: column heading: an operating system, which is not certain */
  [SYSTEM] = { N_ ("Suggests"), 16, WIRE_COLUMN_PLAIN, FALSE },
  [USERS] = { N_ ("Users"), 12, WIRE_COLUMN_PLAIN, FALSE },
  [MAC] = { N_ ("MAC Address"), 18, WIRE_COLUMN_MONOSPACE, FALSE },
  /* Translators: column heading: who made the network card */
  [MAKER] = { N_ ("Maker"), 14, WIRE_COLUMN_PLAIN, FALSE },
  [PACKETS_IN] = { N_ ("Packets In"), 10, NUMBER },
  [PACKETS_OUT] = { N_ ("Packets Out"), 11, NUMBER },
  [BYTES_IN] = { N_ ("Bytes In"), 10, NUMBER },
  [BYTES_OUT] = { N_ ("Bytes Out"), 10, NUMBER },
  [FIRST] = { N_ ("First Seen"), 12, NUMBER },
  [LAST] = { N_ ("Last Seen"), 12, NUMBER },
};

static const WireTableWords WORDS = {
  /* Translators: what a screen reader calls this table */
  .name = N_ ("Hosts"),
  /* Translators: what a screen reader calls this menu button */
  .row = N_ ("Selected host"),
  /* Translators: what can be searched in a list of hosts */
  .find = N_ ("Address, name, system, user or maker"),
  .choose = N_ ("Select a host to see what is known of it, and from where."),
  /* Translators: heading of an empty view: why it is empty */
  .empty = N_ ("No Hosts"),
  .empty_text = N_ ("No packet of this capture has the address of a host."),
  /* Translators: heading of an empty view: why it is empty */
  .nothing_left = N_ ("No Host Passes the Filters"),
  .not_found = N_ ("No host has these words in its addresses, names, systems, users or makers."),
};

static const WireHost *
get_host (GObject *source, guint row)
{
  return wire_hosts_get (wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source)), row);
}

static guint
get_length (GObject *source)
{
  return wire_hosts_get_length (wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source)));
}

static char *
tell_mac (GObject *source, const WireHost *host, gboolean maker)
{
  WireHostFindings *findings = WIRE_HOST_FINDINGS (source);
  const WireMac *mac = wire_host_words_find_mac (wire_host_findings_get_hosts (findings), host);
  char text[WIRE_MAC_TEXT_MAX];

  if (!mac)
    return NULL;
  return g_strdup (maker ? wire_host_findings_find_maker (findings, mac)
                         : wire_mac_to_text (mac->bytes, text));
}

static char *
make_text (GObject *source, guint row, guint column)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));
  const WireHost *host = wire_hosts_get (hosts, row);

  switch (column)
    {
    case ADDRESSES:
      return wire_host_words_addresses (hosts, host);
    case NAMES:
      return wire_host_words_names (host);
    case SYSTEM:
      return wire_host_words_systems (host);
    case USERS:
      return wire_host_words_users (host);
    case MAC:
    case MAKER:
      return tell_mac (source, host, column == MAKER);
    case PACKETS_IN:
    case PACKETS_OUT:
      return wire_figure_count (host->packets[column == PACKETS_OUT]);
    case BYTES_IN:
    case BYTES_OUT:
      return wire_figure_count (host->bytes[column == BYTES_OUT]);
    default:
      return wire_host_words_time (hosts, column == FIRST ? host->first : host->last);
    }
}

static double
get_number (GObject *source, guint row, guint column)
{
  const WireHost *host = get_host (source, row);

  switch (column)
    {
    case PACKETS_IN:
    case PACKETS_OUT:
      return (double) host->packets[column == PACKETS_OUT];
    case BYTES_IN:
    case BYTES_OUT:
      return (double) host->bytes[column == BYTES_OUT];
    default:
      return (double) (column == FIRST ? host->first : host->last);
    }
}

static void
append_condition (GString *filter, const WireHostAddress *address)
{
  g_autofree char *text = wire_host_words_address (address);

  g_string_append_printf (filter, "%s%s == %s", filter->len > 0 ? " or " : "",
                          address->family == WIRE_FAMILY_IPV6 ? "ipv6.addr" : "ip.addr", text);
}

/* Returns: (transfer full) (nullable): what lets through the packets of @host */
static char *
make_filter (WireHosts *hosts, const WireHost *host)
{
  GString *filter = g_string_new (NULL);
  char text[WIRE_MAC_TEXT_MAX];

  for (guint i = 0; i < host->nodes->len; i++)
    append_condition (filter, &wire_host_traffic_get (wire_hosts_get_traffic (hosts),
                                                      g_array_index (host->nodes, guint, i))
                                   ->address);
  if (host->nodes->len == 0 && !wire_mac_is_zero (&host->mac))
    g_string_append_printf (filter, "eth.addr == %s", wire_mac_to_text (host->mac.bytes, text));
  return g_string_free (filter, filter->len == 0);
}

/* Returns: (transfer full) (nullable): the first address of @host, or what it has for one */
static char *
tell_address (WireHosts *hosts, const WireHost *host)
{
  char text[WIRE_MAC_TEXT_MAX];

  if (host->nodes->len > 0)
    return wire_host_words_address (&wire_host_traffic_get (wire_hosts_get_traffic (hosts),
                                                            g_array_index (host->nodes, guint, 0))
                                         ->address);
  return wire_mac_is_zero (&host->mac) ? NULL : g_strdup (wire_mac_to_text (host->mac.bytes, text));
}

static void
get_target (GObject *source, guint row, WireTableTarget *target)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));
  const WireHost *host = wire_hosts_get (hosts, row);

  *target = (WireTableTarget){
    .packet = host->first_packet,
    .stream = WIRE_TABLE_NONE,
    .host = make_filter (hosts, host),
    .address = tell_address (hosts, host),
  };
}

static gboolean
add_end (GHashTable *ends, WireHostAddress address)
{
  return g_hash_table_add (ends, g_memdup2 (&address, sizeof address));
}

/* Returns: (transfer full): the addresses of all flows that the filter lets through */
static GHashTable *
begin (WireView *view)
{
  GHashTable *ends =
      g_hash_table_new_full (wire_host_address_hash, wire_host_address_is_equal, g_free, NULL);
  WireCapture *capture = wire_view_get_capture (view);

  for (guint32 i = 0; i < wire_view_get_n_flows (view, FALSE); i++)
    {
      WireViewFlow row;
      WireFlow flow;

      wire_view_get_flow (view, FALSE, i, &row);
      if (!wire_capture_get_flow (capture, row.flow, &flow))
        continue;
      add_end (ends, wire_host_address_of_source (&flow.tuple));
      add_end (ends, wire_host_address_of_destination (&flow.tuple));
    }
  return ends;
}

/* A host is shown where the filter lets a flow of it through, or its first packet. */
static gboolean
passes (GObject *source, guint row, WireView *view, GHashTable *ends)
{
  WireHosts *hosts = wire_host_findings_get_hosts (WIRE_HOST_FINDINGS (source));
  const WireHost *host = wire_hosts_get (hosts, row);

  for (guint i = 0; i < host->nodes->len; i++)
    if (g_hash_table_contains (ends, &wire_host_traffic_get (wire_hosts_get_traffic (hosts),
                                                             g_array_index (host->nodes, guint, i))
                                          ->address))
      return TRUE;
  return wire_view_find_packet (view, host->first_packet) != WIRE_VIEW_NO_PACKET;
}

const WireTableKind wire_host_kind = {
  .memory = "hosts",
  .pane_memory = "hosts-pane",
  .words = &WORDS,
  .columns = COLUMNS,
  .n_columns = N_COLUMNS,
  .has_host = TRUE,
  .get_length = get_length,
  .make_text = make_text,
  .get_number = get_number,
  .get_target = get_target,
  .begin = begin,
  .passes = passes,
  .fill = wire_host_pane_fill,
};
