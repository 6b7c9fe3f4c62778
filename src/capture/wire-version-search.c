/* wire-version-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/wire-version-search.h"

#include "capture/frame/wire-ip.h"
#include "capture/wire-capture-private.h"
#include "capture/wire-read-lock.h"
#include "capture/wire-segment-scan.h"

#include <string.h>

/* Bytes that came first, at a position of their flow that counts from its first segment. */
typedef struct
{
  gint64 position;
  guint64 offset;
  guint32 length;
  guint32 packet;
} Piece;

/* One direction in which bytes came again. */
typedef struct
{
  guint32 sequence;
  gint64 position; /* of @sequence */
  gint64 acknowledged;
  gboolean started;
  gboolean acknowledges; /* something was acknowledged */
  GArray *pieces;        /* of Piece, in order of position, without overlap */
} Direction;

typedef struct
{
  WireCapture *capture;
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
  Direction *direction = g_new0 (Direction, 1);

  direction->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_hash_table_insert (self->directions, GUINT_TO_POINTER (stream->flows[side]), direction);
  g_hash_table_add (self->flows, GUINT_TO_POINTER (stream->flows[side]));
  if (stream->flows[!side] == WIRE_FLOW_NONE)
    return;
  g_hash_table_insert (self->acknowledging, GUINT_TO_POINTER (stream->flows[!side]), direction);
  g_hash_table_add (self->flows, GUINT_TO_POINTER (stream->flows[!side]));
}

/* Finds the directions in which bytes were sent again: in most captures, few. */
static void
find_directions (Search *self)
{
  WireCaptureHearing *hearing = &self->capture->hearing;
  g_autoptr (WireReadLock) lock = wire_read_lock (&hearing->lock, &hearing->waiting);
  guint32 n = hearing->streams ? wire_stream_table_get_length (hearing->streams) : 0;

  for (guint32 i = 0; i < n; i++)
    for (guint side = 0; side < 2; side++)
      {
        WireStream stream;

        if (wire_stream_table_get_repeated (hearing->streams, i, side) > 0
            && wire_stream_table_get (hearing->streams, i, &stream)
            && stream.flows[side] != WIRE_FLOW_NONE
            && !g_hash_table_contains (self->directions, GUINT_TO_POINTER (stream.flows[side])))
          add_direction (self, &stream, side);
      }
}

static gint64
unwrap (const Direction *self, guint32 sequence)
{
  return self->position + (gint32) (sequence - self->sequence);
}

/* Ports that are used again begin a stream anew. */
static void
start (Direction *self, guint32 sequence)
{
  self->started = TRUE;
  self->sequence = sequence;
  self->position = 0;
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
    .taken = direction->acknowledges && direction->acknowledged >= to ? WIRE_VERSION_FIRST
                                                                      : WIRE_VERSION_UNKNOWN,
  };

  if (!first)
    return;
  if (memcmp (g_bytes_get_data (first, NULL), segment->data + (from - position), length) != 0
      && self->versions->len < WIRE_SEGMENT_VERSIONS_MAX)
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
    .length = (guint32) (to - from),
    .packet = segment->packet,
  };

  g_array_insert_val (self->pieces, index, piece);
}

/* Puts in what is new of @segment, and compares what is not. */
static void
add_bytes (Search *self, Direction *direction, const WireSegment *segment, gint64 position)
{
  gint64 at = position;
  gint64 end = position + MIN (segment->captured, segment->length);

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

/**
 * wire_version_search:
 * @capture: a capture that is loaded; where its streams were not wanted, nothing is found
 * @cancellable: (nullable): polled now and then
 * @error: set where %NULL is returned
 *
 * Reads those streams again in which bytes were sent twice, and compares these. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type WireSegmentVersion): in order of
 *   #WireSegmentVersion.offset
 */
GArray *
wire_version_search (WireCapture *capture, GCancellable *cancellable, GError **error)
{
  g_auto (Search) self = {
    .capture = capture,
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
