/* wire-stream-direction.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-stream-direction.h"

#include "capture/reassembly/wire-held-pieces.h"

/* One call's worth of what is needed to deliver. */
typedef struct
{
  WireStreamDirection *direction;
  WireStreamBudget *budget;
  WireStreamDeliver deliver;
  gpointer user_data;
} Delivery;

static WireStreamTrouble *
get_trouble (WireStreamDirection *self)
{
  if (!self->trouble)
    self->trouble = g_new0 (WireStreamTrouble, 1);
  return self->trouble;
}

static void
deliver_piece (const Delivery *d, const WireStreamPiece *piece)
{
  g_assert (piece->position == d->direction->position);

  d->direction->position += piece->length;
  d->direction->sequence += piece->length;
  d->direction->ended =
      d->direction->finished
      && (d->direction->ended || (gint32) (d->direction->sequence - d->direction->end) >= 0);
  if (!piece->data)
    get_trouble (d->direction)->gaps++;
  d->deliver (piece, d->user_data);
}

/* Delivers the bytes up to @position, which nobody captured, as a gap that @shown_by showed. */
static void
deliver_gap (const Delivery *d, guint64 position, const WireStreamPiece *shown_by)
{
  WireStreamPiece gap = *shown_by;

  gap.data = NULL;
  gap.offset = 0;
  gap.position = d->direction->position;
  gap.length = (guint32) (position - gap.position);
  if (gap.length > 0)
    deliver_piece (d, &gap);
}

/* Delivers what waited for exactly what is there now. */
static void
deliver_held (const Delivery *d)
{
  WireStreamDirection *self = d->direction;
  guint n = 0;

  while (n < wire_held_count (self) && wire_held_get (self, n)->position == self->position)
    deliver_piece (d, wire_held_get (self, n++));
  wire_held_remove_first (self, d->budget, n);
}

static void
give_up_first_gap (const Delivery *d)
{
  const WireStreamPiece *first = wire_held_get (d->direction, 0);

  deliver_gap (d, first->position, first);
  deliver_held (d);
}

/* Makes sure that @piece, which begins after the current position, may wait. */
static void
make_room (const Delivery *d, const WireStreamPiece *piece)
{
  gsize cost = wire_held_get_cost (piece);

  while (wire_held_count (d->direction) > 0 && !wire_held_has_room (d->direction, d->budget, cost))
    give_up_first_gap (d);
  /* Others hold all that may be held. */
  if (!wire_held_has_room (d->direction, d->budget, cost)
      && piece->position > d->direction->position)
    deliver_gap (d, piece->position, piece);
}

/* The bytes of @piece from @start to @end. */
static WireStreamPiece
cut_piece (const WireStreamPiece *piece, guint64 start, guint64 end)
{
  WireStreamPiece part = *piece;

  part.position = start;
  part.length = (guint32) (end - start);
  if (part.data)
    {
      part.data += start - piece->position;
      part.offset += start - piece->position;
    }
  return part;
}

/* In parts a piece takes more than it would as a whole: what has no room then is a gap later.
 * Returns: whether it was held, which moves those after it */
static gboolean
place_part (const Delivery *d, const WireStreamPiece *part, guint index)
{
  if (part->position == d->direction->position)
    {
      deliver_piece (d, part);
      return FALSE;
    }
  if (!wire_held_has_room (d->direction, d->budget, wire_held_get_cost (part)))
    return FALSE;
  wire_held_insert (d->direction, d->budget, part, index);
  return TRUE;
}

/* Puts those parts of @piece where they belong that no held piece covers. Returns: bytes that were
 * covered */
static guint64
place_around_held (const Delivery *d, const WireStreamPiece *piece)
{
  guint64 start = piece->position;
  guint64 end = wire_stream_piece_get_end (piece);
  guint64 covered = 0;

  for (guint i = wire_held_find (d->direction, start);
       start < end && i < wire_held_count (d->direction)
       && wire_held_get (d->direction, i)->position < end;
       i++)
    {
      guint64 from = wire_held_get (d->direction, i)->position;
      guint64 to = wire_stream_piece_get_end (wire_held_get (d->direction, i));

      if (start < from)
        {
          WireStreamPiece part = cut_piece (piece, start, from);

          i += place_part (d, &part, i);
        }
      covered += MIN (end, to) - MAX (start, from);
      start = to;
    }
  if (start < end)
    {
      WireStreamPiece part = cut_piece (piece, start, end);

      place_part (d, &part, wire_held_find (d->direction, start));
    }
  return covered;
}

static void
place_piece (const Delivery *d, const WireStreamPiece *piece)
{
  WireStreamDirection *self = d->direction;
  guint64 end = wire_stream_piece_get_end (piece);
  guint64 repeated = 0;

  if (piece->position > self->position)
    make_room (d, piece); /* which may bring the position past the piece's first bytes */
  if (piece->position < self->position)
    repeated = MIN (self->position, end) - piece->position;
  if (end > self->position)
    {
      WireStreamPiece rest = cut_piece (piece, piece->position + repeated, end);

      repeated += place_around_held (d, &rest);
      deliver_held (d);
    }
  if (repeated == 0)
    return;
  get_trouble (self)->repeated += (guint32) repeated;
  get_trouble (self)->overlapping += repeated < piece->length;
}

static void
start_at (WireStreamDirection *self, guint32 sequence)
{
  self->sequence = sequence;
  self->started = TRUE;
}

/* The capture began after the connection did. What the other side said it expects next tells where
 * the bytes began that are missing, or late. */
static void
start_in_the_middle (WireStreamDirection *self, guint32 sequence)
{
  gboolean useful = self->hinted && sequence - self->sequence <= WIRE_STREAM_MAX_HINT;

  start_at (self, useful ? self->sequence : sequence);
}

/**
 * wire_stream_direction_expect:
 * @self: a direction
 * @acknowledgement: what a packet of the other direction acknowledges
 *
 * Only of use before the first segment of @self was seen. The lowest counts: bytes up to a later
 * one were received, and are not in the capture, or come late.
 */
void
wire_stream_direction_expect (WireStreamDirection *self, guint32 acknowledgement)
{
  gboolean later = self->hinted && acknowledgement - self->sequence <= WIRE_STREAM_MAX_HINT;

  if (self->started || later)
    return;
  self->sequence = acknowledgement;
  self->hinted = TRUE;
}

/* A keep-alive repeats one byte that was sent long ago (RFC 9293, section 3.8.4), or none. */
static gboolean
is_keep_alive (const WireStreamDirection *self, const WireSegment *segment)
{
  return !self->started && self->hinted && segment->length <= 1
         && segment->sequence + 1 == self->sequence && !(segment->tcp_flags & WIRE_TCP_SYN);
}

/** Whether @segment lies so far from the window of @self that it cannot belong to it. */
gboolean
wire_stream_direction_is_stray (const WireStreamDirection *self, const WireSegment *segment)
{
  gint32 distance = (gint32) (segment->sequence - self->sequence);

  return self->started && segment->length > 0 && distance < -(gint32) WIRE_STREAM_MAX_BACK;
}

/* A SYN takes one sequence number. Packets made by hand may not have counted it: the
 * first byte is where that of the SYN was. */
static gboolean
repeats_syn (const WireStreamDirection *self, const WireSegment *segment)
{
  return self->synchronised && self->position == 0 && wire_held_count (self) == 0
         && segment->length > 1 && !(segment->tcp_flags & (WIRE_TCP_SYN | WIRE_TCP_RST))
         && segment->sequence + 1 == self->sequence;
}

static void
add_payload (const Delivery *d, const WireSegment *segment, guint32 sequence)
{
  WireStreamDirection *self = d->direction;
  gint64 start = (gint64) self->position + (gint32) (sequence - self->sequence);
  gint64 before = start < 0 ? MIN (-start, (gint64) segment->length) : 0;
  guint32 captured = MIN (segment->captured, segment->length);
  WireStreamPiece whole = {
    .data = segment->data,
    .length = segment->length,
    .packet = segment->packet,
    .position = (guint64) (start + before), /* what lies before the first byte stays out */
    .offset = segment->offset,
    .time = segment->time,
    .acknowledgement = segment->acknowledgement,
    .acknowledges = (segment->tcp_flags & WIRE_TCP_ACK) != 0,
  };

  whole.data += MIN (before, (gint64) captured);
  whole.offset += MIN ((guint64) before, captured);
  whole.length -= (guint32) before;
  captured -= (guint32) MIN (before, (gint64) captured);
  if (whole.length == 0)
    get_trouble (self)->strays++;
  if (captured > 0)
    {
      WireStreamPiece kept = cut_piece (&whole, whole.position, whole.position + captured);

      place_piece (d, &kept);
    }
  if (captured < whole.length)
    {
      WireStreamPiece cut =
          cut_piece (&whole, whole.position + captured, wire_stream_piece_get_end (&whole));

      cut.data = NULL;
      place_piece (d, &cut);
    }
}

static void
note_end (WireStreamDirection *self, const WireSegment *segment, guint32 sequence)
{
  self->reset |= (segment->tcp_flags & WIRE_TCP_RST) != 0;
  if (!(segment->tcp_flags & WIRE_TCP_FIN) || self->finished)
    return;
  self->finished = TRUE;
  self->end = sequence + segment->length;
  self->ended = (gint32) (self->sequence - self->end) >= 0;
}

/**
 * wire_stream_direction_add:
 * @self: a direction
 * @budget: shared by all directions of a capture
 * @segment: its next segment, in the order of the capture
 * @deliver: called with every piece that is in order by now
 * @user_data: for @deliver
 *
 * What a RST carries is a message for people (RFC 9293, section 3.5.3) and no part of the stream.
 */
void
wire_stream_direction_add (WireStreamDirection *self,
                           WireStreamBudget *budget,
                           const WireSegment *segment,
                           WireStreamDeliver deliver,
                           gpointer user_data)
{
  const Delivery d = { self, budget, deliver, user_data };
  gboolean syn = (segment->tcp_flags & WIRE_TCP_SYN) != 0;
  guint32 sequence = segment->sequence + syn;
  gboolean payload = segment->length > 0 && !(segment->tcp_flags & WIRE_TCP_RST);

  if (is_keep_alive (self, segment))
    return;
  if (!self->started && syn)
    start_at (self, sequence);
  else if (repeats_syn (self, segment))
    start_at (self, sequence);
  else if (!self->started && (payload || segment->tcp_flags & WIRE_TCP_FIN))
    start_in_the_middle (self, sequence);
  self->synchronised |= syn;

  if (wire_stream_direction_is_stray (self, segment))
    {
      get_trouble (self)->strays++;
      return;
    }
  if (payload)
    add_payload (&d, segment, sequence);
  note_end (self, segment, sequence);
}

/**
 * wire_stream_direction_flush:
 * @self: a direction of which no more comes
 * @budget: its budget
 * @deliver: called with what was held back, and with the gaps between
 * @user_data: for @deliver
 */
void
wire_stream_direction_flush (WireStreamDirection *self,
                             WireStreamBudget *budget,
                             WireStreamDeliver deliver,
                             gpointer user_data)
{
  const Delivery d = { self, budget, deliver, user_data };
  const WireStreamPiece nothing = { 0 };

  while (wire_held_count (self) > 0)
    give_up_first_gap (&d);
  if (self->finished && !self->ended && self->end - self->sequence <= WIRE_STREAM_MAX_BACK)
    deliver_gap (&d, wire_stream_direction_to_position (self, self->end), &nothing);
}

/** Whether every byte up to a FIN was delivered. */
gboolean
wire_stream_direction_has_ended (const WireStreamDirection *self)
{
  return self->ended;
}

/** Returns: what was not in order so far; @held is owned by @self */
WireStreamTrouble
wire_stream_direction_get_trouble (const WireStreamDirection *self)
{
  const WireStreamTrouble none = { 0 };

  return self->trouble ? *self->trouble : none;
}

/** Frees what @self holds back; it is new then. */
void
wire_stream_direction_clear (WireStreamDirection *self, WireStreamBudget *budget)
{
  if (self->trouble)
    {
      budget->used -= self->trouble->held_bytes;
      g_clear_pointer (&self->trouble->held, g_ptr_array_unref);
      g_free (self->trouble);
    }
  *self = (WireStreamDirection){ 0 };
}
