/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Segments of several connections to listeners that hand on, derive, refuse and leave: nothing is
 * used after it was freed, and all is freed in the end. Each record is a byte of connection, side
 * and flags, one of how far the sequence number jumps, one of a length, and that many bytes, or
 * where the length is above 200 a command of the toy's.
 */

#include "capture/http/wire-http-listener.h"
#include "capture/reassembly/wire-stream-table.h"
#include "tests/capture/reassembly/toy-listener.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const WireListener *const ROWS[] = { &toy_listener,
                                            &second_listener,
                                            &toy_datagram_listener,
                                            &wire_http_listener,
                                            &wire_http_datagram_listener,
                                            NULL };

static const char *const COMMANDS[] = {
  "TOY\n",
  "TUNNEL\n",
  "UPGRADE\n",
  "SECRET\n",
  "FILE x\n",
  "PART y\n",
  "PORT 2\n",
  "HOLD 50\n",
  "HOLD 0\n",
  "WARN\n",
  "AGAIN\n",
  "BYE\n",
  "OTHER\n",
  "TOYS\n",
  "220 x\n",
  "toy\n",
  "CONNECT a:1 HTTP/1.1\r\n\r\n",
  "HTTP/1.1 200 OK\r\n\r\n",
  "GET / HTTP/1.1\r\nUpgrade: h2c\r\n\r\n",
  "HTTP/1.1 101 S\r\nUpgrade: TOY\r\n\r\n",
};

typedef struct
{
  WireFlowTable *flows;
  WireStreamTable *table;
  guint32 next[4][2];
  guint32 packets;
} Talk;

static void
send_segment (Talk *talk, guint8 what, guint8 jump, const guint8 *bytes, gsize length)
{
  guint connection = what & 3;
  guint side = what >> 2 & 1;
  guint8 flags = (what & 8 ? WIRE_TCP_FIN : 0) | (what & 16 ? WIRE_TCP_SYN : 0)
                 | (what & 32 ? WIRE_TCP_RST : 0) | WIRE_TCP_ACK;
  WireTuple tuple = { .src_port = 1000,
                      .dst_port = (guint16) (connection + 1),
                      .family = 4,
                      .protocol = what & 64 ? 17 : 6 };
  WireTuple back;
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  WireSegment segment = {
    .data = copy,
    .offset = 1000u * talk->packets,
    .packet = talk->packets++,
    .sequence = talk->next[connection][side] + (guint32) (jump < 200 ? 0 : jump - 210),
    .acknowledgement = talk->next[connection][!side],
    .captured = (guint32) (what & 128 ? length / 2 : length),
    .length = (guint32) length,
    .tcp_flags = flags,
    .protocol = tuple.protocol,
  };

  wire_tuple_reverse (&tuple, &back);
  segment.flow = wire_flow_table_add (talk->flows, side ? &back : &tuple, 0, 60, flags);
  talk->next[connection][side] = segment.sequence + (guint32) length;
  wire_stream_table_add (talk->table, talk->flows, &segment, 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const WireListeningSetup setup = { .rows = ROWS };
  Talk talk = { wire_flow_table_new (), wire_stream_table_new (&setup), .packets = 0 };
  g_auto (GStrv) problems = NULL;

  for (gsize at = 0; at + 3 <= size;)
    {
      gboolean command = data[at + 2] > 200;
      const char *said = COMMANDS[data[at + 2] % G_N_ELEMENTS (COMMANDS)];
      gsize n = command ? strlen (said) : MIN (data[at + 2], size - at - 3);

      send_segment (&talk, data[at], data[at + 1], command ? (const guint8 *) said : data + at + 3,
                    n);
      at += 3 + (command ? 0 : n);
    }
  wire_stream_table_finish (talk.table);
  problems = wire_listening_tell_problems (wire_stream_table_get_listening (talk.table));
  wire_stream_table_free (talk.table);
  wire_flow_table_free (talk.flows);
  return 0;
}
