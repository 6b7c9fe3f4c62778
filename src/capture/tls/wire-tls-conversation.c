/* wire-tls-conversation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-conversation-private.h"
#include "capture/tls/wire-tls-listener.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a conversation takes in addition to what it holds. */
#define OWN_COST (2 * sizeof (WireTlsConversation))

/**
 * wire_tls_conversation_new:
 * @channel: what is heard
 * @datagrams: it is DTLS; what it shares with others is all the same the log of TLS
 */
WireTlsConversation *
wire_tls_conversation_new (WireChannel *channel, gboolean datagrams)
{
  WireTlsConversation *self = g_new0 (WireTlsConversation, 1);

  self->channel = channel;
  self->datagrams = datagrams;
  self->log = wire_listening_get_log (wire_channel_get_listening (channel), &wire_tls_listener);
  wire_tls_log_count_live (self->log, 1);
  for (guint i = 0; i < 2; i++)
    {
      self->halves[i].conversation = self;
      self->halves[i].dtls = datagrams ? wire_dtls_half_new () : NULL;
    }
  return self;
}

static void
release (WireTlsConversation *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->halves[i].dtls, wire_dtls_half_free);
      wire_tls_record_reader_clear (&self->halves[i].reader);
      wire_tls_side_clear (&self->halves[i].side);
      wire_tls_message_reader_clear (&self->halves[i].messages);
    }
  wire_tls_handshake_clear (&self->handshake);
  g_clear_pointer (&self->early, g_byte_array_unref);
}

void
wire_tls_conversation_free (WireTlsConversation *self)
{
  wire_channel_charge (self->channel, self->charged, 0);
  wire_tls_log_count_live (self->log, -1);
  g_clear_pointer (&self->inside, wire_channel_close);
  release (self);
  wire_tls_session_clear (&self->spare);
  g_free (self);
}

/* Why */

/* A capture may bring keys at its end, or the right ones after others. */
static gboolean
may_end_with_keys (WireTlsReason reason)
{
  switch (reason)
    {
    case WIRE_TLS_REASON_NO_KEY:
    case WIRE_TLS_REASON_NO_KEYS:
    case WIRE_TLS_REASON_NO_EARLY_KEY:
    case WIRE_TLS_REASON_NO_HANDSHAKE_KEY:
    case WIRE_TLS_REASON_WRONG_KEY:
      return TRUE;
    default:
      return FALSE;
    }
}

/** Nothing of @self can be read from here on, for @reason. */
void
wire_tls_conversation_give_up (WireTlsConversation *self, WireTlsReason reason)
{
  if (self->session->reason == WIRE_TLS_REASON_NONE)
    self->session->reason = (guint8) reason;
  if (may_end_with_keys (self->session->reason))
    wire_tls_log_lack_key (self->log);
  self->deaf = TRUE;
}

/** Notes why not all of what @half sent can be read; the first reason stays. */
void
wire_tls_conversation_blame (WireTlsHalf *half, WireTlsReason reason, guint64 at)
{
  WireTlsSession *session = half->conversation->session;

  if (session->reason != WIRE_TLS_REASON_NONE)
    return;
  if (may_end_with_keys (reason))
    wire_tls_log_lack_key (half->conversation->log);
  session->reason = (guint8) reason;
  session->reason_side = (guint8) wire_tls_half_get_number (half);
  session->reason_at = at;
}

/* What is inside */

static const char *
name_listener (const WireTlsConversation *self)
{
  const char *alpn = self->session->alpn;
  const char *inner = wire_channel_get_inner (self->channel);

  if (inner || self->datagrams)
    return inner;
  if (g_strcmp0 (alpn, "h2") == 0)
    return "HTTP/2";
  return alpn && g_str_has_prefix (alpn, "http/1.") ? "HTTP" : NULL;
}

static void
ensure_inside (WireTlsConversation *self)
{
  const WireChannelOptions options = {
    .listener = name_listener (self),
    .hint = wire_channel_get_inner (self->channel) ? wire_channel_get_hint (self->channel) : NULL,
    .label = self->datagrams ? "DTLS" : "TLS",
    .decrypted = TRUE,
    .followed = TRUE,
    .datagrams = self->datagrams,
  };

  if (!self->inside)
    self->inside = wire_channel_open (self->channel, &options);
}

static void
note_spoken (WireTlsHalf *half, const WireStreamPiece *piece, guint64 offset)
{
  WireTlsConversation *self = half->conversation;
  guint8 side = (guint8) wire_tls_half_get_number (half);
  const WireTlsSpoken spoken = { offset,        piece->time, piece->length,
                                 piece->packet, side,        WIRE_TLS_APPLICATION_DATA };

  self->positions[side] += piece->length;
  if (self->session != &self->spare)
    wire_tls_log_note_spoken (self->log, self->session, &spoken);
}

/** Notes a handshake message or alert that was encrypted, for those who ask for its fields. */
void
wire_tls_conversation_note_told (WireTlsHalf *half,
                                 const WireTlsPlain *plain,
                                 const WireStreamPiece *brought_by)
{
  WireTlsConversation *self = half->conversation;
  WireDerived *derived = wire_listening_get_derived (wire_channel_get_listening (self->channel));
  WireTlsSpoken told = { .time = brought_by->time,
                         .length = (guint32) plain->length,
                         .packet = brought_by->packet,
                         .side = (guint8) wire_tls_half_get_number (half),
                         .type = plain->type };

  if (self->session == &self->spare || plain->length == 0)
    return;
  told.offset = wire_derived_add (derived, plain->bytes, plain->length);
  wire_tls_log_note_spoken (self->log, self->session, &told);
}

/** Passes on what @half said in records that verified. */
void
wire_tls_conversation_deliver (WireTlsHalf *half,
                               const guint8 *bytes,
                               gsize length,
                               const WireStreamPiece *brought_by)
{
  WireTlsConversation *self = half->conversation;
  WireDerived *derived = wire_listening_get_derived (wire_channel_get_listening (self->channel));
  guint side = wire_tls_half_get_number (half);
  WireStreamPiece piece;

  if (length == 0)
    return;
  ensure_inside (self);
  self->session->content[side] += length;
  piece = (WireStreamPiece){
    .data = bytes,
    .length = (guint32) length,
    .packet = brought_by->packet,
    .position = self->positions[side],
    .time = brought_by->time,
    .offset = wire_derived_add (derived, bytes, length),
  };
  note_spoken (half, &piece, piece.offset);
  wire_channel_add (self->inside, side, &piece);
}

/** What @half said next is missing. */
void
wire_tls_conversation_deliver_gap (WireTlsHalf *half,
                                   guint64 length,
                                   const WireStreamPiece *shown_by)
{
  WireStreamPiece gap = *shown_by;

  /* Padding, and records of the protocol itself, may have been among what is missing. */
  gap.at_most = TRUE;
  gap.length = (guint32) MIN (length, G_MAXUINT32);
  ensure_inside (half->conversation);
  note_spoken (half, &gap, WIRE_EXTENT_GAP);
  wire_channel_add_gap (half->conversation->inside, wire_tls_half_get_number (half), gap.length,
                        &gap);
}

/* Pieces */

/* The connection is heard all the same, but the list has no room for it. */
static WireTlsSession *
leave_out (WireTlsConversation *self)
{
  g_autofree char *sentence = g_strdup_printf (
      _ ("TLS connections beyond the first %u are not listed."), WIRE_TLS_MAX_SESSIONS);

  wire_listening_warn (wire_channel_get_listening (self->channel), sentence);
  return &self->spare;
}

static void
begin (WireTlsConversation *self, guint side, const WireStreamPiece *piece)
{
  self->begun = TRUE;
  self->session = wire_tls_log_append (self->log);
  if (!self->session)
    self->session = leave_out (self);
  self->session->stream = wire_channel_get_stream (self->channel);
  self->session->packet = piece->packet;
  self->session->time = piece->time;
  self->session->client = (guint8) side;
  self->session->reason = WIRE_TLS_REASON_NONE;
}

/* Returns: whether there is room for what the conversation holds */
static gboolean
charge (WireTlsConversation *self)
{
  gsize now = OWN_COST + (self->early ? self->early->len : 0)
              + (self->handshake.transcript ? self->handshake.transcript->len : 0);
  gboolean room;

  for (guint i = 0; i < 2; i++)
    {
      const WireTlsHalf *half = &self->halves[i];

      now += half->dtls ? wire_dtls_half_get_cost (half->dtls) : 0;
      now += half->reader.held ? half->reader.held->len : 0;
      now += half->messages.held ? half->messages.held->len : 0;
    }
  room = now <= self->charged;
  if (now != self->charged)
    room = wire_channel_charge (self->channel, self->charged, now) || room;
  self->charged = now;
  return room;
}

/* What waited with the first record to be recognised may be of the protocol that asked for TLS,
 * such as the “S” of PostgreSQL. */
static gboolean
is_of_another_protocol (const WireTlsConversation *self, const WireStreamPiece *piece)
{
  return !self->datagrams && piece->data && piece->length > 0
         && !wire_tls_record_may_start (piece->data, piece->length);
}

/**
 * wire_tls_conversation_add:
 * @self: a connection
 * @side: who sends, 0 or 1
 * @piece: what comes next, or a gap
 */
void
wire_tls_conversation_add (WireTlsConversation *self, guint side, const WireStreamPiece *piece)
{
  if (self->deaf || (!self->begun && is_of_another_protocol (self, piece)))
    return;
  if (!self->begun)
    begin (self, side, piece);
  wire_tls_half_add (&self->halves[side], piece);
  if (self->deaf)
    release (self);
  if (wire_tls_log_count_live (self->log, 0))
    for (guint i = 0; i < 2; i++)
      wire_tls_side_rest (&self->halves[i].side);
  if (!charge (self))
    for (guint i = 0; i < 2; i++)
      wire_tls_half_drop_held (&self->halves[i]);
}

/* Both sides have ended. A server that refuses what the client wants may say so and nothing else.
 */
static void
judge_end (WireTlsConversation *self)
{
  const WireTlsSession *session = self->session;
  const WireTlsHalf *client = &self->halves[session->client];

  if (session->has_client_hello && !session->has_server_hello && !client->alerted
      && !self->halves[!session->client].alerted && session->reason == WIRE_TLS_REASON_NONE)
    wire_tls_conversation_give_up (self, WIRE_TLS_REASON_NO_ANSWER);
}

/**
 * wire_tls_conversation_end:
 * @self: a connection
 * @side: 0 or 1
 * @orderly: its end was seen
 *
 * Nothing more comes from @side.
 */
void
wire_tls_conversation_end (WireTlsConversation *self, guint side, gboolean orderly)
{
  if (self->begun && !self->deaf)
    wire_tls_half_end (&self->halves[side]);
  self->ended |= (guint8) (1 << side);
  if (self->begun && !self->deaf && self->ended == 3)
    judge_end (self);
  if (self->inside)
    wire_channel_end (self->inside, side, orderly);
}
