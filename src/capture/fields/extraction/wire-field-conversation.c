/* wire-field-conversation.c: numbers and windows of TCP, counted as Wireshark counts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-conversation.h"

/** Returns: (transfer full): a conversation of which nothing was heard yet */
WireFieldConversation *
wire_field_conversation_new (guint32 stream)
{
  WireFieldConversation *self = g_new0 (WireFieldConversation, 1);

  self->stream = stream;
  self->first_time = self->last_time = WIRE_TIME_NONE;
  self->shift[0] = self->shift[1] = WIRE_FIELD_NOT_KNOWN;
  return self;
}

void
wire_field_conversation_free (WireFieldConversation *self)
{
  wire_field_side_clear (&self->sides[0]);
  wire_field_side_clear (&self->sides[1]);
  g_free (self);
}

static gint8
find_shift (const WireFieldSegment *segment)
{
  for (guint32 at = 20; at + 2 < segment->header_length;)
    {
      const guint8 *option = segment->header + at;

      if (option[0] == 0)
        return WIRE_FIELD_NOT_KNOWN;
      if (option[0] == 1)
        {
          at++;
          continue;
        }
      if (option[0] == 3 && option[1] == 3)
        return (gint8) MIN (option[2], 14);
      if (option[1] < 2)
        return WIRE_FIELD_NOT_KNOWN;
      at += option[1];
    }
  return WIRE_FIELD_NOT_KNOWN;
}

/* Numbers count from the first of a SYN; where that was missed, from what came first. */
static void
note_base (WireFieldConversation *conversation, guint direction, const WireFieldSegment *segment)
{
  if (!(conversation->has_base & 1 << direction))
    {
      conversation->base[direction] = segment->sequence - !(segment->flags & WIRE_FIELD_SYN);
      conversation->has_base |= (guint8) (1 << direction);
    }
  if (segment->flags & WIRE_FIELD_ACK && !(conversation->has_base & 1 << (1 - direction)))
    {
      conversation->base[1 - direction] = segment->acknowledgement - 1;
      conversation->has_base |= (guint8) (1 << (1 - direction));
    }
}

/* RFC 7323, section 2.2: windows are scaled where both sides say so. */
static void
note_shift (WireFieldConversation *conversation, guint direction, const WireFieldSegment *segment)
{
  gint8 *shift = conversation->shift;

  shift[direction] = find_shift (segment);
  if (shift[direction] == WIRE_FIELD_NOT_KNOWN)
    shift[0] = shift[1] = WIRE_FIELD_NO_SCALE;
  else if (segment->flags & WIRE_FIELD_ACK && shift[1 - direction] == WIRE_FIELD_NO_SCALE)
    shift[direction] = WIRE_FIELD_NO_SCALE;
}

static void
give_window (WireFieldPacket *packet,
             const WireFieldConversation *conversation,
             guint direction,
             const WireFieldSegment *segment)
{
  gint shift = conversation->shift[direction];
  gint factor = shift < 0 ? shift : 1 << shift;

  if (!(segment->flags & WIRE_FIELD_SYN))
    wire_field_packet_give_whole (packet, "tcp.window_size_scalefactor", factor);
  if (segment->flags & WIRE_FIELD_SYN || factor < 0)
    factor = 1;
  wire_field_packet_give_number (packet, "tcp.window_size",
                                 (guint64) segment->window * (guint64) factor);
}

static void
give_numbers (WireFieldPacket *packet,
              const WireFieldConversation *conversation,
              guint direction,
              const WireFieldSegment *segment)
{
  guint32 sequence = segment->sequence - conversation->base[direction];
  guint32 next = sequence + segment->length;

  wire_field_packet_give_number (packet, "tcp.stream", conversation->stream);
  wire_field_packet_give_number (packet, "tcp.seq", sequence);
  if (segment->flags & (WIRE_FIELD_SYN | WIRE_FIELD_FIN))
    next++;
  wire_field_packet_give_number (packet, "tcp.nxtseq", next);
  wire_field_packet_give_number (packet, "tcp.ack",
                                 segment->flags & WIRE_FIELD_ACK
                                     ? segment->acknowledgement - conversation->base[1 - direction]
                                     : segment->acknowledgement);
  give_window (packet, conversation, direction, segment);
}

/** Gives the numbers that @segment has in its connection. */
void
wire_field_conversation_give_numbers (WireFieldConversation *self,
                                      guint direction,
                                      const WireFieldSegment *segment,
                                      WireFieldPacket *packet)
{
  note_base (self, direction, segment);
  if (segment->flags & WIRE_FIELD_SYN)
    note_shift (self, direction, segment);
  give_numbers (packet, self, direction, segment);
}
