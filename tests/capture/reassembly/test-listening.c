/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who hears a stream, what is handed on, and what is derived.
 */

#include "capture/reassembly/wire-channel.h"
#include "capture/reassembly/wire-stream-table.h"
#include "tests/capture/reassembly/toy-listener.h"

#include <string.h>

#define TCP 6
#define UDP 17

/* A client, port 1000, and a server, port 80, on one stream; others begin at other ports. */
typedef struct
{
  WireFlowTable *flows;
  WireStreamTable *table;
  WireListening *listening;
  guint32 packets;
  guint32 next[2];
} Fixture;

static const WireListener *const ROWS[] = { &toy_listener, &second_listener, &toy_datagram_listener,
                                            NULL };

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireListeningSetup setup = { .rows = ROWS };

  *f = (Fixture){ wire_flow_table_new (), wire_stream_table_new (&setup), .next = { 100, 200 } };
  f->listening = wire_stream_table_get_listening (f->table);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  wire_stream_table_free (f->table);
  wire_flow_table_free (f->flows);
}

static void
send (Fixture *f,
      const WireTuple *tuple,
      guint8 flags,
      guint32 sequence,
      guint32 acknowledgement,
      const char *text)
{
  /* On the heap, so that one byte too far, or one that is kept too long, is seen. */
  g_autofree guint8 *copy = g_memdup2 (text, strlen (text));
  const WireSegment segment = {
    .data = copy,
    .offset = 1000 * f->packets,
    .packet = f->packets++,
    .flow = wire_flow_table_add (f->flows, tuple, 0, 60, flags),
    .sequence = sequence,
    .acknowledgement = acknowledgement,
    .captured = (guint32) strlen (text),
    .length = (guint32) strlen (text),
    .tcp_flags = flags,
    .protocol = tuple->protocol,
  };

  wire_stream_table_add (f->table, f->flows, &segment, 1);
}

static void
say_on (Fixture *f, guint16 port, guint side, guint8 flags, const char *text)
{
  WireTuple tuple = { .src_port = 1000, .dst_port = port, .family = 4, .protocol = TCP };
  WireTuple back;

  wire_tuple_reverse (&tuple, &back);
  send (f, side ? &back : &tuple, flags | WIRE_TCP_ACK, f->next[side], f->next[!side], text);
  f->next[side] += (guint32) strlen (text);
}

static void
say (Fixture *f, guint side, const char *text)
{
  say_on (f, 80, side, 0, text);
}

/* All of both sides was said. */
static void
hang_up (Fixture *f)
{
  say_on (f, 80, 0, WIRE_TCP_FIN, "");
  say_on (f, 80, 1, WIRE_TCP_FIN, "");
}

static void
check (Fixture *f, const char *expected)
{
  GString *log = wire_listening_get_log (f->listening, &toy_listener);

  wire_stream_table_finish (f->table);
  g_assert_cmpstr (log->str, ==, expected);
}

/* Recognition */

static void
test_whole (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TOY\n");
  say (f, 1, "welcome\n");
  say (f, 0, "hello\n");
  hang_up (f);
  check (f, "{0 0:TOY. 1:welcome. 0:hello. 0. 1. } ");
}

/* Byte by byte, nothing is lost, and nothing is heard before it is sure. */
static void
test_in_pieces (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "T");
  say (f, 0, "O");
  say (f, 0, "Y");
  check (f, "");
  tear_down (f, NULL);
  set_up (f, NULL);
  say (f, 0, "T");
  say (f, 0, "OY");
  say (f, 0, "\n");
  say (f, 0, "more");
  check (f, "{0 0:T 0:OY 0:. 0:more 0~ 1~ } ");
}

/* Two listeners share their first letters. */
static void
test_the_other_one (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TOY");
  say (f, 0, "S\n");
  check (f, "+0:TOY +0:S. ");
}

static void
test_server_speaks_first (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 1, "220 hello\n");
  say (f, 0, "TOY\n");
  check (f, "{0 0:220 hello. 1:TOY. 0~ 1~ } "); /* side 0 is whose packet came first */
}

/* A greeting that many servers send, and a client of another protocol. */
static void
test_server_speaks_of_something_else (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 1, "220 hello\n");
  for (guint i = 0; i < 100; i++)
    say (f, 0, "EHLO client\n");
  check (f, "");
}

/* Only who says that it may is asked in the middle of a conversation. */
static void
test_in_the_middle (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "noise");
  say (f, 0, "TOY\n");
  say (f, 0, "TOYS\n");
  check (f, "+0:TOYS. ");
}

/* A conversation that goes on for long without being known is given up, and costs nothing more. */
static void
test_never_sure (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *line = g_strnfill (1000, '.');

  say (f, 1, "220 ");
  for (guint i = 0; i < 10; i++)
    say (f, 1, line);
  say (f, 0, "TOY\n");
  check (f, "{0 1:TOY. 0~ 1~ } ");
}

/* A thousand connections that have said little wait in memory, a million elsewhere: nobody notices.
 */
static void
test_crowd (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const guint n = 2 * WIRE_LISTENING_CROWDED / 4000;
  g_autofree char *greeting = g_strdup_printf ("220 %03996d", 0);
  g_auto (GStrv) problems = NULL;
  GString *log;
  guint found = 0;

  for (guint i = 0; i < n; i++)
    {
      f->next[0] = 100;
      f->next[1] = 200;
      say_on (f, (guint16) (2000 + i), 1, 0, greeting);
    }
  for (guint i = 0; i < n; i++)
    {
      f->next[0] = 100;
      say_on (f, (guint16) (2000 + i), 0, 0, "TOY\n");
    }
  wire_stream_table_finish (f->table);
  log = wire_listening_get_log (f->listening, &toy_listener);
  /* Not by strstr(), which AddressSanitizer has measure all of the log at every call. */
  for (gsize i = 0; i + strlen ("0:220 0000") <= log->len; i++)
    found += log->str[i] == '0' && memcmp (log->str + i, "0:220 0000", 10) == 0;
  g_assert_cmpuint (found, ==, n);
  problems = wire_listening_tell_problems (f->listening);
  g_assert_cmpuint (g_strv_length (problems), ==, 0);
  g_assert_cmpuint (wire_derived_get_size (wire_listening_get_derived (f->listening)), >, 0);
}

static void
test_gap_while_unsure (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TO");
  f->next[0] += 2;
  say (f, 0, "x");
  say (f, 0, "TOYS\n");
  check (f, "+0:TOYS. ");
}

static void
test_gap (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TOY\n");
  f->next[0] += 7;
  say (f, 0, "after");
  check (f, "{0 0:TOY. 0:[7] 0:after 0~ 1~ } ");
}

static void
test_leaves (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TOY\n");
  say (f, 0, "BYE\n");
  say (f, 0, "what");
  say (f, 0, "TOYS\n");
  check (f, "{0 0:TOY. 0:BYE. } +0:TOYS. ");
}

/* What one listener refuses, those after it are shown. */
static void
test_refuses (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TOY\n");
  say (f, 0, "OTHER\n");
  say (f, 1, "yes");
  check (f, "{0 0:TOY. 0:OTHER. } +0:OTHER. +1:yes ");
}

static void
test_budget (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TOY\n");
  say (f, 0, "HOLD 60\n");
  say_on (f, 81, 0, 0, "TOY\n");
  say_on (f, 81, 0, 0, "HOLD 60\n");
  say_on (f, 81, 0, 0, "HOLD 40\n");
  say_on (f, 81, 0, 0, "BYE\n");
  f->next[0] -= 24;
  say (f, 0, "HOLD 99\n");
  check (f, "{0 0:TOY. 0:HOLD 60. room {1 0:TOY. 0:HOLD 60. full 0:HOLD 40. room 0:BYE. } "
            "0:HOLD 99. room 0~ 1~ } ");
}

/* Handing on */

static void
test_tunnel (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TOY\n");
  say (f, 0, "TUNNEL\n");
  say (f, 0, "TOY\n");
  say (f, 1, "inside");
  hang_up (f);
  check (f, "{0 0:TOY. 0:TUNNEL. {0 0:TOY. 1:inside 0. 0. 1. 1. } } ");
}

/* Who opens a channel may know whose it is. */
static void
test_named (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TOY\n");
  say (f, 0, "UPGRADE\n");
  say (f, 1, "anything");
  check (f, "{0 0:TOY. 0:UPGRADE. {0 1:anything 0~ 0~ 1~ 1~ } } ");
}

static void
test_tunnel_of_another (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TOY\n");
  say (f, 0, "TUNNEL\n");
  say (f, 0, "TOYS");
  say (f, 0, "\n");
  check (f, "{0 0:TOY. 0:TUNNEL. +0:TOYS +0:. 0~ 1~ } ");
}

static void
test_too_deep (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  guint found = 0;

  for (guint i = 0; i < 100; i++)
    {
      say (f, 0, "TOY\n");
      say (f, 0, "TUNNEL\n");
    }
  wire_stream_table_finish (f->table);
  for (const char *at = ((GString *) wire_listening_get_log (f->listening, &toy_listener))->str;
       (at = strchr (at, '{')); at++)
    found++;
  g_assert_cmpuint (found, ==, WIRE_CHANNEL_MAX_DEPTH);
}

static void
test_decrypted (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TOY\n");
  say (f, 0, "SECRET\n");
  say (f, 0, "toy\n");
  say (f, 1, "HELLO");
  f->next[1] += 3;
  say (f, 1, "THERE");
  check (f, "{0 0:TOY. 0:SECRET. {0! 0:TOY. 1:hello 1:[3] 1:there 0~ 0~ 1~ 1~ } } ");
}

/* Expectations */

static void
test_expected (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  say (f, 0, "TOY\n");
  say (f, 0, "PORT 8000\n");
  say_on (f, 8000, 1, 0, "data");
  say_on (f, 8000, 0, 0, "and more");
  check (f, "{0 0:TOY. 0:PORT 8000. {1* 0:data 1:and more 0~ 1~ } 0~ 1~ } ");
}

static void
test_expected_once (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WireExpectations *expectations = wire_listening_get_expectations (f->listening);
  WireTuple tuple = { .dst_port = 21, .family = 4, .protocol = TCP, .dst = { 1 } };
  WireTuple elsewhere = { .dst_port = 21, .family = 4, .protocol = TCP, .dst = { 2 } };
  WireExpectation exact = { .to = tuple, .listener = &toy_listener, .hint = &exact };
  WireExpectation any = {
    .to = tuple, .any_address = TRUE, .listener = &toy_listener, .hint = &any
  };
  WireExpectation met;

  wire_expectations_add (expectations, &any);
  wire_expectations_add (expectations, &exact);
  g_assert_true (wire_expectations_take (expectations, &tuple, &met));
  g_assert_true (met.hint == &exact);
  g_assert_true (wire_expectations_take (expectations, &elsewhere, &met));
  g_assert_true (met.hint == &any);
  g_assert_false (wire_expectations_take (expectations, &tuple, &met));
  wire_expectations_add (expectations, &exact);
  wire_expectations_withdraw (expectations, &exact);
  g_assert_false (wire_expectations_take (expectations, &tuple, &met));
}

/* Who announces ever more connections is not remembered for ever. */
static void
test_too_many_expected (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  WireExpectations *expectations = wire_listening_get_expectations (f->listening);
  WireExpectation expectation = { .to = { .family = 4, .protocol = TCP },
                                  .listener = &toy_listener };
  WireExpectation met;

  for (guint32 i = 0; i < WIRE_EXPECTATIONS_MAX + 10; i++)
    {
      memcpy (expectation.to.dst, &i, sizeof i);
      wire_expectations_add (expectations, &expectation);
    }
  memset (expectation.to.dst, 0, sizeof expectation.to.dst);
  g_assert_false (wire_expectations_take (expectations, &expectation.to, &met));
  expectation.to.dst[0] = 10;
  g_assert_true (wire_expectations_take (expectations, &expectation.to, &met));
}

/* Datagrams */

static void
test_datagrams (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireTuple tuple = { .src_port = 5, .dst_port = 69, .family = 4, .protocol = UDP };

  send (f, &tuple, 0, 0, 0, "toy story");
  send (f, &tuple, 0, 0, 0, "again");
  send (f, &tuple, 0, 0, 0, "TOY\n");
  check (f, "{0 0:toy story 0:again 0:TOY. 0~ 1~ } ");
}

/* Derived bytes and transfers */

static char *
read_body (Fixture *f, const WireBody *body)
{
  GString *out = g_string_new (NULL);

  for (guint32 i = 0; i < body->n; i++)
    {
      const WireExtent *extent = &body->extents[i];
      g_autofree guint8 *bytes = g_malloc0 (extent->length + 1);

      if (extent->offset & WIRE_EXTENT_DERIVED && extent->offset != WIRE_EXTENT_GAP)
        g_assert_true (wire_derived_read (wire_listening_get_derived (f->listening), extent->offset,
                                          bytes, extent->length, NULL));
      g_string_append_printf (out, "%u:%s ", extent->packet, (const char *) bytes);
    }
  return g_string_free (out, FALSE);
}

static void
test_transfer (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireTransferLog *log = wire_listening_get_transfers (f->listening);
  g_autofree char *content = NULL;
  const WireTransfer *file;

  say (f, 0, "TOY\n");
  say (f, 0, "SECRET\n");
  say (f, 0, "toy\n");
  say (f, 0, "file NAME\n");
  say (f, 0, "CONTENT");
  wire_stream_table_finish (f->table);
  g_assert_cmpuint (wire_transfer_log_get_length (log), ==, 1);
  file = wire_transfer_log_get (log, 0);
  g_assert_cmpstr (file->name, ==, "name");
  g_assert_cmpuint (file->flags, ==, WIRE_TRANSFER_COMPLETE | WIRE_TRANSFER_DECRYPTED);
  g_assert_cmpuint (file->packet, ==, 4);
  g_assert_cmpuint (file->parent, ==, WIRE_TRANSFER_NONE);
  content = read_body (f, &file->body);
  g_assert_cmpstr (content, ==, "4:content ");
}

static void
test_transfer_in_the_file (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireTransferLog *log = wire_listening_get_transfers (f->listening);
  const WireTransfer *file;

  say (f, 0, "TOY\n");
  say (f, 0, "FILE n\n");
  say (f, 0, "CONTENT");
  file = wire_transfer_log_get (log, 0);
  g_assert_cmpuint (file->body.n, ==, 1);
  g_assert_cmpuint (file->body.extents[0].offset, ==, 2000);
  g_assert_cmpuint (file->body.extents[0].length, ==, 7);
}

static void
test_warnings (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_auto (GStrv) none = wire_listening_tell_problems (f->listening);
  g_auto (GStrv) some = NULL;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  wire_listening_warn (f->listening, "Something could not be read.");
  wire_listening_warn (f->listening, "Something could not be read.");
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("Thing %u could not be read.", i);

      wire_listening_warn (f->listening, sentence);
    }
  some = wire_listening_tell_problems (f->listening);
  g_assert_cmpstr (some[0], ==, "Something could not be read.");
  g_assert_cmpstr (some[1], ==, "Thing 0 could not be read.");
  g_assert_cmpuint (g_strv_length (some), <, 100);
}

#define ADD(name, test) g_test_add ("/listening/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole", test_whole);
  ADD ("in-pieces", test_in_pieces);
  ADD ("the-other-one", test_the_other_one);
  ADD ("server-speaks-first", test_server_speaks_first);
  ADD ("server-speaks-of-something-else", test_server_speaks_of_something_else);
  ADD ("in-the-middle", test_in_the_middle);
  ADD ("never-sure", test_never_sure);
  ADD ("crowd", test_crowd);
  ADD ("gap-while-unsure", test_gap_while_unsure);
  ADD ("gap", test_gap);
  ADD ("leaves", test_leaves);
  ADD ("refuses", test_refuses);
  ADD ("budget", test_budget);
  ADD ("tunnel", test_tunnel);
  ADD ("named", test_named);
  ADD ("tunnel-of-another", test_tunnel_of_another);
  ADD ("too-deep", test_too_deep);
  ADD ("decrypted", test_decrypted);
  ADD ("expected", test_expected);
  ADD ("expected-once", test_expected_once);
  ADD ("too-many-expected", test_too_many_expected);
  ADD ("datagrams", test_datagrams);
  ADD ("transfer", test_transfer);
  ADD ("transfer-in-the-file", test_transfer_in_the_file);
  ADD ("warnings", test_warnings);
  return g_test_run ();
}
