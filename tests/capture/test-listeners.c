/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of listeners: whom a conversation is shown to.
 */

#include "capture/reassembly/wire-listener-index.h"
#include "capture/wire-listeners.h"

#include <string.h>

#define TEXT(bytes)                                                                                \
  {                                                                                                \
    bytes, sizeof bytes - 1                                                                        \
  }

/* What sides of conversations begin with; the first byte is replaced. */
static const struct
{
  const char *bytes;
  guint32 length;
} OPENINGS[] = {
  TEXT ("\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00"),
  TEXT ("\x17\x03\x03\x00\x01-\x17\x03\x03\x00\x01-\x17\x03\x03\x00\x01-"),
  TEXT ("\x81\x00\x00\x44\x20"
        "CKFDENECFDEFFCFGEFFCCACACACACACA\x00 "
        "EKEDFEEIEDCACACACACACACACACACAAA\x00"),
  TEXT ("\x00\x00\x00\x44\xfeSMB\x40\x00\x00\x00\x00\x00\x00\x00"),
  TEXT ("\x80\x00\x00\x28\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x02\x00\x01\x86\xa3\x00\x00"
        "\x00\x03\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"),
  TEXT ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  TEXT ("EHLO host\r\n"),
  TEXT ("MAIL FROM:<a@b>\r\n"),
  TEXT ("220 host ESMTP\r\n"),
  TEXT ("+OK ready\r\n+OK\r\n"),
  TEXT ("CAPA\r\n"),
  TEXT ("RETR 1\r\n"),
  TEXT ("\x02queue\n\x02"
        "125 cfA000host\n"),
  TEXT ("\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00"),
  TEXT ("*1\r\n$4\r\nPING\r\n"),
  TEXT ("NICK a\r\n"),
  TEXT (":a!b@c PRIVMSG d :e\r\n"),
};

static WireListenerAnswer
ask (const WireListener *row, guint8 first, guint opening, guint32 length, gboolean from_start)
{
  g_autofree guint8 *bytes = g_memdup2 (OPENINGS[opening].bytes, length);
  WireListenerLook look = { .bytes = { bytes }, .length = { length }, .from_start = from_start };

  bytes[0] = first;
  return row->may_start (&look);
}

/* A conversation that begins otherwise than with the initials is none of the listener's, so that
 * nothing is lost by not asking it. */
static void
test_initials (void)
{
  guint n = 0;

  for (const WireListener *const *row = WIRE_LISTENERS; *row; row++)
    for (guint first = 1; (*row)->initials && first < 256; first++)
      for (guint i = 0; i < G_N_ELEMENTS (OPENINGS); i++)
        for (guint32 length = 1; length <= OPENINGS[i].length; length++)
          {
            if (strchr ((*row)->initials, (int) first))
              continue;
            if (ask (*row, (guint8) first, i, length, TRUE) != WIRE_LISTENER_NO
                || ask (*row, (guint8) first, i, length, FALSE) == WIRE_LISTENER_YES)
              g_error ("%s takes byte %u before opening %u", (*row)->name, first, i);
            n++;
          }
  g_assert_cmpuint (n, >, 100000);
}

/* … and those that begin with them are asked. */
static void
test_openings_are_known (void)
{
  g_autoptr (WireListenerIndex) index = wire_listener_index_new (WIRE_LISTENERS);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (OPENINGS); i++)
    {
      g_autofree guint8 *bytes = g_memdup2 (OPENINGS[i].bytes, OPENINGS[i].length);
      const WireListenerLook look = { .bytes = { NULL, bytes },
                                      .length = { 0, OPENINGS[i].length },
                                      .first = 1,
                                      .from_start = TRUE };
      const WireListener *found;

      n += wire_listener_index_ask (index, &look, NULL, &found) != WIRE_LISTENER_NO;
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (OPENINGS));
}

/* What asking each row of the table by itself would find; those with initials are left out that
 * neither side begins with. */
static const WireListener *
ask_one_by_one (const WireListenerLook *look, const WireListener *after)
{
  const WireListener *const *row = WIRE_LISTENERS;
  guint flags = (look->datagram ? WIRE_LISTENER_DATAGRAMS : WIRE_LISTENER_STREAMS)
                | (look->from_start ? 0 : WIRE_LISTENER_ANYWHERE);

  while (after && *row++ != after)
    continue;
  for (; *row; row++)
    {
      const char *initials = look->datagram ? NULL : (*row)->initials;

      if ((*row)->may_start && ((*row)->flags & flags) == flags
          && (!initials || (look->length[0] > 0 && strchr (initials, look->bytes[0][0]))
              || (look->length[1] > 0 && strchr (initials, look->bytes[1][0])))
          && (*row)->may_start (look) == WIRE_LISTENER_YES)
        return *row;
    }
  return NULL;
}

/* The index finds the same, of each first byte, wherever the question begins. */
static void
test_index_finds_the_same (void)
{
  g_autoptr (WireListenerIndex) index = wire_listener_index_new (WIRE_LISTENERS);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (OPENINGS) * 256 * 8; i++)
    {
      guint opening = i / 8 / 256;
      g_autofree guint8 *bytes = g_memdup2 (OPENINGS[opening].bytes, OPENINGS[opening].length);
      const WireListener *after = i & 4 ? WIRE_LISTENERS[i / 8 % 8] : NULL;
      WireListenerLook look = {
        .first = i & 1, .from_start = (i & 2) != 0, .datagram = i / 8 % 3 == 0, .last = TRUE
      };
      const WireListener *found;

      if (i / 8 % 256 > 0)
        bytes[0] = (guint8) (i / 8 % 256);
      look.bytes[look.first] = bytes;
      look.length[look.first] = OPENINGS[opening].length;
      wire_listener_index_ask (index, &look, after, &found);
      g_assert_true (found == ask_one_by_one (&look, after));
      n += found != NULL;
    }
  g_assert_cmpuint (n, >, 100);
}

/* A listener that is not in the table has nobody after it, and of nothing nobody is sure. */
static void
test_index_of_nothing (void)
{
  g_autoptr (WireListenerIndex) index = wire_listener_index_new (WIRE_LISTENERS);
  const WireListener stranger = { .name = "stranger" };
  const WireListenerLook empty = { .from_start = TRUE, .last = TRUE };
  const WireListenerLook greeting = { .bytes = { (const guint8 *) "GET / HTTP/1.1\r\n\r\n" },
                                      .length = { 18 },
                                      .from_start = TRUE };
  const WireListener *found;

  g_assert_cmpint (wire_listener_index_ask (index, &empty, NULL, &found), ==, WIRE_LISTENER_NO);
  g_assert_null (found);
  g_assert_cmpint (wire_listener_index_ask (index, &greeting, NULL, &found), ==, WIRE_LISTENER_YES);
  g_assert_cmpstr (found->name, ==, "HTTP");
  g_assert_cmpint (wire_listener_index_ask (index, &greeting, &stranger, &found), ==,
                   WIRE_LISTENER_NO);
  g_assert_null (found);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/listeners/initials", test_initials);
  g_test_add_func ("/listeners/openings", test_openings_are_known);
  g_test_add_func ("/listeners/index", test_index_finds_the_same);
  g_test_add_func ("/listeners/index-of-nothing", test_index_of_nothing);
  return g_test_run ();
}
