/* wire-report-hosts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report/wire-report-hosts.h"

#include "base/wire-text-hash.h"
#include "capture/frame/wire-address.h"
#include "capture/frame/wire-describe.h"
#include "capture/hosts/wire-hosts.h"
#include "capture/hosts/wire-mac-maker.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Hosts of one capture, and names of one host: the command line has all. */
#define MAX_ROWS 1000u
#define MAX_NAMES 12u

static const WireReportColumn HOSTS[] = {
  { "address", N_ ("Address"), FALSE, TRUE },
  { "mac", N_ ("MAC address"), FALSE, TRUE },
  { "names", N_ ("Names"), FALSE, FALSE },
  { "users", N_ ("Users"), FALSE, FALSE },
  { "system", N_ ("Operating system"), FALSE, FALSE },
  { "packets_in", N_ ("Packets in"), TRUE, FALSE },
  { "packets_out", N_ ("Packets out"), TRUE, FALSE },
};

static const WireHostNode *
get_node (WireHosts *hosts, const WireHost *host, guint i)
{
  return wire_host_traffic_get (wire_hosts_get_traffic (hosts),
                                g_array_index (host->nodes, guint, i));
}

static char *
make_addresses (WireHosts *hosts, const WireHost *host)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < host->nodes->len; i++)
    {
      const WireHostAddress *address = &get_node (hosts, host, i)->address;
      char words[WIRE_ADDRESS_TEXT_MAX];

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                              wire_address_to_text (address->family, address->bytes, words));
    }
  return g_string_free (text, FALSE);
}

/* Returns: (nullable): the first MAC address that is the host's own, not a router's */
static const WireMac *
find_mac (WireHosts *hosts, const WireHost *host)
{
  if (host->nodes->len == 0)
    return &host->mac;
  for (guint i = 0; i < host->nodes->len; i++)
    {
      const WireHostNode *node = get_node (hosts, host, i);

      for (guint j = 0; j < node->n_macs; j++)
        if (node->macs[j].own)
          return &node->macs[j].mac;
    }
  return NULL;
}

static char *
make_mac (WireHosts *hosts, const WireHost *host, WireMacMakers *makers)
{
  const WireMac *mac = find_mac (hosts, host);
  const char *maker = mac ? wire_mac_makers_find (makers, mac) : NULL;
  char text[WIRE_MAC_TEXT_MAX];

  if (!mac)
    return g_strdup ("");
  wire_mac_to_text (mac->bytes, text);
  return maker ? g_strdup_printf ("%s (%s)", text, maker) : g_strdup (text);
}

/* Each name once, with the source and the packet that said it first. */
static char *
make_names (const WireHost *host)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_direct_hash, g_direct_equal);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < host->names->len && g_hash_table_size (told) < MAX_NAMES; i++)
    {
      const WireNameFact *name = g_ptr_array_index (host->names, i);

      if (g_hash_table_add (told, (gpointer) name->name))
        g_string_append_printf (text, _ ("%s%s (%s, packet %u)"), text->len ? ", " : "", name->name,
                                wire_name_source_to_text (name->source), name->packet + 1);
    }
  return g_string_free (text, FALSE);
}

/* Nothing that a password is or was. */
static char *
make_users (const WireHost *host)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < host->signins->len && g_hash_table_size (told) < MAX_NAMES; i++)
    {
      const WireSignin *signin = g_ptr_array_index (host->signins, i);
      char *user;

      if (!signin->user || !*signin->user)
        continue;
      user = g_strdup_printf (_ ("%s (%s, %s)"), signin->user, signin->protocol,
                              wire_signin_result_to_text (signin->result));
      if (!g_hash_table_contains (told, user))
        g_string_append_printf (text, "%s%s", text->len ? ", " : "", user);
      g_hash_table_add (told, user);
    }
  return g_string_free (text, FALSE);
}

/* What was said of it, and never that it is so. */
static char *
make_system (const WireHost *host)
{
  GString *text = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = 0; i < host->systems->len; i++)
    {
      const WireSystemFact *system = g_ptr_array_index (host->systems, i);

      if (!system->suggests || system->suggests == last)
        continue;
      g_string_append (text, last ? "; " : "");
      g_string_append_printf (text, _ ("%s suggests %s"),
                              wire_system_evidence_to_text (system->evidence), system->suggests);
      last = system->suggests;
    }
  return g_string_free (text, FALSE);
}

/* Of what was only seen in ARP or DHCP, the first packet is asked. */
static gboolean
is_chosen (const WireReportChoice *choice, WireHosts *hosts, const WireHost *host)
{
  if (!choice || wire_view_find_packet (choice->view, host->first_packet) != WIRE_VIEW_NO_PACKET)
    return TRUE;
  for (guint i = 0; i < host->nodes->len; i++)
    if (g_hash_table_contains (choice->addresses, &get_node (hosts, host, i)->address))
      return TRUE;
  return FALSE;
}

static void
add_rows (WireReportSection *section, WireHosts *hosts, const WireReportChoice *choice)
{
  g_autoptr (WireMacMakers) makers = wire_mac_makers_new ();
  guint n = 0;

  for (guint i = 0; i < wire_hosts_get_length (hosts); i++)
    {
      const WireHost *host = wire_hosts_get (hosts, i);

      if (!is_chosen (choice, hosts, host) || n++ >= MAX_ROWS)
        continue;
      wire_report_add_row (section, make_addresses (hosts, host), make_mac (hosts, host, makers),
                           make_names (host), make_users (host), make_system (host),
                           g_strdup_printf ("%" PRIu64, host->packets[WIRE_HOST_IN]),
                           g_strdup_printf ("%" PRIu64, host->packets[WIRE_HOST_OUT]), NULL);
    }
  if (n > MAX_ROWS)
    wire_report_add_paragraph (
        section,
        g_strdup_printf (ngettext ("%u more is not listed here; “wirecase-cli hosts” lists all.",
                                   "%u more are not listed here; “wirecase-cli hosts” lists all.",
                                   n - MAX_ROWS),
                         n - MAX_ROWS));
}

/**
 * wire_report_add_hosts:
 * @self: gets a section
 * @source: a capture
 * @job: (nullable): for progress and cancellation
 * @error: set where %FALSE is returned
 *
 * Reads the capture once more: blocks.
 *
 * Returns: whether all of it is there
 */
gboolean
wire_report_add_hosts (WireReport *self,
                       const WireReportSource *source,
                       WireJob *job,
                       GError **error)
{
  g_autoptr (WireHosts) hosts = wire_hosts_new (source->capture, FALSE, job, error);
  WireReportSection *section;
  g_auto (GStrv) left_out = NULL;

  if (!hosts)
    return FALSE;
  section = wire_report_add_section (self, "hosts", _ ("Hosts"), HOSTS, G_N_ELEMENTS (HOSTS));
  left_out = wire_hosts_tell_left_out (hosts);
  for (guint i = 0; left_out[i]; i++)
    wire_report_add_paragraph (section, g_strdup (left_out[i]));
  add_rows (section, hosts, source->choice);
  return TRUE;
}
