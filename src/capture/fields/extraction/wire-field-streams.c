/* wire-field-streams.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-streams.h"

#include "capture/fields/extraction/wire-field-side.h"
#include "capture/index/wire-flow-table.h"

#include <string.h>

#define FIN 0x01
#define SYN 0x02
#define RST 0x04
#define ACK 0x10

/* Of a window whose scale is not known, and of one that has none. */
#define NOT_KNOWN (-1)
#define NO_SCALE (-2)

/* Segments that wait for one before them, of one direction. */
#define MAX_LATER 64

typedef struct
{
  guint32 stream;
  guint32 base[2];
  guint8 has_base; /* bits 0 and 1 */
  gint8 shift[2];  /* of windows, or one of the two below */
  guint8 talk;     /* WireFieldTalk */
  WireFieldSide sides[2];
} Conversation;

/* A segment that came too early: where its bytes are in @bytes. */
typedef struct
{
  guint32 sequence;
  GBytes *bytes;
} Later;

/* A flow is one direction of a conversation. */
typedef struct
{
  Conversation *conversation;
  guint8 direction;
} Direction;

struct _WireFieldStreams
{
  WireFieldPacket *packet;
  WireFlowTable *flows;
  GArray *directions; /* of Direction, by flow */
  GPtrArray *conversations;
  guint32 n_tcp;
  guint32 n_udp;
  guint64 budget;
  gboolean wants_talk;
};

static void
conversation_free (gpointer data)
{
  Conversation *conversation = data;

  wire_field_side_clear (&conversation->sides[0]);
  wire_field_side_clear (&conversation->sides[1]);
  g_free (conversation);
}

/** Returns: (transfer full): no connections yet; fields go to @packet, which must outlive it */
WireFieldStreams *
wire_field_streams_new (WireFieldPacket *packet)
{
  WireFieldStreams *self = g_new0 (WireFieldStreams, 1);

  self->packet = packet;
  self->flows = wire_flow_table_new ();
  self->directions = g_array_new (FALSE, TRUE, sizeof (Direction));
  self->conversations = g_ptr_array_new_with_free_func (conversation_free);
  self->budget = WIRE_FIELD_MAX_ALL_PENDING;
  self->wants_talk = wire_field_packet_wants (packet, WIRE_PROTOCOL_HTTP)
                     || wire_field_packet_wants (packet, WIRE_PROTOCOL_TLS)
                     || wire_field_packet_wants (packet, WIRE_PROTOCOL_DNS);
  return self;
}

void
wire_field_streams_free (WireFieldStreams *streams)
{
  wire_flow_table_free (streams->flows);
  g_array_unref (streams->directions);
  g_ptr_array_unref (streams->conversations);
  g_free (streams);
}

static void
set_direction (WireFieldStreams *self, guint32 flow, Conversation *conversation, guint direction)
{
  if (flow >= self->directions->len)
    g_array_set_size (self->directions, flow + 1);
  g_array_index (self->directions, Direction, flow) =
      (Direction){ conversation, (guint8) direction };
}

static Conversation *
begin_conversation (WireFieldStreams *self, guint32 flow, guint32 stream)
{
  Conversation *conversation = g_new0 (Conversation, 1);
  guint32 reverse = wire_flow_table_get (self->flows, flow)->reverse;

  conversation->stream = stream;
  conversation->shift[0] = conversation->shift[1] = NOT_KNOWN;
  g_ptr_array_add (self->conversations, conversation);
  set_direction (self, flow, conversation, 0);
  if (reverse != WIRE_FLOW_NONE)
    set_direction (self, reverse, conversation, 1);
  return conversation;
}

/* Returns: the conversation of @tuple, or NULL where that is new */
static Conversation *
find_conversation (WireFieldStreams *self, const WireTuple *tuple, guint32 *flow, guint *direction)
{
  const Direction *known;
  guint32 reverse;

  *flow = wire_flow_table_add (self->flows, tuple, 0, 0, 0);
  reverse = wire_flow_table_get (self->flows, *flow)->reverse;
  if (*flow >= self->directions->len)
    g_array_set_size (self->directions, *flow + 1);
  known = &g_array_index (self->directions, Direction, *flow);
  if (!known->conversation && reverse != WIRE_FLOW_NONE && reverse < self->directions->len)
    {
      const Direction *opposite = &g_array_index (self->directions, Direction, reverse);

      if (opposite->conversation)
        set_direction (self, *flow, opposite->conversation, 1 - opposite->direction);
      known = &g_array_index (self->directions, Direction, *flow);
    }
  *direction = known->direction;
  return known->conversation;
}

/* TCP */

typedef struct
{
  guint32 sequence;
  guint32 acknowledgement;
  guint8 flags;
  guint16 window;
  const guint8 *header;
  guint32 header_length;
  const guint8 *payload;
  guint32 captured;
  guint32 length; /* as the headers say */
} Segment;

static gint8
find_shift (const Segment *segment)
{
  for (guint32 at = 20; at + 2 < segment->header_length;)
    {
      const guint8 *option = segment->header + at;

      if (option[0] == 0)
        return NOT_KNOWN;
      if (option[0] == 1)
        {
          at++;
          continue;
        }
      if (option[0] == 3 && option[1] == 3)
        return (gint8) MIN (option[2], 14);
      if (option[1] < 2)
        return NOT_KNOWN;
      at += option[1];
    }
  return NOT_KNOWN;
}

/* Numbers count from the first of a SYN; where that was missed, from what came first. */
static void
note_base (Conversation *conversation, guint direction, const Segment *segment)
{
  if (!(conversation->has_base & 1 << direction))
    {
      conversation->base[direction] = segment->sequence - !(segment->flags & SYN);
      conversation->has_base |= (guint8) (1 << direction);
    }
  if (segment->flags & ACK && !(conversation->has_base & 1 << (1 - direction)))
    {
      conversation->base[1 - direction] = segment->acknowledgement - 1;
      conversation->has_base |= (guint8) (1 << (1 - direction));
    }
}

/* RFC 7323, section 2.2: windows are scaled where both sides say so. */
static void
note_shift (Conversation *conversation, guint direction, const Segment *segment)
{
  gint8 *shift = conversation->shift;

  shift[direction] = find_shift (segment);
  if (shift[direction] == NOT_KNOWN)
    shift[0] = shift[1] = NO_SCALE;
  else if (segment->flags & ACK && shift[1 - direction] == NO_SCALE)
    shift[direction] = NO_SCALE;
}

static void
give_window (WireFieldStreams *self,
             const Conversation *conversation,
             guint direction,
             const Segment *segment)
{
  gint shift = conversation->shift[direction];
  gint factor = shift < 0 ? shift : 1 << shift;

  if (!(segment->flags & SYN))
    wire_field_packet_give_whole (self->packet, "tcp.window_size_scalefactor", factor);
  if (segment->flags & SYN || factor < 0)
    factor = 1;
  wire_field_packet_give_number (self->packet, "tcp.window_size",
                                 (guint64) segment->window * (guint64) factor);
}

static void
give_numbers (WireFieldStreams *self,
              const Conversation *conversation,
              guint direction,
              const Segment *segment)
{
  guint32 sequence = segment->sequence - conversation->base[direction];
  guint32 next = sequence + segment->length;

  wire_field_packet_give_number (self->packet, "tcp.stream", conversation->stream);
  wire_field_packet_give_number (self->packet, "tcp.seq", sequence);
  if (segment->flags & (SYN | FIN))
    next++;
  wire_field_packet_give_number (self->packet, "tcp.nxtseq", next);
  wire_field_packet_give_number (self->packet, "tcp.ack",
                                 segment->flags & ACK
                                     ? segment->acknowledgement - conversation->base[1 - direction]
                                     : segment->acknowledgement);
  give_window (self, conversation, direction, segment);
}

static gboolean
has_port (const WireTuple *tuple, guint16 port)
{
  return tuple->src_port == port || tuple->dst_port == port;
}

static gboolean
has_http_port (const WireTuple *tuple)
{
  static const guint16 PORTS[] = { 80, 3128, 3132, 5985, 8080, 8088, 11371, 1900, 2869, 2710 };

  for (guint i = 0; i < G_N_ELEMENTS (PORTS); i++)
    if (has_port (tuple, PORTS[i]))
      return TRUE;
  return FALSE;
}

/* A well-known port decides, and else the first bytes. */
static WireFieldTalk
recognise (const WireTuple *tuple, const guint8 *bytes, gsize length)
{
  if (has_port (tuple, 53))
    return WIRE_FIELD_TALK_DNS;
  if (has_port (tuple, 443))
    return WIRE_FIELD_TALK_TLS;
  if (has_http_port (tuple))
    return WIRE_FIELD_TALK_HTTP;
  if (wire_field_tls_is_record (bytes, length))
    return WIRE_FIELD_TALK_TLS;
  if (wire_field_http_is_message (bytes, length))
    return WIRE_FIELD_TALK_HTTP;
  return WIRE_FIELD_TALK_UNKNOWN;
}

static const WireFieldProtocol *
get_protocol (WireFieldTalk talk)
{
  switch (talk)
    {
    case WIRE_FIELD_TALK_HTTP:
      return &wire_field_http;
    case WIRE_FIELD_TALK_TLS:
      return &wire_field_tls;
    case WIRE_FIELD_TALK_DNS:
      return &wire_field_dns;
    default:
      return NULL;
    }
}

static void
clear_later (gpointer data)
{
  g_bytes_unref (((Later *) data)->bytes);
}

static void
keep_later (WireFieldSide *side, const Segment *segment, guint64 *budget)
{
  Later later = { .sequence = segment->sequence };

  if (segment->captured > *budget || (side->later && side->later->len >= MAX_LATER))
    return;
  if (!side->later)
    {
      side->later = g_array_new (FALSE, FALSE, sizeof (Later));
      g_array_set_clear_func (side->later, clear_later);
    }
  *budget -= segment->captured;
  later.bytes = g_bytes_new (segment->payload, segment->captured);
  g_array_append_val (side->later, later);
}

static void
take (WireFieldStreams *self,
      Conversation *conversation,
      guint direction,
      const WireFieldProtocol *protocol,
      const guint8 *bytes,
      gsize length)
{
  WireFieldSide *side = &conversation->sides[direction];

  wire_field_side_add (side, &conversation->sides[1 - direction], protocol, self->packet, bytes,
                       length, &self->budget);
  side->next += (guint32) length;
}

/* What waited and now comes next. */
static void
take_later (WireFieldStreams *self,
            Conversation *conversation,
            guint direction,
            const WireFieldProtocol *protocol)
{
  WireFieldSide *side = &conversation->sides[direction];

  for (guint i = 0; side->later && i < side->later->len;)
    {
      Later *later = &g_array_index (side->later, Later, i);
      guint32 old = side->next - later->sequence;
      gsize length;
      const guint8 *bytes = g_bytes_get_data (later->bytes, &length);

      if (old > G_MAXINT32)
        {
          i++;
          continue;
        }
      self->budget += length;
      if (old < length)
        {
          const guint8 *rest =
              wire_field_packet_own (self->packet, g_memdup2 (bytes + old, length - old));

          take (self, conversation, direction, protocol, rest, length - old);
        }
      g_array_remove_index_fast (side->later, i);
      i = 0;
    }
}

/* How many bytes of the message that is not whole are missing from @ahead on. */
static guint64
count_missing (const WireFieldSide *side, guint32 ahead)
{
  guint64 have = side->pending ? side->pending->len + side->skipped + ahead : 0;

  return side->pending && side->wanted > have ? side->wanted - have : 0;
}

/* Bytes before this segment are missing. They may come later, unless the message that they are of
 * ends in this segment: another one begins behind it, where that is known. */
static void
hear_after_gap (WireFieldStreams *self,
                Conversation *conversation,
                guint direction,
                const WireFieldProtocol *protocol,
                const Segment *segment)
{
  WireFieldSide *side = &conversation->sides[direction];
  guint64 missing = count_missing (side, segment->sequence - side->next);

  if (missing >= segment->captured)
    {
      keep_later (side, segment, &self->budget);
      return;
    }
  wire_field_side_forget (side, &self->budget);
  side->hole = side->next;
  side->hole_end = segment->sequence;
  side->next = segment->sequence + (guint32) missing;
  take (self, conversation, direction, protocol, segment->payload + missing,
        segment->captured - missing);
}

/* A segment that comes late, of bytes that were passed over: it is looked at by itself. */
static void
hear_late (WireFieldStreams *self,
           Conversation *conversation,
           guint direction,
           const WireFieldProtocol *protocol,
           const Segment *segment)
{
  WireFieldSide *side = &conversation->sides[direction];
  guint32 next = side->next;

  if (segment->sequence - side->hole >= side->hole_end - side->hole || side->pending)
    return;
  take (self, conversation, direction, protocol, segment->payload, segment->captured);
  wire_field_side_forget (side, &self->budget);
  side->hole = segment->sequence + segment->captured;
  if (side->hole_end - side->hole > G_MAXINT32)
    side->hole = side->hole_end;
  side->next = next;
}

static void
hear (WireFieldStreams *self,
      Conversation *conversation,
      guint direction,
      const WireTuple *tuple,
      const Segment *segment)
{
  WireFieldSide *side = &conversation->sides[direction];
  const WireFieldProtocol *protocol;
  guint32 ahead;

  if (segment->captured == 0)
    return;
  if (conversation->talk == WIRE_FIELD_TALK_UNKNOWN)
    conversation->talk = recognise (tuple, segment->payload, segment->captured);
  protocol = get_protocol (conversation->talk);
  if (!protocol)
    return;
  if (!side->begun)
    side->next = segment->sequence;
  side->begun = TRUE;
  ahead = segment->sequence - side->next;
  if (ahead > 0 && ahead <= G_MAXINT32)
    hear_after_gap (self, conversation, direction, protocol, segment);
  else if (0 - ahead < segment->captured) /* what was here before is passed over */
    take (self, conversation, direction, protocol, segment->payload + (0 - ahead),
          segment->captured - (0 - ahead));
  else
    hear_late (self, conversation, direction, protocol, segment);
  if (segment->captured < segment->length)
    {
      /* The rest of the segment was not captured: nothing that goes on in it becomes whole. */
      wire_field_side_cut (side, &conversation->sides[1 - direction], protocol, self->packet,
                           &self->budget);
      side->next = segment->sequence + segment->length;
    }
  take_later (self, conversation, direction, protocol);
}

static void
add_tcp (WireFieldStreams *self, const WireTuple *tuple, const Segment *segment)
{
  guint32 flow;
  guint direction;
  Conversation *conversation = find_conversation (self, tuple, &flow, &direction);

  /* Another SYN on the same ports opens another connection. */
  if (conversation && (segment->flags & (SYN | ACK)) == SYN
      && conversation->has_base & 1 << direction
      && conversation->base[direction] != segment->sequence)
    conversation = NULL;
  if (!conversation)
    {
      conversation = begin_conversation (self, flow, self->n_tcp++);
      direction = 0;
    }
  note_base (conversation, direction, segment);
  if (segment->flags & SYN)
    note_shift (conversation, direction, segment);
  give_numbers (self, conversation, direction, segment);
  if (!self->wants_talk)
    return;
  hear (self, conversation, direction, tuple, segment);
  if (segment->flags & (FIN | RST) && get_protocol (conversation->talk))
    wire_field_side_end (&conversation->sides[direction], &conversation->sides[1 - direction],
                         get_protocol (conversation->talk), self->packet, &self->budget);
}

/* UDP */

static const char *
name_of_dns (const WireTuple *tuple)
{
  if (has_port (tuple, 53))
    return "dns";
  if (has_port (tuple, 5353))
    return "mdns";
  return has_port (tuple, 5355) ? "llmnr" : NULL;
}

static void
add_udp (WireFieldStreams *self, const WireTuple *tuple, const guint8 *payload, guint32 length)
{
  guint32 flow;
  guint direction;
  Conversation *conversation = find_conversation (self, tuple, &flow, &direction);
  const char *dns = name_of_dns (tuple);

  if (!conversation)
    conversation = begin_conversation (self, flow, self->n_udp++);
  wire_field_packet_give_number (self->packet, "udp.stream", conversation->stream);
  if (dns && length > 0 && wire_field_packet_wants (self->packet, WIRE_PROTOCOL_DNS))
    wire_field_dns_give (self->packet, dns, payload, length);
}

static void
add_tcp_layer (WireFieldStreams *self,
               const WireTuple *tuple,
               const WireFrame *frame,
               const WireLayer *layer,
               guint32 length)
{
  const guint8 *bytes = frame->data + layer->offset;
  Segment segment = { .header = bytes };

  if (layer->length < 20)
    return;
  segment.sequence = wire_be32 (bytes + 4);
  segment.acknowledgement = wire_be32 (bytes + 8);
  segment.flags = bytes[13];
  segment.window = wire_be16 (bytes + 14);
  segment.header_length = MIN (layer->header, layer->length);
  segment.payload = bytes + segment.header_length;
  segment.captured = layer->length - segment.header_length;
  segment.length = MAX (segment.captured, length);
  add_tcp (self, tuple, &segment);
}

/* The layer that carries ports behind the IP header at layer @ip. */
static const WireLayer *
find_layer (const WireFrame *frame, guint ip, WireProtocol protocol)
{
  for (guint i = ip; i < frame->n_layers; i++)
    if (frame->layers[i].protocol == protocol)
      return &frame->layers[i];
  return NULL;
}

static void
add_header (WireFieldStreams *self,
            const WireFrame *frame,
            const WireTuple *from,
            guint flags,
            guint ip,
            guint32 length)
{
  WireTuple tuple = *from;
  const WireLayer *layer;

  if (!(flags & WIRE_FRAME_HAS_PORTS) || flags & WIRE_FRAME_LATER_FRAGMENT)
    return;
  tuple.ports_unknown = 0;
  layer = find_layer (frame, ip, tuple.protocol == 6 ? WIRE_PROTOCOL_TCP : WIRE_PROTOCOL_UDP);
  if (layer && tuple.protocol == 6)
    add_tcp_layer (self, &tuple, frame, layer, length);
  if (layer && tuple.protocol == 17 && layer->length >= 8)
    add_udp (self, &tuple, frame->data + layer->offset + 8, layer->length - 8);
}

/* What an error of ICMP quotes belongs to a connection, too, and may be the first that is known of
 * it; its contents are not heard again. Of TCP, the eight bytes that must be quoted are too few. */
static void
add_quote (WireFieldStreams *self, const WireFrame *quote)
{
  gboolean tcp = quote->tuple.protocol == 6;
  const WireLayer *layer =
      find_layer (quote, quote->ip_layer, tcp ? WIRE_PROTOCOL_TCP : WIRE_PROTOCOL_UDP);
  WireTuple tuple = quote->tuple;
  Conversation *conversation;
  guint32 flow;
  guint direction;

  if (!layer || !(quote->flags & WIRE_FRAME_HAS_PORTS) || layer->length < (tcp ? 20 : 8))
    return;
  tuple.ports_unknown = 0;
  conversation = find_conversation (self, &tuple, &flow, &direction);
  if (!conversation)
    conversation = begin_conversation (self, flow, tcp ? self->n_tcp++ : self->n_udp++);
  wire_field_packet_give_number (self->packet, tcp ? "tcp.stream" : "udp.stream",
                                 conversation->stream);
}

/** Gives the fields that @frame has by what came before it. @frame must stay until the next
 * packet. */
void
wire_field_streams_add (WireFieldStreams *streams, const WireFrame *frame)
{
  add_header (streams, frame, &frame->tuple, frame->flags, frame->ip_layer, frame->payload_length);
  if (frame->flags & WIRE_FRAME_TUNNELLED)
    add_header (streams, frame, &frame->inside.tuple, frame->inside.flags, frame->inside.ip_layer,
                frame->inside.payload_length);
  if (wire_field_packet_get_quote (streams->packet))
    add_quote (streams, wire_field_packet_get_quote (streams->packet));
}
