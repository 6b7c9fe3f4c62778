/* wire-channel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-channel.h"

#include "capture/reassembly/wire-listening.h"
#include "capture/reassembly/wire-recognition.h"

struct _WireChannel
{
  WireListening *listening;
  WireChannel *parent;     /* NULL: it is a stream of the capture */
  const WireListener *row; /* NULL: nobody has recognised it */
  gpointer conversation;   /* of @row */
  WirePending *pending;
  const char *inner;
  const char *label;
  gpointer hint;
  guint64 positions[2]; /* of the next byte */
  guint32 stream;
  guint8 depth;
  guint8 spoken; /* a bit a side */
  gboolean datagrams;
  gboolean decrypted;
  WireInnerStream *followed; /* NULL where people cannot follow it */
  GList link;                /* of WireListening's open conversations, unless it has a parent */
};

/* Listeners */

static void
begin (WireChannel *self, const WireListener *row)
{
  self->row = row;
  self->conversation = row->begin ? row->begin (self) : self;
}

static void
leave (WireChannel *self)
{
  if (self->row && self->row->free)
    self->row->free (self->conversation);
  self->row = NULL;
  self->conversation = NULL;
}

/* The rows that may still be asked are fewer each time. */
static void
deliver (WireChannel *self, guint side, const WireStreamPiece *piece)
{
  const WireListener *row = self->row;
  WireListenerTaken taken = !piece->data && row->gap ? row->gap (self->conversation, side, piece)
                                                     : row->piece (self->conversation, side, piece);

  if (taken == WIRE_LISTENER_STAYS)
    return;
  leave (self);
  if (taken != WIRE_LISTENER_REFUSES || !piece->data)
    return;
  row = wire_recognition_ask_others (self->listening, row, side, piece, self->datagrams);
  if (!row)
    return;
  begin (self, row);
  deliver (self, side, piece);
}

static void hear (guint side, const WireStreamPiece *piece, gpointer user_data);

/* @row has recognised what waits. */
static void
begin_with_pending (WireChannel *self, const WireListener *row)
{
  g_autoptr (WirePending) pending = g_steal_pointer (&self->pending);

  begin (self, row);
  if (!pending)
    return;
  wire_listening_hold (self->listening, wire_pending_get_cost (pending), 0);
  wire_pending_visit (pending, hear, self);
}

/* Nothing more comes that would tell whose it is. */
static void
decide (WireChannel *self)
{
  const WireListener *row =
      self->pending ? wire_recognition_ask_last (self->listening, self->pending) : NULL;

  if (row)
    begin_with_pending (self, row);
  else
    wire_recognition_forget (self->listening, &self->pending);
}

static void
recognise (WireChannel *self, guint side, const WireStreamPiece *piece)
{
  gboolean from_start = !(self->spoken & 1 << side);
  const WireListener *row = NULL;

  if (self->datagrams)
    row = wire_recognition_ask_datagram (self->listening, side, piece, from_start);
  else
    wire_recognition_ask (self->listening, &self->pending, side, piece, from_start, &row);
  if (!row)
    return;
  begin_with_pending (self, row);
  hear (side, piece, self);
}

/* Scanners greet servers in protocols that these do not speak. */
static void
hand_over (WireChannel *self, const WireStreamPiece *answer)
{
  const WireListener *row = wire_recognition_ask_answer (self->listening, self->row, answer);

  if (!row)
    return;
  leave (self);
  begin (self, row);
}

/* A WirePendingVisit. A listener may leave in the middle of what was waiting. */
static void
hear (guint side, const WireStreamPiece *piece, gpointer user_data)
{
  WireChannel *self = user_data;

  if (!self->row && !piece->data)
    decide (self);
  if (self->row && piece->data && !self->datagrams && self->spoken == 1 << !side)
    hand_over (self, piece);
  if (self->row)
    deliver (self, side, piece);
  else if (piece->data)
    recognise (self, side, piece);
  self->spoken |= (guint8) (1 << side);
}

/* Channels */

/**
 * wire_channel_new:
 * @listening: of the capture
 * @stream: its number
 * @row: who recognised it
 * @hint: (nullable): of an expectation
 * @datagrams: each piece is one
 *
 * Returns: (transfer full): the channel of a stream of the capture
 */
WireChannel *
wire_channel_new (WireListening *listening,
                  guint32 stream,
                  const WireListener *row,
                  gpointer hint,
                  gboolean datagrams)
{
  WireChannel *self = g_new0 (WireChannel, 1);

  self->listening = listening;
  self->stream = stream;
  self->hint = hint;
  self->datagrams = datagrams;
  self->link.data = self;
  wire_listening_note_heard (listening, &self->link);
  begin (self, row);
  return self;
}

/**
 * wire_channel_open:
 * @parent: the conversation that it is inside of; it must outlive the new one
 * @options: what is known of it
 *
 * Returns: (transfer full): a conversation that has said nothing yet; see wire_channel_close().
 *   What is too deep inside of others is heard by nobody.
 */
WireChannel *
wire_channel_open (WireChannel *parent, const WireChannelOptions *options)
{
  WireChannel *self = g_new0 (WireChannel, 1);
  const WireListener *row =
      options->listener ? wire_listening_find_row (parent->listening, options->listener) : NULL;

  self->listening = parent->listening;
  self->parent = parent;
  self->stream = parent->stream;
  self->depth = (guint8) (parent->depth + 1);
  self->inner = options->inner;
  self->label = options->label;
  self->hint = options->hint;
  self->decrypted = parent->decrypted || options->decrypted;
  self->datagrams = options->datagrams;
  if (options->followed)
    self->followed =
        wire_listening_add_inner (self->listening, self->stream, self->label, self->decrypted);
  if (row && self->depth < WIRE_CHANNEL_MAX_DEPTH)
    begin (self, row);
  return self;
}

/**
 * wire_channel_add:
 * @self: a conversation
 * @side: who sends, 0 or 1
 * @piece: the next bytes, or a gap. Bytes of the parent that are passed on keep their position; the
 *   parent's listener may have used some of the piece's bytes, and passes the rest.
 */
void
wire_channel_add (WireChannel *self, guint side, const WireStreamPiece *piece)
{
  if (self->depth >= WIRE_CHANNEL_MAX_DEPTH || piece->length == 0)
    return;
  self->positions[side] = piece->position + piece->length;
  if (!self->parent)
    wire_listening_note_heard (self->listening, &self->link);
  if (self->followed && wire_listening_note_piece (self->listening))
    wire_inner_stream_add (self->followed, side, piece);
  hear (side, piece, self);
}

/** Shows the listener of @self bytes that are not next: see #WireListener. */
void
wire_channel_foresee (WireChannel *self, guint side, const WireStreamPiece *piece)
{
  if (self->row && self->row->foresee)
    self->row->foresee (self->conversation, side, piece);
}

/**
 * wire_channel_derive:
 * @self: a conversation inside of another one
 * @side: who sends, 0 or 1
 * @bytes: what it sends, which no packet holds as such
 * @length: of @bytes
 * @brought_by: the piece that made them known: its packet, time and numbers are theirs
 *
 * Keeps the bytes among those that the capture derived, and passes them on.
 */
void
wire_channel_derive (WireChannel *self,
                     guint side,
                     const guint8 *bytes,
                     gsize length,
                     const WireStreamPiece *brought_by)
{
  const WireStreamPiece piece = {
    .data = bytes,
    .length = (guint32) length,
    .packet = brought_by->packet,
    .position = self->positions[side],
    .time = brought_by->time,
    .offset = length > 0
                  ? wire_derived_add (wire_listening_get_derived (self->listening), bytes, length)
                  : 0,
    .sequence = brought_by->sequence,
    .acknowledgement = brought_by->acknowledgement,
    .acknowledges = brought_by->acknowledges,
  };

  g_return_if_fail (length <= G_MAXUINT32);
  wire_channel_add (self, side, &piece);
}

/**
 * wire_channel_add_gap:
 * @self: a conversation inside of another one
 * @side: whose bytes are missing
 * @length: how many, at least 1
 * @shown_by: the piece that showed it
 */
void
wire_channel_add_gap (WireChannel *self,
                      guint side,
                      guint64 length,
                      const WireStreamPiece *shown_by)
{
  while (length > 0)
    {
      guint32 some = (guint32) MIN (length, G_MAXUINT32);
      const WireStreamPiece gap = {
        .length = some,
        .packet = shown_by->packet,
        .position = self->positions[side],
        .time = shown_by->time,
        .sequence = shown_by->sequence,
        .at_most = shown_by->at_most,
      };

      wire_channel_add (self, side, &gap);
      length -= some;
    }
}

/**
 * wire_channel_end:
 * @self: a conversation
 * @side: 0 or 1
 * @orderly: its end was seen, and every byte up to it was added
 *
 * Nothing more comes from @side. Call it once for each.
 */
void
wire_channel_end (WireChannel *self, guint side, gboolean orderly)
{
  if (!self->row)
    decide (self);
  if (self->row && self->row->end)
    self->row->end (self->conversation, side, orderly);
}

/** Frees @self; what its listener did not leave is left. Who opened it calls this, after
 * wire_channel_end() for both sides. */
void
wire_channel_close (WireChannel *self)
{
  leave (self);
  wire_recognition_forget (self->listening, &self->pending);
  if (!self->parent)
    wire_listening_note_closed (self->listening, &self->link);
  g_free (self);
}

/** Whether nothing of @self has to be remembered. */
gboolean
wire_channel_is_done (const WireChannel *self)
{
  return !self->row && !self->pending;
}

/** Returns: (transfer none): what all conversations of the capture share */
WireListening *
wire_channel_get_listening (const WireChannel *self)
{
  return self->listening;
}

/** Returns: (transfer none): the log of the listener that hears @self */
gpointer
wire_channel_get_log (const WireChannel *self)
{
  return wire_listening_get_log (self->listening, self->row);
}

/** Returns: the number of the stream of the capture that @self is, or is inside of */
guint32
wire_channel_get_stream (const WireChannel *self)
{
  return self->stream;
}

/**
 * wire_channel_get_tuple:
 * @self: a conversation
 * @side: 0 or 1
 * @tuple: (out): from that side to the other
 *
 * Returns: whether that is known
 */
gboolean
wire_channel_get_tuple (const WireChannel *self, guint side, WireTuple *tuple)
{
  return wire_listening_get_tuple (self->listening, self->stream, side, tuple);
}

/** Whether @self is inside of another conversation, and not a stream of the capture. */
gboolean
wire_channel_is_inside (const WireChannel *self)
{
  return self->parent != NULL;
}

/** Returns: (nullable): see #WireChannelOptions */
const char *
wire_channel_get_inner (const WireChannel *self)
{
  return self->inner;
}

/** Returns: (nullable): see #WireChannelOptions and #WireExpectation */
gpointer
wire_channel_get_hint (const WireChannel *self)
{
  return self->hint;
}

/** Whether @self, or one that it is inside of, was encrypted. */
gboolean
wire_channel_is_decrypted (const WireChannel *self)
{
  return self->decrypted;
}

/**
 * wire_channel_charge:
 * @self: a conversation
 * @before: bytes of memory that it kept when this was last called; 0 at first
 * @now: bytes that it keeps by now, or would like to
 *
 * Notes what a conversation keeps against the budget of its listener. Call it with 0 for @now
 * before the conversation is freed.
 *
 * Returns: whether there is room for it; where there is not, keep less and call it again
 */
gboolean
wire_channel_charge (WireChannel *self, gsize before, gsize now)
{
  return wire_listening_charge (self->listening, self->row, before, now);
}
