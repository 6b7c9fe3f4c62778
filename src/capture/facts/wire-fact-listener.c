/* wire-fact-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-fact-listener.h"

#include "capture/facts/wire-dhcp-facts.h"
#include "capture/facts/wire-dns-facts.h"
#include "capture/facts/wire-netbios-facts.h"
#include "capture/facts/wire-talk.h"
#include "capture/frame/wire-ip.h"
#include "capture/protocols/application/wire-dns-message.h"

#include <string.h>

#define PORT_DNS 53
#define PORT_DHCP_SERVER 67
#define PORT_NBNS 137
#define PORT_NETBIOS_DATAGRAM 138
#define PORT_MDNS 5353
#define PORT_LLMNR 5355

/* What all conversations together may keep. */
#define BUDGET (256u * 1024 * 1024)

/* Bytes of a side that are kept while nobody knows what it is. */
#define LOOK 64u

static const WireTalkKind *const KINDS[] = {
  &wire_smb_talk, &wire_mqtt_talk,   &wire_redis_talk,    &wire_ldap_talk, &wire_kerberos_talk,
  &wire_dns_talk, &wire_telnet_talk, &wire_ftp_smtp_talk, &wire_pop3_talk, &wire_imap_talk,
};

/* What all conversations share. */
typedef struct
{
  WireFactLog *facts;
  WireDhcpFacts *dhcp;
  guint32 passed_over;
} Log;

typedef struct
{
  WireTalk talk;
  Log *log;
  const char *inside;
  const WireTalkKind *kind;
  gpointer reader;
  GByteArray *first; /* of the side that spoke first, while @kind is not known */
  guint8 first_side;
  guint8 ended;     /* a bit a side */
  gboolean is_over; /* nothing more is learnt from it */
} Conversation;

static WireListenerAnswer
may_start (const WireListenerLook *look)
{
  (void) look;
  return WIRE_LISTENER_YES;
}

/* Datagrams: their ports say what they may be, and their bytes whether they are. */

static void
hear_name_service (Conversation *self, const WireDnsHeard *heard)
{
  guint16 from = heard->tuple.src_port;
  guint16 to = heard->tuple.dst_port;

  if (from == PORT_MDNS)
    wire_dns_facts_add_multicast (self->log->facts, heard);
  else if (from == PORT_DNS || to == PORT_DNS || from == PORT_LLMNR || to == PORT_LLMNR)
    wire_dns_facts_add (self->log->facts, heard);
  else if (from == PORT_NBNS)
    wire_netbios_facts_add (self->log->facts, heard);
  else if (to == PORT_NETBIOS_DATAGRAM)
    wire_netbios_facts_add_datagram (self->log->facts, heard);
  else if ((from == PORT_DHCP_SERVER || to == PORT_DHCP_SERVER)
           && wire_dhcp_facts_may_be (heard->bytes, heard->length))
    wire_dhcp_facts_add (self->log->dhcp, heard);
}

static void
hear_datagram (Conversation *self, guint side, const WireStreamPiece *piece)
{
  WireDnsHeard heard = {
    .tuple = wire_talk_get_tuple (&self->talk, side),
    .packet = piece->packet,
    .time = piece->time,
    .bytes = piece->data,
    .length = piece->length,
  };

  /* A later fragment is no message of its own. */
  if (piece->sequence != 0)
    return;
  if (heard.tuple.src_port == PORT_LLMNR || heard.tuple.dst_port == PORT_LLMNR)
    heard.kind = WIRE_DNS_LLMNR;
  hear_name_service (self, &heard);
}

/* Conversations */

static gpointer
begin_inside (WireChannel *channel, const char *inside)
{
  WireListening *listening = wire_channel_get_listening (channel);
  Conversation *self = g_new0 (Conversation, 1);

  self->log = wire_listening_get_log (listening, &wire_fact_listener);
  self->talk.channel = channel;
  self->talk.log = self->log->facts;
  self->talk.decrypted = wire_channel_is_decrypted (channel);
  self->inside = inside;
  self->is_over = !wire_channel_get_tuple (channel, 0, &self->talk.tuple);
  return self;
}

static gpointer
begin (WireChannel *channel)
{
  return begin_inside (channel, NULL);
}

static gpointer
begin_ftp (WireChannel *channel)
{
  return begin_inside (channel, "FTP");
}

static gpointer
begin_smtp (WireChannel *channel)
{
  return begin_inside (channel, "SMTP");
}

static gpointer
begin_pop3 (WireChannel *channel)
{
  return begin_inside (channel, "POP3");
}

static gpointer
begin_imap (WireChannel *channel)
{
  return begin_inside (channel, "IMAP");
}

static gpointer
begin_ldap (WireChannel *channel)
{
  return begin_inside (channel, "LDAP");
}

static void
leave (Conversation *self)
{
  if (self->kind)
    {
      self->kind->free (self->reader);
      wire_channel_charge (self->talk.channel, self->kind->cost, 0);
    }
  self->kind = NULL;
  self->reader = NULL;
  g_clear_pointer (&self->first, g_byte_array_unref);
  self->is_over = TRUE;
}

static void
hand_on (Conversation *self, guint side, const WireStreamPiece *piece)
{
  if (self->kind->take (self->reader, side, piece) == WIRE_TALK_ENDS)
    leave (self);
}

/* Returns: the best answer, and in @found whose it is */
static WireListenerAnswer
ask (const Conversation *self, guint side, const WireTalkKind **found)
{
  WireTuple tuple = wire_talk_get_tuple (&self->talk, side);
  const WireTalkLook look = {
    .bytes = self->first->data,
    .length = self->first->len,
    .source_port = tuple.src_port,
    .other_port = tuple.dst_port,
    .inside = self->inside,
  };
  WireListenerAnswer best = WIRE_LISTENER_NO;

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      WireListenerAnswer answer = KINDS[i]->may_start (&look);

      *found = KINDS[i];
      if (answer == WIRE_LISTENER_YES)
        return answer;
      best = MAX (best, answer);
    }
  return best;
}

static void
start (Conversation *self, const WireTalkKind *kind)
{
  if (!wire_channel_charge (self->talk.channel, 0, kind->cost))
    {
      wire_channel_charge (self->talk.channel, kind->cost, 0);
      self->log->passed_over++;
      leave (self);
      return;
    }
  self->kind = kind;
  self->reader = kind->begin (&self->talk);
}

/* What was kept is handed on as if the last packet had brought it. */
static void
hand_on_first (Conversation *self, const WireStreamPiece *piece, guint32 kept)
{
  g_autoptr (GByteArray) first = g_steal_pointer (&self->first);
  WireStreamPiece whole = *piece;
  WireStreamPiece rest = *piece;

  /* A datagram is one piece. */
  if (first->len == kept)
    {
      hand_on (self, self->first_side, piece);
      return;
    }
  whole.data = first->data;
  whole.length = first->len;
  whole.offset -= first->len - kept;
  whole.position -= MIN (whole.position, first->len - kept);
  hand_on (self, self->first_side, &whole);
  rest.data += kept;
  rest.length -= kept;
  rest.offset += kept;
  rest.position += kept;
  rest.sequence += kept;
  if (self->kind && rest.length > 0)
    hand_on (self, self->first_side, &rest);
}

/* Only who speaks first is looked at, and a second speaker decides that no more is waited for. */
static void
recognise (Conversation *self, guint side, const WireStreamPiece *piece)
{
  const WireTalkKind *found = NULL;
  WireListenerAnswer answer;
  guint32 kept;

  if (!self->first)
    {
      self->first = g_byte_array_sized_new (LOOK);
      self->first_side = (guint8) side;
    }
  if (side != self->first_side)
    {
      leave (self);
      return;
    }
  kept = MIN (piece->length, LOOK - self->first->len);
  g_byte_array_append (self->first, piece->data, kept);
  answer = ask (self, side, &found);
  if (answer == WIRE_LISTENER_YES)
    start (self, found);
  else if (answer == WIRE_LISTENER_NO || self->first->len >= LOOK)
    leave (self);
  if (self->kind)
    hand_on_first (self, piece, kept);
}

static WireListenerTaken
take (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  Conversation *self = conversation;

  if (self->talk.tuple.protocol == WIRE_IP_UDP && piece->data)
    hear_datagram (self, side, piece);
  if (self->is_over)
    return WIRE_LISTENER_STAYS;
  if (self->kind)
    hand_on (self, side, piece);
  else if (!piece->data)
    leave (self);
  else
    recognise (self, side, piece);
  return WIRE_LISTENER_STAYS;
}

static void
end_side (gpointer conversation, guint side, gboolean orderly)
{
  Conversation *self = conversation;

  (void) orderly;
  self->ended |= (guint8) (1 << side);
  if (self->ended != 3)
    return;
  if (self->kind && self->kind->end)
    self->kind->end (self->reader);
  leave (self);
}

static void
free_conversation (gpointer conversation)
{
  leave (conversation);
  g_free (conversation);
}

static gpointer
new_log (WireListening *listening)
{
  Log *self = g_new0 (Log, 1);

  (void) listening;
  self->facts = wire_fact_log_new ();
  self->dhcp = wire_dhcp_facts_new (self->facts);
  return self;
}

static void
free_log (gpointer log)
{
  Log *self = log;

  wire_dhcp_facts_free (self->dhcp);
  wire_fact_log_free (self->facts);
  g_free (self);
}

#define ROW(NAME, LOOK_AT, BEGIN)                                                                  \
  {                                                                                                \
    .name = NAME,                                                                                  \
    .flags = WIRE_LISTENER_STREAMS | WIRE_LISTENER_DATAGRAMS | WIRE_LISTENER_ANYWHERE,             \
    .budget = BUDGET, .may_start = LOOK_AT, .begin = BEGIN, .piece = take, .end = end_side,        \
    .free = free_conversation, .log_new = new_log, .log_free = free_log,                           \
  }

const WireListener wire_fact_listener = ROW ("facts", may_start, begin);
const WireListener wire_fact_ftp_listener = ROW ("FTP", NULL, begin_ftp);
const WireListener wire_fact_smtp_listener = ROW ("SMTP", NULL, begin_smtp);
const WireListener wire_fact_pop3_listener = ROW ("POP3", NULL, begin_pop3);
const WireListener wire_fact_imap_listener = ROW ("IMAP", NULL, begin_imap);
const WireListener wire_fact_ldap_listener = ROW ("LDAP", NULL, begin_ldap);

/** Returns: (transfer none): what was heard by those who listen */
WireFactLog *
wire_fact_listener_get_facts (WireListening *listening)
{
  const Log *log = wire_listening_get_log (listening, &wire_fact_listener);

  return log->facts;
}

/** Returns: how many conversations were not looked at, as there are too many at once */
guint32
wire_fact_listener_get_passed_over (WireListening *listening)
{
  const Log *log = wire_listening_get_log (listening, &wire_fact_listener);

  return log->passed_over;
}
