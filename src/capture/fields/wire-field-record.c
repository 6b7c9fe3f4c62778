/* wire-field-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-record.h"

#include "capture/fields/wire-field-frame.h"
#include "capture/fields/wire-field-part.h"
#include "capture/wire-packet-block.h"

#include <string.h>

/* Flows fetched under one lock. */
#define BLOCK 1024u

/* What is not plain may have more layers than the index tells. */
#define NOT_PLAIN                                                                                  \
  (WIRE_FRAME_CUT | WIRE_FRAME_MALFORMED | WIRE_FRAME_FRAGMENT | WIRE_FRAME_LATER_FRAGMENT         \
   | WIRE_FRAME_TUNNELLED | WIRE_FRAME_SEVERAL)

#define LINKTYPE_ETHERNET 1

#define COMMENT "frame.comment"


struct _WireFieldRecord
{
  WireFieldPacket *packet;
  WireCapture *capture;
  WireFieldFrame *frame;
  GPtrArray *parts;         /* of WireFieldPart */
  GArray *tuples;           /* of WireTuple, by flow; empty where only the frame is asked about */
  gboolean ethernet;        /* all interfaces are of that type */
  gboolean *ends;           /* by slot: it is an address or a port */
  WirePacketBlocks *blocks; /* NULL where no comment is asked for */
  WireFieldClaims *claims;  /* NULL where there are none */
  gboolean ready;           /* the packet has what the index knows of the current one */
};

static void
fetch_flows (WireFieldRecord *self)
{
  guint32 n_flows = wire_capture_get_n_flows (self->capture);
  g_autofree WireFlow *flows = g_new (WireFlow, BLOCK);

  for (guint32 first = 0; first < n_flows; first += BLOCK)
    {
      guint32 n =
          wire_capture_get_flows (self->capture, first, MIN (n_flows - first, BLOCK), flows);

      for (guint32 i = 0; i < n; i++)
        g_array_append_val (self->tuples, flows[i].tuple);
    }
}

static gboolean
is_ethernet (WireCapture *capture)
{
  guint n = wire_capture_get_n_interfaces (capture);

  for (guint i = 0; i < n; i++)
    if (wire_capture_get_interface (capture, i).link_type != LINKTYPE_ETHERNET)
      return FALSE;
  return n > 0;
}

static gboolean
is_address_or_port (const WireFieldInfo *info)
{
  static const char *const NAMES[] = { "ip.src",      "ip.dst",      "ip.addr",  "ipv6.src",
                                       "ipv6.dst",    "ipv6.addr",   "tcp.port", "tcp.srcport",
                                       "tcp.dstport", "udp.srcport", "udp.port", "udp.dstport" };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (strcmp (NAMES[i], info->name) == 0)
      return TRUE;
  return FALSE;
}

/* Names are compared once, and not for every packet. Returns: whether only the frame is asked about
 */
static gboolean
look_at_slots (WireFieldRecord *self)
{
  guint n = wire_field_packet_get_n_slots (self->packet);
  gboolean frame_only = TRUE;

  self->ends = g_new0 (gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const WireFieldInfo *info = wire_field_packet_get_slot (self->packet, i)->info;

      self->ends[i] = is_address_or_port (info);
      frame_only &= wire_field_part_is_of_frame (info);
    }
  return frame_only;
}

static void
forget_answers (WireFieldRecord *self)
{
  guint n = self->tuples->len;

  for (guint i = 0; i < self->parts->len; i++)
    {
      WireFieldPart *part = self->parts->pdata[i];

      g_byte_array_set_size (part->answers, part->flow_only ? n : 0);
      if (part->answers->len > 0)
        memset (part->answers->data, 0, n);
    }
}

/** Returns: (transfer full): what tests @filter by what the index of @capture has of packets, and
 * gives
 * @packet the fields that it knows; both must outlive it */
WireFieldRecord *
wire_field_record_new (const WireFieldFilter *filter, WireFieldPacket *packet, WireCapture *capture)
{
  WireFieldRecord *self = g_new0 (WireFieldRecord, 1);

  self->packet = packet;
  self->capture = capture;
  self->frame = wire_field_frame_new (packet, capture);
  self->parts = wire_field_part_split (wire_field_filter_get_test (filter), packet);
  self->tuples = g_array_new (FALSE, FALSE, sizeof (WireTuple));
  self->ethernet = is_ethernet (capture);
  if (wire_field_packet_wants_field (packet, COMMENT))
    self->blocks = wire_packet_blocks_new (capture);
  if (!look_at_slots (self))
    fetch_flows (self);
  forget_answers (self);
  return self;
}

void
wire_field_record_free (WireFieldRecord *self)
{
  wire_field_frame_free (self->frame);
  g_ptr_array_unref (self->parts);
  g_array_unref (self->tuples);
  g_clear_pointer (&self->claims, wire_field_claims_free);
  g_clear_pointer (&self->blocks, wire_packet_blocks_free);
  g_free (self->ends);
  g_free (self);
}

void
wire_field_record_set_claims (WireFieldRecord *self, WireFieldClaims *claims)
{
  g_clear_pointer (&self->claims, wire_field_claims_free);
  self->claims = claims;
}

/* What cannot be read again has no comment here; the packet itself then cannot be read either. */
static void
give_comments (WireFieldRecord *self, const WirePacketRecord *row)
{
  WirePacketBlock block;
  g_auto (GStrv) comments = NULL;

  if (!wire_packet_blocks_read (self->blocks, row, &block, NULL))
    return;
  comments = wire_packet_block_get_comments (&block);
  for (guint i = 0; comments && comments[i]; i++)
    wire_field_packet_give_text (self->packet, COMMENT, g_strdup (comments[i]));
}

/* Comments and bytes are in the file, and not in the index. */
static WireFieldState
get_frame_state (const WireFieldInfo *info, gboolean was_read)
{
  if (was_read || info->source == WIRE_FIELD_CLAIMED)
    return WIRE_FIELD_KNOWN;
  if (info->type == WIRE_FIELD_PROTOCOL)
    return WIRE_FIELD_PRESENT;
  return info->type == WIRE_FIELD_TEXT ? WIRE_FIELD_UNKNOWN : WIRE_FIELD_KNOWN;
}

/**
 * wire_field_record_give_frame:
 * @packet: number, from 0
 * @row: what the index has of it
 * @data: (nullable): its captured bytes, where they were read
 *
 * Gives the fields of the frame as a whole.
 */
void
wire_field_record_give_frame (WireFieldRecord *self,
                              guint32 packet,
                              const WirePacketRecord *row,
                              const guint8 *data)
{
  WireFieldPacket *to = self->packet;

  for (guint i = 0; i < wire_field_packet_get_n_slots (to); i++)
    {
      WireFieldSlot *slot = wire_field_packet_get_slot (to, i);

      if (wire_field_part_is_of_frame (slot->info))
        slot->state = get_frame_state (slot->info, data != NULL);
    }
  wire_field_frame_give (self->frame, packet, row, data);
  if (data && self->blocks)
    give_comments (self, row);
  if (self->claims)
    wire_field_claims_give (self->claims, packet, to);
}

/* Plain TCP and UDP */

static gboolean
is_plain (const WireFieldRecord *self, const WirePacketRecord *row)
{
  const WireTuple *tuple;

  if (row->flags & NOT_PLAIN || !(row->flags & WIRE_FRAME_HAS_PORTS)
      || row->flow >= self->tuples->len)
    return FALSE;
  switch (row->protocol)
    {
    case WIRE_PROTOCOL_TCP:
    case WIRE_PROTOCOL_UDP:
    case WIRE_PROTOCOL_DNS:
    case WIRE_PROTOCOL_DHCP:
    case WIRE_PROTOCOL_NTP:
    case WIRE_PROTOCOL_TLS:
    case WIRE_PROTOCOL_HTTP:
      tuple = &g_array_index (self->tuples, WireTuple, row->flow);
      return tuple->protocol == 6 || tuple->protocol == 17;
    default:
      return FALSE;
    }
}

/* A network or transport protocol that a plain packet has, does not have, or may have. */
static WireTruth
has_protocol (const WireTuple *tuple, WireProtocol protocol, gboolean ethernet)
{
  switch (protocol)
    {
    case WIRE_PROTOCOL_ETHERNET:
      return ethernet ? WIRE_TRUTH_YES : WIRE_TRUTH_UNKNOWN;
    case WIRE_PROTOCOL_IPV4:
      return tuple->family == WIRE_FAMILY_IPV4 ? WIRE_TRUTH_YES : WIRE_TRUTH_NO;
    case WIRE_PROTOCOL_IPV6:
      return tuple->family == WIRE_FAMILY_IPV6 ? WIRE_TRUTH_YES : WIRE_TRUTH_NO;
    case WIRE_PROTOCOL_TCP:
      return tuple->protocol == 6 ? WIRE_TRUTH_YES : WIRE_TRUTH_NO;
    case WIRE_PROTOCOL_UDP:
      return tuple->protocol == 17 ? WIRE_TRUTH_YES : WIRE_TRUTH_NO;
    case WIRE_PROTOCOL_ARP:
    case WIRE_PROTOCOL_ICMP:
    case WIRE_PROTOCOL_ICMPV6:
    case WIRE_PROTOCOL_IGMP:
    case WIRE_PROTOCOL_SCTP:
      return WIRE_TRUTH_NO;
    default:
      return WIRE_TRUTH_UNKNOWN;
    }
}

static void
set_states (WireFieldRecord *self, const WireTuple *tuple)
{
  for (guint i = 0; i < wire_field_packet_get_n_slots (self->packet); i++)
    {
      WireFieldSlot *slot = wire_field_packet_get_slot (self->packet, i);
      WireTruth has;

      if (wire_field_part_is_of_frame (slot->info))
        continue;
      has = has_protocol (tuple, slot->info->protocol, self->ethernet);
      if (has == WIRE_TRUTH_NO || (has == WIRE_TRUTH_YES && self->ends[i]))
        slot->state = WIRE_FIELD_KNOWN;
      else if (has == WIRE_TRUTH_YES && slot->info->source == WIRE_FIELD_LAYER)
        slot->state = WIRE_FIELD_PRESENT;
    }
}

static void
give_tuple (WireFieldPacket *packet, const WireTuple *tuple)
{
  gboolean ipv4 = tuple->family == WIRE_FAMILY_IPV4;
  gboolean tcp = tuple->protocol == 6;
  gsize length = ipv4 ? 4 : 16;

  wire_field_packet_begin_layer (packet, ipv4 ? WIRE_PROTOCOL_IPV4 : WIRE_PROTOCOL_IPV6);
  wire_field_packet_give_raw (packet, ipv4 ? "ip.src" : "ipv6.src", tuple->src, length);
  wire_field_packet_give_raw (packet, ipv4 ? "ip.dst" : "ipv6.dst", tuple->dst, length);
  wire_field_packet_give_number (packet, tcp ? "tcp.srcport" : "udp.srcport", tuple->src_port);
  wire_field_packet_give_number (packet, tcp ? "tcp.dstport" : "udp.dstport", tuple->dst_port);
}

/* The parts of the filter */

/* Most often compared, and with the least work. */
static WireTruth
test_frame (const WireFieldRecord *self,
            const WireFieldPart *part,
            guint32 packet,
            const WirePacketRecord *row)
{
  const WireFieldNode *field = wire_field_node_get (part->test, 0);
  WireFieldValue value = { .type = field->field->type };

  return wire_field_frame_get (self->frame, part->frame_field, packet, row, &value)
                 && wire_field_value_compare (&value, part->test->comparison,
                                              &wire_field_node_get (part->test, 1)->value)
             ? WIRE_TRUTH_YES
             : WIRE_TRUTH_NO;
}

/* Where nothing but the flow decides, it is asked once. */
static WireTruth
test_flow (WireFieldRecord *self, const WireFieldPart *part, guint32 flow)
{
  guint8 *answer = &part->answers->data[flow];

  if (*answer == 0)
    {
      const WireTuple *tuple = &g_array_index (self->tuples, WireTuple, flow);

      wire_field_packet_clear (self->packet, WIRE_FIELD_UNKNOWN);
      self->ready = FALSE;
      set_states (self, tuple);
      give_tuple (self->packet, tuple);
      *answer = (guint8) (wire_field_evaluate (part->test, self->packet) + 1);
    }
  return *answer - 1;
}

static WireTruth
test_all (WireFieldRecord *self,
          const WireFieldPart *part,
          guint32 packet,
          const WirePacketRecord *row,
          gboolean plain)
{
  if (!self->ready)
    {
      wire_field_packet_clear (self->packet, WIRE_FIELD_UNKNOWN);
      wire_field_record_give_frame (self, packet, row, NULL);
      self->ready = TRUE;
      if (plain)
        {
          const WireTuple *tuple = &g_array_index (self->tuples, WireTuple, row->flow);

          set_states (self, tuple);
          give_tuple (self->packet, tuple);
        }
    }
  return wire_field_evaluate (part->test, self->packet);
}

/** Returns: whether the packet passes the filter, as far as the index tells */
WireTruth
wire_field_record_test (WireFieldRecord *self, guint32 packet, const WirePacketRecord *row)
{
  gboolean plain = self->tuples->len > 0 && is_plain (self, row);
  WireTruth result = WIRE_TRUTH_YES;

  self->ready = FALSE;
  for (guint i = 0; i < self->parts->len && result != WIRE_TRUTH_NO; i++)
    {
      const WireFieldPart *part = self->parts->pdata[i];
      WireTruth truth;

      if (part->frame_field >= 0)
        truth = test_frame (self, part, packet, row);
      else if (plain && part->flow_only)
        truth = test_flow (self, part, row->flow);
      else
        truth = test_all (self, part, packet, row, plain);
      if (truth != WIRE_TRUTH_YES)
        result = truth;
    }
  return result;
}
