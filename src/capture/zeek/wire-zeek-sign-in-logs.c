/* wire-zeek-sign-in-logs.c: kerberos.log and ntlm.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-context.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

static void
add_time (WireZeekLog *log, gint64 seconds)
{
  if (seconds >= 0 && seconds < G_MAXINT64 / SECOND)
    wire_zeek_log_add_time (log, seconds * SECOND);
  else
    wire_zeek_log_add_unset (log);
}

static void
add_bool (WireZeekLog *log, gboolean known, gboolean value)
{
  if (known)
    wire_zeek_log_add_bool (log, value);
  else
    wire_zeek_log_add_unset (log);
}

static gboolean
write_ticket (const WireZeekContext *context, const WireZeekKerberosRow *row, GError **error)
{
  WireZeekLog *log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_KERBEROS, error);

  if (!log)
    return FALSE;
  wire_zeek_context_begin_row (
      context, log, wire_zeek_connections_get (context->connections, row->connection), row->time);
  wire_zeek_log_add_string (log, row->type);
  wire_zeek_log_add_string (log, row->client);
  wire_zeek_log_add_string (log, row->service);
  add_bool (log, row->answered, row->success);
  wire_zeek_log_add_string (log, row->error);
  add_time (log, row->from);
  add_time (log, row->till);
  wire_zeek_log_add_string (log, row->cipher);
  add_bool (log, row->has_options, row->forwardable);
  add_bool (log, row->has_options, row->renewable);
  return wire_zeek_log_end_row (log, error);
}

gboolean
wire_zeek_write_kerberos (const WireZeekContext *context, GError **error)
{
  guint n = wire_zeek_kerberos_get_length (context->heard->kerberos);

  for (guint i = 0; i < n; i++)
    if (!write_ticket (context, wire_zeek_kerberos_get (context->heard->kerberos, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_sign_in (const WireZeekContext *context, const WireZeekNtlmRow *row, GError **error)
{
  WireZeekLog *log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_NTLM, error);

  if (!log)
    return FALSE;
  wire_zeek_context_begin_row (
      context, log, wire_zeek_connections_get (context->connections, row->connection), row->time);
  wire_zeek_log_add_string (log, row->user);
  wire_zeek_log_add_string (log, row->host);
  wire_zeek_log_add_string (log, row->domain);
  wire_zeek_log_add_string (log, row->server.computer);
  wire_zeek_log_add_string (log, row->server.dns_computer);
  wire_zeek_log_add_string (log, row->server.dns_tree);
  add_bool (log, row->answered, row->success);
  return wire_zeek_log_end_row (log, error);
}

gboolean
wire_zeek_write_ntlm (const WireZeekContext *context, GError **error)
{
  guint n = wire_zeek_ntlm_get_length (context->heard->ntlm);

  for (guint i = 0; i < n; i++)
    if (!write_sign_in (context, wire_zeek_ntlm_get (context->heard->ntlm, i), error))
      return FALSE;
  return TRUE;
}
