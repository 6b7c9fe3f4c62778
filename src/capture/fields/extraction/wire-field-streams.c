/* wire-field-streams.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-streams.h"

#include "capture/fields/extraction/wire-field-ear.h"
#include "capture/index/wire-flow-table.h"

#include <string.h>

/* A flow is one direction of a conversation. */
typedef struct
{
  WireFieldConversation *conversation;
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
  WireFieldEar ear;
  gboolean wants_talk;
};

static void
conversation_free (gpointer data)
{
  wire_field_conversation_free (data);
}

/* Whether a field is used of a protocol that has no layers of its own. */
static gboolean
wants_said (WireFieldPacket *packet)
{
  static const char *const PREFIXES[] = { "ftp", "smtp", "ssh", "nbss", "smb" };

  for (guint i = 0; i < G_N_ELEMENTS (PREFIXES); i++)
    if (wire_field_packet_wants_name (packet, PREFIXES[i]))
      return TRUE;
  return FALSE;
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
  self->ear = (WireFieldEar){ packet, WIRE_FIELD_MAX_ALL_PENDING };
  self->wants_talk = wire_field_packet_wants (packet, WIRE_PROTOCOL_HTTP)
                     || wire_field_packet_wants (packet, WIRE_PROTOCOL_TLS)
                     || wire_field_packet_wants (packet, WIRE_PROTOCOL_DNS) || wants_said (packet)
                     || wire_field_packet_wants_field (packet, "frame.protocols");
  return self;
}

void
wire_field_streams_free (WireFieldStreams *self)
{
  wire_flow_table_free (self->flows);
  g_array_unref (self->directions);
  g_ptr_array_unref (self->conversations);
  g_free (self);
}

static void
set_direction (WireFieldStreams *self,
               guint32 flow,
               WireFieldConversation *conversation,
               guint direction)
{
  if (flow >= self->directions->len)
    g_array_set_size (self->directions, flow + 1);
  g_array_index (self->directions, Direction, flow) =
      (Direction){ conversation, (guint8) direction };
}

static WireFieldConversation *
begin_conversation (WireFieldStreams *self, guint32 flow, guint32 stream)
{
  WireFieldConversation *conversation = wire_field_conversation_new (stream);
  guint32 reverse = wire_flow_table_get (self->flows, flow)->reverse;

  g_ptr_array_add (self->conversations, conversation);
  set_direction (self, flow, conversation, 0);
  if (reverse != WIRE_FLOW_NONE)
    set_direction (self, reverse, conversation, 1);
  return conversation;
}

/* Returns: the conversation of @tuple, or NULL where that is new */
static WireFieldConversation *
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

/* As in Wireshark, what has no time is from 1970. */
static void
give_times (WireFieldStreams *self,
            WireFieldConversation *conversation,
            const char *relative,
            const char *delta)
{
  gint64 when = wire_field_packet_get_time (self->packet);
  gint64 time = when == WIRE_TIME_NONE ? 0 : when;

  if (conversation->first_time == WIRE_TIME_NONE)
    conversation->first_time = conversation->last_time = time;
  wire_field_packet_give_whole (self->packet, relative,
                                wire_field_since (time, conversation->first_time));
  wire_field_packet_give_whole (self->packet, delta,
                                wire_field_since (time, conversation->last_time));
  conversation->last_time = time;
}

/* TCP */

static void
add_tcp (WireFieldStreams *self, const WireTuple *tuple, const WireFieldSegment *segment)
{
  guint32 flow;
  guint direction;
  WireFieldConversation *conversation = find_conversation (self, tuple, &flow, &direction);

  /* Another SYN on the same ports opens another connection. */
  if (conversation && (segment->flags & (WIRE_FIELD_SYN | WIRE_FIELD_ACK)) == WIRE_FIELD_SYN
      && conversation->has_base & 1 << direction
      && conversation->base[direction] != segment->sequence)
    conversation = NULL;
  if (!conversation)
    {
      conversation = begin_conversation (self, flow, self->n_tcp++);
      direction = 0;
    }
  wire_field_conversation_give_numbers (conversation, direction, segment, self->packet);
  give_times (self, conversation, "tcp.time_relative", "tcp.time_delta");
  if (!self->wants_talk)
    return;
  wire_field_ear_hear (&self->ear, conversation, direction, tuple, segment);
  if (segment->flags & (WIRE_FIELD_FIN | WIRE_FIELD_RST))
    wire_field_ear_end (&self->ear, conversation, direction);
}

/* UDP */

static gboolean
has_port (const WireTuple *tuple, guint16 port)
{
  return tuple->src_port == port || tuple->dst_port == port;
}


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
  WireFieldConversation *conversation = find_conversation (self, tuple, &flow, &direction);
  const char *dns = name_of_dns (tuple);

  if (!conversation)
    {
      conversation = begin_conversation (self, flow, self->n_udp++);
      direction = 0;
    }
  wire_field_packet_give_number (self->packet, "udp.stream", conversation->stream);
  give_times (self, conversation, "udp.time_relative", "udp.time_delta");
  if (!dns || length == 0 || !self->wants_talk)
    return;
  wire_field_dns_give (self->packet, dns, payload, length);
  wire_field_dns_match (&conversation->sides[direction], &conversation->sides[1 - direction],
                        self->packet, payload, length);
}

static void
add_tcp_layer (WireFieldStreams *self,
               const WireTuple *tuple,
               const WireFrame *frame,
               const WireLayer *layer,
               guint32 length)
{
  const guint8 *bytes = frame->data + layer->offset;
  WireFieldSegment segment = { .header = bytes };

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

/* The layer that carries ports after the IP header at layer @ip. */
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
  WireFieldConversation *conversation;
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
wire_field_streams_add (WireFieldStreams *self, const WireFrame *frame)
{
  add_header (self, frame, &frame->tuple, frame->flags, frame->ip_layer, frame->payload_length);
  if (frame->flags & WIRE_FRAME_TUNNELLED)
    add_header (self, frame, &frame->inside.tuple, frame->inside.flags, frame->inside.ip_layer,
                frame->inside.payload_length);
  if (wire_field_packet_get_quote (self->packet))
    add_quote (self, wire_field_packet_get_quote (self->packet));
}
