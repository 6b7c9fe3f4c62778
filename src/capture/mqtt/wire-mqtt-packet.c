/* wire-mqtt-packet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mqtt/wire-mqtt-packet.h"

#include "base/wire-cursor.h"

#include <string.h>

/**
 * wire_mqtt_packet_read_fixed:
 * @bytes: of a packet
 * @length: of @bytes
 * @rest: (out): bytes that follow the fixed header
 *
 * Returns: bytes that the fixed header has; 0 where more are needed; %G_MAXUINT where it is not one
 */
guint
wire_mqtt_packet_read_fixed (const guint8 *bytes, gsize length, guint32 *rest)
{
  *rest = 0;
  for (guint i = 1; i < 5; i++)
    {
      if (i >= length)
        return 0;
      *rest |= (guint32) (bytes[i] & 0x7f) << 7 * (i - 1);
      if (!(bytes[i] & 0x80))
        return *bytes >> 4 ? i + 1 : G_MAXUINT;
    }
  return G_MAXUINT;
}

/* What the lower half of the first byte may be, and the least that follows, by type
 * (section 2.2.2).
 */
static gboolean
is_possible (guint8 first, guint32 rest)
{
  static const struct
  {
    guint8 flags;
    guint8 least;
  } TYPES[] = { { 0, 255 }, { 0, 10 }, { 0, 2 }, { 0, 3 }, { 0, 2 }, { 0, 2 }, { 2, 2 }, { 0, 2 },
                { 2, 5 },   { 0, 3 },  { 2, 4 }, { 0, 2 }, { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 0 } };
  guint type = first >> 4;

  if (type == WIRE_MQTT_PUBLISH)
    return (first & 6) != 6 && rest >= 3;
  return (first & 15) == TYPES[type].flags && rest >= TYPES[type].least;
}

/* Whether a topic is there that a message may be sent to. */
static gboolean
has_topic (const guint8 *bytes, gsize length, guint32 rest)
{
  WireCursor cursor = wire_cursor_new (bytes, length);
  guint16 size = wire_cursor_be16 (&cursor);
  const char *topic = (const char *) wire_cursor_take (&cursor, size);

  return topic && size > 0 && size + 2u <= rest && g_utf8_validate (topic, size, NULL)
         && !memchr (topic, '#', size) && !memchr (topic, '+', size);
}

/**
 * wire_mqtt_packet_may_begin:
 * @bytes: of a segment
 * @length: of @bytes
 *
 * After missing bytes: clients and servers begin most segments with a packet.
 *
 * Returns: whether @bytes are packets, one after the other, of which only the last may go on
 */
gboolean
wire_mqtt_packet_may_begin (const guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      guint32 rest;
      guint fixed = wire_mqtt_packet_read_fixed (bytes, length, &rest);

      if (fixed == 0 || fixed == G_MAXUINT || !is_possible (*bytes, rest))
        return FALSE;
      if (*bytes >> 4 == WIRE_MQTT_PUBLISH && !has_topic (bytes + fixed, length - fixed, rest))
        return FALSE;
      if (rest > length - fixed)
        return *bytes >> 4 == WIRE_MQTT_PUBLISH;
      bytes += fixed + rest;
      length -= fixed + rest;
    }
  return TRUE;
}
