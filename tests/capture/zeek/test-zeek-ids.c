/* test-zeek-ids.c: identifiers that are the same in every run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/log/wire-zeek-ids.h"

static WireTuple
make_tuple (const char *src, guint16 src_port, const char *dst, guint16 dst_port, guint8 protocol)
{
  WireTuple tuple = { .src_port = src_port, .dst_port = dst_port, .protocol = protocol };
  WireFamily family;

  g_assert_true (wire_address_parse (src, &family, tuple.src));
  g_assert_true (wire_address_parse (dst, &family, tuple.dst));
  tuple.family = (guint8) family;
  return tuple;
}

/* The baseline of the Community ID specification. */
static void
test_community (void)
{
  static const struct
  {
    const char *src;
    guint16 src_port;
    const char *dst;
    guint16 dst_port;
    guint8 protocol;
    const char *id;
  } FLOWS[] = {
    { "128.232.110.120", 34855, "66.35.250.204", 80, 6, "1:LQU9qZlK+B5F3KDmev6m5PMibrg=" },
    { "66.35.250.204", 80, "128.232.110.120", 34855, 6, "1:LQU9qZlK+B5F3KDmev6m5PMibrg=" },
    { "192.168.1.52", 54585, "8.8.8.8", 53, 17, "1:d/FP5EW3wiY1vCndhwleRRKHowQ=" },
    { "192.168.0.89", 8, "192.168.0.1", 0, 1, "1:X0snYXpgwiv9TZtqg64sgzUn6Dk=" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (FLOWS); i++)
    {
      WireTuple tuple = make_tuple (FLOWS[i].src, FLOWS[i].src_port, FLOWS[i].dst,
                                    FLOWS[i].dst_port, FLOWS[i].protocol);
      g_autofree char *id = wire_zeek_make_community_id (&tuple, FALSE);

      g_assert_cmpstr (id, ==, FLOWS[i].id);
    }
}

static void
test_ids (void)
{
  const guint8 digest[WIRE_ZEEK_DIGEST_SIZE] = { 1, 2, 3 };
  char first[WIRE_ZEEK_ID_SIZE];
  char again[WIRE_ZEEK_ID_SIZE];
  char other[WIRE_ZEEK_ID_SIZE];

  wire_zeek_make_id ('C', digest, 5, 7, first);
  wire_zeek_make_id ('C', digest, 5, 7, again);
  wire_zeek_make_id ('C', digest, 7, 5, other);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
  g_assert_cmpuint (strlen (first), ==, 18);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zeek-ids/community", test_community);
  g_test_add_func ("/zeek-ids/ids", test_ids);
  return g_test_run ();
}
