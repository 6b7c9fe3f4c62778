/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "text/wire-inet.h"
#include "text/wire-text-error.h"

static const struct
{
  const char *value;
  const char *text;
  const char *number;
  int prefix;
} CASES[] = {
  { "146.176.164.91", "146.176.164.91", "2461049947", -1 },
  { "b'\\x92\\xb0\\xa4['", "146.176.164.91", "2461049947", -1 },
  { "92 b0 a4 5b", "146.176.164.91", "2461049947", -1 },
  { "92b0a45b", "146.176.164.91", "2461049947", -1 },
  { "01020304", "1.2.3.4", "16909060", -1 },
  { "00000000000000000000000000000001", "::1", "1", -1 },
  { "2461049947", "146.176.164.91", "2461049947", -1 },
  { "0", "0.0.0.0", "0", -1 },
  { "10.0.0.1/8", "10.0.0.1", "167772161", 8 },
  { "10.0.0.1/255.255.255.0", "10.0.0.1", "167772161", 24 },
  { "10.0.0.1 255.255.255.255", "10.0.0.1", "167772161", 32 },
  { "::1", "::1", "1", -1 },
  { "2001:db8::/32", "2001:db8::", "42540766411282592856903984951653826560", 32 },
  { "340282366920938463463374607431768211455", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "340282366920938463463374607431768211455", -1 },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      WireInet inet;

      wire_inet_parse (CASES[i].value, &inet, &error);
      g_assert_no_error (error);
      g_autofree char *text = wire_inet_to_text (&inet);
      g_autofree char *number = wire_inet_to_number (&inet);
      g_assert_cmpstr (text, ==, CASES[i].text);
      g_assert_cmpstr (number, ==, CASES[i].number);
      g_assert_cmpint (inet.prefix, ==, CASES[i].prefix);
    }
}

static void
test_wrong (void)
{
  static const char *const VALUES[] = { "",
                                        "nonsense",
                                        "1.2.3",
                                        "1.2.3.256",
                                        "10.0.0.1/33",
                                        "10.0.0.1/255.0.255.0",
                                        "::1/129",
                                        "::1/255.0.0.0",
                                        "92b0a4",
                                        "340282366920938463463374607431768211456" };

  for (gsize i = 0; i < G_N_ELEMENTS (VALUES); i++)
    {
      g_autoptr (GError) error = NULL;
      WireInet inet;

      g_assert_false (wire_inet_parse (VALUES[i], &inet, &error));
      g_assert_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_ADDRESS);
    }
}

static void
test_words (void)
{
  WireInet inet;

  g_assert_true (wire_inet_parse ("146.176.164.91", &inet, NULL));
  g_autofree char *shifts = wire_inet_to_shifts (&inet);
  g_autofree char *binary = wire_inet_to_binary (&inet);
  g_assert_cmpstr (shifts, ==, "146 << 24 | 176 << 16 | 164 << 8 | 91");
  g_assert_cmpstr (binary, ==, "10010010.10110000.10100100.01011011");
}

static void
test_networks (void)
{
  static const struct
  {
    const char *value;
    const char *mask, *network, *first, *last, *broadcast, *count;
  } NETWORKS[] = {
    { "10.1.2.3/20", "255.255.240.0", "10.1.0.0", "10.1.0.1", "10.1.15.254", "10.1.15.255",
      "4096" },
    { "192.0.2.7/31", "255.255.255.254", "192.0.2.6", "192.0.2.6", "192.0.2.7", "192.0.2.7", "2" },
    { "192.0.2.7/32", "255.255.255.255", "192.0.2.7", "192.0.2.7", "192.0.2.7", "192.0.2.7", "1" },
    { "1.2.3.4/0", "0.0.0.0", "0.0.0.0", "0.0.0.1", "255.255.255.254", "255.255.255.255",
      "4294967296" },
    { "2001:db8::1/126", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffc",
      "2001:db8::", "2001:db8::", "2001:db8::3", "2001:db8::3", "4" },
    { "::/0", "::", "::", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
      "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "340282366920938463463374607431768211456" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NETWORKS); i++)
    {
      WireInet inet, mask, network, broadcast, first, last;

      g_assert_true (wire_inet_parse (NETWORKS[i].value, &inet, NULL));
      wire_inet_get_mask (&inet, &mask);
      wire_inet_get_network (&inet, &network);
      wire_inet_get_broadcast (&inet, &broadcast);
      wire_inet_get_hosts (&inet, &first, &last);

      g_autofree char *mask_text = wire_inet_to_text (&mask);
      g_autofree char *network_text = wire_inet_to_text (&network);
      g_autofree char *first_text = wire_inet_to_text (&first);
      g_autofree char *last_text = wire_inet_to_text (&last);
      g_autofree char *broadcast_text = wire_inet_to_text (&broadcast);
      g_autofree char *count = wire_inet_count (&inet);
      g_assert_cmpstr (mask_text, ==, NETWORKS[i].mask);
      g_assert_cmpstr (network_text, ==, NETWORKS[i].network);
      g_assert_cmpstr (first_text, ==, NETWORKS[i].first);
      g_assert_cmpstr (last_text, ==, NETWORKS[i].last);
      g_assert_cmpstr (broadcast_text, ==, NETWORKS[i].broadcast);
      g_assert_cmpstr (count, ==, NETWORKS[i].count);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inet/parse", test_parse);
  g_test_add_func ("/inet/wrong", test_wrong);
  g_test_add_func ("/inet/words", test_words);
  g_test_add_func ("/inet/networks", test_networks);
  return g_test_run ();
}
