/* wire-field-ear.c: which protocol a connection speaks, and its segments in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-ear.h"

/* Segments that wait for one before them, of one direction. */
#define MAX_LATER 64

/* A segment that came too early: where its bytes are in @bytes. */
typedef struct
{
  guint32 sequence;
  GBytes *bytes;
} Later;

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

/* Ports of protocols in which one side is the server, whatever it says. */
static const struct
{
  guint16 port;
  WireFieldTalk talk;
} SERVERS[] = {
  { 21, WIRE_FIELD_TALK_FTP }, { 25, WIRE_FIELD_TALK_SMTP }, { 587, WIRE_FIELD_TALK_SMTP },
  { 22, WIRE_FIELD_TALK_SSH }, { 445, WIRE_FIELD_TALK_SMB }, { 139, WIRE_FIELD_TALK_SMB },
};

/* Returns: the server's port, where the other one is not of such a protocol, too; 0 where neither
 * is */
static guint16
find_server (const WireTuple *tuple, WireFieldTalk *talk)
{
  for (guint i = 0; i < G_N_ELEMENTS (SERVERS); i++)
    if (has_port (tuple, SERVERS[i].port))
      {
        *talk = SERVERS[i].talk;
        return SERVERS[i].port;
      }
  return 0;
}

/* A well-known port decides, and else the first bytes. */
static WireFieldTalk
recognise (const WireTuple *tuple, const guint8 *bytes, gsize length)
{
  WireFieldTalk talk;

  if (find_server (tuple, &talk) != 0)
    return talk;
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
    case WIRE_FIELD_TALK_HTTP2:
      return &wire_field_http2;
    case WIRE_FIELD_TALK_WEBSOCKET:
      return &wire_field_websocket;
    case WIRE_FIELD_TALK_FTP:
      return &wire_field_ftp;
    case WIRE_FIELD_TALK_SMTP:
      return &wire_field_smtp;
    case WIRE_FIELD_TALK_SSH:
      return &wire_field_ssh;
    case WIRE_FIELD_TALK_SMB:
      return &wire_field_smb;
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
keep_later (WireFieldSide *side, const WireFieldSegment *segment, guint64 *budget)
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

/* Messages of another protocol follow, as after an upgrade. */
static void
switch_talk (WireFieldEar *self, WireFieldConversation *conversation, WireFieldTalk next)
{
  conversation->talk = (guint8) next;
  for (guint i = 0; i < 2; i++)
    {
      wire_field_side_forget (&conversation->sides[i], &self->budget);
      conversation->sides[i].ended = FALSE;
      conversation->sides[i].next_talk = WIRE_FIELD_TALK_UNKNOWN;
    }
}

static void
take (WireFieldEar *self,
      WireFieldConversation *conversation,
      guint direction,
      const guint8 *bytes,
      gsize length)
{
  WireFieldSide *side = &conversation->sides[direction];
  const WireFieldProtocol *protocol = get_protocol (conversation->talk);
  gsize rest;

  side->next += (guint32) length;
  rest = wire_field_side_add (side, &conversation->sides[1 - direction], protocol, self->packet,
                              bytes, length, &self->budget);
  if (!side->ended || side->next_talk == WIRE_FIELD_TALK_UNKNOWN)
    return;
  switch_talk (self, conversation, side->next_talk);
  wire_field_side_add (side, &conversation->sides[1 - direction], get_protocol (conversation->talk),
                       self->packet, bytes + length - rest, rest, &self->budget);
}

/* What waited and now comes next. */
static void
take_later (WireFieldEar *self, WireFieldConversation *conversation, guint direction)
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

          take (self, conversation, direction, rest, length - old);
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
 * ends in this segment: another one begins after it, where that is known. */
static void
hear_after_gap (WireFieldEar *self,
                WireFieldConversation *conversation,
                guint direction,
                const WireFieldSegment *segment)
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
  take (self, conversation, direction, segment->payload + missing, segment->captured - missing);
}

/* A segment that comes late, of bytes that were passed over: it is looked at by itself. */
static void
hear_late (WireFieldEar *self,
           WireFieldConversation *conversation,
           guint direction,
           const WireFieldSegment *segment)
{
  WireFieldSide *side = &conversation->sides[direction];
  guint32 next = side->next;

  if (segment->sequence - side->hole >= side->hole_end - side->hole || side->pending)
    return;
  take (self, conversation, direction, segment->payload, segment->captured);
  wire_field_side_forget (side, &self->budget);
  side->hole = segment->sequence + segment->captured;
  if (side->hole_end - side->hole > G_MAXINT32)
    side->hole = side->hole_end;
  side->next = next;
}

/** Hears @segment of a connection between the ports of @tuple. */
void
wire_field_ear_hear (WireFieldEar *self,
                     WireFieldConversation *conversation,
                     guint direction,
                     const WireTuple *tuple,
                     const WireFieldSegment *segment)
{
  WireFieldSide *side = &conversation->sides[direction];
  WireFieldTalk talk;
  guint32 ahead;

  if (segment->captured == 0)
    return;
  side->server = tuple->src_port == find_server (tuple, &talk);
  if (conversation->talk == WIRE_FIELD_TALK_UNKNOWN)
    conversation->talk = recognise (tuple, segment->payload, segment->captured);
  if (!get_protocol (conversation->talk))
    return;
  if (!side->begun)
    side->next = segment->sequence;
  side->begun = TRUE;
  ahead = segment->sequence - side->next;
  if (ahead > 0 && ahead <= G_MAXINT32)
    hear_after_gap (self, conversation, direction, segment);
  else if (0 - ahead < segment->captured) /* what was here before is passed over */
    take (self, conversation, direction, segment->payload + (0 - ahead),
          segment->captured - (0 - ahead));
  else
    hear_late (self, conversation, direction, segment);
  if (segment->captured < segment->length)
    {
      /* The rest of the segment was not captured: nothing that goes on in it becomes whole. */
      wire_field_side_cut (side, &conversation->sides[1 - direction],
                           get_protocol (conversation->talk), self->packet, &self->budget);
      side->next = segment->sequence + segment->length;
    }
  take_later (self, conversation, direction);
}

/** Hears bytes that come in order, as those that were decrypted. @bytes stay until the next
 * packet. */
void
wire_field_ear_hear_bytes (WireFieldEar *self,
                           WireFieldConversation *conversation,
                           guint direction,
                           const guint8 *bytes,
                           gsize length)
{
  if (get_protocol (conversation->talk) && length > 0)
    take (self, conversation, direction, bytes, length);
}

/** Nothing more comes from @direction: a message that goes on until then is whole. */
void
wire_field_ear_end (WireFieldEar *self, WireFieldConversation *conversation, guint direction)
{
  const WireFieldProtocol *protocol = get_protocol (conversation->talk);

  if (protocol)
    wire_field_side_end (&conversation->sides[direction], &conversation->sides[1 - direction],
                         protocol, self->packet, &self->budget);
}
