/* wire-zeek-waiting.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-waiting.h"

/* Of one side of a connection. */
typedef struct
{
  GPtrArray *pieces; /* of WireZeekPiece, the last one to be handed on first */
  gsize bytes;
} Side;

struct _WireZeekWaiting
{
  GHashTable *sides; /* number of the connection and side → Side */
  gsize bytes;
};

static void
free_side (gpointer data)
{
  Side *side = data;

  g_ptr_array_unref (side->pieces);
  g_free (side);
}

/** Returns: (transfer full): nothing that waits */
WireZeekWaiting *
wire_zeek_waiting_new (void)
{
  WireZeekWaiting *self = g_new0 (WireZeekWaiting, 1);

  self->sides = g_hash_table_new_full (NULL, NULL, NULL, free_side);
  return self;
}

void
wire_zeek_waiting_free (WireZeekWaiting *self)
{
  g_hash_table_unref (self->sides);
  g_free (self);
}

static gpointer
make_key (const WireZeekConnection *connection, guint side)
{
  return GSIZE_TO_POINTER ((gsize) connection->number * 2 + side + 1);
}

static Side *
find (const WireZeekWaiting *self, const WireZeekConnection *connection, guint side)
{
  return self->bytes > 0 ? g_hash_table_lookup (self->sides, make_key (connection, side)) : NULL;
}

/** Returns: whether something of @side waits */
gboolean
wire_zeek_waiting_has (const WireZeekWaiting *self,
                       const WireZeekConnection *connection,
                       guint side)
{
  return find (self, connection, side) != NULL;
}

/* What waits for long does not come to an end: connections of a capture stay. */
static void
make_room (WireZeekWaiting *self, gsize length)
{
  if (self->bytes + length <= WIRE_ZEEK_MAX_WAITING)
    return;
  g_hash_table_remove_all (self->sides);
  self->bytes = 0;
}

static Side *
get_side (WireZeekWaiting *self, const WireZeekConnection *connection, guint side)
{
  Side *found = g_hash_table_lookup (self->sides, make_key (connection, side));

  if (!found)
    {
      found = g_new0 (Side, 1);
      found->pieces = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->sides, make_key (connection, side), found);
    }
  return found;
}

/* Most come last. */
static void
insert (Side *self, WireZeekPiece *piece)
{
  guint at = 0;

  while (at < self->pieces->len
         && ((WireZeekPiece *) g_ptr_array_index (self->pieces, at))->begin > piece->begin)
    at++;
  g_ptr_array_insert (self->pieces, (gint) at, piece);
  self->bytes += piece->length;
}

/** Keeps a copy of @payload, whose first byte has the relative number @begin, if there is room. */
void
wire_zeek_waiting_add (WireZeekWaiting *self, const WireZeekPayload *payload, guint64 begin)
{
  WireZeekPiece *piece;
  Side *side;

  if (payload->length == 0 || payload->length > G_MAXUINT16)
    return;
  make_room (self, payload->length);
  side = get_side (self, payload->connection, payload->side);
  if (side->bytes + payload->length > WIRE_ZEEK_MAX_WAITING_SIDE)
    return;
  piece = g_malloc (sizeof *piece + payload->length);
  piece->begin = begin;
  piece->time = payload->time;
  piece->packet = payload->packet;
  piece->length = (guint32) payload->length;
  memcpy (piece->bytes, payload->data, payload->length);
  insert (side, piece);
  self->bytes += piece->length;
}

/**
 * wire_zeek_waiting_take:
 * @self: all that waits
 * @connection: a connection
 * @side: who sent it
 * @before: a relative number
 *
 * Returns: (transfer full) (nullable): the first piece of @side, if it begins before @before; free
 *   it with g_free()
 */
WireZeekPiece *
wire_zeek_waiting_take (WireZeekWaiting *self,
                        const WireZeekConnection *connection,
                        guint side,
                        guint64 before)
{
  Side *found = find (self, connection, side);
  guint last;
  WireZeekPiece *piece;

  if (!found || found->pieces->len == 0)
    return NULL;
  last = found->pieces->len - 1;
  piece = g_ptr_array_index (found->pieces, last);
  if (piece->begin >= before)
    return NULL;
  piece = g_ptr_array_steal_index (found->pieces, last);
  found->bytes -= piece->length;
  self->bytes -= piece->length;
  if (last == 0)
    g_hash_table_remove (self->sides, make_key (connection, side));
  return piece;
}
