/* wire-tftp-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tftp/wire-tftp-listener.h"

#include "capture/reassembly/wire-channel.h"
#include "capture/tftp/wire-tftp-log.h"

#include <string.h>

/*
 * Datagrams between two ports.
 * @tuple: that side 0 sends
 * @exchange: (nullable): what goes on
 * @client: the side that asks, where that is known
 * @words: (nullable): where requests and errors are noted
 */
typedef struct
{
  WireChannel *channel;
  WireTftpLog *log;
  WireTuple tuple;
  WireTftpExchange *exchange;
  guint client;
  gboolean heard;
  WireSession *words;
} Talk;

/* Shared by both rows, whose log is that of the first. */
static gpointer
begin (WireChannel *channel)
{
  Talk *self = g_new0 (Talk, 1);

  self->channel = channel;
  self->log = wire_listening_get_log (wire_channel_get_listening (channel), &wire_tftp_listener);
  wire_channel_get_tuple (channel, 0, &self->tuple);
  return self;
}

/* Words */

static WireSessionLog *
get_words (const Talk *self)
{
  return wire_listening_get_sessions (wire_channel_get_listening (self->channel));
}

static WireSession *
ensure_words (Talk *self, const WireStreamPiece *piece)
{
  if (self->words)
    return self->words;
  self->words = wire_session_log_append (get_words (self));
  if (!self->words)
    return NULL;
  self->words->protocol = "TFTP";
  self->words->stream = wire_channel_get_stream (self->channel);
  self->words->client = (guint8) self->client;
  self->words->packet = piece->packet;
  self->words->time = piece->time;
  return self->words;
}

static void
note (Talk *self, guint side, const WireTftpPacket *packet, const WireStreamPiece *piece)
{
  g_autofree char *text = wire_tftp_packet_describe (piece->data, piece->length, packet);
  const WireSessionEvent event = {
    .side = (guint8) side,
    .packet = piece->packet,
    .time = piece->time,
    .text = text,
  };

  if (text && ensure_words (self, piece))
    wire_session_log_add (get_words (self), self->words, &event);
}

/* Exchanges */

static void
set_exchange (Talk *self, WireTftpExchange *exchange)
{
  if (exchange)
    wire_tftp_exchange_ref (exchange);
  g_clear_pointer (&self->exchange, wire_tftp_exchange_unref);
  self->exchange = exchange;
}

/* From @side to the other. */
static WireTuple
get_tuple (const Talk *self, guint side)
{
  WireTuple back;

  if (side == 0)
    return self->tuple;
  wire_tuple_reverse (&self->tuple, &back);
  return back;
}

static void
take_request (Talk *self, guint side, const WireTftpPacket *packet, const WireStreamPiece *piece)
{
  WireTuple tuple = get_tuple (self, side);

  self->client = side;
  set_exchange (self, wire_tftp_log_request (self->log, &tuple, packet, piece,
                                             wire_channel_get_stream (self->channel)));
}

/* Looks for the exchange that the datagrams belong to: that of the port of either side. */
static void
find_exchange (Talk *self)
{
  for (guint side = 0; side < 2; side++)
    {
      WireTuple tuple = get_tuple (self, side);
      WireTftpExchange *found = wire_tftp_log_find (self->log, &tuple);

      if (!found || wire_tftp_exchange_is_done (found))
        continue;
      self->client = side;
      set_exchange (self, found);
      return;
    }
}

/* The request was not captured: the sender of the first block counts as the server. */
static void
begin_nameless (Talk *self, guint side, const WireTftpPacket *packet, const WireStreamPiece *piece)
{
  if (self->heard
      || (packet->opcode != WIRE_TFTP_OACK
          && (packet->opcode != WIRE_TFTP_DATA || packet->number != 1)))
    return;
  self->client = !side;
  self->exchange = wire_tftp_exchange_new (packet, piece, wire_channel_get_stream (self->channel));
}

static void
take_answer (Talk *self, guint side, const WireTftpPacket *packet, const WireStreamPiece *piece)
{
  gsize before;

  if (!self->exchange || wire_tftp_exchange_is_done (self->exchange))
    find_exchange (self);
  if (!self->exchange)
    begin_nameless (self, side, packet, piece);
  self->heard = TRUE;
  if (!self->exchange || wire_tftp_exchange_is_done (self->exchange))
    return;
  before = wire_tftp_exchange_get_cost (self->exchange);
  wire_tftp_exchange_add (self->exchange, packet, side == self->client, side,
                          wire_channel_get_stream (self->channel), piece);
  if (!wire_tftp_log_charge (self->log, before, wire_tftp_exchange_get_cost (self->exchange))
      || wire_tftp_exchange_has_ended (self->exchange))
    wire_tftp_log_finish (self->log, self->exchange);
}

static WireListenerTaken
take_piece (gpointer conversation, guint side, const WireStreamPiece *piece)
{
  Talk *self = conversation;
  WireTftpPacket packet;

  if (piece->sequence > 0 || !piece->data)
    {
      if (self->exchange && !wire_tftp_exchange_is_done (self->exchange))
        wire_tftp_exchange_add_more (self->exchange, side == self->client, piece);
      return WIRE_LISTENER_STAYS;
    }
  if (!wire_tftp_packet_parse (piece->data, piece->length, &packet))
    return self->heard ? WIRE_LISTENER_STAYS : WIRE_LISTENER_REFUSES;
  if (packet.opcode == WIRE_TFTP_READ || packet.opcode == WIRE_TFTP_WRITE)
    take_request (self, side, &packet, piece);
  else
    take_answer (self, side, &packet, piece);
  note (self, side, &packet, piece);
  self->heard = TRUE;
  return WIRE_LISTENER_STAYS;
}

/* What goes on elsewhere, as from another port, is finished there. */
static void
leave (gpointer conversation)
{
  Talk *self = conversation;

  if (self->exchange)
    wire_tftp_log_finish (self->log, self->exchange);
  g_clear_pointer (&self->exchange, wire_tftp_exchange_unref);
  g_free (self);
}

static WireListenerAnswer
may_ask (const WireListenerLook *look)
{
  WireTftpPacket packet;

  return look->datagram
                 && wire_tftp_packet_parse (look->bytes[look->first], look->length[look->first],
                                            &packet)
                 && (packet.opcode == WIRE_TFTP_READ || packet.opcode == WIRE_TFTP_WRITE)
             ? WIRE_LISTENER_YES
             : WIRE_LISTENER_NO;
}

static gpointer
new_log (WireListening *listening)
{
  return wire_tftp_log_new (listening);
}

static void
free_log (gpointer log)
{
  wire_tftp_log_free (log);
}

const WireListener wire_tftp_listener = {
  .name = "TFTP",
  .flags = WIRE_LISTENER_DATAGRAMS | WIRE_LISTENER_ANYWHERE,
  .may_start = may_ask,
  .begin = begin,
  .piece = take_piece,
  .free = leave,
  .log_new = new_log,
  .log_free = free_log,
};

/* An answer to options, which only TFTP gives, or a first block of the usual size. */
static WireListenerAnswer
may_answer (const WireListenerLook *look)
{
  const guint8 *bytes = look->bytes[look->first];
  guint32 length = look->length[look->first];
  WireTftpPacket packet;

  if (!look->datagram || !wire_tftp_packet_parse (bytes, length, &packet))
    return WIRE_LISTENER_NO;
  if (packet.opcode == WIRE_TFTP_OACK)
    return packet.options.block_size || packet.options.window
                   || packet.options.size != WIRE_TFTP_UNKNOWN
               ? WIRE_LISTENER_YES
               : WIRE_LISTENER_NO;
  return packet.opcode == WIRE_TFTP_DATA && packet.number == 1
                 && length == WIRE_TFTP_HEAD + WIRE_TFTP_BLOCK
             ? WIRE_LISTENER_YES
             : WIRE_LISTENER_NO;
}

const WireListener wire_tftp_data_listener = {
  .name = "TFTP data",
  .flags = WIRE_LISTENER_DATAGRAMS,
  .may_start = may_answer,
  .begin = begin,
  .piece = take_piece,
  .free = leave,
};
