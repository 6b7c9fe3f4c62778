/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-hex.h"
#include "capture/websocket/wire-websocket-frame.h"
#include "capture/websocket/wire-websocket-inflater.h"

/* RFC 6455, section 5.7. */
static void
test_examples (void)
{
  static const struct
  {
    const char *hex;
    WireWebsocketOpcode opcode;
    gboolean final;
    gboolean masked;
    guint64 length;
    const char *text;
  } CASES[] = {
    { "810548656c6c6f", WIRE_WEBSOCKET_TEXT, TRUE, FALSE, 5, "Hello" },
    { "818537fa213d7f9f4d5158", WIRE_WEBSOCKET_TEXT, TRUE, TRUE, 5, "Hello" },
    { "010348656c", WIRE_WEBSOCKET_TEXT, FALSE, FALSE, 3, "Hel" },
    { "80026c6f", WIRE_WEBSOCKET_CONTINUATION, TRUE, FALSE, 2, "lo" },
    { "890548656c6c6f", WIRE_WEBSOCKET_PING, TRUE, FALSE, 5, "Hello" },
    { "8a8537fa213d7f9f4d5158", WIRE_WEBSOCKET_PONG, TRUE, TRUE, 5, "Hello" },
    { "827e0100", WIRE_WEBSOCKET_BINARY, TRUE, FALSE, 256, NULL },
    { "827f0000000000010000", WIRE_WEBSOCKET_BINARY, TRUE, FALSE, 65536, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GBytes) bytes = wire_hex_decode (CASES[i].hex, NULL);
      gsize size;
      const guint8 *data = g_bytes_get_data (bytes, &size);
      gsize head = wire_websocket_frame_get_head_length (data);
      WireWebsocketFrame frame;
      guint8 text[16] = { 0 };

      g_assert_true (wire_websocket_frame_parse (data, &frame));
      g_assert_cmpint (frame.opcode, ==, CASES[i].opcode);
      g_assert_cmpint (frame.final, ==, CASES[i].final);
      g_assert_cmpint (frame.masked, ==, CASES[i].masked);
      g_assert_cmpuint (frame.length, ==, CASES[i].length);
      if (!CASES[i].text)
        continue;
      g_assert_cmpuint (size, ==, head + frame.length);
      wire_websocket_frame_unmask (&frame, 0, data + head, (gsize) frame.length, text);
      g_assert_cmpstr ((const char *) text, ==, CASES[i].text);
    }
}

static void
test_impossible (void)
{
  static const char *const CASES[] = {
    "8300",                 /* an opcode that nobody defined */
    "8b00",                 /* likewise, of control */
    "a100",                 /* a reserved bit */
    "0900",                 /* a ping in parts */
    "c900",                 /* a packed ping */
    "897e0080",             /* a long ping */
    "827fffffffffffffffff", /* more than any length */
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GBytes) bytes = wire_hex_decode (CASES[i], NULL);
      WireWebsocketFrame frame;

      g_assert_false (wire_websocket_frame_parse (g_bytes_get_data (bytes, NULL), &frame));
    }
}

static gboolean
take (const guint8 *bytes, gsize length, gpointer user_data)
{
  g_string_append_len (user_data, (const char *) bytes, (gssize) length);
  return TRUE;
}

static void
unpack (WireWebsocketInflater *inflater, const char *hex, const char *text)
{
  g_autoptr (GBytes) bytes = wire_hex_decode (hex, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (wire_websocket_inflater_add (inflater, g_bytes_get_data (bytes, NULL),
                                              g_bytes_get_size (bytes), take, out));
  g_assert_true (wire_websocket_inflater_end_message (inflater, take, out));
  g_assert_cmpstr (out->str, ==, text);
}

/* RFC 7692, section 7.2.3: one after the other on one connection. */
static void
test_deflate (void)
{
  g_autoptr (WireWebsocketInflater) inflater = wire_websocket_inflater_new ();

  unpack (inflater, "f248cdc9c90700", "Hello");
  unpack (inflater, "f200110000", "Hello"); /* refers to the first */
  unpack (inflater, "000500faff48656c6c6f00", "Hello");
  unpack (inflater, "f348cdc9c9070000", "Hello"); /* a final block */
  unpack (inflater, "f200110000", "Hello");       /* refers to what was before it */
  unpack (inflater, "f24805000000ffffcac9c90700", "Hello");
}

static void
test_forgotten (void)
{
  g_autoptr (WireWebsocketInflater) inflater = wire_websocket_inflater_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  static const guint8 REFERS[] = { 0xf2, 0x00, 0x11, 0x00, 0x00 };

  unpack (inflater, "f248cdc9c90700", "Hello");
  wire_websocket_inflater_reset (inflater);
  g_assert_false (wire_websocket_inflater_add (inflater, REFERS, sizeof REFERS, take, out));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/websocket/examples", test_examples);
  g_test_add_func ("/websocket/impossible", test_impossible);
  g_test_add_func ("/websocket/deflate", test_deflate);
  g_test_add_func ("/websocket/forgotten", test_forgotten);
  return g_test_run ();
}
