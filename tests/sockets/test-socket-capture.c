/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/wire-capture-streams.h"
#include "sockets/wire-socket-capture.h"
#include "capture/follow/wire-stream-follow.h"

#include <glib/gstdio.h>
#include <string.h>

/* An exchange in events, and what each end said in it. */
typedef struct
{
  WireSocketEndpoint local;
  WireSocketEndpoint peer;
  GPtrArray *events;
  GByteArray *said[2]; /* by the local end, by the peer */
  char *path;          /* of the capture */
} Exchange;

static void
exchange_init (Exchange *exchange, const char *host)
{
  *exchange = (Exchange){ .local = { .port = 5005 }, .peer = { .port = 51726 } };
  g_strlcpy (exchange->local.host, host, sizeof exchange->local.host);
  g_strlcpy (exchange->peer.host, host, sizeof exchange->peer.host);
  exchange->events = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_socket_event_unref);
  exchange->said[0] = g_byte_array_new ();
  exchange->said[1] = g_byte_array_new ();
}

static void
exchange_clear (Exchange *exchange)
{
  g_ptr_array_unref (exchange->events);
  g_byte_array_unref (exchange->said[0]);
  g_byte_array_unref (exchange->said[1]);
  if (exchange->path)
    g_unlink (exchange->path);
  g_free (exchange->path);
}

static void
happen (Exchange *exchange, guint64 connection, WireSocketEventKind kind)
{
  g_ptr_array_add (exchange->events, wire_socket_event_new (kind, connection, &exchange->local,
                                                            &exchange->peer, NULL, NULL));
}

static void
say (Exchange *exchange, WireSocketEventKind kind, const void *bytes, gsize length)
{
  g_autoptr (GBytes) data = g_bytes_new (bytes, length);

  g_byte_array_append (exchange->said[kind == WIRE_SOCKET_RECEIVED], bytes, (guint) length);
  g_ptr_array_add (exchange->events,
                   wire_socket_event_new (kind, 1, &exchange->local, &exchange->peer, data, NULL));
}

static void
exchange_write (Exchange *exchange, WireSocketRole role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("wirecase-XXXXXX.pcap", &stream, &error);
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (stream));

  g_assert_no_error (error);
  g_assert_true (wire_socket_capture_write (exchange->events, role, out, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (out, NULL, &error));
  exchange->path = g_file_get_path (file);
}

/* What tshark says of the capture, every checksum looked at. */
static char *
run_tshark (Exchange *exchange, const char *const *words)
{
  g_autoptr (GStrvBuilder) line = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status = -1;

  g_strv_builder_add_many (line, "tshark", "-nr", exchange->path, "-o", "tcp.check_checksum:TRUE",
                           "-o", "ip.check_checksum:TRUE", NULL);
  g_strv_builder_addv (line, (const char **) words);
  argv = g_strv_builder_end (line);
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

static char *
count_packets (Exchange *exchange, const char *filter)
{
  const char *const words[] = { "-Y", filter, "-T", "fields", "-e", "frame.number", NULL };
  g_autofree char *out = run_tshark (exchange, words);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (out), "\n", -1);

  return g_strdup_printf ("%u", lines[0] && *lines[0] ? g_strv_length (lines) : 0);
}

static void
assert_packets (Exchange *exchange, const char *filter, const char *n)
{
  g_autofree char *found = count_packets (exchange, filter);

  g_assert_cmpstr (found, ==, n);
}

/* Wireshark has nothing to complain of. The end of a connection is a note to it. */
static void
assert_clean (Exchange *exchange)
{
  assert_packets (exchange,
                  "tcp.checksum.status != 1 || ip.checksum.status == 0 || tcp.analysis.flags || "
                  "_ws.malformed || _ws.short || frame.len > 1514",
                  "0");
}

static gboolean
load (WireJob *job, gpointer capture, GError **error)
{
  return wire_capture_load (capture, job, error);
}

static WireCapture *
load_capture (Exchange *exchange)
{
  g_autoptr (GFile) file = g_file_new_for_path (exchange->path);
  g_autoptr (WireJob) job = wire_job_new ("test");
  g_autoptr (GError) error = NULL;
  WireCapture *capture = wire_capture_new (file);

  wire_capture_want_streams (capture);
  g_assert_true (wire_job_run (job, load, capture, &error));
  g_assert_no_error (error);
  return capture;
}

static gboolean
collect (guint side, const WireStreamPiece *piece, gpointer user_data)
{
  GByteArray **sides = user_data;

  g_assert_nonnull (piece->data); /* no gap */
  g_byte_array_append (sides[side], piece->data, piece->length);
  return TRUE;
}

/* The capture's only stream carries what was said; @first is who opened it. */
static void
assert_stream (Exchange *exchange, guint first)
{
  g_autoptr (WireCapture) capture = load_capture (exchange);
  g_autoptr (GByteArray) a = g_byte_array_new ();
  g_autoptr (GByteArray) b = g_byte_array_new ();
  GByteArray *sides[2] = { a, b };
  GByteArray *one = exchange->said[first];
  GByteArray *other = exchange->said[1 - first];
  WireStreamFigures figures;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (wire_capture_get_n_streams (capture), ==, 1);
  g_assert_true (wire_stream_follow (capture, 0, NULL, collect, sides, &figures, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (a->data, a->len, one->data, one->len);
  g_assert_cmpmem (b->data, b->len, other->data, other->len);
  g_assert_cmpuint (
      figures.strays[0] + figures.strays[1] + figures.repeated[0] + figures.repeated[1], ==, 0);
}

/* The sheet's exchange, seen from the server. */
static void
test_server (gconstpointer host)
{
  Exchange exchange;

  exchange_init (&exchange, host);
  happen (&exchange, 0, WIRE_SOCKET_LISTENING);
  happen (&exchange, 1, WIRE_SOCKET_CONNECTED);
  say (&exchange, WIRE_SOCKET_RECEIVED, "hello", 5);
  say (&exchange, WIRE_SOCKET_SENT, "Got that thanks!", 16);
  happen (&exchange, 1, WIRE_SOCKET_SHUTDOWN);
  happen (&exchange, 1, WIRE_SOCKET_CLOSED);
  exchange_write (&exchange, WIRE_SOCKET_SERVER);
  assert_clean (&exchange);
  assert_packets (&exchange, "tcp", "11");
  assert_packets (&exchange, "tcp.flags.syn == 1 && tcp.flags.ack == 0 && tcp.dstport == 5005",
                  "1");
  assert_packets (&exchange, "tcp.flags.fin == 1", "2");
  assert_packets (&exchange, "tcp.stream == 0", "11");
  assert_stream (&exchange, 1);
  exchange_clear (&exchange);
}

/* Odd and even lengths, whole segments and one more, larger than any window. */
static void
test_sizes (gconstpointer host)
{
  static const guint SIZES[] = { 1, 2, 1439, 1440, 1441, 1459, 1460, 1461, 65536, 300001 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1990);
  Exchange exchange;

  exchange_init (&exchange, host);
  happen (&exchange, 1, WIRE_SOCKET_CONNECTED);
  for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      g_autofree guint8 *bytes = g_malloc (SIZES[i]);

      for (guint k = 0; k < SIZES[i]; k++)
        bytes[k] = (guint8) g_rand_int (rand);
      say (&exchange, i % 2 ? WIRE_SOCKET_RECEIVED : WIRE_SOCKET_SENT, bytes, SIZES[i]);
      say (&exchange, i % 3 ? WIRE_SOCKET_RECEIVED : WIRE_SOCKET_SENT, bytes, SIZES[i]);
    }
  happen (&exchange, 1, WIRE_SOCKET_CLOSED);
  exchange_write (&exchange, WIRE_SOCKET_CLIENT);
  assert_clean (&exchange);
  assert_packets (&exchange, "tcp.flags.syn == 1 && tcp.flags.ack == 0 && tcp.srcport == 5005",
                  "1");
  assert_stream (&exchange, 0);
  exchange_clear (&exchange);
}

/* tshark follows it to the same bytes. */
static void
test_follow (void)
{
  static const char *const words[] = { "-q", "-z", "follow,tcp,raw,0", NULL };
  Exchange exchange;
  g_autofree char *out = NULL;

  exchange_init (&exchange, "127.0.0.1");
  say (&exchange, WIRE_SOCKET_RECEIVED, "hi\0\xff", 4); /* its beginning was forgotten */
  say (&exchange, WIRE_SOCKET_SENT, "ok", 2);
  happen (&exchange, 1, WIRE_SOCKET_RESET);
  happen (&exchange, 1, WIRE_SOCKET_CLOSED);
  exchange_write (&exchange, WIRE_SOCKET_SERVER);
  out = run_tshark (&exchange, words);
  g_assert_nonnull (strstr (out, "\n686900ff\n\t6f6b\n"));
  assert_packets (&exchange, "tcp.flags.reset == 1 && tcp.srcport == 51726", "1");
  assert_packets (&exchange, "tcp.flags.fin == 1", "0");
  assert_stream (&exchange, 1);
  exchange_clear (&exchange);
}

/* The same two ends again are another stream. */
static void
test_connections (void)
{
  Exchange exchange;
  g_autoptr (WireCapture) capture = NULL;

  exchange_init (&exchange, "192.0.2.1");
  for (guint64 i = 1; i <= 3; i++)
    {
      happen (&exchange, i, WIRE_SOCKET_CONNECTED);
      happen (&exchange, i, WIRE_SOCKET_SHUTDOWN);
      happen (&exchange, i, WIRE_SOCKET_CLOSED);
    }
  exchange_write (&exchange, WIRE_SOCKET_SERVER);
  assert_packets (&exchange, "tcp.stream == 2", "7");
  capture = load_capture (&exchange);
  g_assert_cmpuint (wire_capture_get_n_streams (capture), ==, 3);
  exchange_clear (&exchange);
}

static void
test_failures (void)
{
  Exchange exchange;
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  exchange_init (&exchange, "not an address");
  happen (&exchange, 1, WIRE_SOCKET_CONNECTED);
  g_assert_false (
      wire_socket_capture_write (exchange.events, WIRE_SOCKET_SERVER, out, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (
      wire_socket_capture_write (exchange.events, WIRE_SOCKET_SERVER, out, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  exchange_clear (&exchange);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/socket-capture/server/ipv4", "127.0.0.1", test_server);
  g_test_add_data_func ("/socket-capture/server/ipv6", "2001:db8::1", test_server);
  g_test_add_data_func ("/socket-capture/sizes/ipv4", "127.0.0.1", test_sizes);
  g_test_add_data_func ("/socket-capture/sizes/ipv6", "2001:db8::1", test_sizes);
  g_test_add_func ("/socket-capture/follow", test_follow);
  g_test_add_func ("/socket-capture/connections", test_connections);
  g_test_add_func ("/socket-capture/failures", test_failures);
  return g_test_run ();
}
