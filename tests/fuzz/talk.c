/* talk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/fuzz/talk.h"

#include "capture/reassembly/wire-stream-table.h"

#include <string.h>

typedef struct
{
  WireFlowTable *flows;
  WireStreamTable *table;
  guint32 next[2];
  guint32 packets;
} Talk;

static void
say (Talk *talk, guint what, const guint8 *bytes, gsize length)
{
  guint side = what & 1;
  WireTuple tuple = { .src_port = 1000, .dst_port = 25, .family = 4, .protocol = 6 };
  WireTuple back;
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  WireSegment segment = {
    .data = copy,
    .offset = 1000u * talk->packets,
    .packet = talk->packets++,
    .sequence = talk->next[side],
    .acknowledgement = talk->next[!side],
    .captured = (guint32) length,
    .length = (guint32) length,
    .tcp_flags = WIRE_TCP_ACK,
    .protocol = 6,
  };

  talk->next[side] += (guint32) length;
  if (what & 2)
    return;
  wire_tuple_reverse (&tuple, &back);
  segment.flow = wire_flow_table_add (talk->flows, side ? &back : &tuple, 0, 60, WIRE_TCP_ACK);
  wire_stream_table_add (talk->table, talk->flows, &segment, 1);
}

void
fuzz_talk (const WireListener *const *rows,
           const char *server,
           const char *client,
           const guint8 *data,
           gsize size)
{
  const WireListeningSetup setup = { .rows = rows };
  Talk talk = { wire_flow_table_new (), wire_stream_table_new (&setup), { 100, 900 }, 0 };

  say (&talk, 1, (const guint8 *) server, strlen (server));
  say (&talk, 0, (const guint8 *) client, strlen (client));
  for (gsize at = 0; at + 2 <= size;)
    {
      gsize n = MIN (data[at + 1], size - at - 2);

      say (&talk, data[at], data + at + 2, n);
      at += 2 + n;
    }
  wire_stream_table_finish (talk.table);
  wire_stream_table_free (talk.table);
  wire_flow_table_free (talk.flows);
}
