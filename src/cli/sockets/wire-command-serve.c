/* wire-command-serve.c: the lab's server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/sockets/wire-cli-sockets.h"
#include "cli/command/wire-commands.h"
#include "sockets/wire-descriptors.h"
#include "sockets/wire-listening.h"
#include "sockets/wire-port.h"
#include "sockets/wire-server.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

/* The sheet's. */
#define DEFAULT_ADDRESS "127.0.0.1"
#define DEFAULT_PORT "5005"
#define DEFAULT_REPLY "Got that thanks!"
#define DEFAULT_BUFFER 1024

typedef struct
{
  char *address;
  char *port;
  int buffer;
  char *reply;
  gboolean echo;
  gboolean no_reply;
  gboolean once;
  gboolean pieces;
} ServeOptions;

static void
serve_options_clear (ServeOptions *options)
{
  g_free (options->address);
  g_free (options->port);
  g_free (options->reply);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServeOptions, serve_options_clear)

typedef struct
{
  WireServer *server;
  GMainLoop *loop;
  JsonBuilder *builder; /* or NULL */
  gboolean once;
  gboolean pieces;
  gboolean over; /* maybe before the loop runs, which would forget that it was quit */
} Serving;

static void
end (Serving *serving)
{
  serving->over = TRUE;
  g_main_loop_quit (serving->loop);
}

static void
event_cb (WireServer *server, WireConnection *connection, WireSocketEvent *event, Serving *serving)
{
  (void) connection;
  if (!wire_cli_print_event (event, WIRE_SOCKET_SERVER, serving->builder))
    end (serving);
  if (!serving->builder)
    wire_cli_print_piece (event, serving->pieces);
  if (serving->once && event->kind == WIRE_SOCKET_CONNECTED)
    wire_server_stop_listening (server);
  if (serving->once && event->kind == WIRE_SOCKET_CLOSED)
    end (serving);
}

static gboolean
asked_to_end_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
explain_taken (GList *addresses, const char *host, guint16 port, GError **error)
{
  g_autoptr (WireSocketTable) table = wire_socket_table_read (NULL, NULL, NULL);
  g_autofree char *words = NULL;

  if (!table)
    return FALSE;
  words = wire_port_explain_taken (table, addresses, host, port);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE, words);
  return TRUE;
}

static gboolean
start (WireServer *server, const char *host, guint16 port, GError **error)
{
  GList *addresses = wire_listening_list_addresses (host, NULL, error);
  g_autoptr (GError) local = NULL;
  gboolean started = addresses && wire_server_start (server, host, addresses, port, &local);

  if (local
      && !(g_error_matches (local, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)
           && explain_taken (addresses, host, port, error)))
    g_propagate_error (error, g_steal_pointer (&local));
  g_resolver_free_addresses (addresses);
  return started;
}

static void
set_reply (WireServer *server, const ServeOptions *options)
{
  const char *text = options->reply ? options->reply : DEFAULT_REPLY;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  if (options->echo)
    wire_server_set_reply (server, WIRE_REPLY_ECHO, NULL);
  else if (!options->no_reply)
    wire_server_set_reply (server, WIRE_REPLY_BYTES, bytes);
}

static gboolean
serve (const ServeOptions *options, guint16 port, gboolean json, GError **error)
{
  g_autoptr (WireServer) server = wire_server_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (JsonBuilder) builder = json ? json_builder_new () : NULL;
  Serving serving = { server, loop, builder, options->once, options->pieces, FALSE };

  wire_cli_die_of_sigpipe ();
  wire_descriptors_raise_limit ();
  g_unix_signal_add (SIGINT, asked_to_end_cb, loop);
  g_unix_signal_add (SIGTERM, asked_to_end_cb, loop);
  g_signal_connect (server, "event", G_CALLBACK (event_cb), &serving);
  wire_server_set_receive_buffer (server, (guint) options->buffer);
  set_reply (server, options);
  if (!start (server, options->address ? options->address : DEFAULT_ADDRESS, port, error))
    return FALSE;
  if (!serving.over)
    g_main_loop_run (loop);
  wire_server_stop (server);
  return TRUE;
}

static gboolean
check (const ServeOptions *options, guint16 *port, GError **error)
{
  if (!wire_cli_parse_port (options->port ? options->port : DEFAULT_PORT, 0, port, error))
    return FALSE;
  if (options->buffer < 1 || options->buffer > (int) WIRE_RECEIVE_BUFFER_MAX)
    wire_cli_set_usage_error (error, _ ("--buffer takes a number of bytes from 1 to %u."),
                              WIRE_RECEIVE_BUFFER_MAX);
  else if (!!options->reply + !!options->echo + !!options->no_reply > 1)
    wire_cli_set_usage_error (error, _ ("Choose one of --reply, --echo and --no-reply."));
  else
    return TRUE;
  return FALSE;
}

gboolean
wire_command_serve (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (ServeOptions) serve_options = { .buffer = DEFAULT_BUFFER };
  guint16 port;
  const GOptionEntry entries[] = {
    { "address", 0, 0, G_OPTION_ARG_STRING, &serve_options.address,
      N_ ("Listen there (127.0.0.1); “localhost” is 127.0.0.1 and ::1, “::” all addresses"), "A" },
    { "port", 0, 0, G_OPTION_ARG_STRING, &serve_options.port,
      N_ ("Listen on this port (5005); 0 lets the system choose a free one"), "P" },
    { "buffer", 0, 0, G_OPTION_ARG_INT, &serve_options.buffer,
      N_ ("Receive at most N bytes at once (1024)"), "N" },
    { "reply", 0, 0, G_OPTION_ARG_STRING, &serve_options.reply,
      N_ ("Answer every piece with it (Got that thanks!)"), N_ ("TEXT") },
    { "echo", 0, 0, G_OPTION_ARG_NONE, &serve_options.echo, N_ ("Send every piece back"), NULL },
    { "no-reply", 0, 0, G_OPTION_ARG_NONE, &serve_options.no_reply, N_ ("Answer nothing"), NULL },
    { "once", 0, 0, G_OPTION_ARG_NONE, &serve_options.once,
      N_ ("Serve one client, and end with it"), NULL },
    { "pieces", 0, 0, G_OPTION_ARG_NONE, &serve_options.pieces,
      N_ ("Say how large each piece is that is received, and each that is sent"), NULL },
    { NULL },
  };

  return wire_cli_parse (command, arguments, entries, 0, 0, &options, error)
         && check (&serve_options, &port, error)
         && serve (&serve_options, port, options.json, error);
}
