/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Packets of one association. Each record is a byte of side, one of a length, and that many bytes
 * of what follows the common header.
 */

#include "capture/http/wire-http-listener.h"
#include "capture/reassembly/wire-stream-table.h"
#include "capture/sctp/wire-sctp-listener.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const WireListener *const ROWS[] = { &wire_http_listener, &wire_sctp_listener, NULL };

static void
send_packet (WireStreamTable *table,
             WireFlowTable *flows,
             guint side,
             guint32 number,
             const guint8 *bytes,
             gsize length)
{
  WireTuple tuple = { .src_port = 1000, .dst_port = 80, .family = 4, .protocol = 132 };
  WireTuple back;
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  WireSegment segment = {
    .data = copy,
    .offset = 1000u * number,
    .packet = number,
    .captured = (guint32) length,
    .length = (guint32) length,
    .protocol = tuple.protocol,
  };

  tuple.dst[3] = 2;
  wire_tuple_reverse (&tuple, &back);
  segment.flow = wire_flow_table_add (flows, side ? &back : &tuple, 0, 60, 0);
  wire_stream_table_add (table, flows, &segment, 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const WireListeningSetup setup = { .rows = ROWS };
  g_autoptr (WireFlowTable) flows = wire_flow_table_new ();
  WireStreamTable *table = wire_stream_table_new (&setup);
  guint32 number = 0;

  for (gsize at = 0; at + 2 <= size;)
    {
      gsize n = MIN (data[at + 1], size - at - 2);

      send_packet (table, flows, data[at] & 1, number++, data + at + 2, n);
      at += 2 + n;
    }
  wire_stream_table_finish (table);
  wire_stream_table_free (table);
  return 0;
}
