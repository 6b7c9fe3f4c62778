/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sockets/wire-transcript.h"

#include <string.h>

static const WireSocketEndpoint HERE = { "127.0.0.1", 5005 };
static const WireSocketEndpoint THERE = { "127.0.0.1", 51726 };

static void
add (WireTranscript *transcript, WireSocketEventKind kind, const char *text)
{
  g_autoptr (GBytes) bytes = text ? g_bytes_new (text, strlen (text)) : NULL;
  g_autoptr (WireSocketEvent) event = wire_socket_event_new (kind, 1, &HERE, &THERE, bytes, NULL);

  wire_transcript_add (transcript, event);
}

static char *
write_out (WireTranscript *transcript)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (wire_transcript_write (transcript, out, NULL, &error));
  g_assert_no_error (error);
  g_output_stream_write_all (out, "", 1, NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
}

static void
test_lab_lines_of_a_server (void)
{
  g_autoptr (WireTranscript) transcript = wire_transcript_new (WIRE_SOCKET_SERVER);
  g_autofree char *lines = NULL;

  add (transcript, WIRE_SOCKET_LISTENING, NULL);
  add (transcript, WIRE_SOCKET_CONNECTED, NULL);
  add (transcript, WIRE_SOCKET_RECEIVED, "h");
  add (transcript, WIRE_SOCKET_SENT, "Got that thanks!");
  add (transcript, WIRE_SOCKET_SHUTDOWN, NULL);
  add (transcript, WIRE_SOCKET_RESET, NULL);
  lines = write_out (transcript);
  g_assert_cmpstr (lines, ==,
                   "#<INFO> Server Initialising on 127.0.0.1:5005\n"
                   "#<INFO> Awaiting connection...\n"
                   "#<INFO> A client on: ('127.0.0.1', 51726) has connected.\n"
                   "#<INFO> Received: h\n"
                   "#<INFO> End of Data - Socket Exiting...\n"
                   "#<INFO> Socket Shutdown Received - Exiting...\n"
                   "#<INFO> The client reset the connection.\n");
}

static void
test_lab_lines_of_a_client (void)
{
  g_autoptr (WireTranscript) transcript = wire_transcript_new (WIRE_SOCKET_CLIENT);
  g_autofree char *lines = NULL;

  add (transcript, WIRE_SOCKET_CONNECTED, NULL);
  add (transcript, WIRE_SOCKET_RECEIVED, "Got that thanks!");
  add (transcript, WIRE_SOCKET_CLOSED, NULL);
  lines = write_out (transcript);
  g_assert_cmpstr (lines, ==,
                   "#<INFO> Connected to server 127.0.0.1, 51726\n"
                   "#<INFO> Reply Received: Got that thanks!\n"
                   "#<INFO> exiting...\n");
}

static void
test_bounded_in_memory_whole_on_disk (void)
{
  g_autoptr (WireTranscript) transcript = wire_transcript_new (WIRE_SOCKET_SERVER);
  g_autofree char *lines = NULL;
  const guint n = WIRE_TRANSCRIPT_MAX_EVENTS + 500;

  for (guint i = 0; i < n; i++)
    add (transcript, WIRE_SOCKET_RECEIVED, "x\n");
  g_assert_cmpuint (wire_transcript_get_length (transcript), ==, WIRE_TRANSCRIPT_MAX_EVENTS);
  g_assert_cmpuint (wire_transcript_get_forgotten (transcript), ==, 500);
  g_assert_null (wire_transcript_get (transcript, WIRE_TRANSCRIPT_MAX_EVENTS));
  lines = write_out (transcript);
  g_assert_cmpuint (strlen (lines) % n, ==, 0); /* a line an event, all alike */
  g_assert_cmpuint (strlen (lines), >, (gsize) n * strlen ("#<INFO> Received: "));
}

/* The oldest leave, however often the room that they are kept in goes round. */
static void
test_order (void)
{
  g_autoptr (WireTranscript) transcript = wire_transcript_new (WIRE_SOCKET_SERVER);
  g_autoptr (GPtrArray) list = NULL;
  const guint n = 3 * WIRE_TRANSCRIPT_MAX_EVENTS + 77;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      add (transcript, WIRE_SOCKET_RECEIVED, text);
    }
  list = wire_transcript_list (transcript);
  g_assert_cmpuint (list->len, ==, WIRE_TRANSCRIPT_MAX_EVENTS);
  for (guint i = 0; i < list->len; i++)
    {
      WireSocketEvent *event = wire_transcript_get (transcript, i);
      g_autofree char *text = g_strdup_printf ("%u", n - WIRE_TRANSCRIPT_MAX_EVENTS + i);

      g_assert_true (event == list->pdata[i]);
      g_assert_cmpmem (g_bytes_get_data (event->data, NULL), g_bytes_get_size (event->data), text,
                       strlen (text));
    }
}

static void
test_bytes_are_bounded (void)
{
  g_autoptr (WireTranscript) transcript = wire_transcript_new (WIRE_SOCKET_CLIENT);
  g_autofree char *large = g_strnfill (1024 * 1024, 'x');

  for (guint i = 0; i < 40; i++)
    add (transcript, WIRE_SOCKET_SENT, large);
  g_assert_cmpuint (wire_transcript_get_length (transcript), ==,
                    WIRE_TRANSCRIPT_MAX_BYTES / (1024 * 1024));
}

static void
test_find (void)
{
  g_autoptr (WireTranscript) transcript = wire_transcript_new (WIRE_SOCKET_SERVER);

  g_assert_cmpuint (wire_transcript_find (transcript, "x", 0, FALSE), ==, G_MAXUINT);
  add (transcript, WIRE_SOCKET_LISTENING, NULL);
  add (transcript, WIRE_SOCKET_RECEIVED, "Hello");
  add (transcript, WIRE_SOCKET_RECEIVED, "there");
  add (transcript, WIRE_SOCKET_RECEIVED, "hello again");
  g_assert_cmpuint (wire_transcript_find (transcript, "hello", 0, FALSE), ==, 1);
  g_assert_cmpuint (wire_transcript_find (transcript, "hello", 2, FALSE), ==, 3);
  g_assert_cmpuint (wire_transcript_find (transcript, "hello", 0, TRUE), ==, 3);
  g_assert_cmpuint (wire_transcript_find (transcript, "HELLO", 2, TRUE), ==, 1);
  g_assert_cmpuint (wire_transcript_find (transcript, "absent", 0, FALSE), ==, G_MAXUINT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/server", test_lab_lines_of_a_server);
  g_test_add_func ("/transcript/client", test_lab_lines_of_a_client);
  g_test_add_func ("/transcript/bounded", test_bounded_in_memory_whole_on_disk);
  g_test_add_func ("/transcript/order", test_order);
  g_test_add_func ("/transcript/bytes-bounded", test_bytes_are_bounded);
  g_test_add_func ("/transcript/find", test_find);
  return g_test_run ();
}
