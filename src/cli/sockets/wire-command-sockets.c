/* wire-command-sockets.c: the TCP and UDP sockets of this machine, as netstat lists them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/command/wire-commands.h"
#include "cli/output/wire-output.h"
#include "sockets/wire-socket-table.h"

#include <glib/gi18n.h>

/* No --port was given. */
#define ANY_PORT G_MININT

typedef struct
{
  int port;
  gboolean listening;
} SocketsOptions;

/* A connection has two ends here where both programs are on this machine: who asks for a port
 * wants to see both. */
static gboolean
is_wanted (const WireSocketRow *row, const SocketsOptions *wanted)
{
  if (wanted->port != ANY_PORT && row->local.port != wanted->port
      && row->remote.port != wanted->port)
    return FALSE;
  return !wanted->listening || wire_socket_row_is_open (row);
}

static void
print_line (const WireSocketRow *row)
{
  g_autofree char *local = wire_socket_endpoint_to_string (&row->local);
  g_autofree char *remote = wire_socket_endpoint_to_string (&row->remote);
  g_autofree char *pid =
      row->owner == WIRE_SOCKET_OWNER_SEEN ? g_strdup_printf ("%u", row->pid) : g_strdup ("-");
  g_autofree char *why = row->owner == WIRE_SOCKET_OWNER_SEEN
                             ? g_strdup (row->program)
                             : g_strdup_printf ("(%s)", wire_socket_owner_explain (row->owner));
  g_autofree char *line = g_strdup_printf (
      "%s %s %s %s %s%s%s", wire_socket_protocol_to_name (row->protocol), local, remote,
      wire_socket_state_to_name (row->state), pid, why ? " " : "", why ? why : "");

  wire_output_line (line);
}

static void
print_json (JsonBuilder *builder, const WireSocketRow *row)
{
  g_autofree char *local = wire_socket_endpoint_to_string (&row->local);
  g_autofree char *remote = wire_socket_endpoint_to_string (&row->remote);

  json_builder_begin_object (builder);
  wire_json_add_string (builder, "protocol", wire_socket_protocol_to_name (row->protocol));
  wire_json_add_int (builder, "ip", row->family == G_SOCKET_FAMILY_IPV6 ? 6 : 4);
  wire_json_add_string (builder, "local", local);
  wire_json_add_string (builder, "remote", remote);
  wire_json_add_int (builder, "local_port", row->local.port);
  wire_json_add_int (builder, "remote_port", row->remote.port);
  wire_json_add_string (builder, "state", wire_socket_state_to_name (row->state));
  wire_json_add_int (builder, "inode", (gint64) row->inode);
  wire_json_add_int (builder, "uid", row->uid);
  wire_json_add_string (builder, "owner", wire_socket_owner_to_nick (row->owner));
  if (row->owner == WIRE_SOCKET_OWNER_SEEN)
    {
      wire_json_add_int (builder, "pid", row->pid);
      wire_json_add_int (builder, "processes", row->n_processes);
      wire_json_add_string (builder, "program", row->program);
    }
  json_builder_end_object (builder);
  wire_output_json (builder);
}

static gboolean
run (const WireCliOptions *options, const SocketsOptions *wanted, GError **error)
{
  g_autoptr (JsonBuilder) builder = options->json ? json_builder_new () : NULL;
  g_autoptr (WireSocketTable) table = wire_socket_table_read (NULL, NULL, error);

  if (!table)
    return FALSE;
  for (guint i = 0; i < wire_socket_table_get_length (table); i++)
    {
      const WireSocketRow *row = wire_socket_table_get (table, i);

      if (!is_wanted (row, wanted))
        continue;
      if (builder)
        print_json (builder, row);
      else
        print_line (row);
    }
  return TRUE;
}

static gboolean
check_port (int port, GError **error)
{
  if (port == ANY_PORT || (port >= 0 && port <= G_MAXUINT16))
    return TRUE;
  wire_cli_set_usage_error (error, _ ("--port takes a number from 0 to 65535."));
  return FALSE;
}

gboolean
wire_command_sockets (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  SocketsOptions wanted = { .port = ANY_PORT };
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &wanted.port,
      N_ ("Only sockets with this port on either side"), "P" },
    { "listening", 0, 0, G_OPTION_ARG_NONE, &wanted.listening,
      N_ ("Only those that wait for anyone"), NULL },
    { NULL },
  };

  return wire_cli_parse (command, arguments, entries, 0, 0, &options, error)
         && check_port (wanted.port, error) && run (&options, &wanted, error);
}
