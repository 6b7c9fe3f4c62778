/* wire-cli-sockets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/sockets/wire-cli-sockets.h"

#include "cli/command/wire-cli.h"
#include "sockets/wire-telnet.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>

static void
add_endpoint (JsonBuilder *builder, const char *key, const WireSocketEndpoint *endpoint)
{
  g_autofree char *text = endpoint->host[0] ? wire_socket_endpoint_to_string (endpoint) : NULL;

  wire_json_add_string (builder, key, text);
}

static void
print_json (JsonBuilder *builder, const WireSocketEvent *event)
{
  gsize size = 0;
  const guint8 *data = event->data ? g_bytes_get_data (event->data, &size) : NULL;
  g_autofree char *base64 = event->data ? g_base64_encode (data, size) : NULL;

  json_builder_begin_object (builder);
  wire_json_add_time (builder, "time", event->time * 1000);
  wire_json_add_string (builder, "event", wire_socket_event_kind_to_nick (event->kind));
  if (event->connection > 0)
    wire_json_add_int (builder, "connection", (gint64) event->connection);
  add_endpoint (builder, "local", &event->local);
  add_endpoint (builder, "peer", &event->peer);
  if (event->data)
    wire_json_add_int (builder, "size", (gint64) size);
  wire_json_add_string (builder, "data", base64);
  wire_json_add_string (builder, "message", event->message);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

/**
 * wire_cli_print_event:
 * @event: what happened
 * @role: to a server or to a client
 * @builder: (nullable): prints JSON; without it the lab's lines
 *
 * The reader, over a pipe too, has it at once: nobody knows when the next event comes.
 *
 * Returns: whether it could be written; where not, wire_output_end() says why
 */
gboolean
wire_cli_print_event (const WireSocketEvent *event, WireSocketRole role, JsonBuilder *builder)
{
  if (builder)
    print_json (builder, event);
  else
    {
      g_autofree char *lines = wire_socket_event_to_lab_lines (event, role);

      fputs (lines ? lines : "", stdout);
    }
  return fflush (stdout) == 0;
}

static void
print_size (const WireSocketEvent *event, gsize size)
{
  if (event->kind == WIRE_SOCKET_RECEIVED)
    g_print (ngettext ("#<INFO> A piece of %zu byte\n", "#<INFO> A piece of %zu bytes\n", size),
             size);
  else
    g_print (ngettext ("#<INFO> A send of %zu byte\n", "#<INFO> A send of %zu bytes\n", size),
             size);
}

/**
 * wire_cli_print_piece:
 * @event: what happened, which was printed in the lab's lines
 * @size: say how much one call brought, or took
 *
 * Adds what the lab's line does not tell: sizes where they are asked for, and which bytes are
 * commands of telnet. The reader has it at once.
 */
void
wire_cli_print_piece (const WireSocketEvent *event, gboolean size)
{
  gsize length;
  const guint8 *bytes;
  g_autofree char *telnet = NULL;

  if (event->kind != WIRE_SOCKET_RECEIVED && event->kind != WIRE_SOCKET_SENT)
    return;
  bytes = g_bytes_get_data (event->data, &length);
  telnet = event->kind == WIRE_SOCKET_RECEIVED ? wire_telnet_describe (bytes, length) : NULL;
  if (size)
    print_size (event, length);
  if (telnet)
    /* Translators: such as DO ECHO */
    g_print (_ ("#<INFO> Commands of telnet: %s\n"), telnet);
  fflush (stdout);
}

/**
 * wire_cli_parse_port:
 * @text: as it was typed
 * @least: 0 where that means any port, or 1
 * @port: (out): it
 * @error: %WIRE_CLI_ERROR_USAGE
 */
gboolean
wire_cli_parse_port (const char *text, guint least, guint16 *port, GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, least, G_MAXUINT16, &value, NULL))
    {
      wire_cli_set_usage_error (error, _ ("A port is a number from %u to 65535; “%s” is not."),
                                least, text);
      return FALSE;
    }
  *port = (guint16) value;
  return TRUE;
}

/** GSocket has SIGPIPE ignored, although it sends with MSG_NOSIGNAL here: a reader that stops
 * what is printed is to end the process as in every other command. */
void
wire_cli_die_of_sigpipe (void)
{
  g_type_class_unref (g_type_class_ref (G_TYPE_SOCKET)); /* so that it is done by now */
  signal (SIGPIPE, SIG_DFL);
}
