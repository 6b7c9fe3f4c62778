/* wire-http2-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http2/wire-http2-listener.h"

#include "capture/http2/wire-http2-connection.h"
#include "capture/http2/wire-http2-frame.h"

#include <string.h>

/* What all connections together may hold of blocks of fields and of tables. */
#define BUDGET (128u * 1024 * 1024)

/* A client begins with its preface. */
static WireListenerAnswer
look_for_preface (const guint8 *bytes, gsize length)
{
  gsize n = MIN (length, WIRE_HTTP2_PREFACE_LENGTH);

  if (n == 0 || memcmp (bytes, WIRE_HTTP2_PREFACE, n) != 0)
    return WIRE_LISTENER_NO;
  return n == WIRE_HTTP2_PREFACE_LENGTH ? WIRE_LISTENER_YES : WIRE_LISTENER_MORE;
}

/* Elsewhere, frames follow each other: one alone could be chance. */
static WireListenerAnswer
look_for_frames (const guint8 *bytes, gsize length)
{
  gboolean exact = FALSE;

  if (length < 2 * WIRE_HTTP2_FRAME_HEAD)
    return WIRE_LISTENER_NO;
  return wire_http2_frame_count_chain (bytes, length, &exact) > (exact ? 1 : 2) ? WIRE_LISTENER_YES
                                                                                : WIRE_LISTENER_NO;
}

static WireListenerAnswer
look_at (const guint8 *bytes, gsize length)
{
  return MAX (look_for_preface (bytes, length), look_for_frames (bytes, length));
}

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  return MAX (look_at (look->bytes[0], look->length[0]), look_at (look->bytes[1], look->length[1]));
}

static gpointer
begin (WireChannel *channel)
{
  return wire_http2_connection_new (channel);
}

static WireListenerTaken
take_piece (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  wire_http2_connection_add (conversation, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end_side (gpointer conversation, guint side, gboolean orderly)
{
  wire_http2_connection_end (conversation, side, orderly);
}

static void
free_connection (gpointer conversation)
{
  wire_http2_connection_free (conversation);
}

const WireListener wire_http2_listener = {
  .name = "HTTP/2",
  .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_ANYWHERE,
  .budget = BUDGET,
  .may_start = may_start,
  .initials = "P",
  .begin = begin,
  .piece = take_piece,
  .end = end_side,
  .free = free_connection,
};
