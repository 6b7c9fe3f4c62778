/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/index/wire-fragment-table.h"

#include <string.h>

/* What was settled, as text: "packet:flow " with "-" where there is none. */
static void
settled_cb (guint32 packet, guint32 flow, const WireTuple *tuple, gpointer user_data)
{
  GString *log = user_data;

  g_assert_cmpuint (tuple->src_port, ==, 0);
  g_assert_cmpuint (tuple->dst_port, ==, 0);
  if (flow == WIRE_FLOW_NONE)
    g_string_append_printf (log, "%u:- ", packet);
  else
    g_string_append_printf (log, "%u:%u ", packet, flow);
}

static WireTuple
tuple_of (WireFamily family, guint8 host, guint8 protocol, guint16 port)
{
  return (WireTuple){
    .src = { 10, host }, .dst = { 10 }, .src_port = port, .family = family, .protocol = protocol
  };
}

static void
test_in_order (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (WireFragmentTable) table = wire_fragment_table_new (settled_cb, log);
  WireTuple first = tuple_of (WIRE_FAMILY_IPV4, 1, 17, 53);
  WireTuple later = tuple_of (WIRE_FAMILY_IPV4, 1, 17, 0);

  wire_fragment_table_add_first (table, &first, 7, 100);
  g_assert_cmpuint (wire_fragment_table_add_later (table, &later, 7, 1), ==, 100);
  g_assert_cmpuint (wire_fragment_table_add_later (table, &later, 7, 2), ==, 100);
  wire_fragment_table_give_up (table);
  g_assert_cmpstr (log->str, ==, "");
}

static void
test_first_comes_last (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (WireFragmentTable) table = wire_fragment_table_new (settled_cb, log);
  WireTuple first = tuple_of (WIRE_FAMILY_IPV4, 1, 17, 53);
  WireTuple later = tuple_of (WIRE_FAMILY_IPV4, 1, 17, 0);

  g_assert_cmpuint (wire_fragment_table_add_later (table, &later, 7, 1), ==, WIRE_FLOW_NONE);
  g_assert_cmpuint (wire_fragment_table_add_later (table, &later, 8, 2), ==, WIRE_FLOW_NONE);
  g_assert_cmpuint (wire_fragment_table_add_later (table, &later, 7, 3), ==, WIRE_FLOW_NONE);
  wire_fragment_table_add_first (table, &first, 7, 100);
  g_assert_cmpstr (log->str, ==, "1:100 3:100 ");
  g_assert_cmpuint (wire_fragment_table_add_later (table, &later, 7, 5), ==, 100);
  wire_fragment_table_give_up (table);
  g_assert_cmpstr (log->str, ==, "1:100 3:100 2:- ");
}

/* An identification that comes round again: the later datagram's fragments are its own. */
static void
test_used_again (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (WireFragmentTable) table = wire_fragment_table_new (settled_cb, log);
  WireTuple tuple = tuple_of (WIRE_FAMILY_IPV4, 1, 17, 0);

  wire_fragment_table_add_first (table, &tuple, 7, 100);
  wire_fragment_table_add_first (table, &tuple, 7, 101);
  g_assert_cmpuint (wire_fragment_table_add_later (table, &tuple, 7, 1), ==, 101);
}

static void
test_told_apart (void)
{
  static const struct
  {
    WireFamily family;
    guint8 host, protocol;
    guint32 id;
    gboolean same;
  } CASES[] = {
    { WIRE_FAMILY_IPV4, 1, 17, 7, TRUE },
    { WIRE_FAMILY_IPV4, 2, 17, 7, FALSE },
    { WIRE_FAMILY_IPV4, 1, 6, 7, FALSE },
    { WIRE_FAMILY_IPV4, 1, 17, 8, FALSE },
    { WIRE_FAMILY_IPV6, 1, 17, 7, TRUE },
    { WIRE_FAMILY_IPV6, 1, 60, 7, TRUE }, /* RFC 8200: the next header does not tell them apart */
    { WIRE_FAMILY_IPV6, 1, 17, 0x10007, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GString) log = g_string_new (NULL);
      g_autoptr (WireFragmentTable) table = wire_fragment_table_new (settled_cb, log);
      WireTuple first = tuple_of (CASES[i].family, 1, 17, 53);
      WireTuple later = tuple_of (CASES[i].family, CASES[i].host, CASES[i].protocol, 0);
      guint32 flow;

      wire_fragment_table_add_first (table, &first, 7, 100);
      flow = wire_fragment_table_add_later (table, &later, CASES[i].id, 1);
      g_assert_cmpuint (flow, ==, CASES[i].same ? 100 : WIRE_FLOW_NONE);
    }
}

static void
count_cb (guint32 packet, guint32 flow, const WireTuple *tuple, gpointer user_data)
{
  guint8 *settled = user_data;

  (void) tuple;
  g_assert_cmpuint (flow, ==, WIRE_FLOW_NONE);
  g_assert_cmpuint (settled[packet], ==, 0);
  settled[packet] = 1;
}

/* However many fragments wait for a first one that never comes, every one is settled once. */
static void
test_flood (void)
{
  enum
  {
    N = 200000
  };
  g_autofree guint8 *settled = g_malloc0 (N);
  g_autoptr (WireFragmentTable) table = wire_fragment_table_new (count_cb, settled);
  WireTuple tuple = tuple_of (WIRE_FAMILY_IPV4, 1, 17, 0);

  for (guint32 i = 0; i < N; i++)
    wire_fragment_table_add_later (table, &tuple, i % 3 ? i : 0, i);
  wire_fragment_table_give_up (table);
  g_assert_null (memchr (settled, 0, N));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fragment-table/in-order", test_in_order);
  g_test_add_func ("/fragment-table/first-comes-last", test_first_comes_last);
  g_test_add_func ("/fragment-table/used-again", test_used_again);
  g_test_add_func ("/fragment-table/told-apart", test_told_apart);
  g_test_add_func ("/fragment-table/flood", test_flood);
  return g_test_run ();
}
