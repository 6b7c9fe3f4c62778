/* wire-version-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-version-search.h"

#include "capture/frame/wire-ip.h"
#include "capture/protocols/network/wire-checksum.h"
#include "capture/wire-capture-private.h"
#include "capture/wire-capture-streams.h"
#include "capture/wire-read-lock.h"
#include "capture/wire-segment-scan.h"

#include <string.h>

/* Bytes that came first, at a position of their flow that counts from its first segment. */
typedef struct
{
  gint64 position;
  guint64 offset;
  guint32 length : 29;
  guint32 checksum : 2; /* WireChecksumState of their segment */
  guint32 in_order : 1; /* nothing was missing before them */
  guint32 packet;
} Piece;

#define PIECE_MAX ((1u << 29) - 1)

/* One direction in which bytes came again. */
typedef struct
{
  guint32 sequence;
  gint64 position; /* of @sequence */
  gint64 acknowledged;
  gint64 wanted; /* what the receiver had not got yet when the last segment came */
  gboolean started;
  gboolean acknowledges; /* something was acknowledged */
  GArray *pieces;        /* of Piece, in order of position, without overlap */
} Direction;

typedef struct
{
  WireCapture *capture;
  guint32 stream;            /* WIRE_STREAM_NONE: all */
  GHashTable *directions;    /* flow → Direction */
  GHashTable *acknowledging; /* flow of the other side → Direction; borrowed */
  GHashTable *flows;         /* of both sides */
  GArray *versions;
  GError *error;
} Search;

static void
direction_free (gpointer data)
{
  Direction *self = data;

  g_array_unref (self->pieces);
  g_free (self);
}

static void
search_clear (Search *self)
{
  g_hash_table_unref (self->directions);
  g_hash_table_unref (self->acknowledging);
  g_hash_table_unref (self->flows);
  g_clear_pointer (&self->versions, g_array_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static void
add_direction (Search *self, const WireStream *stream, guint side)
{
  if (g_hash_table_contains (self->directions, GUINT_TO_POINTER (stream->flows[side])))
    return;

  Direction *direction = g_new0 (Direction, 1);

  direction->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_hash_table_insert (self->directions, GUINT_TO_POINTER (stream->flows[side]), direction);
  g_hash_table_add (self->flows, GUINT_TO_POINTER (stream->flows[side]));
  if (stream->flows[!side] == WIRE_FLOW_NONE)
    return;
  g_hash_table_insert (self->acknowledging, GUINT_TO_POINTER (stream->flows[!side]), direction);
  g_hash_table_add (self->flows, GUINT_TO_POINTER (stream->flows[!side]));
}

/* With the lock held. */
static void
find_sides (Search *self, guint32 number)
{
  const WireStreamTable *streams = self->capture->hearing.streams;
  WireStream stream;

  for (guint side = 0; side < 2; side++)
    if (wire_stream_table_get_repeated (streams, number, side) > 0
        && wire_stream_table_get (streams, number, &stream) && stream.flows[side] != WIRE_FLOW_NONE)
      add_direction (self, &stream, side);
}

/* Finds the directions in which bytes were sent again: in most captures, few. */
static void
find_directions (Search *self)
{
  WireCaptureHearing *hearing = &self->capture->hearing;
  g_autoptr (WireReadLock) lock = wire_read_lock (&hearing->lock, &hearing->waiting);
  guint32 n = hearing->streams ? wire_stream_table_get_length (hearing->streams) : 0;
  guint32 first = self->stream == WIRE_STREAM_NONE ? 0 : MIN (self->stream, n);
  guint32 end = self->stream == WIRE_STREAM_NONE ? n : MIN (first + 1, n);

  for (guint32 i = first; i < end; i++)
    find_sides (self, i);
}

static gint64
unwrap (const Direction *self, guint32 sequence)
{
  return self->position + (gint32) (sequence - self->sequence);
}

/* Ports that are used again begin a new stream. */
static void
start (Direction *self, guint32 sequence)
{
  self->started = TRUE;
  self->sequence = sequence;
  self->position = 0;
  self->wanted = 0;
  self->acknowledges = FALSE;
  g_array_set_size (self->pieces, 0);
}

/* Returns: the first piece that ends after @position */
static guint
find_piece (const GArray *pieces, gint64 position)
{
  guint low = 0;
  guint high = pieces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Piece *piece = &g_array_index (pieces, Piece, middle);

      if (piece->position + piece->length > position)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* A wrong checksum tells something only where the other is right: network cards make them late. */
static WireVersionTaken
tell_taken (const Direction *self, const Piece *piece, const WireSegment *segment, gint64 to)
{
  if (piece->checksum == WIRE_CHECKSUM_WRONG && segment->checksum == WIRE_CHECKSUM_RIGHT)
    return WIRE_VERSION_SECOND_BY_CHECKSUM;
  if (piece->checksum == WIRE_CHECKSUM_RIGHT && segment->checksum == WIRE_CHECKSUM_WRONG)
    return WIRE_VERSION_FIRST_BY_CHECKSUM;
  if (self->acknowledges && self->acknowledged >= to)
    return WIRE_VERSION_FIRST;
  return piece->in_order ? WIRE_VERSION_FIRST_IN_ORDER : WIRE_VERSION_UNKNOWN;
}

static guint32
count_different (const guint8 *first, const guint8 *second, guint32 length)
{
  guint32 n = 0;

  for (guint32 i = 0; i < length; i++)
    n += first[i] != second[i];
  return n;
}

/* Holds what @piece has from @from to @to against @segment, which has it again. */
static void
compare (Search *self,
         const Direction *direction,
         const Piece *piece,
         const WireSegment *segment,
         gint64 from,
         gint64 to,
         gint64 position)
{
  guint64 offset = piece->offset + (guint64) (from - piece->position);
  guint32 length = (guint32) (to - from);
  g_autoptr (GBytes) first =
      self->error ? NULL : wire_capture_read_bytes (self->capture, offset, length, &self->error);
  WireSegmentVersion version = {
    .offset = offset,
    .other = segment->offset + (guint64) (from - position),
    .length = length,
    .packet = piece->packet,
    .other_packet = segment->packet,
    .flow = segment->flow,
    .taken = tell_taken (direction, piece, segment, to),
  };

  if (!first)
    return;
  version.different =
      count_different (g_bytes_get_data (first, NULL), segment->data + (from - position), length);
  if (version.different > 0 && self->versions->len < WIRE_SEGMENT_VERSIONS_MAX)
    g_array_append_val (self->versions, version);
}

static void
insert (Direction *self,
        guint index,
        const WireSegment *segment,
        gint64 position,
        gint64 from,
        gint64 to)
{
  Piece piece = {
    .position = from,
    .offset = segment->offset + (guint64) (from - position),
    .length = (guint32) (to - from) & PIECE_MAX,
    .checksum = segment->checksum & 3,
    .in_order = from <= self->wanted,
    .packet = segment->packet,
  };

  g_array_insert_val (self->pieces, index, piece);
}

/* Puts in what is new of @segment, and compares what is not. */
static void
add_bytes (Search *self, Direction *direction, const WireSegment *segment, gint64 position)
{
  gint64 at = position;
  gint64 end = position + MIN (MIN (segment->captured, segment->length), PIECE_MAX);

  for (guint i = find_piece (direction->pieces, position); at < end; i++)
    {
      Piece piece;
      gint64 to;

      if (i == direction->pieces->len
          || g_array_index (direction->pieces, Piece, i).position >= end)
        {
          insert (direction, i, segment, position, at, end);
          return;
        }
      piece = g_array_index (direction->pieces, Piece, i);
      if (at < piece.position)
        {
          insert (direction, i++, segment, position, at, piece.position);
          at = piece.position;
        }
      to = MIN (end, piece.position + piece.length);
      compare (self, direction, &piece, segment, at, to, position);
      at = to;
    }
}

/* A keep-alive repeats the last byte, or has any in its place (RFC 9293, section 3.8.4). */
static gboolean
is_keep_alive (const Direction *self, const WireSegment *segment)
{
  return segment->length == 1 && segment->sequence + 1 == self->sequence;
}

static void
note_acknowledgement (Search *self, const WireSegment *segment)
{
  Direction *other = g_hash_table_lookup (self->acknowledging, GUINT_TO_POINTER (segment->flow));
  gint64 position;

  if (!other || !other->started || !(segment->tcp_flags & WIRE_TCP_ACK))
    return;
  position = unwrap (other, segment->acknowledgement);
  other->acknowledged = other->acknowledges ? MAX (other->acknowledged, position) : position;
  other->acknowledges = TRUE;
}

/* What the receiver waits for, once it has the pieces: what it acknowledged it has, captured or
 * not.
 */
static void
move_on (Direction *self)
{
  gint64 wanted = self->acknowledges ? MAX (self->wanted, self->acknowledged) : self->wanted;

  for (guint i = find_piece (self->pieces, wanted); i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->position > wanted)
        break;
      wanted = piece->position + piece->length;
    }
  self->wanted = wanted;
}

static void
note_bytes (Search *self, Direction *direction, const WireSegment *segment)
{
  guint32 sequence = segment->sequence + ((segment->tcp_flags & WIRE_TCP_SYN) != 0);
  gint64 position;

  if (!direction->started || (segment->tcp_flags & WIRE_TCP_SYN && direction->sequence != sequence))
    start (direction, sequence);
  if (segment->length == 0 || segment->tcp_flags & WIRE_TCP_RST
      || is_keep_alive (direction, segment))
    return;
  position = unwrap (direction, sequence);
  if (ABS (position - direction->position) > WIRE_STREAM_MAX_BACK)
    return;
  move_on (direction);
  add_bytes (self, direction, segment, position);
  if (position + segment->length > direction->position)
    {
      direction->position = position + segment->length;
      direction->sequence = sequence + segment->length;
    }
}

/* A WireSegmentVisit. */
static void
visit (const WireSegment *segment, gpointer user_data)
{
  Search *self = user_data;
  Direction *direction;

  if (segment->protocol != WIRE_IP_TCP)
    return;
  note_acknowledgement (self, segment);
  direction = g_hash_table_lookup (self->directions, GUINT_TO_POINTER (segment->flow));
  if (direction)
    note_bytes (self, direction, segment);
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const WireSegmentVersion *one = a;
  const WireSegmentVersion *two = b;

  return one->offset < two->offset ? -1 : one->offset > two->offset;
}

static GArray *
search (WireCapture *capture, guint32 stream, GCancellable *cancellable, GError **error)
{
  g_auto (Search) self = {
    .capture = capture,
    .stream = stream,
    .directions = g_hash_table_new_full (NULL, NULL, NULL, direction_free),
    .acknowledging = g_hash_table_new (NULL, NULL),
    .flows = g_hash_table_new (NULL, NULL),
    .versions = g_array_new (FALSE, FALSE, sizeof (WireSegmentVersion)),
  };
  g_autoptr (WireSegmentScan) scan = wire_segment_scan_new (capture, visit, &self);

  find_directions (&self);
  if (g_hash_table_size (self.directions) == 0)
    return g_steal_pointer (&self.versions);
  wire_segment_scan_want_flows (scan, self.flows);
  wire_segment_scan_want_checksums (scan);
  if (!wire_segment_scan_run (scan, NULL, cancellable, error))
    return NULL;
  if (self.error)
    {
      g_propagate_error (error, g_steal_pointer (&self.error));
      return NULL;
    }
  g_array_sort (self.versions, compare_offsets);
  return g_steal_pointer (&self.versions);
}

/**
 * wire_version_search:
 * @capture: a capture that is loaded; where its streams were not wanted, nothing is found
 * @cancellable: (nullable): polled now and then
 * @error: set where %NULL is returned
 *
 * Reads those streams again in which bytes were sent twice, and compares these. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type WireSegmentVersion): in order of
 *   #WireSegmentVersion.offset; see wire_segment_versions_are_all()
 */
GArray *
wire_version_search (WireCapture *capture, GCancellable *cancellable, GError **error)
{
  return search (capture, WIRE_STREAM_NONE, cancellable, error);
}

/**
 * wire_version_search_stream:
 * @capture: a capture that is loaded, and whose streams were wanted
 * @stream: one of them, from 0
 * @cancellable: (nullable): polled now and then
 * @error: set where %NULL is returned
 *
 * As wire_version_search(), of one stream. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type WireSegmentVersion): likewise
 */
GArray *
wire_version_search_stream (WireCapture *capture,
                            guint32 stream,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GArray) versions = search (capture, stream, cancellable, error);
  WireStream found;

  if (!versions || !wire_capture_get_stream (capture, stream, &found))
    return g_steal_pointer (&versions);
  /* Ports that are used again make another stream of the same flows. */
  for (guint i = versions->len; i > 0; i--)
    {
      guint32 packet = g_array_index (versions, WireSegmentVersion, i - 1).other_packet;

      if (packet < found.first_packet || packet >= found.end_packet)
        g_array_remove_index (versions, i - 1);
    }
  return g_steal_pointer (&versions);
}
