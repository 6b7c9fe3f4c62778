/* wire-redis-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/redis/wire-redis-listener.h"

#include "capture/redis/wire-redis-connection.h"

#include <string.h>

/* What the keys of all commands that wait for their answers may take. */
#define BUDGET (64u * 1024 * 1024)

/* A command of a client: *2 $3 GET …, each with the end of a line after it. */
static WireListenerAnswer
look_at (const guint8 *bytes, gsize length)
{
  static const char FORM[] = "*0\r\n$0\r\nA";
  gsize at = 0;

  for (gsize i = 0; FORM[i]; i++)
    {
      gsize digits = 0;

      if (at == length)
        return length > 0 ? WIRE_LISTENER_MORE : WIRE_LISTENER_NO;
      for (; FORM[i] == '0' && digits < 4 && at < length && g_ascii_isdigit (bytes[at]); digits++)
        at++;
      if (FORM[i] == '0'   ? digits == 0
          : FORM[i] == 'A' ? !g_ascii_isalpha (bytes[at])
                           : bytes[at] != (guint8) FORM[i])
        return WIRE_LISTENER_NO;
      at += FORM[i] != '0';
    }
  return WIRE_LISTENER_YES;
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  return MAX (look_at (look->bytes[0], look->length[0]), look_at (look->bytes[1], look->length[1]));
}

static gpointer
begin (WireChannel *channel)
{
  return wire_redis_connection_new (channel);
}

static WireListenerTaken
take (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_redis_connection_add (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
leave (gpointer conversation)
{
  wire_redis_connection_free (conversation);
}

const WireListener wire_redis_listener = {
  .name = "Redis",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_ANYWHERE,
  .budget = BUDGET,
  .may_start = may_start,
  .initials = "*",
  .begin = begin,
  .piece = take,
  .free = leave,
};
