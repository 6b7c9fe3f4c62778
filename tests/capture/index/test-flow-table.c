/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/index/wire-flow-table.h"

static const guint64 SEED[4] = { 0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9, 0x94d049bb133111eb, 42 };

static WireTuple
tuple_of (const char *src, guint16 src_port, const char *dst, guint16 dst_port, guint8 protocol)
{
  WireTuple tuple = { .src_port = src_port, .dst_port = dst_port, .protocol = protocol };
  WireFamily family;

  g_assert_true (wire_address_parse (src, &family, tuple.src));
  g_assert_true (wire_address_parse (dst, &family, tuple.dst));
  tuple.family = family;
  return tuple;
}

/* The n-th of many tuples: n / 2 names the conversation, its lowest bit the direction. */
static WireTuple
nth_tuple (guint32 n)
{
  WireTuple tuple = { .family = WIRE_FAMILY_IPV4, .protocol = 6, .dst_port = 80 };
  WireTuple reverse;
  guint32 pair = n / 2;

  tuple.src[0] = 10;
  memcpy (tuple.src + 1, &pair, 2);
  tuple.dst[0] = 192;
  tuple.src_port = (guint16) (1024 + pair / 65536);
  wire_tuple_reverse (&tuple, &reverse);
  return n & 1 ? reverse : tuple;
}

static void
test_directions (void)
{
  g_autoptr (WireFlowTable) table = wire_flow_table_new ();
  WireTuple out = tuple_of ("146.176.164.91", 53954, "23.21.54.131", 80, 6);
  WireTuple back = tuple_of ("23.21.54.131", 80, "146.176.164.91", 53954, 6);

  g_assert_cmpuint (wire_flow_table_find (table, &out), ==, WIRE_FLOW_NONE);
  g_assert_cmpuint (wire_flow_table_add (table, &out, 1000, 60, 2), ==, 0);
  g_assert_cmpuint (wire_flow_table_get (table, 0)->reverse, ==, WIRE_FLOW_NONE);
  g_assert_cmpuint (wire_flow_table_find (table, &back), ==, WIRE_FLOW_NONE);
  g_assert_cmpuint (wire_flow_table_add (table, &back, 1100, 1500, 18), ==, 1);
  g_assert_cmpuint (wire_flow_table_add (table, &out, 1200, 1024, 24), ==, 0);

  g_assert_cmpuint (wire_flow_table_get_length (table), ==, 2);
  const WireFlow *flow = wire_flow_table_get (table, 0);
  g_assert_cmpuint (flow->packets, ==, 2);
  g_assert_cmpuint (flow->bytes, ==, 1084);
  g_assert_cmpint (flow->first, ==, 1000);
  g_assert_cmpint (flow->last, ==, 1200);
  g_assert_cmphex (flow->tcp_flags, ==, 26);
  g_assert_cmpuint (flow->reverse, ==, 1);
  g_assert_cmpuint (wire_flow_table_get (table, 1)->reverse, ==, 0);
  g_assert_cmpuint (wire_flow_table_find (table, &back), ==, 1);
}

static void
test_told_apart (void)
{
  g_autoptr (WireFlowTable) table = wire_flow_table_new ();
  const WireTuple tuples[] = {
    tuple_of ("192.0.2.1", 1, "192.0.2.2", 2, 6),
    tuple_of ("192.0.2.1", 2, "192.0.2.2", 1, 6), /* ports exchanged: the same hash */
    tuple_of ("192.0.2.1", 1, "192.0.2.2", 2, 17),
    tuple_of ("192.0.2.1", 1, "192.0.2.3", 2, 6),
    tuple_of ("192.0.2.1", 0, "192.0.2.2", 0, 1),
    tuple_of ("2001:db8::1", 1, "2001:db8::2", 2, 6),
    tuple_of ("c000:201::", 1, "c000:202::", 2, 6), /* the bytes of 192.0.2.1 and 192.0.2.2 */
  };

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < G_N_ELEMENTS (tuples); i++)
      g_assert_cmpuint (wire_flow_table_add (table, &tuples[i], 0, 1, 0), ==, i);
  g_assert_cmpuint (wire_flow_table_get_length (table), ==, G_N_ELEMENTS (tuples));
  for (guint i = 0; i < G_N_ELEMENTS (tuples); i++)
    g_assert_cmpuint (wire_flow_table_get (table, i)->reverse, ==, WIRE_FLOW_NONE);
}

static void
test_to_itself (void)
{
  g_autoptr (WireFlowTable) table = wire_flow_table_new ();
  WireTuple tuple = tuple_of ("127.0.0.1", 5005, "127.0.0.1", 5005, 17);

  g_assert_cmpuint (wire_flow_table_add (table, &tuple, 0, 1, 0), ==, 0);
  g_assert_cmpuint (wire_flow_table_add (table, &tuple, 0, 1, 0), ==, 0);
  g_assert_cmpuint (wire_flow_table_get (table, 0)->packets, ==, 2);
  g_assert_cmpuint (wire_flow_table_get (table, 0)->reverse, ==, WIRE_FLOW_NONE);
}

static void
test_times (void)
{
  static const struct
  {
    gint64 times[3];
    gint64 first, last;
  } CASES[] = {
    { { 1, 2, 3 }, 1, 3 },
    { { 2, 1, 3 }, 1, 3 },
    { { 3, 2, 1 }, 1, 3 },
    { { WIRE_TIME_NONE, 2, 1 }, 1, 2 },
    { { 2, WIRE_TIME_NONE, 1 }, 1, 2 },
    { { -5, WIRE_TIME_NONE, WIRE_TIME_NONE }, -5, -5 },
    { { WIRE_TIME_NONE, WIRE_TIME_NONE, WIRE_TIME_NONE }, WIRE_TIME_NONE, WIRE_TIME_NONE },
  };
  WireTuple tuple = tuple_of ("192.0.2.1", 1, "192.0.2.2", 2, 6);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WireFlowTable) table = wire_flow_table_new_with_seed (SEED);

      for (guint j = 0; j < 3; j++)
        wire_flow_table_add (table, &tuple, CASES[i].times[j], 1, 0);
      g_assert_cmpint (wire_flow_table_get (table, 0)->first, ==, CASES[i].first);
      g_assert_cmpint (wire_flow_table_get (table, 0)->last, ==, CASES[i].last);
    }
}

#define MANY 200000u

static void
check_many (const WireFlowTable *table)
{
  g_assert_cmpuint (wire_flow_table_get_length (table), ==, MANY);
  for (guint32 i = 0; i < MANY; i++)
    {
      WireTuple tuple = nth_tuple (i);
      const WireFlow *flow = wire_flow_table_get (table, i);

      g_assert_cmpuint (wire_flow_table_find (table, &tuple), ==, i);
      g_assert_true (wire_tuple_equal (&flow->tuple, &tuple));
      g_assert_cmpuint (flow->packets, ==, 3);
      g_assert_cmpuint (flow->reverse, ==, i ^ 1);
    }
}

static void
test_many (void)
{
  g_autoptr (WireFlowTable) table = wire_flow_table_new ();

  for (guint32 i = 0; i < 3 * MANY; i++)
    {
      WireTuple tuple = nth_tuple (i % MANY);

      g_assert_cmpuint (wire_flow_table_add (table, &tuple, i, 100, 0), ==, i % MANY);
    }
  check_many (table);
}

static void
test_batches (void)
{
  g_autoptr (WireFlowTable) table = wire_flow_table_new_with_seed (SEED);
  WireFlowSample samples[50];

  for (guint32 i = 0; i < 3 * MANY; i += G_N_ELEMENTS (samples))
    {
      for (guint j = 0; j < G_N_ELEMENTS (samples); j++)
        samples[j] = (WireFlowSample){ .tuple = nth_tuple ((i + j) % MANY), .length = 100 };
      wire_flow_table_make_room (table, G_N_ELEMENTS (samples), NULL);
      wire_flow_table_hash_batch (table, samples, G_N_ELEMENTS (samples));
      wire_flow_table_add_batch (table, samples, G_N_ELEMENTS (samples));
      for (guint j = 0; j < G_N_ELEMENTS (samples); j++)
        g_assert_cmpuint (samples[j].flow, ==, (i + j) % MANY);
    }
  check_many (table);
}

static void
test_batch_without_flows (void)
{
  g_autoptr (WireFlowTable) table = wire_flow_table_new ();
  WireFlowSample samples[3] = { { .length = 60 }, { .tuple = nth_tuple (0) }, { .length = 60 } };

  wire_flow_table_hash_batch (table, samples, 3);
  wire_flow_table_add_batch (table, samples, 3);
  g_assert_cmpuint (samples[0].flow, ==, WIRE_FLOW_NONE);
  g_assert_cmpuint (samples[1].flow, ==, 0);
  g_assert_cmpuint (samples[2].flow, ==, WIRE_FLOW_NONE);
  g_assert_cmpuint (wire_flow_table_get_length (table), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow-table/directions", test_directions);
  g_test_add_func ("/flow-table/told-apart", test_told_apart);
  g_test_add_func ("/flow-table/to-itself", test_to_itself);
  g_test_add_func ("/flow-table/times", test_times);
  g_test_add_func ("/flow-table/many", test_many);
  g_test_add_func ("/flow-table/batches", test_batches);
  g_test_add_func ("/flow-table/batch-without-flows", test_batch_without_flows);
  return g_test_run ();
}
