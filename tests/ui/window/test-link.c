/* test-link.c: links that name a capture and a packet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-link.h"

static void
test_read (void)
{
  static const struct
  {
    const char *uri;
    const char *path;
    guint32 packet;
  } LINKS[] = {
    { "wirecase:///cases/a.pcap?packet=5", "/cases/a.pcap", 4 },
    { "wirecase:/cases/a%20b.pcap?packet=1", "/cases/a b.pcap", 0 },
    { "wirecase:///a.pcap", "/a.pcap", G_MAXUINT32 },
    { "wirecase:///a.pcap?packet=0", "/a.pcap", G_MAXUINT32 },
    { "wirecase:///a.pcap?packet=99999999999", "/a.pcap", G_MAXUINT32 },
    { "wirecase:///a.pcap?packet=x", "/a.pcap", G_MAXUINT32 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (LINKS); i++)
    {
      g_autofree char *path = NULL;
      guint32 packet = 0;

      g_assert_true (wire_link_parse (LINKS[i].uri, &path, &packet));
      g_assert_cmpstr (path, ==, LINKS[i].path);
      g_assert_cmpuint (packet, ==, LINKS[i].packet);
    }
}

static void
test_refuse (void)
{
  static const char *const OTHERS[] = {
    "file:///a.pcap",      "wirecase:a.pcap", "wirecase://host/a.pcap",
    "http://example.com/", "/a.pcap",         ""
  };

  for (gsize i = 0; i < G_N_ELEMENTS (OTHERS); i++)
    {
      g_autofree char *path = NULL;
      guint32 packet;

      g_assert_false (wire_link_parse (OTHERS[i], &path, &packet));
      g_assert_null (path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/link/read", test_read);
  g_test_add_func ("/link/refuse", test_refuse);
  return g_test_run ();
}
