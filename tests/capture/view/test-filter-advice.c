/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/view/wire-filter-advice.h"

#include <string.h>

static const struct
{
  const char *text;
  const char *advice; /* NULL for none */
} CASES[] = {
  { "10.0.0.1", "ip.addr == 10.0.0.1" },
  { "2001:db8::1", "ipv6.addr == 2001:db8::1" },
  { "example.com", "frame contains \"example.com\"" },
  { "gif", "frame contains \"gif\"" },
  { "ip.addr = 10.0.0.1", "ip.addr == 10.0.0.1" },
  { "ip.addr=10.0.0.1", "ip.addr == 10.0.0.1" },
  { "ip = 10.0.0.1", "ip.addr == 10.0.0.1" },
  { "tcp.port:80", "tcp.port == 80" },
  { "http.host == 'example.com'", "http.host == \"example.com\"" },
  { "http.host == 'a\"b'", "http.host == \"a\\\"b\"" },
  { "http.host like \"%example%\"", "http.host contains \"example\"" },
  { "http.host =~ 'exam.*'", "http.host matches \"exam.*\"" },
  { "frame contains gif", "frame contains \"gif\"" },
  { "port=80", "tcp.port == 80" },
  { "src=10.0.0.1", "ip.src == 10.0.0.1" },
  { "source.ip: 10.0.0.1 AND destination.port: 443", "ip.src == 10.0.0.1 and tcp.dstport == 443" },
  { "id.orig_h == 10.0.0.1", "ip.src == 10.0.0.1" },
  { "ip.src <> 10.0.0.1", "ip.src != 10.0.0.1" },
  { "tcp AND udp", "tcp and udp" },
  { "(src_ip = 10.0.0.1 or src_ip = 10.0.0.2)", "(ip.src == 10.0.0.1 or ip.src == 10.0.0.2)" },
  { "tcp.port == 80 and host 10.0.0.1", "tcp.port == 80 and ip.addr == 10.0.0.1" },
  { "http.request and dst port 8080",
    "http.request and (tcp.dstport == 8080 or udp.dstport == 8080)" },
  { "tshark -r x.pcap -Y \"http.request\"", "http.request" },
  { "tcpdump -n -i eth0 port 80", "port 80" },
  { "ip.src == 10.0.0.1 &amp;&amp; tcp", "ip.src == 10.0.0.1 && tcp" },
  { "http.host == “example.com”", "http.host == \"example.com\"" },
  { "ip.ttl == 64", NULL },
  { "((", NULL },
  { "", NULL },
  { "one two three", NULL },
  { "no.such.field = 3", NULL },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *advice = wire_filter_advise (CASES[i].text);

      g_test_message ("%s", CASES[i].text);
      g_assert_cmpstr (advice, ==, CASES[i].advice);
    }
}

/* Whatever comes, and however much of it. */
static void
test_odd (void)
{
  static const char *const ODD[] = { "'",          "\"",        "a = '",  "\\",       "a = \"\\",
                                     "&&&&",       "src",       "host",   "src host", "\xff",
                                     "tcpdump \"", "tshark -Y", "a:b:c:d" };
  g_autofree char *longest = g_strnfill (WIRE_FILTER_ADVICE_MAX + 1, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (ODD); i++)
    g_free (wire_filter_advise (ODD[i]));
  g_assert_null (wire_filter_advise (longest));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter-advice/cases", test_cases);
  g_test_add_func ("/filter-advice/odd", test_odd);
  return g_test_run ();
}
