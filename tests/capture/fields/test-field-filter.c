/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/decode/wire-frame-decode.h"
#include "capture/fields/wire-field-filter.h"
#include "capture/fields/language/wire-field-literal.h"
#include "capture/fields/table/wire-field-table.h"
#include "capture/view/wire-filter-language.h"

#include <string.h>

#define ETHERNET 1

/* Ethernet, IPv4 from 10.1.2.3 to 10.9.8.7 with a time to live of 64, UDP from 53 to 4000 with the
 * payload “ab”. */
static const guint8 PACKET[] = {
  0x02, 0,  0,    0,    0, 1,  0x02, 0, 0,   0,   0, 2, 0x08, 0x00,                    /* */
  0x45, 0,  0,    30,   0, 1,  0x40, 0, 64,  17,  0, 0, 10,   1,    2, 3, 10, 9, 8, 7, /* */
  0,    53, 0x0f, 0xa0, 0, 10, 0,    0, 'a', 'b',
};

static WireTruth
ask (const char *text)
{
  g_auto (WireFieldFault) fault = { 0 };
  g_autoptr (WireFieldFilter) filter = wire_field_filter_new (text, &fault);
  g_autoptr (WireFieldPacket) packet = NULL;
  WireFrame frame;

  if (!filter)
    g_error ("%s: %s", text, fault.message);
  packet = wire_field_packet_new (wire_field_filter_get_fields (filter));
  wire_field_packet_clear (packet, WIRE_FIELD_KNOWN);
  wire_frame_decode (&frame, ETHERNET, PACKET, sizeof PACKET, sizeof PACKET);
  wire_field_packet_add_frame (packet, &frame);
  return wire_field_filter_test (filter, packet);
}

static void
test_grammar (void)
{
  static const char *const TRUE_ONES[] = {
    "udp",
    "not tcp",
    "!!udp",
    "udp or tcp and arp",  /* and binds tighter than or */
    "udp xor tcp and arp", /* … and than xor */
    "not tcp and udp",     /* not binds tightest */
    "tcp or udp xor arp",  /* xor binds tighter than or */
    "not (tcp or arp)",
    "udp.port == 53 && udp.port == 4000",
    "udp.port ~= 53",
    "any udp.port != 53",
    "not udp.port === 53",
    "udp.srcport < udp.dstport < 5000",
    "ip.ttl & 0x40 == 64",
    "ip.src & 255.0.0.0 == 10.0.0.0",
    "ip.src & 255.255.0.0 == 10.1.0.0",
    "ip.src & 0.0.0.255 == 0.0.0.3 && ip.src & 0.0.0.255",
    "{ip.src & 255.0.0.0}[0] == 0a",
    "eth.src & ff:00:00:00:00:0f == 02:00:00:00:00:02",
    "ip.src[0] & 0e == 0a",
    "{ip.ttl + 1} * 2 == 130",
    "ip.ttl + ip.ttl * 2 == 192",
    "-ip.ttl == -64",
    "ip.ttl#[1-3] == 64",
    "ip.ttl#[-1:2] == 64",
    "ip.ttl#[:2] == 64",
    "ip.ttl#[0-1] == 64",
    "not ip.ttl#[0]",
    "not ip.ttl#[:1]",
    "not ip.ttl#[2-3]",
    "not ip.ttl#[-2:1]",
    "udp[0:8]",
    "not udp[8:2]",
    "not udp[6:4]",
    "udp[-1] == 00",
    "udp contains \"ab\"",
    "ip.ttl % 60 == 4",
    "ip.addr in {10.1.0.0/16, 192.0.2.1}",
    "ip.addr not in {192.0.2.0/24}",
    "all ip.addr in {10.0.0.0/8}",
    "tcp.port not in {80}",
    "udp.payload == \"ab\"",
    "udp.payload == 61:62",
    "udp.payload contains \"\\x62\"",
    "udp.payload matches r\"^A.$\"",
    "udp.payload[0:2] == \"ab\"",
    "eth.src[0-1,-1] == 02:00:02",
    "eth.addr[5] == 01",
    "len(udp.payload) == 2",
    "len(udp) == 8",
    "count(ip.addr) == 2",
    "string(ip.ttl) == \"64\"",
    "max(udp.srcport, udp.dstport) == 4000",
    "ip.src#1 == 10.1.2.3",
    "ip.src#-1 == 10.1.2.3",
    "not ip.src#2",
    "ip.proto == UDP && ip.proto == \"UDP\"",
    "ip.flags.df == True",
    "ip.ttl == 0b1000000 and ip.ttl == 0100 and ip.ttl == '@'",
    "53 == udp.srcport",
  };
  static const char *const FALSE_ONES[] = {
    "tcp.port == 80",
    "tcp.port != 80", /* there is none to compare */
    "udp.port != 53",
    "all udp.port == 53",
    "udp.port === 53",
    "ip.src > 10.9.0.0",
    "ip.ttl in {1..63, 65..255}",
    "tcp.port in {80}",
    "udp xor ip",
    "ip.flags.df == 0",
    "frame[100] == 00",
    "ip.ttl / 0 == 0",
    "udp.payload matches \"^b\"",
    "ip.src & 255.0.0.0 == 16.0.0.0",
    "ip.src & 0.0.0.0",
    "eth.src & 00:00:00:00:00:01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (TRUE_ONES); i++)
    if (ask (TRUE_ONES[i]) != WIRE_TRUTH_YES)
      g_error ("%s is not true", TRUE_ONES[i]);
  for (guint i = 0; i < G_N_ELEMENTS (FALSE_ONES); i++)
    if (ask (FALSE_ONES[i]) != WIRE_TRUTH_NO)
      g_error ("%s is not false", FALSE_ONES[i]);
}

/* While nothing is known, only what does not depend on it is decided. */
static void
test_unknown (void)
{
  static const struct
  {
    const char *text;
    WireTruth truth;
  } CASES[] = {
    { "udp", WIRE_TRUTH_UNKNOWN },
    { "udp and tcp", WIRE_TRUTH_UNKNOWN },
    { "not ip.ttl == 4", WIRE_TRUTH_UNKNOWN },
    { "ip.ttl in {3..5}", WIRE_TRUTH_UNKNOWN },
    { "frame.marked == 1 and udp", WIRE_TRUTH_NO },
    { "frame.marked == 0 or udp", WIRE_TRUTH_YES },
    { "frame.marked == 0 xor udp", WIRE_TRUTH_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (WireFieldFault) fault = { 0 };
      g_autoptr (WireFieldFilter) filter = wire_field_filter_new (CASES[i].text, &fault);
      g_autoptr (WireFieldPacket) packet =
          wire_field_packet_new (wire_field_filter_get_fields (filter));

      wire_field_packet_clear (packet, WIRE_FIELD_UNKNOWN);
      for (guint j = 0; j < wire_field_packet_get_n_slots (packet); j++)
        if (wire_field_packet_get_slot (packet, j)->info->source == WIRE_FIELD_FRAME)
          wire_field_packet_get_slot (packet, j)->state = WIRE_FIELD_KNOWN;
      wire_field_packet_give_number (packet, "frame.marked", 0);
      g_assert_cmpint (wire_field_filter_test (filter, packet), ==, CASES[i].truth);
    }
}

static void
test_table (void)
{
  for (guint i = 0; i < wire_field_table_get_length (); i++)
    {
      const WireFieldInfo *info = wire_field_table_get (i);

      g_assert_true (wire_field_table_find (info->name, strlen (info->name)) == info);
      if (info->type == WIRE_FIELD_UNSIGNED)
        g_assert_cmpuint (info->bits, >, 0);
      if (info->source == WIRE_FIELD_EITHER)
        {
          g_auto (GStrv) parts = g_strsplit (info->of, " ", -1);

          for (guint j = 0; parts[j]; j++)
            g_assert_nonnull (wire_field_table_find (parts[j], strlen (parts[j])));
        }
    }
}

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    gint64 time;
  } CASES[] = {
    { "1970-01-01 00:00:01Z", 1000000000 },
    { "1970-01-01T00:00:01.5Z", 1500000000 },
    { "1970-01-01 00:01 UTC", 60000000000 },
    { "Jan 2, 1970 00:00:00Z", 86400000000000 },
    { "1970-01-01 01:00:00+01:00", 0 },
    { "1969-12-31 23:59:59Z", -1000000000 },
    { "12.25", 12250000000 },
  };
  static const char *const WRONG[] = { "", "x", "1970-13-01", "1970-01-01 25:00", "1600-01-01Z" };
  gint64 time;

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_assert_true (wire_field_time_parse (CASES[i].text, &time));
      g_assert_cmpint (time, ==, CASES[i].time);
    }
  for (guint i = 0; i < G_N_ELEMENTS (WRONG); i++)
    g_assert_false (wire_field_time_parse (WRONG[i], &time));
}

static void
test_languages (void)
{
  static const struct
  {
    const char *text;
    int language; /* -1 where neither understands it */
    gboolean both;
  } CASES[] = {
    { "tcp port 80", WIRE_FILTER_BPF, FALSE },
    { "host example.com", WIRE_FILTER_BPF, FALSE },
    { "tcp", WIRE_FILTER_BPF, TRUE },
    { "tcp[13] == 18", WIRE_FILTER_BPF, TRUE },
    { "udp or (ip and not icmp)", WIRE_FILTER_BPF, TRUE },
    { "ether host 00:11:22:33:44:55", WIRE_FILTER_BPF, FALSE },
    { "ip6", WIRE_FILTER_BPF, FALSE },
    { "len > 100", WIRE_FILTER_BPF, FALSE },
    { "tcp.port == 80", WIRE_FILTER_FIELDS, FALSE },
    { "ipv6", WIRE_FILTER_FIELDS, FALSE },
    { "!(arp or dns)", WIRE_FILTER_FIELDS, FALSE },
    { "tcp contains \"a\"", WIRE_FILTER_FIELDS, FALSE },
    { "tpc", -1, FALSE },
    { "tcp.prot == 80", -1, FALSE },
    { "http.host contains \"a", -1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (WireFieldFault) fault = { 0 };
      WireFilterLanguage language = WIRE_FILTER_EITHER;
      gboolean both;
      gboolean right = wire_filter_choose_language (CASES[i].text, &language, &both, &fault);

      g_test_message ("%s", CASES[i].text);
      g_assert_cmpint (right, ==, CASES[i].language >= 0);
      g_assert_cmpint (fault.message == NULL, ==, right);
      if (right)
        g_assert_cmpint (language, ==, CASES[i].language);
      g_assert_cmpint (both, ==, CASES[i].both);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field-filter/grammar", test_grammar);
  g_test_add_func ("/field-filter/unknown", test_unknown);
  g_test_add_func ("/field-filter/table", test_table);
  g_test_add_func ("/field-filter/times", test_times);
  g_test_add_func ("/field-filter/languages", test_languages);
  return g_test_run ();
}
