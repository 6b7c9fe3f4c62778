/* wire-listener-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-listener-look.h"

#include <string.h>

/* The search for a NUL byte finds the end of the initials: it is always among them. */
static gboolean
begins_with_one_of (const WireListenerLook *look, const char *initials)
{
  return (look->length[0] > 0 && strchr (initials, look->bytes[0][0]))
         || (look->length[1] > 0 && strchr (initials, look->bytes[1][0]));
}

static gboolean
is_asked (const WireListener *row, const WireListenerLook *look)
{
  guint wanted = look->datagram ? WIRE_LISTENER_DATAGRAMS : WIRE_LISTENER_STREAMS;

  return row->may_start && row->flags & wanted
         && (look->from_start || row->flags & WIRE_LISTENER_ANYWHERE)
         && (look->datagram || !row->initials || begins_with_one_of (look, row->initials));
}

/**
 * wire_listener_look_ask:
 * @self: what is known of a conversation
 * @rows: the listeners to ask, in this order, up to a %NULL
 * @found: (out): the one that says yes, or %NULL
 *
 * Returns: yes as soon as one says so; otherwise that more is needed where one says that
 */
WireListenerAnswer
wire_listener_look_ask (const WireListenerLook *self,
                        const WireListener *const *rows,
                        const WireListener **found)
{
  WireListenerAnswer answer = WIRE_LISTENER_NO;

  *found = NULL;
  for (; *rows; rows++)
    {
      WireListenerAnswer one =
          is_asked (*rows, self) ? (*rows)->may_start (self) : WIRE_LISTENER_NO;

      if (one == WIRE_LISTENER_YES)
        {
          *found = *rows;
          return one;
        }
      answer = MAX (answer, one);
    }
  return self->last || self->datagram ? WIRE_LISTENER_NO : answer;
}

/* The only bit in which the cases of an ASCII letter differ. */
#define ASCII_CASE 0x20

/**
 * wire_listener_look_for_word:
 * @bytes: what one side began with
 * @length: of @bytes
 * @word: not empty, in any case
 *
 * For `may_start` of protocols of lines. Most conversations differ in the first byte, which is
 * looked at alone: every connection is asked about every word.
 *
 * Returns: whether @bytes begin with @word; that more is needed where they end within it
 */
WireListenerAnswer
wire_listener_look_for_word (const guint8 *bytes, gsize length, const char *word)
{
  gsize size;
  gsize n;

  if (length == 0)
    return WIRE_LISTENER_MORE;
  if ((bytes[0] ^ (guint8) word[0]) & ~ASCII_CASE)
    return WIRE_LISTENER_NO;
  size = strlen (word);
  n = MIN (length, size);
  if (g_ascii_strncasecmp ((const char *) bytes, word, n) != 0)
    return WIRE_LISTENER_NO;
  return n == size ? WIRE_LISTENER_YES : WIRE_LISTENER_MORE;
}
