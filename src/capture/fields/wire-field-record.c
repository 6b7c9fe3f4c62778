/* wire-field-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-record.h"

#include "capture/wire-packet-block.h"

#include <string.h>

/* Flows fetched under one lock. */
#define BLOCK 1024u

/* What is not plain may have more layers than the index tells. */
#define NOT_PLAIN                                                                                  \
  (WIRE_FRAME_CUT | WIRE_FRAME_MALFORMED | WIRE_FRAME_FRAGMENT | WIRE_FRAME_LATER_FRAGMENT         \
   | WIRE_FRAME_TUNNELLED | WIRE_FRAME_SEVERAL)

#define LINKTYPE_ETHERNET 1

/* What the index has of every packet. */
typedef enum
{
  FRAME_NUMBER,
  FRAME_LENGTH,
  FRAME_CAPTURED,
  FRAME_MARKED,
  FRAME_IGNORED,
  FRAME_INTERFACE,
  FRAME_TIME,
  FRAME_TIME_EPOCH,
  FRAME_TIME_RELATIVE,
  FRAME_TIME_DELTA,
  FRAME_COMMENT,
  FRAME_ITSELF,
} FrameField;

static const char *const FRAME_NAMES[] = {
  [FRAME_NUMBER] = "frame.number",
  [FRAME_LENGTH] = "frame.len",
  [FRAME_CAPTURED] = "frame.cap_len",
  [FRAME_MARKED] = "frame.marked",
  [FRAME_IGNORED] = "frame.ignored",
  [FRAME_INTERFACE] = "frame.interface_id",
  [FRAME_TIME] = "frame.time",
  [FRAME_TIME_EPOCH] = "frame.time_epoch",
  [FRAME_TIME_RELATIVE] = "frame.time_relative",
  [FRAME_TIME_DELTA] = "frame.time_delta",
  [FRAME_COMMENT] = "frame.comment",
  [FRAME_ITSELF] = "frame",
};

G_STATIC_ASSERT (G_N_ELEMENTS (FRAME_NAMES) <= 32);

struct _WireFieldRecord
{
  WireFieldPacket *packet;
  WireCapture *capture;
  GArray *tuples;          /* of WireTuple, by flow */
  gboolean has_interfaces; /* the format names them */
  gboolean ethernet;       /* all interfaces are of that type */
  gint64 first;
  gint64 before;  /* time of the packet that was asked about last */
  guint32 wanted; /* a bit for each FrameField */
  gboolean frame_only;
  gboolean flow_only;
  gboolean *ends;           /* by slot: it is an address or a port */
  WirePacketBlocks *blocks; /* NULL where no comment is asked for */
  WireFieldClaims *claims;  /* NULL where there are none */
  GByteArray *answers;      /* by flow: a WireTruth and 1, where nothing but the flow decides */
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

/* What is known of every packet without its bytes. */
static gboolean
is_of_frame (const WireFieldInfo *info)
{
  return info->source == WIRE_FIELD_FRAME || info->source == WIRE_FIELD_CLAIMED;
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

/* Names are compared once, and not for every packet. */
static void
look_at_slots (WireFieldRecord *self)
{
  guint n = wire_field_packet_get_n_slots (self->packet);

  self->ends = g_new0 (gboolean, n + 1);
  self->frame_only = self->flow_only = TRUE;
  for (guint i = 0; i < n; i++)
    {
      const WireFieldInfo *info = wire_field_packet_get_slot (self->packet, i)->info;

      self->ends[i] = is_address_or_port (info);
      self->frame_only &= is_of_frame (info);
      self->flow_only &= !is_of_frame (info) && info->source != WIRE_FIELD_WALKED;
    }
  for (guint i = 0; i < G_N_ELEMENTS (FRAME_NAMES); i++)
    if (wire_field_packet_wants_field (self->packet, FRAME_NAMES[i]))
      self->wanted |= 1u << i;
}

/** Returns: (transfer full): what gives @packet, which must outlive it, the fields that the index
 * of
 * @capture knows */
WireFieldRecord *
wire_field_record_new (WireFieldPacket *packet, WireCapture *capture)
{
  WireFieldRecord *self = g_new0 (WireFieldRecord, 1);
  WirePacketRecord first;

  self->packet = packet;
  self->capture = capture;
  self->tuples = g_array_new (FALSE, FALSE, sizeof (WireTuple));
  self->answers = g_byte_array_new ();
  self->first = wire_capture_get_packet (capture, 0, &first) ? first.time : WIRE_TIME_NONE;
  self->before = WIRE_TIME_NONE;
  look_at_slots (self);
  if (self->wanted & 1u << FRAME_COMMENT)
    self->blocks = wire_packet_blocks_new (capture);
  self->ethernet = is_ethernet (capture);
  self->has_interfaces = g_str_has_prefix (wire_capture_get_format (capture), "pcapng");
  if (!self->frame_only)
    fetch_flows (self);
  g_byte_array_set_size (self->answers, self->tuples->len);
  if (self->tuples->len > 0)
    memset (self->answers->data, 0, self->tuples->len);
  return self;
}

void
wire_field_record_free (WireFieldRecord *self)
{
  g_array_unref (self->tuples);
  g_byte_array_unref (self->answers);
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

/* The frame */

static gint64
since (gint64 time, gint64 start)
{
  gint64 difference;

  if (time == WIRE_TIME_NONE || start == WIRE_TIME_NONE)
    return 0;
  return __builtin_sub_overflow (time, start, &difference) ? G_MAXINT64 : difference;
}

static void
give_number (WireFieldRecord *self, FrameField field, guint64 number)
{
  if (self->wanted & 1u << field)
    wire_field_packet_give_number (self->packet, FRAME_NAMES[field], number);
}

static void
give_time (WireFieldRecord *self, FrameField field, gint64 time)
{
  if (self->wanted & 1u << field)
    wire_field_packet_give_whole (self->packet, FRAME_NAMES[field], time);
}

static void
give_times (WireFieldRecord *self, const WirePacketRecord *row)
{
  if (row->time != WIRE_TIME_NONE)
    {
      give_time (self, FRAME_TIME, row->time);
      give_time (self, FRAME_TIME_EPOCH, row->time);
      give_time (self, FRAME_TIME_RELATIVE, since (row->time, self->first));
      give_time (self, FRAME_TIME_DELTA, since (row->time, self->before));
    }
  self->before = row->time;
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
    wire_field_packet_give_text (self->packet, FRAME_NAMES[FRAME_COMMENT], g_strdup (comments[i]));
}

/* Comments are in the file, and not in the index. */
static gboolean
is_comment (const WireFieldInfo *info)
{
  return info->source == WIRE_FIELD_FRAME && info->type == WIRE_FIELD_TEXT;
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

      if (is_of_frame (slot->info) && slot->info->type == WIRE_FIELD_PROTOCOL && !data)
        slot->state = WIRE_FIELD_PRESENT;
      else if (is_of_frame (slot->info) && (data || !is_comment (slot->info)))
        slot->state = WIRE_FIELD_KNOWN;
    }
  give_number (self, FRAME_NUMBER, (guint64) packet + 1);
  give_number (self, FRAME_LENGTH, row->length);
  give_number (self, FRAME_CAPTURED, row->captured);
  give_number (self, FRAME_MARKED, 0);
  give_number (self, FRAME_IGNORED, 0);
  if (self->has_interfaces)
    give_number (self, FRAME_INTERFACE, row->interface);
  give_times (self, row);
  if (data && self->blocks)
    give_comments (self, row);
  if (self->claims)
    wire_field_claims_give (self->claims, packet, to);
  if (data && self->wanted & 1u << FRAME_ITSELF)
    wire_field_packet_give_protocol (to, FRAME_NAMES[FRAME_ITSELF], data, row->captured,
                                     row->captured);
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

      if (is_of_frame (slot->info))
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

/* Where nothing but the flow decides, it is asked once. */
static WireTruth
test_flow (WireFieldRecord *self, const WireFieldFilter *filter, const WirePacketRecord *row)
{
  guint8 *answer = &self->answers->data[row->flow];
  const WireTuple *tuple = &g_array_index (self->tuples, WireTuple, row->flow);

  if (*answer == 0)
    {
      wire_field_packet_clear (self->packet, WIRE_FIELD_UNKNOWN);
      set_states (self, tuple);
      give_tuple (self->packet, tuple);
      *answer = (guint8) (wire_field_filter_test (filter, self->packet) + 1);
    }
  return *answer - 1;
}

/** Returns: whether the packet passes @filter, as far as the index tells */
WireTruth
wire_field_record_test (WireFieldRecord *self,
                        const WireFieldFilter *filter,
                        guint32 packet,
                        const WirePacketRecord *row)
{
  gboolean plain = !self->frame_only && is_plain (self, row);

  if (plain && self->flow_only)
    return test_flow (self, filter, row);
  wire_field_packet_clear (self->packet, WIRE_FIELD_UNKNOWN);
  wire_field_record_give_frame (self, packet, row, NULL);
  if (plain)
    {
      const WireTuple *tuple = &g_array_index (self->tuples, WireTuple, row->flow);

      set_states (self, tuple);
      give_tuple (self->packet, tuple);
    }
  return wire_field_filter_test (filter, self->packet);
}
