/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/protocols/application/wire-payload.h"

#define TCP 6
#define UDP 17

typedef struct
{
  guint8 ip_protocol;
  guint16 src_port;
  guint16 dst_port;
  const char *bytes;
  gsize length;
  WireProtocol expected;
} Case;

#define BYTES(literal) literal, sizeof (literal) - 1

static const Case CASES[] = {
  { TCP, 54000, 80, BYTES ("GET / HTTP/1.1\r\n"), WIRE_PROTOCOL_HTTP },
  { TCP, 54000, 4444, BYTES ("GET / HTTP/1.0\n"), WIRE_PROTOCOL_HTTP },
  { TCP, 54000, 80, BYTES ("GET /a/line/that/goes/on"), WIRE_PROTOCOL_HTTP },
  { TCP, 54000, 80, BYTES ("PURGE /cache HTTP/1.1\r\n"), WIRE_PROTOCOL_HTTP },
  { TCP, 54000, 80, BYTES ("PURGE /cache and no version"), WIRE_PROTOCOL_DATA },
  { TCP, 54000, 554, BYTES ("OPTIONS rtsp://a/ RTSP/1.0\r\n"), WIRE_PROTOCOL_DATA },
  { TCP, 54000, 80, BYTES ("GET \r\n"), WIRE_PROTOCOL_DATA },
  { TCP, 54000, 80, BYTES ("GE"), WIRE_PROTOCOL_DATA },
  { TCP, 54000, 80, BYTES ("\n"), WIRE_PROTOCOL_DATA },
  { TCP, 8080, 54000, BYTES ("HTTP/1.1 200 OK\r\n"), WIRE_PROTOCOL_HTTP },
  { TCP, 8080, 54000, BYTES ("HTTP/1.1 404\r\n"), WIRE_PROTOCOL_HTTP },
  { TCP, 8080, 54000, BYTES ("HTTP/1.1 OK"), WIRE_PROTOCOL_DATA },
  { TCP, 25, 54000, BYTES ("EHLO example.com\r\n"), WIRE_PROTOCOL_DATA },

  { TCP, 54000, 443, BYTES ("\x16\x03\x01\x02\x00\x01"), WIRE_PROTOCOL_TLS },
  { TCP, 54000, 22, BYTES ("\x17\x03\x03\x00\x20"), WIRE_PROTOCOL_TLS },
  { TCP, 54000, 443, BYTES ("\x16\x03\x01\xff\xff\x01"), WIRE_PROTOCOL_DATA },
  { TCP, 54000, 443, BYTES ("\x16\x03\x01\x00\x00\x01"), WIRE_PROTOCOL_DATA },
  { TCP, 54000, 443, BYTES ("\x16\x03\x01\x02"), WIRE_PROTOCOL_DATA },
  { UDP, 54000, 443, BYTES ("\x16\x03\x01\x02\x00\x01"), WIRE_PROTOCOL_DATA },

  { UDP, 54000, 53, BYTES ("\0\1\1\0\0\1\0\0\0\0\0\0"), WIRE_PROTOCOL_DNS },
  { UDP, 53, 54000, BYTES ("\0\1\x81\x81\0\0\0\0\0\0\0\0"), WIRE_PROTOCOL_DNS },
  { UDP, 5353, 5353, BYTES ("\0\0\x84\0\0\0\0\5\0\0\0\1"), WIRE_PROTOCOL_DNS },
  { UDP, 54000, 5355, BYTES ("\0\1\0\0\0\1\0\0\0\0\0\0"), WIRE_PROTOCOL_DNS },
  { UDP, 54000, 53, BYTES ("\0\1\1\0\0\0\0\0\0\0\0\0"), WIRE_PROTOCOL_DATA },
  { UDP, 54000, 53, BYTES ("\0\1\x79\0\0\1\0\0\0\0\0\0"), WIRE_PROTOCOL_DATA },
  { UDP, 54000, 53, BYTES ("\0\1\1\0\0\1\0\0\0\0\0"), WIRE_PROTOCOL_DATA },
  { UDP, 54000, 54, BYTES ("\0\1\1\0\0\1\0\0\0\0\0\0"), WIRE_PROTOCOL_DATA },
  { TCP, 54000, 53, BYTES ("\0\x20\0\1\1\0\0\1\0\0\0\0\0\0"), WIRE_PROTOCOL_DNS },
  { TCP, 54000, 53, BYTES ("\0\1\1\0\0\1\0\0\0\0\0\0\0\0"), WIRE_PROTOCOL_DATA },

  { UDP, 68, 67, BYTES ("\1\1\6\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
    WIRE_PROTOCOL_DHCP },
  { UDP, 68, 67, BYTES ("\3\1\6\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
    WIRE_PROTOCOL_DATA },
  { UDP, 123, 123, BYTES ("\x16\2\0\0\0\0\0\0\0\0\0\0"), WIRE_PROTOCOL_NTP },
  { UDP, 123, 123, BYTES ("\x23\2\0\0\0\0\0\0\0\0\0\0"), WIRE_PROTOCOL_DATA },
  { UDP, 40000, 4789, BYTES ("\x08\0\0\0\0\0\x7b\0"), WIRE_PROTOCOL_VXLAN },
  { UDP, 4789, 40000, BYTES ("\x08\0\0\0\0\0\x7b\0"), WIRE_PROTOCOL_DATA },
  { UDP, 40000, 4789, BYTES ("\0\0\0\0\0\0\x7b\0"), WIRE_PROTOCOL_DATA },
  { 132, 53, 53, BYTES ("GET / HTTP/1.1\r\n"), WIRE_PROTOCOL_DATA },
  { TCP, 54000, 80, BYTES (""), WIRE_PROTOCOL_NONE },
};

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const Case *c = &CASES[i];
      WireProtocol protocol = wire_application_recognise (c->ip_protocol, c->src_port, c->dst_port,
                                                          (const guint8 *) c->bytes, c->length);

      if (protocol != c->expected)
        g_error ("case %" G_GSIZE_FORMAT ": protocol %d, not %d", i, protocol, c->expected);
    }
}

/* Each beginning of a payload is copied to a block of exactly its size, so that the address
 * sanitizer sees a read past its end. */
static void
test_truncations (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (gsize length = 0; length <= CASES[i].length; length++)
      {
        g_autofree guint8 *copy = g_memdup2 (CASES[i].bytes, length);
        WireProtocol protocol = wire_application_recognise (CASES[i].ip_protocol, CASES[i].src_port,
                                                            CASES[i].dst_port, copy, length);

        g_assert_cmpint (protocol == WIRE_PROTOCOL_NONE, ==, length == 0);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/application/table", test_table);
  g_test_add_func ("/application/truncations", test_truncations);
  return g_test_run ();
}
