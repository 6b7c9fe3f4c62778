/* wire-field-side.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-side.h"

#include <string.h>

/** Frees what @self owns. */
void
wire_field_side_clear (WireFieldSide *self)
{
  g_clear_pointer (&self->pending, g_byte_array_unref);
  g_clear_pointer (&self->questions, g_hash_table_unref);
  g_clear_pointer (&self->handshake, g_byte_array_unref);
  g_clear_pointer (&self->later, g_array_unref);
  g_clear_pointer (&self->inflater, nghttp2_hd_inflate_del);
  g_clear_pointer (&self->block, g_byte_array_unref);
  g_clear_pointer (&self->unpacker, wire_websocket_inflater_free);
}

void
wire_field_side_forget (WireFieldSide *self, guint64 *budget)
{
  if (self->pending)
    *budget += self->pending->len;
  g_clear_pointer (&self->pending, g_byte_array_unref);
  self->skipped = 0;
  self->wanted = 0;
  self->following = 0;
}

/* Keeps as much as may be kept, and counts the rest. */
static void
keep (WireFieldSide *self, const guint8 *bytes, gsize length, guint64 *budget)
{
  gsize room;

  if (!self->pending)
    self->pending = g_byte_array_new ();
  room = MIN (WIRE_FIELD_MAX_PENDING - self->pending->len, *budget);
  room = self->skipped > 0 ? 0 : MIN (room, length);
  g_byte_array_append (self->pending, bytes, (guint) room);
  *budget -= room;
  self->skipped += length - room;
}

static void
give_pending (WireFieldSide *self,
              WireFieldSide *other,
              const WireFieldProtocol *protocol,
              WireFieldPacket *packet,
              guint64 *budget)
{
  guint8 *copy =
      wire_field_packet_own (packet, g_memdup2 (self->pending->data, self->pending->len));

  protocol->give (self, other, packet, copy, self->pending->len);
  wire_field_side_forget (self, budget);
}

/* The next bytes of a message that comes in parts. Returns: how many are of it */
static gsize
follow (WireFieldSide *self,
        WireFieldSide *other,
        const WireFieldProtocol *protocol,
        WireFieldPacket *packet,
        const guint8 *bytes,
        gsize length,
        guint64 *budget)
{
  gboolean done = FALSE;
  gsize taken = protocol->follow (self, bytes, length, &done);

  keep (self, bytes, taken, budget);
  if (done)
    give_pending (self, other, protocol, packet, budget);
  return taken;
}

/* Gives what is whole of @bytes. Returns: how many bytes were taken */
static gsize
give_whole (WireFieldSide *self,
            WireFieldSide *other,
            const WireFieldProtocol *protocol,
            WireFieldPacket *packet,
            const guint8 *bytes,
            gsize length,
            guint64 *budget)
{
  gsize at = 0;

  while (at < length && !self->ended)
    {
      guint64 size = 0;
      WireFieldCut cut = protocol->cut (self, bytes + at, length - at, &size);

      if (cut == WIRE_FIELD_CUT_FOREIGN)
        {
          if (protocol->foreign)
            protocol->foreign (packet, bytes + at, length - at);
          return length;
        }
      if (cut == WIRE_FIELD_CUT_OTHER)
        {
          self->ended = TRUE;
          return at;
        }
      if (cut == WIRE_FIELD_CUT_PARTS)
        {
          keep (self, bytes + at, (gsize) size, budget);
          at += (gsize) size;
          at += follow (self, other, protocol, packet, bytes + at, length - at, budget);
          continue;
        }
      self->wanted = size;
      if (cut == WIRE_FIELD_CUT_MORE || size > length - at)
        {
          if (protocol->partial)
            protocol->partial (packet, bytes + at, length - at);
          return at;
        }
      self->wanted = 0;
      protocol->give (self, other, packet, bytes + at, (gsize) size);
      at += (gsize) size;
    }
  return self->ended && self->next_talk == WIRE_FIELD_TALK_UNKNOWN ? length : at;
}

/* A long message is whole: of its end nothing was kept, and @bytes goes on after it. */
static gsize
end_long (WireFieldSide *self,
          WireFieldSide *other,
          const WireFieldProtocol *protocol,
          WireFieldPacket *packet,
          gsize length,
          guint64 *budget)
{
  guint64 have = self->pending->len + self->skipped;
  gsize missing = self->wanted > have ? (gsize) MIN (self->wanted - have, length) : 0;
  guint8 *copy;

  if (have + missing < self->wanted)
    return 0;
  copy = wire_field_packet_own (packet, g_memdup2 (self->pending->data, self->pending->len));
  protocol->give (self, other, packet, copy, self->pending->len);
  wire_field_side_forget (self, budget);
  return missing;
}

/**
 * wire_field_side_add:
 * @self: whose bytes they are
 * @other: the other direction
 * @bytes: the next ones; valid until the next packet
 * @budget: (inout): what may be kept for all connections together
 *
 * Gives @packet the fields of every message that is whole with these bytes.
 *
 * Returns: how many of the last of @bytes are of the protocol that @self has as its next one
 */
gsize
wire_field_side_add (WireFieldSide *self,
                     WireFieldSide *other,
                     const WireFieldProtocol *protocol,
                     WireFieldPacket *packet,
                     const guint8 *bytes,
                     gsize length,
                     guint64 *budget)
{
  gsize taken;

  if (self->ended)
    return self->next_talk == WIRE_FIELD_TALK_UNKNOWN ? 0 : length;
  if (self->following)
    {
      taken = follow (self, other, protocol, packet, bytes, length, budget);
      bytes += taken;
      length -= taken;
    }
  if (self->pending && self->wanted > WIRE_FIELD_MAX_PENDING)
    {
      taken = end_long (self, other, protocol, packet, length, budget);
      if (self->pending)
        {
          keep (self, bytes, length, budget);
          return 0;
        }
      bytes += taken;
      length -= taken;
    }
  if (self->pending && !self->following)
    {
      guint8 *all;

      keep (self, bytes, length, budget);
      if (self->wanted != 0 && self->pending->len + self->skipped < self->wanted)
        return 0;
      if (self->skipped > 0) /* so long a head is none */
        {
          wire_field_side_forget (self, budget);
          return 0;
        }
      length = self->pending->len;
      all = wire_field_packet_own (packet, g_memdup2 (self->pending->data, length));
      wire_field_side_forget (self, budget);
      bytes = all;
    }
  taken = give_whole (self, other, protocol, packet, bytes, length, budget);
  if (taken == length)
    return 0;
  if (self->ended)
    return length - taken;
  keep (self, bytes + taken, length - taken, budget);
  return 0;
}

void
wire_field_side_cut (WireFieldSide *self,
                     WireFieldSide *other,
                     const WireFieldProtocol *protocol,
                     WireFieldPacket *packet,
                     guint64 *budget)
{
  if (self->pending)
    give_pending (self, other, protocol, packet, budget);
}

/** The sender has closed: a message that goes on until then is whole. */
void
wire_field_side_end (WireFieldSide *self,
                     WireFieldSide *other,
                     const WireFieldProtocol *protocol,
                     WireFieldPacket *packet,
                     guint64 *budget)
{
  if (self->pending && self->wanted == WIRE_FIELD_UNTIL_END)
    give_pending (self, other, protocol, packet, budget);
}
