/* wire-command-send.c: the lab's client
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/sockets/wire-cli-sockets.h"
#include "sockets/wire-client.h"
#include "cli/command/wire-commands.h"
#include "sockets/wire-connection-stream.h"
#include "base/wire-hex.h"
#include "sockets/wire-watch.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <unistd.h>

#define DEFAULT_TIMEOUT 10

/* Sends before the main loop gets its turn, in which replies are read. */
#define SENDS_AT_ONCE 64

typedef struct
{
  char *file;
  gboolean hex;
  gint64 repeat;
  int timeout;
  gboolean pieces;
} SendOptions;

static void
send_options_clear (SendOptions *options)
{
  g_free (options->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SendOptions, send_options_clear)

/* Either a message or a file or, without both, standard input. */
typedef struct
{
  WireClient *client;
  GMainLoop *loop;
  JsonBuilder *builder; /* or NULL */
  GBytes *message;
  GFile *file;
  gint64 left; /* how often it is still to be sent */
  guint timeout;
  gboolean pieces;
  guint turn;
  guint quiet;
  GError *error;
} Sending;

static void
end (Sending *sending, GError *error)
{
  if (sending->error)
    g_clear_error (&error);
  else
    sending->error = error;
  g_main_loop_quit (sending->loop);
}

/* The server has said nothing for long, and need not: not every one answers, or hangs up. */
static gboolean
quiet_cb (gpointer data)
{
  Sending *sending = data;
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("The server sent nothing for %u second, and did not close the connection.",
                "The server sent nothing for %u seconds, and did not close the connection.",
                sending->timeout),
      sending->timeout);

  wire_cli_warn (sentence);
  sending->quiet = 0;
  wire_client_disconnect (sending->client);
  return G_SOURCE_REMOVE;
}

static void
wait_for_the_end (Sending *sending)
{
  g_clear_handle_id (&sending->quiet, g_source_remove);
  sending->quiet = g_timeout_add_seconds (sending->timeout, quiet_cb, sending);
}

/* All is sent: says so (FIN), and the server answers what is left and hangs up, if it has not yet.
 */
static void
finish (Sending *sending)
{
  WireConnection *connection = wire_client_get_connection (sending->client);

  wire_client_finish (sending->client);
  wait_for_the_end (sending);
  if (connection && wire_connection_get_state (connection) == WIRE_CONNECTION_PEER_DONE)
    wire_client_disconnect (sending->client);
}

/* The server has said its last word. It may still read; but nobody should have to type for it. */
static void
shutdown_seen (Sending *sending)
{
  gboolean from_input = !sending->message && !sending->file;

  if (sending->quiet != 0 || from_input)
    wire_client_disconnect (sending->client);
}

static void send_next (Sending *sending);

static void
file_sent_cb (GObject *client, GAsyncResult *result, gpointer data)
{
  Sending *sending = data;
  GError *error = NULL;

  if (wire_client_send_file_finish (WIRE_CLIENT (client), result, NULL, &error))
    send_next (sending);
  else
    end (sending, error);
}

static void
input_sent_cb (GObject *connection, GAsyncResult *result, gpointer data)
{
  Sending *sending = data;
  GError *error = NULL;

  if (wire_connection_send_stream_finish (WIRE_CONNECTION (connection), result, NULL, &error))
    finish (sending);
  else
    end (sending, error);
}

static void
send_input (Sending *sending)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  wire_connection_send_stream (wire_client_get_connection (sending->client), input, NULL,
                               input_sent_cb, sending);
}

/* Returns: whether nothing waits to be sent */
static gboolean
is_drained (Sending *sending)
{
  WireConnection *connection = wire_client_get_connection (sending->client);
  WireConnectionFigures figures = { .pending = 1 };

  if (connection)
    wire_connection_get_figures (connection, &figures);
  return figures.pending == 0;
}

static gboolean
turn_cb (gpointer data)
{
  Sending *sending = data;

  for (guint i = 0; i < SENDS_AT_ONCE && sending->left > 0 && is_drained (sending); i++)
    {
      sending->left--;
      wire_client_send (sending->client, sending->message, NULL); /* an event tells of a failure */
    }
  if (sending->left > 0 && is_drained (sending))
    return G_SOURCE_CONTINUE;
  sending->turn = 0;
  if (sending->left == 0 && wire_client_get_connection (sending->client))
    finish (sending);
  return G_SOURCE_REMOVE;
}

static void
send_next (Sending *sending)
{
  if (sending->file && sending->left-- > 0)
    wire_client_send_file (sending->client, sending->file, NULL, file_sent_cb, sending);
  else if (sending->file)
    finish (sending);
  else if (!sending->message)
    send_input (sending);
  else if (sending->turn == 0)
    sending->turn = g_idle_add_full (WIRE_WATCH_PRIORITY, turn_cb, sending, NULL);
}

static void
drained_cb (Sending *sending)
{
  if (sending->message && sending->left > 0 && sending->turn == 0)
    send_next (sending);
}

static void
fail (Sending *sending, const WireSocketEvent *event)
{
  if (event->kind == WIRE_SOCKET_RESET)
    end (sending, g_error_new (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                               _ ("%s, port %u, reset the connection."), event->peer.host,
                               event->peer.port));
  else
    end (sending, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, event->message));
}

static void
event_cb (WireClient *client, WireSocketEvent *event, Sending *sending)
{
  /* What fails goes to standard error, as everywhere; programs get it among the events, too. */
  if ((event->kind != WIRE_SOCKET_ERROR || sending->builder)
      && !wire_cli_print_event (event, WIRE_SOCKET_CLIENT, sending->builder))
    g_main_loop_quit (sending->loop);
  if (!sending->builder)
    wire_cli_print_piece (event, sending->pieces);

  if (event->kind == WIRE_SOCKET_CONNECTED)
    {
      g_signal_connect_swapped (wire_client_get_connection (client), "drained",
                                G_CALLBACK (drained_cb), sending);
      send_next (sending);
    }
  else if (event->kind == WIRE_SOCKET_SHUTDOWN)
    shutdown_seen (sending);
  else if (event->kind == WIRE_SOCKET_RECEIVED && sending->quiet != 0)
    wait_for_the_end (sending);
  else if (event->kind == WIRE_SOCKET_ERROR || event->kind == WIRE_SOCKET_RESET)
    fail (sending, event);
  else if (event->kind == WIRE_SOCKET_CLOSED)
    g_main_loop_quit (sending->loop);
}

static gboolean
asked_to_end_cb (gpointer data)
{
  Sending *sending = data;

  if (wire_client_get_connection (sending->client))
    wire_client_disconnect (sending->client); /* which is the last event */
  else
    g_main_loop_quit (sending->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
run (Sending *sending, const char *host, guint16 port, GError **error)
{
  wire_cli_die_of_sigpipe ();
  g_unix_signal_add (SIGINT, asked_to_end_cb, sending);
  g_unix_signal_add (SIGTERM, asked_to_end_cb, sending);
  g_signal_connect (sending->client, "event", G_CALLBACK (event_cb), sending);
  wire_client_connect (sending->client, host, port, sending->timeout);
  g_main_loop_run (sending->loop);
  if (sending->error)
    g_propagate_error (error, g_steal_pointer (&sending->error));
  return error == NULL || *error == NULL;
}

/* Returns: (transfer full) (nullable): the bytes that @text says */
static GBytes *
read_message (const char *text, gboolean hex, GError **error)
{
  GBytes *bytes;
  gsize bad;

  if (!hex)
    return g_bytes_new (text, strlen (text));
  bytes = wire_hex_decode (text, &bad);
  if (!bytes)
    wire_cli_set_usage_error (
        error, _ ("“%s” is not hexadecimal from character %zu on: write two digits for each byte."),
        text, bad + 1);
  return bytes;
}

static gboolean
check (const SendOptions *options, const char *message, GError **error)
{
  if (options->file && message)
    wire_cli_set_usage_error (error, _ ("Send either a message or a file."));
  else if (options->hex && !message)
    wire_cli_set_usage_error (error, _ ("--hex needs a message: write it after the port."));
  else if (options->repeat < 1)
    wire_cli_set_usage_error (error, _ ("--repeat takes a number from 1 on."));
  else if (options->repeat > 1 && !message && !options->file)
    wire_cli_set_usage_error (
        error, _ ("Standard input can be sent only once: use --repeat with a message or a file."));
  else if (options->timeout < 1 || options->timeout > 86400)
    wire_cli_set_usage_error (error, _ ("--timeout takes a number of seconds from 1 to 86400."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
send (const WireCliOptions *options, const SendOptions *send_options, GError **error)
{
  const char *message = options->operands[2];
  g_autoptr (WireClient) client = NULL;
  g_autoptr (GMainLoop) loop = NULL;
  g_autoptr (JsonBuilder) builder = options->json ? json_builder_new () : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GFile) file = NULL;
  Sending sending;
  guint16 port;

  if (!check (send_options, message, error)
      || !wire_cli_parse_port (options->operands[1], 1, &port, error))
    return FALSE;
  if (message && !(bytes = read_message (message, send_options->hex, error)))
    return FALSE;
  if (send_options->file)
    file = g_file_new_for_commandline_arg (send_options->file);
  client = wire_client_new ();
  loop = g_main_loop_new (NULL, FALSE);
  sending = (Sending){ .client = client,
                       .loop = loop,
                       .builder = builder,
                       .message = bytes,
                       .file = file,
                       .left = send_options->repeat,
                       .timeout = (guint) send_options->timeout,
                       .pieces = send_options->pieces };
  return run (&sending, options->operands[0], port, error);
}

gboolean
wire_command_send (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (SendOptions) send_options = { .repeat = 1, .timeout = DEFAULT_TIMEOUT };
  const GOptionEntry entries[] = {
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &send_options.file, N_ ("Send what is in FILE"),
      N_ ("FILE") },
    { "hex", 0, 0, G_OPTION_ARG_NONE, &send_options.hex, N_ ("The message is in hexadecimal"),
      NULL },
    { "repeat", 0, 0, G_OPTION_ARG_INT64, &send_options.repeat, N_ ("Send it N times"), "N" },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &send_options.timeout,
      N_ ("Wait S seconds for the connection, and for the end of the server’s reply (10)"), "S" },
    { "pieces", 0, 0, G_OPTION_ARG_NONE, &send_options.pieces,
      N_ ("Say how large each piece is that is received, and each that is sent"), NULL },
    { NULL },
  };

  return wire_cli_parse (command, arguments, entries, 2, 3, &options, error)
         && send (&options, &send_options, error);
}
