/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/sockets/wire-server-reach.h"

#include "sockets/wire-listening.h"

/* A server on this machine alone, which was asked to listen at @host. */
static char *
explain (const char *host, const char *address)
{
  g_autoptr (WireServer) server = wire_server_new ();
  GList *addresses = wire_listening_list_addresses (address, NULL, NULL);
  char *sentence;

  g_assert_nonnull (addresses);
  g_assert_true (wire_server_start (server, host, addresses, 0, NULL));
  sentence = wire_server_reach_explain (server, host, "127.0.1.1:5005");
  wire_server_stop (server);
  g_resolver_free_addresses (addresses);
  return sentence;
}

static void
test_name_that_leads_here (void)
{
  g_autofree char *sentence = explain ("mymachine", "127.0.0.1");

  g_assert_cmpstr (
      sentence, ==,
      "“mymachine” leads to 127.0.1.1:5005: only programs on this machine can connect. "
      "For others, choose an address of the network.");
}

/* Who says so wants that. */
static void
test_loopback_by_choice (void)
{
  g_assert_null (explain ("localhost", "127.0.0.1"));
  g_assert_null (explain ("127.0.0.1", "127.0.0.1"));
  g_assert_null (explain ("lab.localhost", "127.0.0.1"));
}

static void
test_others (void)
{
  g_autofree char *sentence = explain ("0.0.0.0", "0.0.0.0");

  g_assert_nonnull (strstr (sentence, "Others on the network can connect to this server at "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-reach/name", test_name_that_leads_here);
  g_test_add_func ("/server-reach/loopback", test_loopback_by_choice);
  g_test_add_func ("/server-reach/others", test_others);
  return g_test_run ();
}
