/* wire-search-streams.c: looks for something in streams, and in what was decrypted of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/search/wire-capture-search.h"

#include "capture/follow/wire-inner-follow.h"
#include "capture/frame/wire-ip.h"
#include "capture/reassembly/wire-channel.h"
#include "capture/wire-capture-inner.h"
#include "capture/wire-capture-hear-with.h"

/* What is kept of the ends of all streams together, in bytes. */
#define KEPT_MAX (64u * 1024 * 1024)

/* The listener that hears all streams has to be found by its row. */
typedef struct
{
  WireListener row;
  const WireCaptureSearch *search;
  gsize kept;
  gboolean stopped;
} Hearing;

/* One stream. */
typedef struct
{
  Hearing *hearing;
  gboolean datagrams;
  WireSearchFeed feeds[2];
} Heard;

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  (void) look;
  return WIRE_LISTENER_YES;
}

static gpointer
begin (WireChannel *channel)
{
  Heard *self = g_new0 (Heard, 1);
  const WireListener *row = wire_listening_get_rows (wire_channel_get_listening (channel))[0];
  WireStream stream = { 0 };

  self->hearing = (Hearing *) (gpointer) row;
  wire_capture_get_stream (self->hearing->search->capture, wire_channel_get_stream (channel),
                           &stream);
  self->datagrams = stream.protocol != WIRE_IP_TCP;
  for (guint side = 0; side < 2; side++)
    self->feeds[side].hit = (WireSearchHit){ .place = "stream",
                                             .number = wire_channel_get_stream (channel),
                                             .side = side };
  return self;
}

static gsize
get_kept (const WireSearchFeed *of)
{
  return (of->tail ? of->tail->len : 0) + (of->packets ? of->packets->len * 16 : 0);
}

/* Counts what is kept of @of, where it was @before; where it is too much, it is forgotten. */
static void
account (Hearing *hearing, WireSearchFeed *of, gsize before)
{
  hearing->kept += get_kept (of) - before;
  if (hearing->kept <= KEPT_MAX)
    return;
  hearing->kept -= get_kept (of);
  wire_search_feed_clear (of);
  if (hearing->search->rest)
    hearing->search->rest->forgotten++;
}

static void
forget (Hearing *hearing, WireSearchFeed *of)
{
  hearing->kept -= get_kept (of);
  wire_search_feed_clear (of);
}

static void
feed (Hearing *hearing, WireSearchFeed *to, const WireStreamPiece *piece)
{
  const WireCaptureSearch *search = hearing->search;
  gsize before = get_kept (to);

  if (piece->position != to->position)
    wire_search_feed_clear (to);
  to->position = piece->position;
  to->hit.packet = piece->packet;
  if (!piece->data)
    wire_search_feed_skip (to, piece->length);
  else if (!hearing->stopped)
    hearing->stopped = !wire_search_feed_add (to, search->pattern, piece->data, piece->length,
                                              search->found, search->user_data);
  account (hearing, to, before);
}

static WireListenerTaken
take_piece (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  Heard *self = conversation;

  feed (self->hearing, &self->feeds[side], piece);
  if (self->datagrams)
    forget (self->hearing, &self->feeds[side]);
  return WIRE_LISTENER_STAYS;
}

static void
free_heard (gpointer conversation)
{
  Heard *self = conversation;

  for (guint side = 0; side < 2; side++)
    forget (self->hearing, &self->feeds[side]);
  g_free (self);
}

typedef struct
{
  Hearing *hearing;
  WireSearchFeed feeds[2];
} Inner;

/* A WireStreamVisitor. */
static gboolean
take_inner (guint side, const WireStreamPiece *piece, gpointer user_data)
{
  Inner *self = user_data;

  feed (self->hearing, &self->feeds[side], piece);
  return !self->hearing->stopped;
}

static gboolean
search_inner (
    Hearing *hearing, guint32 stream, guint inner, GCancellable *cancellable, GError **error)
{
  Inner self = { .hearing = hearing };
  WireStreamFigures figures;
  gboolean done;

  for (guint side = 0; side < 2; side++)
    self.feeds[side].hit =
        (WireSearchHit){ .place = "decrypted", .number = stream, .side = side, .part = inner };
  done = wire_inner_follow (hearing->search->capture, stream, inner, cancellable, take_inner, &self,
                            &figures, error);
  for (guint side = 0; side < 2; side++)
    forget (hearing, &self.feeds[side]);
  return done;
}

static gboolean
search_all_inner (Hearing *hearing, WireJob *job, GError **error)
{
  WireCapture *capture = hearing->search->capture;
  guint32 n = wire_capture_get_n_streams (capture);
  GCancellable *cancellable = job ? wire_job_get_cancellable (job) : NULL;

  for (guint32 stream = 0; stream < n && !hearing->stopped; stream++)
    {
      WireInnerStream inner;

      for (guint i = 0; wire_capture_get_inner_stream (capture, stream, i, &inner); i++)
        if (!search_inner (hearing, stream, i, cancellable, error))
          return FALSE;
    }
  return TRUE;
}

gboolean
wire_search_streams (const WireCaptureSearch *search, WireJob *job, GError **error)
{
  Hearing hearing = {
    .row = {
      .name = "search",
      .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_DATAGRAMS | WIRE_LISTENER_ANYWHERE,
      .budget = G_MAXSIZE,
      .may_start = may_start,
      .begin = begin,
      .piece = take_piece,
      .gap = take_piece,
      .free = free_heard,
    },
    .search = search,
  };
  const WireListener *const rows[] = { &hearing.row, NULL };
  WireStreamTable *streams;

  streams = wire_capture_hear_with (search->capture, rows, NULL, NULL, job, error);
  if (!streams)
    return FALSE;
  wire_stream_table_free (streams);
  return search_all_inner (&hearing, job, error);
}
