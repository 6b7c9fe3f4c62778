/* wire-zeek-conn.c: conn.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-context.h"
#include "capture/zeek/conn/wire-zeek-ports.h"
#include "capture/zeek/conn/wire-zeek-service.h"

#include <netinet/in.h>

static const char *
get_protocol (guint8 protocol)
{
  switch (protocol)
    {
    case IPPROTO_TCP:
      return "tcp";
    case IPPROTO_UDP:
      return "udp";
    case IPPROTO_ICMP:
    case IPPROTO_ICMPV6:
      return "icmp";
    default:
      return "unknown_transport";
    }
}

static void
add_service (WireZeekLog *log, const WireZeekConnection *connection)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < connection->n_services; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                            wire_zeek_service_get_name (connection->services[i]));
  wire_zeek_log_add_string (log, text->len > 0 ? text->str : NULL);
}

/* One packet alone has no duration, and then no bytes either. */
static void
add_duration (WireZeekLog *log, const WireZeekConnection *connection)
{
  gint64 duration = connection->last - connection->first;

  if (duration <= 0)
    {
      for (guint i = 0; i < 3; i++)
        wire_zeek_log_add_unset (log);
      return;
    }
  wire_zeek_log_add_interval (log, duration);
  for (guint side = 0; side < 2; side++)
    wire_zeek_log_add_count (log, wire_zeek_connection_get_bytes (connection, side));
}

static void
add_parents (const WireZeekContext *context, WireZeekLog *log, const GArray *parents)
{
  if (!parents)
    {
      wire_zeek_log_add_unset (log);
      return;
    }
  wire_zeek_log_begin_list (log);
  for (guint i = 0; i < parents->len; i++)
    {
      char uid[WIRE_ZEEK_ID_SIZE];
      guint32 parent = g_array_index (parents, guint32, i);

      wire_zeek_context_make_uid (context, wire_zeek_connections_get (context->connections, parent),
                                  uid);
      wire_zeek_log_add_string (log, uid);
    }
  wire_zeek_log_end_list (log);
}

static gboolean
is_one_way (const WireTuple *tuple)
{
  guint16 counterpart;

  return (tuple->protocol == IPPROTO_ICMP || tuple->protocol == IPPROTO_ICMPV6)
         && !wire_zeek_icmp_get_counterpart (tuple->protocol == IPPROTO_ICMPV6,
                                             (guint8) tuple->src_port, (guint8) tuple->dst_port,
                                             &counterpart);
}

static void
add_sides (WireZeekLog *log, const WireZeekConnection *connection)
{
  for (guint side = 0; side < 2; side++)
    {
      wire_zeek_log_add_count (log, connection->sides[side].packets);
      wire_zeek_log_add_count (log, connection->sides[side].ip_bytes);
    }
}

static gboolean
write_connection (const WireZeekContext *context,
                  WireZeekLog *log,
                  const WireZeekConnection *connection,
                  GError **error)
{
  const WireTuple *tuple = &connection->tuple;
  g_autofree char *community = wire_zeek_make_community_id (tuple, is_one_way (tuple));

  wire_zeek_context_begin_row (context, log, connection, connection->first);
  wire_zeek_log_add_string (log, get_protocol (tuple->protocol));
  add_service (log, connection);
  add_duration (log, connection);
  wire_zeek_log_add_string (log, wire_zeek_connection_get_state (connection));
  wire_zeek_log_add_bool (log, wire_zeek_address_is_local (tuple->family, tuple->src));
  wire_zeek_log_add_bool (log, wire_zeek_address_is_local (tuple->family, tuple->dst));
  wire_zeek_log_add_count (log, connection->missed);
  wire_zeek_log_add_string (log, *connection->history ? connection->history : NULL);
  add_sides (log, connection);
  add_parents (context, log, connection->parents);
  wire_zeek_log_add_count (log, tuple->protocol);
  wire_zeek_log_add_string (log, community);
  return wire_zeek_log_end_row (log, error);
}

gboolean
wire_zeek_write_conn (const WireZeekContext *context, GError **error)
{
  guint n = wire_zeek_connections_get_length (context->connections);

  for (guint i = 0; i < n; i++)
    {
      const WireZeekConnection *connection = wire_zeek_connections_get (context->connections, i);
      WireZeekLog *log;

      if (connection->hidden)
        continue;
      log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_CONN, error);
      if (!log || !write_connection (context, log, connection, error))
        return FALSE;
    }
  return TRUE;
}
