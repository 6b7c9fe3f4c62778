/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Datagrams of TFTP between a client and two ports of a server, whole, in fragments and cut. Each
 * record is a byte of who sends and of how much was captured, one of a length, and that many bytes.
 */

#include "capture/reassembly/wire-stream-table.h"
#include "capture/tftp/wire-tftp-listener.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const WireListener *const ROWS[] = { &wire_tftp_listener, &wire_tftp_data_listener, NULL };

typedef struct
{
  WireFlowTable *flows;
  WireStreamTable *table;
  guint32 packets;
} Talk;

static void
send_datagram (Talk *talk, guint8 what, const guint8 *bytes, gsize length)
{
  WireTuple tuple = { .src_port = (guint16) (2000 + (what & 1)),
                      .dst_port = what & 2 ? 69 : 3000,
                      .family = 4,
                      .protocol = 17 };
  WireTuple back;
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  WireSegment segment = {
    .data = copy,
    .offset = 100000u * talk->packets,
    .packet = talk->packets++,
    .sequence = what & 8 ? what >> 4 : 0,
    .captured = (guint32) (what & 16 ? length / 2 : length),
    .length = (guint32) length,
    .protocol = tuple.protocol,
  };

  wire_tuple_reverse (&tuple, &back);
  segment.flow = wire_flow_table_add (talk->flows, what & 4 ? &back : &tuple, 0, 60, 0);
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

      send_datagram (&talk, data[at], data + at + 2, n);
      at += 2 + n;
    }
  wire_stream_table_finish (talk.table);
  wire_stream_table_free (talk.table);
  wire_flow_table_free (talk.flows);
  return 0;
}
