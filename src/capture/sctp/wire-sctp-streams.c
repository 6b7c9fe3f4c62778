/* wire-sctp-streams.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/sctp/wire-sctp-streams.h"

/**
 * Side:
 * @spoken: something was said
 * @inside: a message has begun that has not ended
 * @first: the number of the first message that was heard
 * @fragment: the number of the last piece in its message
 * @message: the number of the last message
 * @position: of the next byte
 *
 * One direction of a stream.
 */
typedef struct
{
  gboolean spoken;
  gboolean inside;
  guint32 first;
  guint32 fragment;
  guint32 message;
  guint64 position;
} Side;

typedef struct
{
  WireChannel *channel;
  Side sides[2];
} Stream;

struct _WireSctpStreams
{
  WireChannel *channel; /* of the association */
  GHashTable *streams;  /* identifier → Stream */
};

static void
stream_close (Stream *self, gboolean orderly)
{
  for (guint side = 0; side < 2; side++)
    wire_channel_end (self->channel, side, orderly && !self->sides[side].inside);
  wire_channel_close (self->channel);
}

static void
stream_free (gpointer data)
{
  stream_close (data, FALSE);
  g_free (data);
}

/** Returns: (transfer full): an association on which nothing was said yet */
WireSctpStreams *
wire_sctp_streams_new (WireChannel *channel)
{
  WireSctpStreams *self = g_new0 (WireSctpStreams, 1);

  self->channel = channel;
  self->streams = g_hash_table_new_full (NULL, NULL, NULL, stream_free);
  return self;
}

void
wire_sctp_streams_free (WireSctpStreams *self)
{
  g_hash_table_unref (self->streams);
  g_free (self);
}

static WireChannel *
open_channel (const WireSctpStreams *self)
{
  const WireChannelOptions options = { .label = "SCTP stream", .followed = TRUE };

  return wire_channel_open (self->channel, &options);
}

/* Returns: (nullable): where there are too many */
static Stream *
find_stream (WireSctpStreams *self, guint16 identifier)
{
  gpointer key = GUINT_TO_POINTER (identifier);
  Stream *stream = g_hash_table_lookup (self->streams, key);

  if (stream || g_hash_table_size (self->streams) == WIRE_SCTP_MAX_STREAMS)
    return stream;
  stream = g_new0 (Stream, 1);
  stream->channel = open_channel (self);
  g_hash_table_insert (self->streams, key, stream);
  return stream;
}

/* Whether @chunk is right after what its side of @stream has said. Both sides count the messages of
 * a stream from 0 on, so that where one has begun, the other begins with the same number. */
static gboolean
follows (const Stream *stream, guint side, const WireSctpChunk *chunk)
{
  const Side *own = &stream->sides[side];
  const Side *other = &stream->sides[!side];

  if (!chunk->begins)
    return own->inside && chunk->fragment == own->fragment + 1;
  if (own->inside)
    return FALSE;
  if (chunk->unordered)
    return TRUE;
  if (!own->spoken)
    return !other->spoken || chunk->message == other->first;
  return (guint16) chunk->message == (guint16) (own->message + 1);
}

/* The rest of a message whose beginning is missing; or, where the capture began late, an answer to
 * what was asked before. */
static gboolean
is_too_late (const Stream *stream, guint side, const WireSctpChunk *chunk)
{
  const Side *own = &stream->sides[side];
  const Side *other = &stream->sides[!side];

  if (own->spoken)
    return FALSE;
  return !chunk->begins || (other->spoken && !chunk->unordered && chunk->message < other->first);
}

/* Messages are missing: what was said so far is all of that conversation. */
static void
begin_anew (WireSctpStreams *self, Stream *stream)
{
  stream_close (stream, FALSE);
  *stream = (Stream){ .channel = open_channel (self) };
}

static void
pass_on (Stream *stream, guint side, const WireSctpChunk *chunk, const WireStreamPiece *brought_by)
{
  Side *own = &stream->sides[side];
  WireStreamPiece piece = *brought_by;

  piece.position = own->position;
  piece.sequence = (guint32) own->position;
  piece.anchored = TRUE;
  piece.acknowledges = FALSE;
  own->position += piece.length;
  wire_channel_add (stream->channel, side, &piece);
  if (!own->spoken)
    own->first = chunk->message;
  own->spoken = TRUE;
  own->inside = !chunk->ends;
  own->fragment = chunk->fragment;
  own->message = chunk->message;
}

/**
 * wire_sctp_streams_add:
 * @self: of one association
 * @side: who sends
 * @chunk: the next piece of a message, in the order of their numbers
 * @brought_by: its data
 */
void
wire_sctp_streams_add (WireSctpStreams *self,
                       guint side,
                       const WireSctpChunk *chunk,
                       const WireStreamPiece *brought_by)
{
  Stream *stream = find_stream (self, chunk->stream);

  if (!stream || is_too_late (stream, side, chunk))
    return;
  if (!follows (stream, side, chunk))
    begin_anew (self, stream);
  if (is_too_late (stream, side, chunk))
    return;
  pass_on (stream, side, chunk, brought_by);
}

/** Nothing more is said. @orderly: both sides have said so, and nothing is missing */
void
wire_sctp_streams_end (WireSctpStreams *self, gboolean orderly)
{
  GHashTableIter iter;
  gpointer stream;

  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, NULL, &stream))
    {
      stream_close (stream, orderly);
      g_hash_table_iter_steal (&iter);
      g_free (stream);
    }
}
