/* wire-recognition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-recognition.h"

#include "capture/reassembly/wire-listening.h"

#include <string.h>

static WireListenerLook
look_at_piece (guint side, const WireStreamPiece *piece, gboolean from_start)
{
  WireListenerLook look = { .first = (guint8) side, .from_start = from_start };

  look.bytes[side] = piece->data;
  look.length[side] = piece->length;
  return look;
}

/* Adds @piece to what @look shows, as far as there is room for it. */
static void
show_piece (WireListenerLook *look, guint8 *buffer, guint side, const WireStreamPiece *piece)
{
  guint8 *bytes = buffer + side * WIRE_LISTENER_MAX_LOOK;
  guint32 n = MIN (piece->length, WIRE_LISTENER_MAX_LOOK - look->length[side]);

  memcpy (bytes + look->length[side], piece->data, n);
  look->bytes[side] = bytes;
  look->length[side] += n;
}

static WireListenerAnswer
ask_with_pending (WireListening *listening,
                  const WirePending *pending,
                  guint side,
                  const WireStreamPiece *piece,
                  const WireListener **found)
{
  guint8 buffer[2 * WIRE_LISTENER_MAX_LOOK];
  WireListenerLook look;

  wire_pending_look (pending, buffer, &look);
  show_piece (&look, buffer, side, piece);
  look.last = !wire_pending_has_room (pending, piece);
  return wire_listener_index_ask (wire_listening_get_index (listening), &look, NULL, found);
}

/* Returns: whether @piece may wait; otherwise nobody hears the conversation */
static gboolean
keep (WireListening *listening,
      WirePending **pending,
      guint side,
      const WireStreamPiece *piece,
      gboolean from_start)
{
  gsize before = *pending ? wire_pending_get_cost (*pending) : 0;

  *pending = wire_pending_add (*pending, side, piece, from_start);
  if (wire_listening_hold (listening, before, wire_pending_get_cost (*pending)))
    return TRUE;
  wire_recognition_forget (listening, pending);
  return FALSE;
}

/**
 * wire_recognition_ask:
 * @listening: whom to ask
 * @pending: (inout): what came before and was kept, or %NULL. Where the answer is that more is
 *   needed, @piece is kept there; where it is no, it is freed; where it is yes, it stays for the
 *   caller to pass on.
 * @side: whose piece it is
 * @piece: the next one of a stream; no gap
 * @from_start: nothing came before on this side
 * @found: (out): whose the conversation is, or %NULL
 *
 * Returns: what is known now. Bytes that nobody knew may be followed by some that somebody knows:
 *   of a conversation that goes on, each piece is looked at by itself.
 */
WireListenerAnswer
wire_recognition_ask (WireListening *listening,
                      WirePending **pending,
                      guint side,
                      const WireStreamPiece *piece,
                      gboolean from_start,
                      const WireListener **found)
{
  WireListenerAnswer answer = WIRE_LISTENER_NO;
  WireListenerLook look;

  if (G_UNLIKELY (*pending))
    {
      answer = ask_with_pending (listening, *pending, side, piece, found);
      from_start = FALSE;
      if (answer == WIRE_LISTENER_NO)
        wire_recognition_forget (listening, pending);
    }
  if (answer == WIRE_LISTENER_NO)
    {
      look = look_at_piece (side, piece, from_start);
      look.last = piece->length > WIRE_LISTENER_MAX_LOOK;
      answer = wire_listener_index_ask (wire_listening_get_index (listening), &look, NULL, found);
    }
  if (answer == WIRE_LISTENER_MORE && !keep (listening, pending, side, piece, from_start))
    answer = WIRE_LISTENER_NO;
  return answer;
}

/** Returns: (nullable): whose a conversation is of which nothing more comes than @pending */
const WireListener *
wire_recognition_ask_last (WireListening *listening, const WirePending *pending)
{
  guint8 buffer[2 * WIRE_LISTENER_MAX_LOOK];
  const WireListener *found;
  WireListenerLook look;

  wire_pending_look (pending, buffer, &look);
  look.last = TRUE;
  wire_listener_index_ask (wire_listening_get_index (listening), &look, NULL, &found);
  return found;
}

/** Returns: (nullable): who recognises @datagram; @from_start: it is the first of its side */
const WireListener *
wire_recognition_ask_datagram (WireListening *listening,
                               guint side,
                               const WireStreamPiece *datagram,
                               gboolean from_start)
{
  WireListenerLook look = look_at_piece (side, datagram, from_start);
  const WireListener *found;

  look.datagram = TRUE;
  wire_listener_index_ask (wire_listening_get_index (listening), &look, NULL, &found);
  return found;
}

/** Returns: (nullable): who of the listeners after @after in the table recognises @piece, which
 *   @after refused */
const WireListener *
wire_recognition_ask_others (WireListening *listening,
                             const WireListener *after,
                             guint side,
                             const WireStreamPiece *piece,
                             gboolean datagram)
{
  WireListenerLook look = look_at_piece (side, piece, FALSE);
  const WireListener *found;

  look.last = TRUE;
  look.datagram = datagram;
  wire_listener_index_ask (wire_listening_get_index (listening), &look, after, &found);
  return found;
}

/** Returns: (nullable): whose protocol @piece certainly is, with which the other side answers in a
 *   conversation that is @own's so far. What @own did not recognise itself, but was handed, stays
 *   its own. */
const WireListener *
wire_recognition_ask_answer (WireListening *listening,
                             const WireListener *own,
                             const WireStreamPiece *piece)
{
  const WireListener *const *rows = own->may_start ? wire_listening_get_rows (listening) : NULL;

  for (; rows && *rows; rows++)
    if (*rows != own && (*rows)->answers && (*rows)->answers (piece->data, piece->length))
      return *rows;
  return NULL;
}

/** What was kept in @pending is kept no longer. */
void
wire_recognition_forget (WireListening *listening, WirePending **pending)
{
  if (!*pending)
    return;
  wire_listening_hold (listening, wire_pending_get_cost (*pending), 0);
  g_clear_pointer (pending, wire_pending_free);
}
