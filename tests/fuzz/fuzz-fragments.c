/* fuzz-fragments.c: fragments in any order, of which each is settled once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is fragments of two bytes: hosts, protocol and whether it is a first one; identifier.
 */

#include "capture/index/wire-fragment-table.h"

#define INPUT_MAX 8192

typedef struct
{
  guint8 *settled; /* by packet: how often */
  guint n;
} Packets;

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
settled_cb (guint32 packet, guint32 flow, const WireTuple *tuple, gpointer user_data)
{
  Packets *packets = user_data;

  g_assert_cmpuint (packet, <, packets->n);
  g_assert_true (flow == WIRE_FLOW_NONE || flow < packets->n);
  g_assert_true (tuple->src_port == 0 && tuple->dst_port == 0);
  packets->settled[packet]++;
}

static void
add (WireFragmentTable *table, const guint8 *fragment, guint32 packet, Packets *packets)
{
  WireTuple tuple = { .src = { 10, fragment[0] & 7 },
                      .dst = { 10, fragment[0] >> 3 & 7 },
                      .family = WIRE_FAMILY_IPV4,
                      .protocol = fragment[0] & 0x40 ? 6 : 17 };
  guint32 flow;

  if (fragment[0] & 0x80)
    {
      tuple.src_port = tuple.dst_port = 53;
      packets->settled[packet]++;
      wire_fragment_table_add_first (table, &tuple, fragment[1], packet);
      return;
    }
  flow = wire_fragment_table_add_later (table, &tuple, fragment[1], packet);
  if (flow != WIRE_FLOW_NONE)
    settled_cb (packet, flow, &tuple, packets);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree guint8 *settled = g_malloc0 (size / 2 + 1);
  Packets packets = { settled, (guint) size / 2 };
  g_autoptr (WireFragmentTable) table = wire_fragment_table_new (settled_cb, &packets);

  if (size > INPUT_MAX)
    return 0;
  for (guint i = 0; i < packets.n; i++)
    add (table, data + 2 * i, i, &packets);
  wire_fragment_table_give_up (table);
  for (guint i = 0; i < packets.n; i++)
    g_assert_cmpuint (settled[i], ==, 1);
  return 0;
}
