/* wire-listener-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-listener-look.h"

static gboolean
is_asked (const WireListener *row, const WireListenerLook *look)
{
  guint wanted = look->datagram ? WIRE_LISTENER_DATAGRAMS : WIRE_LISTENER_STREAMS;

  return row->may_start && row->flags & wanted
         && (look->from_start || row->flags & WIRE_LISTENER_ANYWHERE);
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
