/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Connections whose bytes are those of MQTT, Redis, IRC or a file, or look so for a while. Each
 * record is a byte of side and flags, one of a length, and that many bytes.
 */

#include "capture/irc/wire-irc-listener.h"
#include "capture/lonefile/wire-lone-file-listener.h"
#include "capture/mqtt/wire-mqtt-listener.h"
#include "capture/reassembly/wire-stream-table.h"
#include "capture/redis/wire-redis-listener.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const WireListener *const ROWS[] = {
  &wire_mqtt_listener, &wire_redis_listener,     &wire_irc_listener,
  &wire_dcc_listener,  &wire_lone_file_listener, NULL,
};

typedef struct
{
  WireFlowTable *flows;
  WireStreamTable *table;
  guint32 next[2][2];
  guint32 packets;
} Talk;

static void
send_segment (Talk *talk, guint8 what, const guint8 *bytes, gsize length)
{
  guint side = what & 1;
  guint connection = what >> 1 & 1;
  guint8 flags = (what & 4 ? WIRE_TCP_FIN : 0) | (what & 8 ? WIRE_TCP_SYN : 0) | WIRE_TCP_ACK;
  WireTuple tuple = {
    .src_port = 1000, .dst_port = (guint16) (connection ? 2000 : 3000), .family = 4, .protocol = 6
  };
  WireTuple back;
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  WireSegment segment = {
    .data = copy,
    .offset = 1000u * talk->packets,
    .packet = talk->packets++,
    .sequence = talk->next[connection][side] + (what & 16 ? what >> 5 : 0),
    .acknowledgement = talk->next[connection][!side],
    .captured = (guint32) length,
    .length = (guint32) length,
    .tcp_flags = flags,
    .protocol = tuple.protocol,
  };

  tuple.dst[3] = 2;
  wire_tuple_reverse (&tuple, &back);
  segment.flow = wire_flow_table_add (talk->flows, side ? &back : &tuple, 0, 60, flags);
  talk->next[connection][side] = segment.sequence + (guint32) length + (what & 8 ? 1 : 0);
  wire_stream_table_add (talk->table, talk->flows, &segment, 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const WireListeningSetup setup = { .rows = ROWS };
  Talk talk = { wire_flow_table_new (), wire_stream_table_new (&setup), .packets = 0 };

  for (gsize at = 0; at + 2 <= size;)
    {
      gsize n = MIN (data[at + 1], size - at - 2);

      send_segment (&talk, data[at], data + at + 2, n);
      at += 2 + n;
    }
  wire_stream_table_finish (talk.table);
  wire_stream_table_free (talk.table);
  wire_flow_table_free (talk.flows);
  return 0;
}
