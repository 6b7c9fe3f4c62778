/* wire-dtls-half.c: the datagrams of one side of a DTLS connection (RFC 6347)
 *
 * Each datagram has whole records, and each record says its number. So nothing has to be guessed
 * after a loss, and what comes late or twice is seen as such.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-dtls-half.h"

#include "capture/tls/wire-dtls-record.h"
#include "capture/tls/wire-tls-conversation-private.h"

#include <string.h>

/* A datagram is not longer. */
#define MAX_HELD (64u * 1024)

/* A side of which so many records did not verify, and not a single one did, has another key. */
#define MAX_FAILED 16u

static void
clear_epoch (gpointer data)
{
  wire_dtls_epoch_clear (data);
}

static void
add_epoch (WireDtlsHalf *self, WireTlsProtection *protection)
{
  const WireDtlsEpoch epoch = { .protection = protection };

  g_array_append_val (self->epochs, epoch);
}

WireDtlsHalf *
wire_dtls_half_new (void)
{
  WireDtlsHalf *self = g_new0 (WireDtlsHalf, 1);

  self->epochs = g_array_new (FALSE, FALSE, sizeof (WireDtlsEpoch));
  g_array_set_clear_func (self->epochs, clear_epoch);
  self->early = wire_dtls_early_new ();
  add_epoch (self, NULL);
  return self;
}

/** Frees @self and what it owns. */
void
wire_dtls_half_free (WireDtlsHalf *self)
{
  wire_dtls_half_drop_held (self);
  g_array_unref (self->epochs);
  g_ptr_array_unref (self->early);
  g_free (self);
}

/** Returns: bytes that @self holds */
gsize
wire_dtls_half_get_cost (const WireDtlsHalf *self)
{
  return wire_dtls_early_get_cost (self->early) + (self->held ? self->held->len : 0)
         + self->messages.held + self->epochs->len * sizeof (WireDtlsEpoch);
}

/** Loses what is not whole: there is no room for it. */
void
wire_dtls_half_drop_held (WireDtlsHalf *self)
{
  g_clear_pointer (&self->held, g_byte_array_unref);
  wire_dtls_message_reader_clear (&self->messages);
  g_ptr_array_set_size (self->early, 0);
}

/* Epochs */

/* A message that was encrypted, as TLS would have it. */
static void
note_message (WireTlsHalf *half, const WireTlsMessage *message)
{
  g_autofree guint8 *bytes = g_malloc (WIRE_TLS_MESSAGE_HEAD + message->length);
  const WireTlsPlain plain = { bytes, WIRE_TLS_MESSAGE_HEAD + message->length, WIRE_TLS_HANDSHAKE };

  memcpy (bytes, message->bytes, WIRE_TLS_MESSAGE_HEAD);
  if (message->length > 0)
    memcpy (bytes + WIRE_TLS_MESSAGE_HEAD, message->body, message->length);
  wire_tls_conversation_note_told (half, &plain, &half->last);
}

static void
take_message (const WireTlsMessage *message, gpointer user_data)
{
  WireTlsHalf *half = user_data;
  WireTlsConversation *self = half->conversation;

  if (self->deaf)
    return;
  if (half->dtls->epoch > 0)
    note_message (half, message);
  wire_tls_handshake_take (half, message);
}

/* Whoever changes keys has the whole flight of the other side. Without all of its messages, a
 * secret that is made of these is not known. */
static void
end_flights (WireTlsConversation *self)
{
  for (guint i = 0; i < 2; i++)
    {
      WireTlsHalf *half = &self->halves[i];

      if (wire_dtls_message_reader_flush (&half->dtls->messages, take_message, half))
        g_clear_pointer (&self->handshake.transcript, g_byte_array_unref);
    }
}

/* Begins the next epoch, if its keys are known. */
static void
begin_epoch (WireTlsHalf *half)
{
  if (half->side.waiting.length == 0)
    return;
  end_flights (half->conversation);
  add_epoch (half->dtls, g_queue_pop_head (&half->side.waiting));
}

static WireDtlsEpoch *
get_epoch (WireDtlsHalf *self, guint number)
{
  return number < self->epochs->len ? &g_array_index (self->epochs, WireDtlsEpoch, number) : NULL;
}

/* Records */

static WireTlsReason
find_reason (const WireTlsConversation *self)
{
  if (!self->handshake.has_client)
    return WIRE_TLS_REASON_NO_CLIENT_HELLO;
  return self->handshake.has_server ? WIRE_TLS_REASON_NO_KEY : WIRE_TLS_REASON_NO_SERVER_HELLO;
}

static void
lose (WireTlsHalf *half)
{
  wire_tls_conversation_blame (half, WIRE_TLS_REASON_MISSING, half->position);
}

/* @record is not opened: it is damaged, or its keys are not known. */
static void
fail (WireTlsHalf *half, const WireDtlsEpoch *epoch)
{
  WireTlsConversation *self = half->conversation;
  guint side = wire_tls_half_get_number (half);

  self->session->records[side]++;
  if (!self->has_keys)
    {
      wire_tls_conversation_give_up (self, find_reason (self));
      return;
    }
  if (!epoch && !half->failed_at) /* the handshake that it belongs to was not captured */
    lose (half);
  if (!half->failed_at)
    half->failed_at = self->session->records[side];
  if (half->side.opened > 0)
    wire_tls_conversation_blame (half, WIRE_TLS_REASON_BROKEN, half->failed_at);
  if (half->side.opened == 0 && ++half->side.failed >= MAX_FAILED)
    {
      wire_tls_conversation_blame (half, WIRE_TLS_REASON_WRONG_KEY, half->failed_at);
      self->deaf = self->halves[!side].side.opened == 0;
    }
}

static void
take_content (WireTlsHalf *half, const WireTlsPlain *plain, const WireStreamPiece *brought_by)
{
  WireDtlsHalf *self = half->dtls;

  if (plain->type == WIRE_TLS_HANDSHAKE)
    wire_dtls_message_reader_add (&self->messages, self->epoch, plain->bytes, plain->length,
                                  take_message, half);
  else if (plain->type == WIRE_TLS_ALERT)
    half->alerted = TRUE;
  if (self->epoch == 0 || half->conversation->deaf)
    return;
  if (plain->type == WIRE_TLS_APPLICATION_DATA)
    wire_tls_conversation_deliver (half, plain->bytes, plain->length, brought_by);
  else if (plain->type == WIRE_TLS_ALERT)
    wire_tls_conversation_note_told (half, plain, brought_by);
}

/* Which of several keys an epoch has, its first record tells. */
static gboolean
open_with_any (WireTlsHalf *half,
               WireDtlsEpoch *epoch,
               const WireTlsRecord *record,
               guint64 number,
               WireTlsPlain *plain)
{
  if (wire_tls_protection_open (epoch->protection, record, number, plain))
    return TRUE;
  if (epoch->count > 0 || half->dtls->epoch + 1u != half->dtls->epochs->len)
    return FALSE;
  for (GList *link = half->side.waiting.head; link; link = link->next)
    if (wire_tls_protection_open (link->data, record, number, plain))
      {
        wire_tls_protection_free (epoch->protection);
        epoch->protection = link->data;
        g_queue_delete_link (&half->side.waiting, link);
        return TRUE;
      }
  return FALSE;
}

/* Returns: whether @record is what it says that it is; @plain is filled where it is */
static gboolean
open_record (WireTlsHalf *half,
             WireDtlsEpoch *epoch,
             const WireDtlsRecord *record,
             WireTlsPlain *plain)
{
  WireTlsConversation *self = half->conversation;
  const WireTlsRecord sent = { record->head, record->fragment, record->length };
  guint side = wire_tls_half_get_number (half);

  if (half->dtls->epoch == 0)
    {
      *plain = (WireTlsPlain){ plain->bytes, record->length, record->head[0] };
      memcpy (plain->bytes, record->fragment, record->length);
      return TRUE;
    }
  if (!epoch || !open_with_any (half, epoch, &sent, record->number, plain))
    return FALSE;
  self->session->records[side]++;
  self->session->opened[side]++;
  half->side.opened++;
  return TRUE;
}

static void
take_record (WireTlsHalf *half, const WireDtlsRecord *record, const WireStreamPiece *brought_by)
{
  WireDtlsHalf *self = half->dtls;
  WireDtlsEpoch *epoch;
  g_autofree guint8 *bytes = NULL;
  WireTlsPlain plain = { 0 };

  self->epoch = wire_dtls_record_get_epoch (record);
  if (self->epoch == self->epochs->len)
    begin_epoch (half);
  epoch = get_epoch (self, self->epoch);
  if ((epoch && wire_dtls_epoch_has_seen (epoch, record))
      || (!epoch && !self->draining && wire_dtls_early_keep (self->early, record, brought_by)))
    return;
  if (record->head[0] == WIRE_DTLS_WITH_ID)
    {
      wire_tls_conversation_give_up (half->conversation, WIRE_TLS_REASON_CONNECTION_ID);
      return;
    }
  plain.bytes = bytes = g_malloc (MAX (record->length, 1));
  if (!open_record (half, epoch, record, &plain))
    {
      fail (half, epoch);
      return;
    }
  wire_dtls_epoch_note (epoch, record);
  take_content (half, &plain, brought_by);
}

static void
take_early (WireTlsHalf *half)
{
  g_autoptr (GPtrArray) early = g_steal_pointer (&half->dtls->early);

  half->dtls->early = wire_dtls_early_new ();
  for (guint i = 0; i < early->len && !half->conversation->deaf; i++)
    {
      const WireDtlsEarly *one = early->pdata[i];
      gsize length;
      const guint8 *bytes = g_bytes_get_data (one->bytes, &length);
      WireDtlsRecord record;

      if (wire_dtls_record_parse (bytes, length, &record))
        take_record (half, &record, &one->piece);
    }
}

/* What waited for keys is read now that they are there. @last: nothing more comes that could bring
 * them */
static void
settle_early (WireTlsConversation *self, gboolean last)
{
  if (last)
    end_flights (self);
  for (guint i = 0; i < 2; i++)
    {
      WireDtlsHalf *half = self->halves[i].dtls;

      half->draining = last;
      if (half->early->len > 0 && (last || self->halves[i].side.waiting.length > 0))
        take_early (&self->halves[i]);
    }
}

/* Datagrams */

/* The same two ports may be used again. */
static gboolean
begins_anew (const WireTlsHalf *half, const WireDtlsRecord *record)
{
  const WireTlsHandshake *handshake = &half->conversation->handshake;
  const guint8 *message = record->fragment;
  const gsize random = WIRE_DTLS_MESSAGE_HEAD + 2;

  return record->number >> 48 == 0 && record->head[0] == WIRE_TLS_HANDSHAKE && handshake->has_server
         && record->length >= random + WIRE_TLS_RANDOM_LENGTH && message[0] == WIRE_TLS_CLIENT_HELLO
         && message[4] == 0 && message[5] == 0
         && memcmp (message + random, handshake->client_random, WIRE_TLS_RANDOM_LENGTH) != 0;
}

static void
begin_anew (WireTlsConversation *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->halves[i].dtls, wire_dtls_half_free);
      self->halves[i].dtls = wire_dtls_half_new ();
      wire_tls_side_clear (&self->halves[i].side);
    }
  wire_tls_handshake_clear (&self->handshake);
  self->has_keys = FALSE;
}

/* Returns: how many of @bytes are done with; what follows may be the beginning of a record. What
 * shares the ports and is not DTLS, such as STUN, is passed over (RFC 7983). */
static gsize
take_records (WireTlsHalf *half,
              const guint8 *bytes,
              gsize length,
              const WireStreamPiece *brought_by)
{
  WireDtlsRecord record;
  gsize at = 0;

  while (at < length && wire_dtls_record_parse (bytes + at, length - at, &record))
    {
      if (begins_anew (half, &record))
        begin_anew (half->conversation);
      take_record (half, &record, brought_by);
      at += WIRE_DTLS_RECORD_HEAD + record.length;
      if (half->conversation->deaf)
        return length;
    }
  return at < length && wire_dtls_record_may_start (bytes + at, length - at) ? at : length;
}

/* The rest of a datagram was not captured, or there was none. */
static void
lose_held (WireTlsHalf *half)
{
  if (!half->dtls->held)
    return;
  g_clear_pointer (&half->dtls->held, g_byte_array_unref);
  lose (half);
}

static void
hold (WireDtlsHalf *self, const guint8 *bytes, gsize length)
{
  if (length == 0)
    return;
  if (!self->held)
    self->held = g_byte_array_new ();
  g_byte_array_append (self->held, bytes, (guint) length);
}

static void
add_to_held (WireTlsHalf *half, const WireStreamPiece *piece)
{
  g_autoptr (GByteArray) all = g_steal_pointer (&half->dtls->held);
  gsize done;

  g_byte_array_append (all, piece->data, piece->length);
  done = take_records (half, all->data, all->len, piece);
  if (all->len - done <= MAX_HELD)
    hold (half->dtls, all->data + done, all->len - done);
}

static void
add_piece (WireTlsHalf *half, const WireStreamPiece *piece)
{
  half->last = *piece;
  half->last.data = NULL;
  half->position = piece->position;
  if (piece->sequence == 0 || !piece->data)
    lose_held (half);
  if (!piece->data)
    lose (half);
  else if (half->dtls->held)
    add_to_held (half, piece);
  else if (piece->sequence == 0)
    {
      gsize done = take_records (half, piece->data, piece->length, piece);

      hold (half->dtls, piece->data + done, piece->length - done);
    }
}

/** @half sent @piece: a datagram, or a part of one; or its bytes are missing. */
void
wire_dtls_half_add (WireTlsHalf *half, const WireStreamPiece *piece)
{
  add_piece (half, piece);
  if (half->conversation->deaf)
    return;
  settle_early (half->conversation, wire_dtls_early_is_full (half->dtls->early));
}

/* Numbers show what was sent and did not come: it may have been lost on its way, as datagrams are.
 * Messages that are not encrypted come again in that case. */
static void
blame_missing (WireTlsHalf *half)
{
  guint64 missing = 0;

  for (guint i = 1; i < half->dtls->epochs->len; i++)
    missing += wire_dtls_epoch_count_missing (get_epoch (half->dtls, i));
  if (missing > 0)
    wire_tls_conversation_blame (half, WIRE_TLS_REASON_RECORDS, missing);
}

/** Nothing more comes from @half. */
void
wire_dtls_half_end (WireTlsHalf *half)
{
  settle_early (half->conversation, TRUE);
  if (half->conversation->deaf)
    return;
  if (half->failed_at)
    wire_tls_conversation_blame (
        half, half->side.opened == 0 ? WIRE_TLS_REASON_WRONG_KEY : WIRE_TLS_REASON_BROKEN,
        half->failed_at);
  lose_held (half);
  blame_missing (half);
}
