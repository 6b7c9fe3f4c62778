/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/view/wire-bpf.h"
#include "capture/frame/wire-frame.h"

#define ETHERNET 1u
#define RAW 101u
#define SECOND G_GINT64_CONSTANT (1000000000)

/* 2012-12-11 10:02:11 UTC */
#define MORNING (G_GINT64_CONSTANT (1355220131) * SECOND)

static WireTuple
tuple_of (const char *src, guint16 src_port, const char *dst, guint16 dst_port)
{
  WireTuple tuple = { .src_port = src_port, .dst_port = dst_port, .protocol = 6 };
  WireFamily family = WIRE_FAMILY_NONE;

  g_assert_true (wire_address_parse (src, &family, tuple.src));
  if (dst)
    g_assert_true (wire_address_parse (dst, &family, tuple.dst));
  tuple.family = family;
  return tuple;
}

static void
test_immutable (void)
{
  const WireCondition bpf = { .kind = WIRE_CONDITION_BPF, .bpf = (char *) "tcp port 80" };
  const WireCondition span = { .kind = WIRE_CONDITION_SPAN, .from = 1, .to = 2 };
  g_autoptr (WireFilter) empty = wire_filter_new ();
  g_autoptr (WireFilter) one = wire_filter_with (empty, &bpf);
  g_autoptr (WireFilter) two = wire_filter_with (one, &span);
  g_autoptr (WireFilter) same = wire_filter_with (two, &bpf);
  g_autoptr (WireFilter) without = wire_filter_without (two, 0);

  g_assert_cmpuint (wire_filter_get_length (empty), ==, 0);
  g_assert_cmpuint (wire_filter_get_length (one), ==, 1);
  g_assert_cmpuint (wire_filter_get_length (two), ==, 2);
  g_assert_true (same == two);
  g_assert_cmpuint (wire_filter_get_length (without), ==, 1);
  g_assert_cmpstr (wire_filter_get (one, 0)->bpf, ==, "tcp port 80");
  g_assert_true (wire_filter_get (one, 0)->bpf != bpf.bpf);
  g_assert_true (wire_condition_equal (wire_filter_get (without, 0), &span));
}

static void
test_equal (void)
{
  WireCondition a = { .kind = WIRE_CONDITION_NOT_FROM, .tuple = tuple_of ("10.0.0.1", 1, NULL, 0) };
  WireCondition b = { .kind = WIRE_CONDITION_NOT_FROM, .tuple = tuple_of ("10.0.0.1", 2, NULL, 0) };
  WireCondition c = { .kind = WIRE_CONDITION_FROM, .tuple = a.tuple };

  g_assert_true (wire_condition_equal (&a, &b)); /* ports mean nothing here */
  g_assert_false (wire_condition_equal (&a, &c));
  a.kind = b.kind = WIRE_CONDITION_FLOW;
  g_assert_false (wire_condition_equal (&a, &b));
  a.kind = b.kind = WIRE_CONDITION_PROTOCOL;
  g_assert_true (wire_condition_equal (&a, &b));
}

static void
test_text (void)
{
  const WireTuple flow = tuple_of ("146.176.164.91", 53954, "23.21.54.131", 80);
  const WireTuple six = tuple_of ("2001:db8::1", 1, "2001:db8::2", 2);
  const struct
  {
    WireCondition condition;
    const char *text;
  } CASES[] = {
    { { WIRE_CONDITION_BPF, .bpf = (char *) "tcp port 80" }, "tcp port 80" },
    { { WIRE_CONDITION_NOT_FROM, .tuple = flow }, "not from 146.176.164.91" },
    { { WIRE_CONDITION_FROM, .tuple = six }, "from 2001:db8::1" },
    { { WIRE_CONDITION_FLOW, .tuple = flow }, "146.176.164.91:53954 → 23.21.54.131:80" },
    { { WIRE_CONDITION_CONVERSATION, .tuple = six }, "[2001:db8::1]:1 ↔ [2001:db8::2]:2" },
    { { WIRE_CONDITION_PROTOCOL, .protocol = WIRE_PROTOCOL_TCP }, "TCP" },
    { { WIRE_CONDITION_SPAN, .from = MORNING, .to = MORNING + 29 * SECOND }, "10:02:11–10:02:40" },
    { { WIRE_CONDITION_SPAN, .from = MORNING + 250000000, .to = MORNING + SECOND },
      "10:02:11.250–10:02:12.000" },
    { { WIRE_CONDITION_SPAN, .from = MORNING, .to = MORNING + 86400 * SECOND },
      "2012-12-11 10:02:11–2012-12-12 10:02:11" },
    { { WIRE_CONDITION_SPAN, .from = -1, .to = 0 },
      "1969-12-31 23:59:59.999–1970-01-01 00:00:00.000" },
    { { WIRE_CONDITION_SPAN, .from = G_MININT64, .to = G_MAXINT64 },
      "1677-09-21 00:12:43–2262-04-11 23:47:16" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = wire_condition_to_text (&CASES[i].condition);

      g_assert_cmpstr (text, ==, CASES[i].text);
    }
}

static void
test_check (void)
{
  static const struct
  {
    const char *expression;
    guint32 link_type;
    const char *message; /* part of it; NULL where it is right */
  } CASES[] = {
    { "", ETHERNET, NULL },
    { "tcp port 80 and not src host 146.176.164.91", ETHERNET, NULL },
    { "ip6 or vlan 5", ETHERNET, NULL },
    { "tcp", RAW, NULL },
    { "tcp prot 80", ETHERNET, "syntax error" },
    { "((tcp", ETHERNET, "syntax error" },
    { "port 99999", ETHERNET, "99999 > 65535" },
    { "ether host 00:11:22:33:44:55", RAW, "supported" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean right = wire_bpf_check (CASES[i].expression, CASES[i].link_type, &error);

      g_assert_cmpint (right, ==, CASES[i].message == NULL);
      if (right)
        continue;
      g_assert_error (error, WIRE_FILTER_ERROR, WIRE_FILTER_ERROR_SYNTAX);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, CASES[i].message));
    }
}

/* One expression, and packets of an Ethernet and of a raw IP interface. */
static void
test_link_types (void)
{
  static const guint8 FRAME[] = { 0xa4, 0x18, 0x75, 0x47, 0x49, 0x44, 0xe8, 0x40, 0xf2, 0x3b, 0xeb,
                                  0xcd, 0x08, 0x00, 0x45, 0x00, 0x00, 0x1c, 0x00, 0x00, 0x00, 0x00,
                                  0x40, 0x11, 0x00, 0x00, 192,  0,    2,    1,    192,  0,    2,
                                  2,    0x00, 0x35, 0x04, 0x00, 0x00, 0x08, 0x00, 0x00 };
  static const guint32 LINK_TYPES[] = { ETHERNET, RAW };
  static const struct
  {
    const char *expression;
    gboolean ethernet, raw;
  } CASES[] = {
    { "udp src port 53", TRUE, TRUE },
    { "tcp", FALSE, FALSE },
    { "ether src e8:40:f2:3b:eb:cd", TRUE, FALSE },
    { "less 30", FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WireBpf) bpf = wire_bpf_new (CASES[i].expression, LINK_TYPES, 2, &error);
      const guint32 n = sizeof FRAME;

      g_assert_no_error (error);
      g_assert_cmpint (wire_bpf_matches (bpf, 0, FRAME, n, n), ==, CASES[i].ethernet);
      g_assert_cmpint (wire_bpf_matches (bpf, 1, FRAME + 14, n - 14, n - 14), ==, CASES[i].raw);
      g_assert_false (wire_bpf_matches (bpf, 2, FRAME, n, n)); /* an interface that came later */
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/immutable", test_immutable);
  g_test_add_func ("/filter/equal", test_equal);
  g_test_add_func ("/filter/text", test_text);
  g_test_add_func ("/filter/check", test_check);
  g_test_add_func ("/filter/link-types", test_link_types);
  return g_test_run ();
}
