/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-hex.h"
#include "capture/http2/wire-http2-frame.h"
#include "capture/http2/wire-http2-head.h"

static void
read_block (nghttp2_hd_inflater **inflater, const char *hex, WireHttp2Head *head)
{
  g_autoptr (GBytes) block = wire_hex_decode (hex, NULL);

  g_assert_nonnull (block);
  wire_http2_head_read (head, inflater, g_bytes_get_data (block, NULL), g_bytes_get_size (block));
}

typedef struct
{
  const char *block;
  const char *text;
  const char *authority;
} Case;

static void
check (const Case *cases, guint n)
{
  nghttp2_hd_inflater *inflater = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_auto (WireHttp2Head) head = { 0 };
      GString *text;

      read_block (&inflater, cases[i].block, &head);
      text = wire_http2_head_write (&head);
      g_assert_true (head.whole);
      g_assert_cmpstr (text->str, ==, cases[i].text);
      g_assert_cmpstr (head.authority, ==, cases[i].authority);
      g_string_free (text, TRUE);
    }
  nghttp2_hd_inflate_del (inflater);
}

/* RFC 7541, appendices C.3 and C.4: three requests on one connection. */
static void
test_requests (void)
{
  static const char FIRST[] = "GET / HTTP/2\r\n\r\n";
  static const char SECOND[] = "GET / HTTP/2\r\ncache-control: no-cache\r\n\r\n";
  static const char THIRD[] = "GET /index.html HTTP/2\r\ncustom-key: custom-value\r\n\r\n";
  static const Case PLAIN[] = {
    { "828684410f7777772e6578616d706c652e636f6d", FIRST, "www.example.com" },
    { "828684be58086e6f2d6361636865", SECOND, "www.example.com" },
    { "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565", THIRD, "www.example.com" },
  };
  static const Case HUFFMAN[] = {
    { "828684418cf1e3c2e5f23a6ba0ab90f4ff", FIRST, "www.example.com" },
    { "828684be5886a8eb10649cbf", SECOND, "www.example.com" },
    { "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf", THIRD, "www.example.com" },
  };

  check (PLAIN, G_N_ELEMENTS (PLAIN));
  check (HUFFMAN, G_N_ELEMENTS (HUFFMAN));
}

/* RFC 7541, appendix C.6: responses whose sender has a table of 256 bytes. That ours is larger
 * makes no difference: new entries come in front. */
static void
test_responses (void)
{
  static const Case CASES[] = {
    { "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b"
      "97c8e9ae82ae43d3",
      "HTTP/2 302\r\ncache-control: private\r\ndate: Mon, 21 Oct 2013 20:13:21 GMT\r\n"
      "location: https://www.example.com\r\n\r\n",
      NULL },
    { "4883640effc1c0bf",
      "HTTP/2 307\r\ncache-control: private\r\ndate: Mon, 21 Oct 2013 20:13:21 GMT\r\n"
      "location: https://www.example.com\r\n\r\n",
      NULL },
    { "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdf"
      "cd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007",
      "HTTP/2 200\r\ncache-control: private\r\ndate: Mon, 21 Oct 2013 20:13:22 GMT\r\n"
      "location: https://www.example.com\r\ncontent-encoding: gzip\r\n"
      "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1\r\n\r\n",
      NULL },
  };

  check (CASES, G_N_ELEMENTS (CASES));
}

/* RFC 7541, appendix C.5: the same without Huffman. */
static void
test_plain_responses (void)
{
  static const Case CASES[] = {
    { "4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e"
      "1768747470733a2f2f7777772e6578616d706c652e636f6d",
      "HTTP/2 302\r\ncache-control: private\r\ndate: Mon, 21 Oct 2013 20:13:21 GMT\r\n"
      "location: https://www.example.com\r\n\r\n",
      NULL },
    { "4803333037c1c0bf",
      "HTTP/2 307\r\ncache-control: private\r\ndate: Mon, 21 Oct 2013 20:13:21 GMT\r\n"
      "location: https://www.example.com\r\n\r\n",
      NULL },
    { "88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d"
      "4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b20766572"
      "73696f6e3d31",
      "HTTP/2 200\r\ncache-control: private\r\ndate: Mon, 21 Oct 2013 20:13:22 GMT\r\n"
      "location: https://www.example.com\r\ncontent-encoding: gzip\r\n"
      "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1\r\n\r\n",
      NULL },
  };

  check (CASES, G_N_ELEMENTS (CASES));
}

/* RFC 7541, appendix C.2: one field in each form, after a method. */
static void
test_fields (void)
{
  static const Case CASES[] = {
    { "82400a637573746f6d2d6b65790d637573746f6d2d686561646572",
      "GET  HTTP/2\r\ncustom-key: custom-header\r\n\r\n", NULL },
    { "82040c2f73616d706c652f70617468", "GET /sample/path HTTP/2\r\n\r\n", NULL },
    { "82100870617373776f726406736563726574", "GET  HTTP/2\r\npassword: secret\r\n\r\n", NULL },
    { "82", "GET  HTTP/2\r\n\r\n", NULL },
  };

  check (CASES, G_N_ELEMENTS (CASES));
}

/* A capture that begins late: what refers to lost entries is not known, and never something else.
 */
static void
test_lost_table (void)
{
  g_auto (WireHttp2Head) head = { 0 };
  g_auto (WireHttp2Head) next = { 0 };
  nghttp2_hd_inflater *inflater = NULL;

  read_block (&inflater, "828684be58086e6f2d6361636865", &head);
  g_assert_false (head.whole);
  g_assert_cmpstr (head.method, ==, "GET");
  g_assert_null (head.authority);
  g_assert_null (inflater);
  /* What comes with the next block is new again. */
  read_block (&inflater, "828684410f7777772e6578616d706c652e636f6d", &next);
  g_assert_true (next.whole);
  g_assert_cmpstr (next.authority, ==, "www.example.com");
  nghttp2_hd_inflate_del (inflater);
}

/* One long value, and 16,000 bytes each of which stands for it: 64 MB of fields in 20 KB. */
static void
test_bomb (void)
{
  g_autoptr (GByteArray) block = g_byte_array_new ();
  g_auto (WireHttp2Head) head = { 0 };
  nghttp2_hd_inflater *inflater = NULL;
  guint8 byte = 0xbe;

  g_byte_array_append (block, (const guint8 *) "\x40\x01\x61\x7f\xa1\x1e", 6); /* a: 4000 bytes */
  for (guint i = 0; i < 4000; i++)
    g_byte_array_append (block, (const guint8 *) "b", 1);
  for (guint i = 0; i < 16000; i++)
    g_byte_array_append (block, &byte, 1);
  wire_http2_head_read (&head, &inflater, block->data, block->len);
  g_assert_false (head.whole);
  g_assert_cmpuint (head.fields->len, <=, WIRE_HTTP2_MAX_FIELDS);
  g_assert_cmpuint (head.fields->len, >, WIRE_HTTP2_MAX_FIELDS / 2);
  if (inflater)
    nghttp2_hd_inflate_del (inflater);
}

static void
test_line_ends (void)
{
  g_auto (WireHttp2Head) head = { 0 };
  nghttp2_hd_inflater *inflater = NULL;

  /* x: a CR LF b, which must not become a field of its own. */
  read_block (&inflater,
              "88"
              "000178"
              "04610d0a62",
              &head);
  g_assert_cmpstr (head.fields->str, ==, "x: a  b\r\n");
  if (inflater)
    nghttp2_hd_inflate_del (inflater);
}

static void
test_chains (void)
{
  static const struct
  {
    const char *hex;
    guint n;
    gboolean exact;
  } CASES[] = {
    { "000000040100000000", 1, TRUE }, /* SETTINGS, acknowledged */
    { "000000040100000000"
      "000008060000000000"
      "0102030405060708",
      2, TRUE }, /* and PING */
    { "000000040100000000"
      "000008060000000000"
      "01",
      2, FALSE },
    { "000000040100000001", 0, FALSE }, /* on a stream */
    { "000001040100000000"
      "00",
      0, FALSE },                       /* of one byte */
    { "000000000000000000", 0, FALSE }, /* DATA of the connection */
    { "000000000200000001", 0, FALSE }, /* a flag that DATA does not have */
    { "00000b0000000000ff"
      "68656c6c6f20776f726c64",
      1, TRUE },
    { "0000000a0000000001", 0, FALSE }, /* a type that nobody defined */
    { "47455420", 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GBytes) bytes = wire_hex_decode (CASES[i].hex, NULL);
      gboolean exact = FALSE;

      g_assert_cmpuint (wire_http2_frame_count_chain (g_bytes_get_data (bytes, NULL),
                                                      g_bytes_get_size (bytes), &exact),
                        ==, CASES[i].n);
      if (CASES[i].n)
        g_assert_cmpint (exact, ==, CASES[i].exact);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http2/head/requests", test_requests);
  g_test_add_func ("/http2/head/responses", test_responses);
  g_test_add_func ("/http2/head/plain-responses", test_plain_responses);
  g_test_add_func ("/http2/head/fields", test_fields);
  g_test_add_func ("/http2/head/lost-table", test_lost_table);
  g_test_add_func ("/http2/head/bomb", test_bomb);
  g_test_add_func ("/http2/head/line-ends", test_line_ends);
  g_test_add_func ("/http2/frame/chains", test_chains);
  return g_test_run ();
}
