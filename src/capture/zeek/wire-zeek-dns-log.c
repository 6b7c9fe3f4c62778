/* wire-zeek-dns-log.c: dns.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-context.h"
#include "capture/zeek/wire-zeek-dns-names.h"

#include <netinet/in.h>

/* Takes a name that was made for this. */
static void
add_made (WireZeekLog *log, char *text)
{
  wire_zeek_log_add_string (log, text);
  g_free (text);
}

static void
add_question (WireZeekLog *log, const WireZeekDnsRow *row, gboolean netbios)
{
  if (row->query)
    wire_zeek_log_add_bytes (log, row->query->str, row->query->len);
  else
    wire_zeek_log_add_unset (log);
  if (!row->asked)
    {
      for (guint i = 0; i < 4; i++)
        wire_zeek_log_add_unset (log);
      return;
    }
  wire_zeek_log_add_count (log, row->number);
  add_made (log, wire_zeek_dns_name_class (row->number));
  wire_zeek_log_add_count (log, row->type);
  if (netbios && row->type == WIRE_ZEEK_DNS_SRV)
    wire_zeek_log_add_string (log, "NBSTAT");
  else
    add_made (log, wire_zeek_dns_name_type (row->type));
}

static void
add_error (WireZeekLog *log, const WireZeekDnsRow *row)
{
  if (!row->answered)
    {
      wire_zeek_log_add_unset (log);
      wire_zeek_log_add_unset (log);
      return;
    }
  wire_zeek_log_add_count (log, row->error);
  add_made (log, wire_zeek_dns_name_error (row->error));
}

static void
add_flags (WireZeekLog *log, const WireZeekDnsRow *row)
{
  wire_zeek_log_add_bool (log, row->authoritative);
  wire_zeek_log_add_bool (log, row->truncated);
  wire_zeek_log_add_bool (log, row->recursion_desired);
  wire_zeek_log_add_bool (log, row->recursion_available);
  wire_zeek_log_add_count (log, row->reserved);
}

static void
add_answers (WireZeekLog *log, const WireZeekDnsRow *row)
{
  if (!row->answers)
    {
      wire_zeek_log_add_unset (log);
      wire_zeek_log_add_unset (log);
      return;
    }
  wire_zeek_log_begin_list (log);
  for (guint i = 0; i < row->answers->len; i++)
    {
      const GString *text = g_ptr_array_index (row->answers, i);

      wire_zeek_log_add_bytes (log, text->str, text->len);
    }
  wire_zeek_log_end_list (log);
  wire_zeek_log_begin_list (log);
  for (guint i = 0; i < row->ttls->len; i++)
    wire_zeek_log_add_interval (log, (gint64) g_array_index (row->ttls, guint32, i) * 1000000000);
  wire_zeek_log_end_list (log);
}

static gboolean
write_row (const WireZeekContext *context, const WireZeekDnsRow *row, GError **error)
{
  WireZeekLog *log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_DNS, error);
  const WireZeekConnection *connection =
      wire_zeek_connections_get (context->connections, row->connection);
  gboolean netbios = connection->tuple.dst_port == 137;

  if (!log)
    return FALSE;
  wire_zeek_context_begin_row (context, log, connection, row->time);
  wire_zeek_log_add_string (log, connection->tuple.protocol == IPPROTO_TCP ? "tcp" : "udp");
  wire_zeek_log_add_count (log, row->id);
  if (row->delay > 0)
    wire_zeek_log_add_interval (log, row->delay);
  else
    wire_zeek_log_add_unset (log);
  add_question (log, row, netbios);
  add_error (log, row);
  add_flags (log, row);
  add_answers (log, row);
  wire_zeek_log_add_bool (log, row->rejected);
  wire_zeek_log_add_count (log, row->opcode);
  add_made (log, wire_zeek_dns_name_opcode (row->opcode, netbios));
  return wire_zeek_log_end_row (log, error);
}

gboolean
wire_zeek_write_dns (const WireZeekContext *context, GError **error)
{
  guint n = wire_zeek_dns_get_length (context->heard->dns);

  for (guint i = 0; i < n; i++)
    if (!write_row (context, wire_zeek_dns_get (context->heard->dns, i), error))
      return FALSE;
  return TRUE;
}
