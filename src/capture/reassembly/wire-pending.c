/* wire-pending.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-pending.h"

#include <string.h>

/* More pieces than this say nothing more about whose they are. */
#define MAX_PIECES 32u

/* The block's first bytes; the entries follow. */
struct _WirePending
{
  guint16 used; /* bytes of entries */
  guint16 pieces;
  guint16 bytes; /* of all pieces */
  guint8 first;
  guint8 from_start;
};

/* One piece, with its bytes after it. Not aligned: read by memcpy(). */
typedef struct
{
  guint64 position;
  guint64 offset;
  gint64 time;
  guint32 sequence;
  guint32 acknowledgement;
  guint32 packet;
  guint16 length;
  guint8 side;
  guint8 acknowledges : 1;
  guint8 anchored : 1;
} Entry;

G_STATIC_ASSERT (sizeof (Entry) == 40);
G_STATIC_ASSERT (WIRE_LISTENER_MAX_LOOK + MAX_PIECES * sizeof (Entry) < G_MAXUINT16);

static guint8 *
get_entries (const WirePending *self)
{
  return (guint8 *) (self + 1);
}

/**
 * wire_pending_add:
 * @self: (nullable) (transfer full): what waits already
 * @side: whose piece it is
 * @piece: the next one, for which there is room
 * @from_start: of the first piece: whether it begins the conversation
 *
 * Returns: (transfer full): @self with the piece
 */
WirePending *
wire_pending_add (WirePending *self, guint side, const WireStreamPiece *piece, gboolean from_start)
{
  WirePending head = { .first = (guint8) side, .from_start = from_start != FALSE };
  gsize length = piece->length;
  const Entry entry = {
    .position = piece->position,
    .offset = piece->offset,
    .time = piece->time,
    .sequence = piece->sequence,
    .acknowledgement = piece->acknowledgement,
    .packet = piece->packet,
    .length = (guint16) length,
    .side = (guint8) side,
    .acknowledges = piece->acknowledges != FALSE,
    .anchored = piece->anchored != FALSE,
  };

  if (self)
    head = *self;
  self = g_realloc (self, sizeof head + head.used + sizeof entry + length);
  memcpy (get_entries (self) + head.used, &entry, sizeof entry);
  memcpy (get_entries (self) + head.used + sizeof entry, piece->data, length);
  head.used += (guint16) (sizeof entry + length);
  head.bytes += (guint16) length;
  head.pieces++;
  *self = head;
  return self;
}

void
wire_pending_free (WirePending *self)
{
  g_free (self);
}

/** Returns: where in @derived a copy of @self is from now on, or %WIRE_EXTENT_GAP */
guint64
wire_pending_store (const WirePending *self, WireDerived *derived)
{
  return wire_derived_add (derived, (const guint8 *) self, wire_pending_get_cost (self));
}

/** Returns: (transfer full) (nullable): what wire_pending_store() kept at @offset; %NULL where it
 *   cannot be read again */
WirePending *
wire_pending_load (WireDerived *derived, guint64 offset)
{
  g_autofree WirePending *pending = NULL;
  WirePending head;

  if (!wire_derived_read (derived, offset, (guint8 *) &head, sizeof head, NULL))
    return NULL;
  pending = g_malloc (wire_pending_get_cost (&head));
  if (!wire_derived_read (derived, offset, (guint8 *) pending, wire_pending_get_cost (&head), NULL))
    return NULL;
  return g_steal_pointer (&pending);
}

/** Returns: bytes of memory that it takes */
gsize
wire_pending_get_cost (const WirePending *self)
{
  return sizeof *self + self->used;
}

/** Whether @piece may be added. Who has not recognised it by then never will. */
gboolean
wire_pending_has_room (const WirePending *self, const WireStreamPiece *piece)
{
  return piece->length <= WIRE_LISTENER_MAX_LOOK - self->bytes && self->pieces < MAX_PIECES;
}

/**
 * wire_pending_visit:
 * @self: some pieces
 * @visit: called with each of them, in the order in which they came
 * @user_data: for @visit
 */
void
wire_pending_visit (const WirePending *self, WirePendingVisit visit, gpointer user_data)
{
  const guint8 *at = get_entries (self);
  const guint8 *end = at + self->used;

  while (at < end)
    {
      Entry entry;
      WireStreamPiece piece;

      memcpy (&entry, at, sizeof entry);
      piece = (WireStreamPiece){
        .data = at + sizeof entry,
        .length = entry.length,
        .packet = entry.packet,
        .position = entry.position,
        .offset = entry.offset,
        .time = entry.time,
        .sequence = entry.sequence,
        .acknowledgement = entry.acknowledgement,
        .acknowledges = entry.acknowledges,
        .anchored = entry.anchored,
      };
      at += sizeof entry + entry.length;
      visit (entry.side, &piece, user_data);
    }
}

/* A WirePendingVisit. */
static void
append (guint side, const WireStreamPiece *piece, gpointer user_data)
{
  WireListenerLook *look = user_data;

  memcpy ((guint8 *) look->bytes[side] + look->length[side], piece->data, piece->length);
  look->length[side] += piece->length;
}

/**
 * wire_pending_look:
 * @self: some pieces
 * @buffer: room for twice %WIRE_LISTENER_MAX_LOOK bytes
 * @look: (out): what they say, in @buffer
 */
void
wire_pending_look (const WirePending *self, guint8 *buffer, WireListenerLook *look)
{
  *look = (WireListenerLook){
    .bytes = { buffer, buffer + WIRE_LISTENER_MAX_LOOK },
    .first = self->first,
    .from_start = self->from_start,
  };
  wire_pending_visit (self, append, look);
  for (guint side = 0; side < 2; side++)
    if (look->length[side] == 0)
      look->bytes[side] = NULL;
}
