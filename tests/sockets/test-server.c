/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sockets/wire-client.h"
#include "sockets/wire-listening.h"
#include "sockets/wire-server.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>

/* A server and a client of the library's own, on loopback, and all that they tell. */
typedef struct
{
  WireServer *server;
  WireClient *client;
  GPtrArray *told_by_server; /* of WireSocketEvent */
  GPtrArray *told_by_client;
} Pair;

static void
server_cb (WireServer *server, WireConnection *connection, WireSocketEvent *event, GPtrArray *told)
{
  (void) server;
  (void) connection;
  g_ptr_array_add (told, wire_socket_event_ref (event));
}

static void
client_cb (WireClient *client, WireSocketEvent *event, GPtrArray *told)
{
  (void) client;
  g_ptr_array_add (told, wire_socket_event_ref (event));
}

static void
pair_init (Pair *pair)
{
  g_autoptr (GError) error = NULL;
  GList *addresses = wire_listening_list_addresses ("localhost", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (addresses), ==, 2);
  pair->server = wire_server_new ();
  pair->client = wire_client_new ();
  pair->told_by_server = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_socket_event_unref);
  pair->told_by_client = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_socket_event_unref);
  g_signal_connect (pair->server, "event", G_CALLBACK (server_cb), pair->told_by_server);
  g_signal_connect (pair->client, "event", G_CALLBACK (client_cb), pair->told_by_client);
  g_assert_true (wire_server_start (pair->server, "localhost", addresses, 0, &error));
  g_assert_no_error (error);
  g_assert_true (wire_server_is_loopback (pair->server));
  g_resolver_free_addresses (addresses);
}

static void
pair_clear (Pair *pair)
{
  g_object_unref (pair->client);
  g_object_unref (pair->server);
  g_ptr_array_unref (pair->told_by_server);
  g_ptr_array_unref (pair->told_by_client);
}

static guint
count (GPtrArray *told, WireSocketEventKind kind)
{
  guint n = 0;

  for (guint i = 0; i < told->len; i++)
    n += ((WireSocketEvent *) told->pdata[i])->kind == kind;
  return n;
}

static void
wait_for (GPtrArray *told, WireSocketEventKind kind, guint n)
{
  while (count (told, kind) < n)
    g_main_context_iteration (NULL, TRUE);
}

/* All that @told says was received, pieces separated by @separator. */
static char *
join (GPtrArray *told, const char *separator)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < told->len; i++)
    {
      WireSocketEvent *event = told->pdata[i];

      if (event->kind != WIRE_SOCKET_RECEIVED)
        continue;
      if (all->len)
        g_string_append (all, separator);
      g_string_append_len (all, g_bytes_get_data (event->data, NULL),
                           g_bytes_get_size (event->data));
    }
  return g_string_free (all, FALSE);
}

static void
connect_pair (Pair *pair)
{
  wire_client_connect (pair->client, "127.0.0.1", wire_server_get_port (pair->server), 10);
  wait_for (pair->told_by_client, WIRE_SOCKET_CONNECTED, 1);
  wait_for (pair->told_by_server, WIRE_SOCKET_CONNECTED, 1);
}

static void
send_text (Pair *pair, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  wire_client_send (pair->client, bytes, &error);
  g_assert_no_error (error);
}

static void
test_message_and_reply (void)
{
  Pair pair;
  g_autoptr (GBytes) reply = g_bytes_new_static ("Got that thanks!", 16);
  g_autofree char *received = NULL, *replied = NULL;
  WireSocketEvent *connected;

  pair_init (&pair);
  wire_server_set_reply (pair.server, WIRE_REPLY_BYTES, reply);
  connect_pair (&pair);
  send_text (&pair, "hello there");
  wait_for (pair.told_by_client, WIRE_SOCKET_RECEIVED, 1);
  received = join (pair.told_by_server, "|");
  replied = join (pair.told_by_client, "|");
  g_assert_cmpstr (received, ==, "hello there");
  g_assert_cmpstr (replied, ==, "Got that thanks!");

  /* The client port that the server reports is the client's local one. */
  connected = pair.told_by_client->pdata[0];
  g_assert_cmpuint (connected->local.port, ==,
                    wire_connection_get_local (wire_client_get_connection (pair.client))->port);
  for (guint i = 0; i < pair.told_by_server->len; i++)
    {
      WireSocketEvent *event = pair.told_by_server->pdata[i];

      if (event->kind == WIRE_SOCKET_CONNECTED)
        g_assert_cmpuint (event->peer.port, ==, connected->local.port);
    }

  wire_client_disconnect (pair.client);
  g_assert_cmpuint (wire_client_get_state (pair.client), ==, WIRE_CLIENT_IDLE);
  wait_for (pair.told_by_server, WIRE_SOCKET_CLOSED, 1);
  g_assert_cmpuint (count (pair.told_by_server, WIRE_SOCKET_SHUTDOWN), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (wire_server_get_connections (pair.server)), ==, 0);
  pair_clear (&pair);
}

static void
test_buffer_of_ten (void)
{
  Pair pair;
  g_autofree char *received = NULL;

  pair_init (&pair);
  wire_server_set_receive_buffer (pair.server, 10);
  connect_pair (&pair);
  send_text (&pair, "my message is longer than the buffer");
  wait_for (pair.told_by_server, WIRE_SOCKET_RECEIVED, 4);
  received = join (pair.told_by_server, "|");
  g_assert_cmpstr (received, ==, "my message| is longer| than the |buffer");
  pair_clear (&pair);
}

/* For any buffer and any cutting the pieces, one after the other, are what was sent. */
static void
test_pieces_join_to_what_was_sent (void)
{
  static const guint BUFFERS[] = { 1, 2, 7, 10, 100, 1024, 65536 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20141016);

  for (guint i = 0; i < G_N_ELEMENTS (BUFFERS); i++)
    {
      Pair pair;
      g_autoptr (GString) sent = g_string_new (NULL);
      g_autofree char *received = NULL;

      pair_init (&pair);
      wire_server_set_receive_buffer (pair.server, BUFFERS[i]);
      connect_pair (&pair);
      while (sent->len < 3000)
        {
          gsize before = sent->len;
          guint length = g_rand_int_range (rand, 1, 400);

          for (guint k = 0; k < length; k++)
            g_string_append_c (sent, (char) g_rand_int_range (rand, 'a', 'z' + 1));
          send_text (&pair, sent->str + before);
          if (g_rand_boolean (rand))
            g_main_context_iteration (NULL, FALSE);
        }
      wire_client_disconnect (pair.client);
      wait_for (pair.told_by_server, WIRE_SOCKET_CLOSED, 1);
      received = join (pair.told_by_server, "");
      g_assert_cmpstr (received, ==, sent->str);
      for (guint k = 0; k < pair.told_by_server->len; k++)
        {
          WireSocketEvent *event = pair.told_by_server->pdata[k];

          if (event->kind == WIRE_SOCKET_RECEIVED)
            g_assert_cmpuint (g_bytes_get_size (event->data), <=, BUFFERS[i]);
        }
      pair_clear (&pair);
    }
}

static void
uploaded_cb (GObject *client, GAsyncResult *result, gpointer data)
{
  guint64 *sent = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (wire_client_send_file_finish (WIRE_CLIENT (client), result, sent, &error));
  g_assert_no_error (error);
}

static void
test_file_echoed (void)
{
  Pair pair;
  g_autofree char *name = NULL, *echoed = NULL;
  g_autofree char *content = g_strnfill (3 * 1024 * 1024 + 5, 'w');
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  WireConnectionFigures figures = { 0 };
  guint64 sent = 0;
  int fd = g_file_open_tmp ("wirecase-XXXXXX", &name, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (name, content, -1, NULL));
  file = g_file_new_for_path (name);
  pair_init (&pair);
  wire_server_set_reply (pair.server, WIRE_REPLY_ECHO, NULL);
  wire_server_set_receive_buffer (pair.server, 65536);
  connect_pair (&pair);
  wire_client_send_file (pair.client, file, NULL, uploaded_cb, &sent);
  while (sent < strlen (content) || figures.received < strlen (content))
    {
      g_main_context_iteration (NULL, TRUE);
      wire_connection_get_figures (wire_client_get_connection (pair.client), &figures);
      g_assert_cmpuint (figures.pending, <=, WIRE_RECEIVE_BUFFER_MAX);
    }
  echoed = join (pair.told_by_client, "");
  g_assert_cmpstr (echoed, ==, content);
  g_unlink (name);
  pair_clear (&pair);
}

/* A socket of this test's own, connected to @pair's server. */
static GSocket *
connect_raw (Pair *pair)
{
  g_autoptr (GSocketAddress) where =
      g_inet_socket_address_new_from_string ("127.0.0.1", wire_server_get_port (pair->server));
  GSocket *raw =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  g_assert_true (g_socket_connect (raw, where, NULL, NULL));
  wait_for (pair->told_by_server, WIRE_SOCKET_CONNECTED, 1);
  return raw;
}

static void
test_reset_ends_one_client_only (void)
{
  Pair pair;
  g_autoptr (GSocket) raw = NULL;
  struct linger at_once = { 1, 0 };

  pair_init (&pair);
  raw = connect_raw (&pair);
  wire_client_connect (pair.client, "localhost", wire_server_get_port (pair.server), 10);
  wait_for (pair.told_by_server, WIRE_SOCKET_CONNECTED, 2);
  g_assert_cmpint (
      setsockopt (g_socket_get_fd (raw), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), ==, 0);
  g_socket_close (raw, NULL);
  wait_for (pair.told_by_server, WIRE_SOCKET_RESET, 1);
  wait_for (pair.told_by_server, WIRE_SOCKET_CLOSED, 1);
  g_assert_cmpuint (count (pair.told_by_server, WIRE_SOCKET_SHUTDOWN), ==, 0);
  send_text (&pair, "still here");
  wait_for (pair.told_by_server, WIRE_SOCKET_RECEIVED, 1);
  pair_clear (&pair);
}

/* Half-close: the client has said all, but still wants to hear. */
static void
test_half_close_still_gets_its_reply (void)
{
  Pair pair;
  g_autoptr (GSocket) raw = NULL;
  char reply[64];

  pair_init (&pair);
  wire_server_set_reply (pair.server, WIRE_REPLY_ECHO, NULL);
  raw = connect_raw (&pair);
  g_assert_cmpint (g_socket_send (raw, "last words", 10, NULL, NULL), ==, 10);
  g_assert_true (g_socket_shutdown (raw, FALSE, TRUE, NULL));
  wait_for (pair.told_by_server, WIRE_SOCKET_CLOSED, 1);
  g_assert_cmpint (g_socket_receive (raw, reply, sizeof reply, NULL, NULL), ==, 10);
  g_assert_cmpint (g_socket_receive (raw, reply, sizeof reply, NULL, NULL), ==, 0);
  pair_clear (&pair);
}

/* A client that sends and sends but never reads what is echoed: the server stops reading it. */
static void
test_who_never_reads_is_not_read (void)
{
  Pair pair;
  g_autoptr (GSocket) raw = NULL;
  g_autofree char *chunk = g_strnfill (65536, 'x');
  g_autoptr (WireConnection) connection = NULL;
  WireConnectionFigures figures;
  guint64 sent = 0;
  guint idle = 0;

  pair_init (&pair);
  wire_server_set_reply (pair.server, WIRE_REPLY_ECHO, NULL);
  wire_server_set_receive_buffer (pair.server, 65536);
  raw = connect_raw (&pair);
  g_socket_set_blocking (raw, FALSE);
  connection = g_list_model_get_item (wire_server_get_connections (pair.server), 0);
  while (idle < 1000 && sent < 256 * 1024 * 1024)
    {
      gssize n = g_socket_send (raw, chunk, 65536, NULL, NULL);
      gboolean worked = g_main_context_iteration (NULL, FALSE);

      sent += MAX (n, 0);
      idle = n > 0 || worked ? 0 : idle + 1;
      wire_connection_get_figures (connection, &figures);
      g_assert_cmpuint (figures.pending, <=, 65536);
    }
  g_assert_cmpuint (idle, ==, 1000);
  g_assert_cmpint (wire_connection_get_state (connection), ==, WIRE_CONNECTION_OPEN);

  /* And others go on. */
  wire_client_connect (pair.client, "127.0.0.1", wire_server_get_port (pair.server), 10);
  wait_for (pair.told_by_client, WIRE_SOCKET_CONNECTED, 1);
  send_text (&pair, "hello");
  wait_for (pair.told_by_client, WIRE_SOCKET_RECEIVED, 1);
  pair_clear (&pair);
}

static void
test_taken_port_and_the_next_one (void)
{
  Pair pair;
  g_autoptr (WireServer) second = wire_server_new ();
  g_autoptr (GError) error = NULL;
  GList *addresses = wire_listening_list_addresses ("127.0.0.1", NULL, NULL);
  guint16 port, next;

  pair_init (&pair);
  port = wire_server_get_port (pair.server);
  g_assert_false (wire_server_start (second, "127.0.0.1", addresses, port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_nonnull (strstr (error->message, "127.0.0.1"));
  next = wire_listening_find_free_port (addresses, port);
  g_assert_cmpuint (next, >, port);
  g_clear_error (&error);
  g_assert_true (wire_server_start (second, "127.0.0.1", addresses, next, &error));
  g_assert_cmpuint (wire_server_get_port (second), ==, next);
  wire_server_stop (second);
  g_assert_false (wire_server_is_listening (second));
  g_resolver_free_addresses (addresses);
  pair_clear (&pair);
}

static void
test_nobody_listens (void)
{
  Pair pair;
  guint16 port;
  WireSocketEvent *event;

  pair_init (&pair);
  port = wire_server_get_port (pair.server);
  wire_server_stop (pair.server);
  wire_client_connect (pair.client, "127.0.0.1", port, 10);
  g_assert_cmpuint (wire_client_get_state (pair.client), ==, WIRE_CLIENT_CONNECTING);
  wait_for (pair.told_by_client, WIRE_SOCKET_ERROR, 1);
  event = pair.told_by_client->pdata[0];
  g_assert_nonnull (strstr (event->message, "Nobody listens"));
  g_assert_cmpuint (wire_client_get_state (pair.client), ==, WIRE_CLIENT_IDLE);
  pair_clear (&pair);
}

static void
test_nothing_is_sent_unconnected (void)
{
  g_autoptr (WireClient) client = wire_client_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (wire_client_send (client, bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/message-and-reply", test_message_and_reply);
  g_test_add_func ("/server/buffer-of-ten", test_buffer_of_ten);
  g_test_add_func ("/server/pieces-join", test_pieces_join_to_what_was_sent);
  g_test_add_func ("/server/file-echoed", test_file_echoed);
  g_test_add_func ("/server/reset", test_reset_ends_one_client_only);
  g_test_add_func ("/server/half-close", test_half_close_still_gets_its_reply);
  g_test_add_func ("/server/never-reads", test_who_never_reads_is_not_read);
  g_test_add_func ("/server/taken-port", test_taken_port_and_the_next_one);
  g_test_add_func ("/server/nobody-listens", test_nobody_listens);
  g_test_add_func ("/server/unconnected", test_nothing_is_sent_unconnected);
  return g_test_run ();
}
