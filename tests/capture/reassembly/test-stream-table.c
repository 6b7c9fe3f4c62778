/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which packets make a stream, and which requests and responses belong together.
 */

#include "capture/http/wire-http-listener.h"
#include "capture/reassembly/wire-stream-table.h"
#include "tests/capture/http/exchange-reader.h"

#include <string.h>

#define TCP 6
#define UDP 17
#define SYN WIRE_TCP_SYN
#define ACK WIRE_TCP_ACK
#define FIN WIRE_TCP_FIN
#define RST WIRE_TCP_RST

typedef struct
{
  WireFlowTable *flows;
  WireStreamTable *table;
  guint32 packets;
} Fixture;

static const WireListener *const ROWS[] = { &wire_http_listener, &wire_http_datagram_listener,
                                            NULL };

static const WireListeningSetup SETUP = { .rows = ROWS };

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  *f = (Fixture){ wire_flow_table_new (), wire_stream_table_new (&SETUP), 0 };
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  wire_stream_table_free (f->table);
  wire_flow_table_free (f->flows);
}

static guint32
add (Fixture *f,
     guint8 protocol,
     guint16 from,
     guint16 to,
     guint8 flags,
     guint32 sequence,
     guint32 acknowledgement,
     const char *text)
{
  const WireTuple tuple = { .src_port = from, .dst_port = to, .family = 4, .protocol = protocol };
  const WireSegment segment = {
    .data = (const guint8 *) text,
    .packet = f->packets++,
    .flow = wire_flow_table_add (f->flows, &tuple, 0, 60, flags),
    .sequence = sequence,
    .acknowledgement = acknowledgement,
    .captured = (guint32) strlen (text),
    .length = (guint32) strlen (text),
    .tcp_flags = flags,
    .protocol = protocol,
  };

  wire_stream_table_add (f->table, f->flows, &segment, 1);
  return segment.flow;
}

/* From the client, port 1000, to the server, port 80. */
static guint32
ask (Fixture *f, guint8 flags, guint32 sequence, guint32 acknowledgement, const char *text)
{
  return add (f, TCP, 1000, 80, flags, sequence, acknowledgement, text);
}

static guint32
answer (Fixture *f, guint8 flags, guint32 sequence, guint32 acknowledgement, const char *text)
{
  return add (f, TCP, 80, 1000, flags, sequence, acknowledgement, text);
}

static void
shake_hands (Fixture *f, guint32 client, guint32 server)
{
  ask (f, SYN, client, 0, "");
  answer (f, SYN | ACK, server, client + 1, "");
  ask (f, ACK, client + 1, server + 1, "");
}

static void
check_exchanges (Fixture *f, const char *expected)
{
  const WireHttpLog *log =
      wire_listening_get_log (wire_stream_table_get_listening (f->table), &wire_http_listener);
  g_autoptr (GString) found = g_string_new (NULL);

  wire_stream_table_finish (f->table);
  for (guint32 i = 0; i < wire_http_log_get_length (log); i++)
    {
      const WireHttpExchange exchange = exchange_reader_get (log, i);

      g_string_append_printf (found, "%s%u:%s-%u", i ? " " : "", exchange.stream,
                              exchange.request.kind ? exchange.request.uri : "?",
                              exchange.response.status);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_numbers (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WireStream stream;
  guint32 udp;
  guint32 back;

  shake_hands (f, 100, 200);
  udp = add (f, UDP, 5000, 53, 0, 0, 0, "who");
  back = add (f, UDP, 53, 5000, 0, 0, 0, "me");
  add (f, 132, 1, 2, 0, 0, 0, "an association of SCTP is one, too");
  g_assert_cmpuint (wire_stream_table_get_length (f->table), ==, 3);
  g_assert_true (wire_stream_table_get (f->table, 1, &stream));
  g_assert_cmpuint (stream.flows[0], ==, udp);
  g_assert_cmpuint (stream.flows[1], ==, back);
  g_assert_cmpuint (stream.first_packet, ==, 3);
  g_assert_cmpuint (stream.end_packet, ==, G_MAXUINT32);
  g_assert_cmpuint (stream.protocol, ==, UDP);
  g_assert_cmpuint (wire_stream_table_find (f->table, back, 4), ==, 1);
  g_assert_cmpuint (wire_stream_table_find (f->table, 2, 4), ==, 1);
  g_assert_cmpuint (wire_stream_table_find (f->table, 99, 4), ==, WIRE_STREAM_NONE);
  g_assert_false (wire_stream_table_get (f->table, 3, &stream));
}

static void
test_ports_again (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WireStream stream;
  guint32 flow;

  shake_hands (f, 100, 200);
  ask (f, ACK, 101, 201, "GET /1 HTTP/1.1\r\n\r\n");
  answer (f, ACK, 201, 120, "HTTP/1.0 200 OK\r\n\r\nbody that nothing ends");
  shake_hands (f, 5000, 100);
  flow = ask (f, ACK, 5001, 101, "GET /2 HTTP/1.1\r\n\r\n");
  answer (f, ACK | FIN, 101, 5020, "HTTP/1.0 404 No\r\n\r\n");
  g_assert_cmpuint (wire_stream_table_get_length (f->table), ==, 2);
  wire_stream_table_get (f->table, 0, &stream);
  g_assert_cmpuint (stream.end_packet, ==, 5);
  wire_stream_table_get (f->table, 1, &stream);
  g_assert_cmpuint (stream.first_packet, ==, 5);
  g_assert_cmpuint (wire_stream_table_find (f->table, flow, 4), ==, 0);
  g_assert_cmpuint (wire_stream_table_find (f->table, flow, 5), ==, 1);
  check_exchanges (f, "0:/1-200 1:/2-404");
}

static void
test_syn_again (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  ask (f, SYN, 100, 0, "");
  ask (f, SYN, 100, 0, "");
  answer (f, RST | ACK, 0, 101, "");
  ask (f, SYN, 100, 0, "");
  g_assert_cmpuint (wire_stream_table_get_length (f->table), ==, 1);
  ask (f, SYN, 300, 0, "");
  g_assert_cmpuint (wire_stream_table_get_length (f->table), ==, 2);
}

/* No SYN was captured, but the numbers have nothing to do with those of the connection before. */
static void
test_ports_again_unseen (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  ask (f, ACK, 0x70000000, 1, "GET /1 HTTP/1.1\r\n\r\n");
  ask (f, FIN | ACK, 0x70000013, 1, "");
  ask (f, ACK, 100, 1, "GET /2 HTTP/1.1\r\n\r\n");
  check_exchanges (f, "0:/1-0 1:/2-0");
}

static void
test_out_of_order (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  shake_hands (f, 100, 200);
  ask (f, ACK, 110, 201, "TP/1.1\r\n\r\n");
  answer (f, ACK, 201, 120, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  ask (f, ACK, 101, 201, "GET /1 HT");
  check_exchanges (f, "0:/1-200");
}

/* The response to the first request was not captured. */
static void
test_missing_response (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  shake_hands (f, 100, 200);
  ask (f, ACK, 101, 201, "GET /1 HTTP/1.1\r\n\r\n");
  ask (f, ACK, 120, 301, "GET /2 HTTP/1.1\r\n\r\n");
  answer (f, ACK, 301, 139, "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
  check_exchanges (f, "0:/1-0 0:/2-404");
}

/* The first request was not captured, its response was. */
static void
test_missing_request (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  shake_hands (f, 100, 200);
  answer (f, ACK, 201, 120, "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
  ask (f, ACK, 120, 239, "GET /2 HTTP/1.1\r\n\r\n");
  answer (f, ACK, 239, 139, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  check_exchanges (f, "0:?-404 0:/2-200");
}

/* A length that was never kept: the next request shows that its sender had all there was. */
static void
test_lying_length (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  shake_hands (f, 100, 200);
  ask (f, ACK, 101, 201, "GET /1 HTTP/1.1\r\n\r\n");
  answer (f, ACK, 201, 120, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc");
  ask (f, ACK, 120, 244, "GET /2 HTTP/1.1\r\n\r\n");
  answer (f, ACK, 244, 139, "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
  check_exchanges (f, "0:/1-200 0:/2-404");
}

static void
test_one_direction (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  answer (f, ACK, 201, 120, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  answer (f, ACK, 239, 139, "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
  check_exchanges (f, "0:?-200 0:?-404");
}

/* More beginnings of requests than are kept are counted. */
static void
test_half_open (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireHttpLog *log;
  const guint n = WIRE_HTTP_MAX_KEPT / WIRE_HTTP_LEAST_KEPT_CUT + 100;

  for (guint32 i = 0; i < n; i++)
    add (f, TCP, (guint16) i, (guint16) (80 + (i >> 16)), ACK, 1, 1,
         "GET / HTTP/1.1\r\nHost: a\r\nX: ");
  wire_stream_table_finish (f->table);
  log = wire_listening_get_log (wire_stream_table_get_listening (f->table), &wire_http_listener);
  g_assert_cmpuint (wire_http_log_get_length (log), ==, n - 100);
  g_assert_cmpuint (wire_http_log_get_left_out (log), ==, 100);
  g_assert_cmpstr (exchange_reader_get (log, 0).request.host, ==, "a");
  g_assert_true (exchange_reader_get (log, 0).request.flags & WIRE_HTTP_HEAD_CUT);
}

static guint
count_problems (Fixture *f)
{
  g_auto (GStrv) problems =
      wire_listening_tell_problems (wire_stream_table_get_listening (f->table));

  return g_strv_length (problems);
}

/* Of more conversations than may be open, those that were quiet for long are given up. That is told
 * where one of them goes on. */
static void
test_many_open (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char GET[] = "GET /1 HTTP/1.1\r\n\r\n";
  static const char OK[] = "HTTP/1.1 204 No\r\n\r\n";
  const guint32 n = WIRE_LISTENING_MAX_OPEN + 10;
  const guint32 length = (guint32) strlen (GET);
  const WireHttpLog *log;

  for (guint32 i = 0; i < n; i++)
    add (f, TCP, (guint16) i, (guint16) (80 + (i >> 16)), ACK, 1, 1, GET);
  g_assert_cmpuint (count_problems (f), ==, 0);
  add (f, TCP, 80, 5, ACK, 1, 1 + length, OK); /* the first ten were given up */
  add (f, TCP, 80, 20, ACK, 1, 1 + length, OK);
  g_assert_cmpuint (count_problems (f), ==, 1);
  wire_stream_table_finish (f->table);
  log = wire_listening_get_log (wire_stream_table_get_listening (f->table), &wire_http_listener);
  g_assert_cmpuint (wire_http_log_get_length (log), ==, n + 1);
  g_assert_cmpuint (exchange_reader_get (log, 5).response.status, ==, 0);
  g_assert_cmpuint (exchange_reader_get (log, 20).response.status, ==, 204);
  g_assert_cmpuint (exchange_reader_get (log, n).response.status, ==, 204);
  g_assert_cmpuint (exchange_reader_get (log, n).request.kind, ==, WIRE_HTTP_NOTHING);
  g_assert_cmpuint (exchange_reader_get (log, n).stream, ==, 5);
}

/* A body in chunks of single bytes is whole, however many there are in a packet. */
static void
test_tiny_chunks (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const guint n = 5000;
  g_autoptr (GString) chunks =
      g_string_new ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  WireHttpExchange exchange;
  const WireHttpLog *log;
  guint32 sequence = 201;

  for (guint i = 0; i < n; i++)
    g_string_append (chunks, "1\r\nx\r\n");
  g_string_append (chunks, "0\r\n\r\n");
  shake_hands (f, 100, 200);
  ask (f, ACK, 101, 201, "GET /1 HTTP/1.1\r\n\r\n");
  for (gsize at = 0; at < chunks->len; at += 1000)
    {
      g_autofree char *piece = g_strndup (chunks->str + at, 1000);

      answer (f, ACK, sequence, 120, piece);
      sequence += (guint32) strlen (piece);
    }
  check_exchanges (f, "0:/1-200");
  log = wire_listening_get_log (wire_stream_table_get_listening (f->table), &wire_http_listener);
  exchange = exchange_reader_get_bodies (log, 0);
  g_assert_cmpuint (exchange.response.body.size, ==, n);
  g_assert_cmpuint (exchange.response.body.missing, ==, 0);
  g_assert_cmpuint (exchange.response.body.n, <=, 3 * (chunks->len / 1000 + 1));
  g_assert_true (exchange.response.flags & WIRE_HTTP_COMPLETE);
  exchange_reader_clear (&exchange);
}

/* Where there is no room for them, they are missing, and the body is not called complete. */
static void
test_tiny_chunks_without_room (void)
{
  g_autoptr (WireDerived) derived = wire_derived_new (10);
  const WireListeningSetup setup = { .rows = ROWS, .derived = derived };
  Fixture f = { wire_flow_table_new (), wire_stream_table_new (&setup), 0 };
  g_autoptr (GString) chunks =
      g_string_new ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  WireHttpExchange exchange;
  g_auto (GStrv) problems = NULL;

  for (guint i = 0; i < 50; i++)
    g_string_append (chunks, "1\r\nx\r\n");
  g_string_append (chunks, "0\r\n\r\n");
  answer (&f, ACK, 201, 120, chunks->str);
  check_exchanges (&f, "0:?-200");
  exchange = exchange_reader_get_bodies (
      wire_listening_get_log (wire_stream_table_get_listening (f.table), &wire_http_listener), 0);
  g_assert_cmpuint (exchange.response.body.size, ==, 50);
  g_assert_cmpuint (exchange.response.body.missing, ==, 38);
  g_assert_false (exchange.response.flags & WIRE_HTTP_COMPLETE);
  g_assert_true (exchange.response.flags & WIRE_HTTP_PLACES_LEFT_OUT);
  exchange_reader_clear (&exchange);
  problems = wire_listening_tell_problems (wire_stream_table_get_listening (f.table));
  g_assert_cmpuint (g_strv_length (problems), ==, 1);
  tear_down (&f, NULL);
}

/* Neither HTTP nor anything else that is remembered. */
static void
test_noise (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  shake_hands (f, 100, 200);
  for (guint32 i = 0; i < 1000; i++)
    ask (f, ACK, 101 + i * 6, 201, i % 3 ? "\x16\x03\x01noi" : "NOISE ");
  check_exchanges (f, "");
}

#define ADD(name, test) g_test_add ("/stream-table/" name, Fixture, NULL, set_up, test, tear_down)

/* Both sides have said all, in either order and at once; what comes after that, again or anew, is
 * nobody's. */
static void
test_after_the_end (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char REQUEST[] = "GET /1 HTTP/1.1\r\n\r\n";
  static const char RESPONSE[] = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
  const guint32 asked = 101 + sizeof REQUEST - 1;
  const guint32 answered = 201 + sizeof RESPONSE - 1;

  shake_hands (f, 100, 200);
  ask (f, ACK, 101, 201, REQUEST);
  ask (f, FIN | ACK, asked, 201, "");
  answer (f, FIN | ACK, 201, asked + 1, RESPONSE);
  ask (f, ACK, asked + 1, answered + 1, "");
  ask (f, ACK, 101, 201, REQUEST);
  answer (f, FIN | ACK, 201, asked + 1, RESPONSE);
  answer (f, FIN | ACK, answered, asked + 1, "");
  answer (f, ACK, answered + 1, asked + 1, "not HTTP");
  check_exchanges (f, "0:/1-200");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("numbers", test_numbers);
  ADD ("ports-again", test_ports_again);
  ADD ("ports-again-unseen", test_ports_again_unseen);
  ADD ("syn-again", test_syn_again);
  ADD ("out-of-order", test_out_of_order);
  ADD ("missing-response", test_missing_response);
  ADD ("missing-request", test_missing_request);
  ADD ("lying-length", test_lying_length);
  ADD ("one-direction", test_one_direction);
  ADD ("noise", test_noise);
  ADD ("half-open", test_half_open);
  ADD ("many-open", test_many_open);
  ADD ("tiny-chunks", test_tiny_chunks);
  g_test_add_func ("/stream-table/tiny-chunks-without-room", test_tiny_chunks_without_room);
  ADD ("after-the-end", test_after_the_end);
  return g_test_run ();
}
