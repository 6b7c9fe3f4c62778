/* wire-host-pane.c: what is known of a host, and from where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hosts/wire-host-kind.h"

#include "capture/frame/wire-describe.h"
#include "capture/frame/wire-ip.h"
#include "capture/hosts/wire-mac-maker.h"
#include "ui/hosts/wire-host-words.h"
#include "ui/tables/wire-table-pane.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/* Of each kind so many facts are shown; the command line has all. */
#define MOST 50u

typedef struct
{
  GtkBox *content;
  WireHostFindings *findings;
  WireHosts *hosts;
  const WireHost *host;
} Pane;

static const WireHostNode *
get_node (const Pane *self, guint i)
{
  return wire_host_traffic_get (wire_hosts_get_traffic (self->hosts),
                                g_array_index (self->host->nodes, guint, i));
}

static void
add_addresses (const Pane *self)
{
  GtkWidget *column = wire_table_pane_add_column (self->content, _ ("Addresses"));
  guint n = self->host->nodes->len;

  for (guint i = 0; i < MIN (n, MOST); i++)
    {
      const WireHostNode *node = get_node (self, i);
      g_autofree char *in = wire_figure_count (node->packets[WIRE_HOST_IN]);
      g_autofree char *out = wire_figure_count (node->packets[WIRE_HOST_OUT]);
      /* Translators: packets to an address, and from it */
      g_autofree char *figures = g_strdup_printf (_ ("%s packets in, %s out"), in, out);

      wire_table_pane_add_at (column, figures, wire_host_words_address (&node->address),
                              node->first_packet);
    }
  wire_table_pane_add_more (column, n - MIN (n, MOST));
}

static void
add_mac (const Pane *self, GtkWidget *column, const WireMac *mac, guint32 packet, gboolean own)
{
  const char *maker = wire_host_findings_find_maker (self->findings, mac);
  char text[WIRE_MAC_TEXT_MAX];
  char *value = g_strconcat (wire_mac_to_text (mac->bytes, text), maker ? " · " : "",
                             maker ? maker : "", NULL);

  wire_table_pane_add_at (column,
                          own ? (wire_mac_is_local (mac)
                                     /* Translators: a MAC address that no maker gave */
                                     ? _ ("MAC Address, not of a maker")
                                     : _ ("MAC Address"))
                              /* Translators: a router's MAC address that packets came from */
                              : _ ("Came by Way Of"),
                          value, packet);
}

static void
add_macs (const Pane *self)
{
  GtkWidget *column = wire_table_pane_add_column (self->content, _ ("Network Card"));
  guint left = MOST;
  gboolean any = !wire_mac_is_zero (&self->host->mac);

  if (any)
    add_mac (self, column, &self->host->mac, self->host->first_packet, TRUE);
  for (guint i = 0; i < self->host->nodes->len; i++)
    {
      const WireHostNode *node = get_node (self, i);

      for (guint j = 0; j < node->n_macs && left > 0; j++, left--, any = TRUE)
        add_mac (self, column, &node->macs[j].mac, node->macs[j].packet, node->macs[j].own);
    }
  if (!any)
    wire_table_pane_add_text (column, _ ("No MAC address was seen for this host."));
}

/* “DNS, 12.345678 s”, as what is above the name */
static char *
tell_source (const Pane *self, const char *source, gint64 time)
{
  g_autofree char *at = wire_host_words_time (self->hosts, time);

  /* Translators: where a fact comes from, and seconds since the capture began */
  return at ? g_strdup_printf (_ ("%s, at %s s"), source, at) : g_strdup (source);
}

static void
add_names (const Pane *self)
{
  GtkWidget *column = wire_table_pane_add_column (self->content, _ ("Names"));
  guint n = self->host->names->len;

  for (guint i = 0; i < MIN (n, MOST); i++)
    {
      const WireNameFact *name = g_ptr_array_index (self->host->names, i);
      g_autofree char *source =
          tell_source (self, wire_name_source_to_text (name->source), name->time);

      wire_table_pane_add_at (column, source,
                              name->suffix == WIRE_NAME_NO_SUFFIX
                                  ? g_strdup (name->name)
                                  : g_strdup_printf ("%s <%02x>", name->name, name->suffix),
                              name->packet);
    }
  wire_table_pane_add_more (column, n - MIN (n, MOST));
  if (n == 0)
    wire_table_pane_add_text (column, _ ("No packet of this capture names this host."));
}

static void
add_systems (const Pane *self)
{
  GtkWidget *column = wire_table_pane_add_column (self->content, _ ("Operating System"));
  guint n = self->host->systems->len;

  for (guint i = 0; i < MIN (n, MOST); i++)
    {
      const WireSystemFact *system = g_ptr_array_index (self->host->systems, i);
      const char *evidence = wire_system_evidence_to_text (system->evidence);
      g_autofree char *name =
          system->suggests
              /* Translators: what an operating system is recognised by, such as “TCP SYN”, and
                 which */
              ? g_strdup_printf (_ ("%s suggests %s"), evidence, system->suggests)
              : g_strdup_printf (_ ("%s, which suggests nothing known"), evidence);

      wire_table_pane_add_at (column, name, g_strdup (system->value), system->packet);
    }
  wire_table_pane_add_more (column, n - MIN (n, MOST));
  if (n == 0)
    wire_table_pane_add_text (column, _ ("Nothing suggests which system it runs."));
}

static const char *
tell_result (const WireSignin *signin)
{
  static const char *const RESULTS[] = { N_ ("not known whether accepted"), N_ ("accepted"),
                                         N_ ("refused") };

  return _ (RESULTS[signin->result]);
}

static void
add_users (const Pane *self)
{
  GtkWidget *column;
  guint n = self->host->signins->len;

  if (n == 0)
    return;
  column = wire_table_pane_add_column (self->content, _ ("Users"));
  for (guint i = 0; i < MIN (n, MOST); i++)
    {
      const WireSignin *signin = g_ptr_array_index (self->host->signins, i);
      g_autofree char *source = g_strdup_printf ("%s, %s", signin->protocol, tell_result (signin));

      wire_table_pane_add_at (column, source, wire_host_words_user (signin), signin->packet);
    }
  wire_table_pane_add_more (column, n - MIN (n, MOST));
}

/* “TCP 443 (https)” */
static char *
tell_service (const WireHostService *service)
{
  const char *usual = wire_service_usual_name (service->protocol, service->port);
  char name[16];

  return g_strdup_printf ("%s %u%s%s%s", wire_ip_protocol_name (service->protocol, name),
                          service->port, usual ? " (" : "", usual ? usual : "", usual ? ")" : "");
}

static const char *
tell_proof (const WireHostService *service)
{
  static const char *const PROOFS[] = { N_ ("no answer"),
                                        /* Translators: both sides sent; the beginning is missing */
                                        N_ ("guessed by the port"), N_ ("answered") };

  return _ (PROOFS[service->proof]);
}

static void
add_service (GtkWidget *column, const WireHostService *service, char *value)
{
  g_autofree char *flows = wire_figure_count (service->flows);
  g_autofree char *name = g_strdup_printf (ngettext ("%s flow, %s", "%s flows, %s", service->flows),
                                           flows, tell_proof (service));

  wire_table_pane_add (column, name, value);
}

static void
add_offered (const Pane *self)
{
  GtkWidget *column = NULL;
  guint left_out = 0;
  guint n = 0;

  for (guint i = 0; i < self->host->nodes->len; i++)
    {
      const GPtrArray *offered = wire_host_services_get_offered (
          wire_hosts_get_services (self->hosts), g_array_index (self->host->nodes, guint, i));

      for (guint j = 0; offered && j < offered->len; j++)
        {
          const WireHostService *service = g_ptr_array_index (offered, j);

          if (service->proof == WIRE_SERVICE_SILENT)
            continue;
          if (!column)
            column = wire_table_pane_add_column (self->content, _ ("Services That It Offers"));
          if (n++ < MOST)
            add_service (column, service, tell_service (service));
          else
            left_out++;
        }
    }
  if (column)
    wire_table_pane_add_more (column, left_out);
}

static void
add_used (const Pane *self)
{
  const WireHostTraffic *traffic = wire_hosts_get_traffic (self->hosts);
  GtkWidget *column = NULL;
  guint left_out = 0;
  guint n = 0;

  for (guint i = 0; i < self->host->nodes->len; i++)
    {
      const GPtrArray *used = wire_host_services_get_used (
          wire_hosts_get_services (self->hosts), g_array_index (self->host->nodes, guint, i));

      for (guint j = 0; used && j < used->len; j++)
        {
          const WireHostService *service = g_ptr_array_index (used, j);
          g_autofree char *what = tell_service (service);
          g_autofree char *where =
              wire_host_words_address (&wire_host_traffic_get (traffic, service->node)->address);

          if (!column)
            column = wire_table_pane_add_column (self->content, _ ("Services That It Uses"));
          if (n++ < MOST)
            add_service (column, service, g_strdup_printf ("%s · %s", where, what));
          else
            left_out++;
        }
    }
  if (column)
    wire_table_pane_add_more (column, left_out);
}

void
wire_host_pane_fill (GObject *source, guint row, GtkBox *content)
{
  WireHostFindings *findings = WIRE_HOST_FINDINGS (source);
  WireHosts *hosts = wire_host_findings_get_hosts (findings);
  const Pane self = { content, findings, hosts, wire_hosts_get (hosts, row) };

  add_addresses (&self);
  add_names (&self);
  add_systems (&self);
  add_macs (&self);
  add_users (&self);
  add_offered (&self);
  add_used (&self);
}
