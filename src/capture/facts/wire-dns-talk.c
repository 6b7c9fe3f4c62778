/* wire-dns-talk.c: DNS over TCP (RFC 1035, section 4.2.2)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-dns-facts.h"
#include "capture/facts/wire-message-reader.h"
#include "capture/facts/wire-talk.h"
#include "capture/protocols/application/wire-dns-message.h"

#define PORT_DNS 53
#define LENGTH_BYTES 2u

typedef struct
{
  WireTalk *talk;
  WireMessageReader messages;
} Talk;

static gsize
measure (const guint8 *bytes, gsize length)
{
  gsize rest;

  if (length < LENGTH_BYTES)
    return 0;
  rest = (gsize) bytes[0] << 8 | bytes[1];
  return rest < WIRE_DNS_HEADER ? G_MAXSIZE : LENGTH_BYTES + rest;
}

static WireListenerAnswer
may_start (const WireTalkLook *look)
{
  if (look->inside || (look->source_port != PORT_DNS && look->other_port != PORT_DNS))
    return WIRE_LISTENER_NO;
  if (look->length < LENGTH_BYTES)
    return WIRE_LISTENER_MORE;
  return measure (look->bytes, look->length) == G_MAXSIZE ? WIRE_LISTENER_NO : WIRE_LISTENER_YES;
}

static gpointer
begin (WireTalk *talk)
{
  Talk *self = g_new0 (Talk, 1);

  self->talk = talk;
  self->messages.most = WIRE_MESSAGE_MAX + LENGTH_BYTES;
  return self;
}

/* A WireMessageVisit. */
static gboolean
take_message (
    guint side, const guint8 *bytes, gsize length, const WireStreamPiece *piece, gpointer user_data)
{
  Talk *self = user_data;
  const WireDnsHeard heard = {
    .tuple = wire_talk_get_tuple (self->talk, side),
    .kind = WIRE_DNS_UNICAST,
    .tcp = TRUE,
    .packet = piece->packet,
    .time = piece->time,
    .bytes = bytes + LENGTH_BYTES,
    .length = length - LENGTH_BYTES,
  };

  wire_dns_facts_add (self->talk->log, &heard);
  return TRUE;
}

static WireTalkTaken
take (gpointer reader, guint side, const WireStreamPiece *piece)
{
  Talk *self = reader;

  return wire_message_reader_add (&self->messages, side, piece, measure, take_message, self)
             ? WIRE_TALK_GOES_ON
             : WIRE_TALK_ENDS;
}

static void
talk_free (gpointer reader)
{
  Talk *self = reader;

  wire_message_reader_clear (&self->messages);
  g_free (self);
}

const WireTalkKind wire_dns_talk = {
  .name = "DNS",
  .cost = 8192,
  .may_start = may_start,
  .begin = begin,
  .take = take,
  .free = talk_free,
};
