/* wire-cli-hosts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/wire-cli-hosts.h"

#include "capture/frame/wire-describe.h"
#include "cli/wire-cli-capture.h"
#include "cli/wire-progress.h"

typedef struct
{
  WireCapture *capture;
  gboolean apart;
  WireHosts *hosts;
} Search;

static gboolean
search (WireJob *job, gpointer data, GError **error)
{
  Search *self = data;

  self->hosts = wire_hosts_new (self->capture, self->apart, job, error);
  return self->hosts != NULL;
}

/**
 * wire_cli_find_hosts:
 * @options: of the command
 * @capture: loaded with its streams
 * @apart: do not join addresses
 * @error: set where %NULL is returned
 *
 * Says on standard error what there was no room for.
 *
 * Returns: (transfer full) (nullable): the hosts of @capture
 */
WireHosts *
wire_cli_find_hosts (const WireCliOptions *options,
                     WireCapture *capture,
                     gboolean apart,
                     GError **error)
{
  Search self = { .capture = capture, .apart = apart };
  g_auto (GStrv) warnings = NULL;

  if (!wire_progress_run (options->progress, search, &self, error))
    {
      g_clear_object (&self.hosts);
      return NULL;
    }
  warnings = wire_hosts_tell_left_out (self.hosts);
  for (guint i = 0; warnings[i]; i++)
    wire_cli_warn (warnings[i]);
  return self.hosts;
}

/** As wire_cli_find_hosts(), of the capture that @options name: see wire_cli_load_streams(). */
WireHosts *
wire_cli_load_hosts (const WireCliOptions *options, gboolean apart, GError **error)
{
  g_autoptr (WireCapture) capture = wire_cli_load_streams (options, error);

  if (!capture)
    return NULL;
  wire_cli_warn_of_missing (capture);
  return wire_cli_find_hosts (options, capture, apart, error);
}

/** Returns: (transfer full): the address in words */
char *
wire_host_address_to_text (const WireHostAddress *address)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  return g_strdup (wire_address_to_text (address->family, address->bytes, text));
}

/** Adds a member with an address, where it is one. */
void
wire_json_add_address (JsonBuilder *builder, const char *key, const WireHostAddress *address)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  if (address->family != WIRE_FAMILY_NONE)
    wire_json_add_string (builder, key,
                          wire_address_to_text (address->family, address->bytes, text));
}

/** Adds a member with a packet's number, counted from 1, where there is one. */
void
wire_json_add_packet (JsonBuilder *builder, const char *key, guint32 packet)
{
  if (packet != G_MAXUINT32)
    wire_json_add_int (builder, key, (gint64) packet + 1);
}

/** Adds client, client_port, server and server_port. */
void
wire_json_add_ends (JsonBuilder *builder, const WireTuple *tuple)
{
  char text[WIRE_ADDRESS_TEXT_MAX];

  wire_json_add_string (builder, "client", wire_address_to_text (tuple->family, tuple->src, text));
  wire_json_add_int (builder, "client_port", tuple->src_port);
  wire_json_add_string (builder, "server", wire_address_to_text (tuple->family, tuple->dst, text));
  wire_json_add_int (builder, "server_port", tuple->dst_port);
}

/** Adds a member with a MAC address. */
void
wire_json_add_mac (JsonBuilder *builder, const char *key, const WireMac *mac)
{
  char text[WIRE_MAC_TEXT_MAX];

  wire_json_add_string (builder, key, wire_mac_to_text (mac->bytes, text));
}
