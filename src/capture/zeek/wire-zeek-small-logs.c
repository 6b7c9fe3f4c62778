/* wire-zeek-small-logs.c: dhcp.log and ntp.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-context.h"

static void
add_address (WireZeekLog *log, const WireZeekDhcpAddress *address)
{
  if (address->known)
    wire_zeek_log_add_address (log, WIRE_FAMILY_IPV4, address->bytes);
  else
    wire_zeek_log_add_unset (log);
}

static void
add_text (WireZeekLog *log, GBytes *text)
{
  if (text)
    wire_zeek_log_add_bytes (log, g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  else
    wire_zeek_log_add_unset (log);
}

static void
add_uids (const WireZeekContext *context, WireZeekLog *log, const GArray *connections)
{
  wire_zeek_log_begin_list (log);
  for (guint i = 0; i < connections->len; i++)
    {
      char uid[WIRE_ZEEK_ID_SIZE];

      wire_zeek_context_make_uid (
          context,
          wire_zeek_connections_get (context->connections, g_array_index (connections, guint32, i)),
          uid);
      wire_zeek_log_add_string (log, uid);
    }
  wire_zeek_log_end_list (log);
}

/* RFC 2132, section 9.6, and later ones. */
static void
add_types (WireZeekLog *log, const GArray *types)
{
  static const char *const NAMES[] = {
    NULL,
    "DISCOVER",
    "OFFER",
    "REQUEST",
    "DECLINE",
    "ACK",
    "NAK",
    "RELEASE",
    "INFORM",
    "FORCERENEW",
    "LEASEQUERY",
    "LEASEUNASSIGNED",
    "LEASEUNKNOWN",
    "LEASEACTIVE",
    "BULKLEASEQUERY",
    "LEASEQUERYDONE",
    "ACTIVELEASEQUERY",
    "LEASEQUERYSTATUS",
    "TLS",
  };

  wire_zeek_log_begin_list (log);
  for (guint i = 0; i < types->len; i++)
    {
      guint8 type = g_array_index (types, guint8, i);
      g_autofree char *number = g_strdup_printf ("Unknown DHCP Message Type %u", type);

      wire_zeek_log_add_string (log,
                                type > 0 && type < G_N_ELEMENTS (NAMES) ? NAMES[type] : number);
    }
  wire_zeek_log_end_list (log);
}

static gboolean
write_dhcp_row (const WireZeekContext *context, const WireZeekDhcpRow *row, GError **error)
{
  WireZeekLog *log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_DHCP, error);

  if (!log)
    return FALSE;
  wire_zeek_log_add_time (log, row->first);
  add_uids (context, log, row->connections);
  add_address (log, &row->client);
  add_address (log, &row->server);
  wire_zeek_log_add_string (log, row->mac ? row->mac : row->chaddr);
  add_text (log, row->host_name);
  add_text (log, row->client_name);
  add_text (log, row->domain);
  add_address (log, &row->requested);
  add_address (log, &row->assigned);
  if (row->lease >= 0)
    wire_zeek_log_add_interval (log, row->lease * 1000000000);
  else
    wire_zeek_log_add_unset (log);
  add_text (log, row->client_message);
  add_text (log, row->server_message);
  add_types (log, row->types);
  wire_zeek_log_add_interval (log, row->last - row->first);
  return wire_zeek_log_end_row (log, error);
}

gboolean
wire_zeek_write_dhcp (const WireZeekContext *context, GError **error)
{
  guint n = wire_zeek_dhcp_get_length (context->heard->dhcp);

  for (guint i = 0; i < n; i++)
    if (!write_dhcp_row (context, wire_zeek_dhcp_get (context->heard->dhcp, i), error))
      return FALSE;
  return TRUE;
}

gboolean
wire_zeek_write_ntp (const WireZeekContext *context, GError **error)
{
  guint n = wire_zeek_ntp_get_length (context->heard->ntp);

  for (guint i = 0; i < n; i++)
    {
      const WireZeekNtpRow *row = wire_zeek_ntp_get (context->heard->ntp, i);
      WireZeekLog *log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_NTP, error);

      if (!log)
        return FALSE;
      wire_zeek_context_begin_row (
          context, log, wire_zeek_connections_get (context->connections, row->connection),
          row->time);
      wire_zeek_ntp_row_write (row, log);
      if (!wire_zeek_log_end_row (log, error))
        return FALSE;
    }
  return TRUE;
}
