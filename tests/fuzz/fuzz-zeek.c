/* fuzz-zeek.c: connections and messages of any packets, and values of any bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is frames: two bytes of length, one of time, and the bytes. Its first byte says whether
 * they begin with Ethernet or with IP.
 */

#include "capture/decode/wire-frame-decode.h"
#include "capture/zeek/wire-zeek-context.h"
#include "capture/zeek/log/wire-zeek-escape.h"

#include <stdint.h>

#define ETHERNET 1u
#define RAW_IP 101u

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
add_frames (WireZeekConnections *connections, const uint8_t *data, size_t size)
{
  WireCursor cursor = wire_cursor_new (data, size);
  guint32 link_type = wire_cursor_u8 (&cursor) & 1 ? RAW_IP : ETHERNET;
  gint64 time = 0;

  for (guint32 number = 0; wire_cursor_remaining (&cursor) > 3; number++)
    {
      guint16 length = (guint16) MIN (wire_cursor_be16 (&cursor), 2048);
      const guint8 *bytes;
      WireFrame frame;

      time += (gint64) wire_cursor_u8 (&cursor) * 500000000;
      length = (guint16) MIN (length, wire_cursor_remaining (&cursor));
      bytes = wire_cursor_take (&cursor, length);
      if (!bytes)
        return;
      wire_frame_decode (&frame, link_type, bytes, length, length);
      do
        wire_zeek_connections_add (connections, &frame, number, time);
      while (wire_frame_decode_next (&frame));
    }
}

static void
ask (const WireZeekConnections *connections)
{
  for (guint i = 0; i < wire_zeek_connections_get_length (connections); i++)
    {
      const WireZeekConnection *connection = wire_zeek_connections_get (connections, i);
      g_autofree char *id = wire_zeek_make_community_id (&connection->tuple, FALSE);

      g_assert_nonnull (wire_zeek_connection_get_state (connection));
      g_assert_cmpuint (strlen (connection->history), <, sizeof connection->history);
      g_assert_true (connection->last >= connection->first);
    }
}

static void
escape (const uint8_t *data, size_t size)
{
  g_autoptr (GString) out = g_string_new (NULL);

  wire_zeek_escape_tsv (out, (const char *) data, size, TRUE);
  g_assert_true (g_utf8_validate (out->str, (gssize) out->len, NULL));
  g_assert_cmpuint (strcspn (out->str, "\t\n\r"), ==, out->len);
  g_string_truncate (out, 0);
  wire_zeek_escape_json (out, (const char *) data, size);
  g_assert_true (g_utf8_validate (out->str, (gssize) out->len, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (WireZeekConnections) connections = wire_zeek_connections_new (size % 2);
  g_auto (WireZeekHeard) heard = { 0 };

  wire_zeek_heard_init (&heard);
  wire_zeek_connections_hear (connections, wire_zeek_heard_take, &heard);
  add_frames (connections, data, size);
  wire_zeek_heard_end (&heard);
  ask (connections);
  escape (data, MIN (size, 256));
  return 0;
}
