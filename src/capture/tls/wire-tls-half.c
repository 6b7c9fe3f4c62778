/* wire-tls-half.c: the records of one side of a connection, and what is in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/tls/wire-tls-conversation-private.h"

/* A side of which so many records did not verify, and not a single one did, has another key. */
#define MAX_FAILED 16u

static void
take_message (const WireTlsMessage *message, gpointer user_data)
{
  WireTlsHalf *half = user_data;

  if (!half->conversation->deaf)
    wire_tls_handshake_take (half, message);
}

static gboolean
is_early (const WireTlsHalf *half)
{
  return half->side.protection
         && wire_tls_protection_get_kind (half->side.protection) == WIRE_TLS_KEY_CLIENT_EARLY;
}

/* Up to TLS 1.2: what follows is encrypted. */
static void
change_cipher (WireTlsHalf *half)
{
  WireTlsConversation *self = half->conversation;

  /* In TLS 1.3 it means nothing, and clients may send it before it is known that it is TLS 1.3. */
  if (half->side.version >= WIRE_TLS_1_3 || wire_tls_side_change (&half->side)
      || !self->handshake.has_server)
    return;
  wire_tls_conversation_give_up (
      self, self->handshake.has_client ? WIRE_TLS_REASON_NO_KEY : WIRE_TLS_REASON_NO_CLIENT_HELLO);
}

static void
take_alert (WireTlsHalf *half, const WireTlsPlain *plain)
{
  half->alerted = TRUE;
  if (plain->length == 2 && plain->bytes[1] == 0)
    half->closed = TRUE;
}

static void
take_content (WireTlsHalf *half, const WireTlsPlain *plain, const WireStreamPiece *brought_by)
{
  switch (plain->type)
    {
    case WIRE_TLS_CHANGE_CIPHER_SPEC:
      change_cipher (half);
      break;
    case WIRE_TLS_ALERT:
      take_alert (half, plain);
      break;
    case WIRE_TLS_HANDSHAKE:
      wire_tls_message_reader_add (&half->messages, plain->bytes, plain->length, take_message,
                                   half);
      break;
    case WIRE_TLS_APPLICATION_DATA:
      if (is_early (half))
        wire_tls_early_data_take (half, plain->bytes, plain->length, brought_by);
      else
        wire_tls_conversation_deliver (half, plain->bytes, plain->length, brought_by);
      break;
    default:
      break;
    }
}

/* Records of the client that could not be read before its first that could are early data, without
 * a key for it or refused by the server. Returns: whether that is so */
static gboolean
pass_early_data (WireTlsHalf *half)
{
  WireTlsConversation *self = half->conversation;

  if (!half->failed_at || !wire_tls_half_is_client (half) || half->missing
      || (!self->wants_early && !self->session->early_data))
    return FALSE;
  self->early_lost = MAX (half->side.lost, 1);
  if (self->session->early_data)
    wire_tls_conversation_deliver_gap (half, self->early_lost, &half->last);
  wire_tls_conversation_blame (half, WIRE_TLS_REASON_NO_EARLY_KEY, 0);
  return TRUE;
}

/* What was lost before a record that was opened. */
static void
settle_loss (WireTlsHalf *half, gboolean first, const WireStreamPiece *shown_by)
{
  if (half->failed_at && first && pass_early_data (half))
    ;
  else if (half->missing)
    wire_tls_conversation_blame (half, WIRE_TLS_REASON_MISSING, half->lost_at);
  else if (half->failed_at && (!first || half->side.passed > 0))
    wire_tls_conversation_blame (half, WIRE_TLS_REASON_BROKEN, half->failed_at);
  else if (half->failed_at)
    wire_tls_conversation_blame (half, WIRE_TLS_REASON_NO_HANDSHAKE_KEY, 0);
  if (half->missing || half->failed_at)
    wire_tls_message_reader_lose (&half->messages);
  if (half->side.missing > 0)
    wire_tls_conversation_deliver_gap (half, half->side.missing, shown_by);
  half->missing = FALSE;
  half->failed_at = 0;
}

static void
fail (WireTlsHalf *half, const WireTlsRecord *record)
{
  WireTlsConversation *self = half->conversation;
  guint side = wire_tls_half_get_number (half);

  self->session->records[side]++;
  if (!half->failed_at)
    half->failed_at = self->session->records[side];
  wire_tls_side_fail (&half->side, record);
  if (!self->has_keys && !is_early (half) && !self->wants_early)
    wire_tls_conversation_give_up (self, self->handshake.has_client
                                             ? WIRE_TLS_REASON_NO_SERVER_HELLO
                                             : WIRE_TLS_REASON_NO_CLIENT_HELLO);
  else if (half->side.opened == 0 && half->side.failed >= MAX_FAILED && !self->wants_early)
    {
      wire_tls_conversation_blame (half, WIRE_TLS_REASON_WRONG_KEY, half->failed_at);
      self->deaf = self->halves[!side].side.opened == 0;
    }
}

/* What is found by its looks after a loss, and not encrypted, has to look the part. */
static gboolean
is_plausible (const WireTlsRecord *record)
{
  switch (record->head[0])
    {
    case WIRE_TLS_CHANGE_CIPHER_SPEC:
      return record->length == 1 && record->fragment[0] == 1;
    case WIRE_TLS_ALERT:
      return record->length == 2 && record->fragment[0] - 1u < 2;
    case WIRE_TLS_HANDSHAKE:
      return record->length >= WIRE_TLS_MESSAGE_HEAD && record->fragment[1] == 0
             && record->fragment[0] <= WIRE_TLS_COMPRESSED_CERTIFICATE
             && WIRE_TLS_MESSAGE_HEAD + (record->fragment[2] << 8 | record->fragment[3])
                    <= record->length;
    default:
      return FALSE;
    }
}

static void
take_opened (WireTlsHalf *half,
             WireTlsOpened how,
             const WireTlsPlain *plain,
             const WireStreamPiece *brought_by)
{
  WireTlsSession *session = half->conversation->session;
  guint side = wire_tls_half_get_number (half);

  if (how == WIRE_TLS_OPENED)
    {
      session->records[side]++;
      session->opened[side]++;
      settle_loss (half, half->side.opened == 1, brought_by);
      if (plain->type == WIRE_TLS_HANDSHAKE || plain->type == WIRE_TLS_ALERT)
        wire_tls_conversation_note_told (half, plain, brought_by);
    }
  else if (half->missing)
    wire_tls_message_reader_lose (&half->messages);
  take_content (half, plain, brought_by);
}

/* Application data comes, and the Server Hello was lost. */
static void
guess_keys (WireTlsHalf *half, const WireTlsRecord *record)
{
  WireTlsConversation *self = half->conversation;

  if (self->guessed || record->head[0] != WIRE_TLS_APPLICATION_DATA || self->handshake.has_server
      || !self->handshake.has_client || (self->wants_early && wire_tls_half_is_client (half)))
    return;
  self->guessed = TRUE;
  wire_tls_secrets_guess (self);
}

static gboolean
take_record (const WireTlsRecord *record,
             gboolean sure,
             const WireStreamPiece *brought_by,
             gpointer user_data)
{
  WireTlsHalf *half = user_data;
  g_autofree guint8 *bytes = NULL;
  WireTlsPlain plain = { 0 };
  WireTlsOpened how;

  if (half->conversation->deaf)
    return sure;
  guess_keys (half, record);
  plain.bytes = bytes = g_malloc (MAX (record->length, 1));
  how = wire_tls_side_open (&half->side, record, &plain);
  if (!sure
      && (how == WIRE_TLS_NOT_OPENED || (how == WIRE_TLS_PLAINTEXT && !is_plausible (record))))
    return FALSE;
  if (how == WIRE_TLS_PLAINTEXT && !half->side.version && !is_plausible (record))
    how = WIRE_TLS_NOT_OPENED; /* the capture began after the handshake */
  half->position += WIRE_TLS_RECORD_HEAD + record->length;
  if (how == WIRE_TLS_NOT_OPENED)
    fail (half, record);
  else
    take_opened (half, how, &plain, brought_by);
  return TRUE;
}

static void
lose (guint64 length, const WireStreamPiece *shown_by, gpointer user_data)
{
  WireTlsHalf *half = user_data;

  (void) shown_by;
  if (half->conversation->deaf)
    return;
  if (!half->missing)
    half->lost_at = half->position;
  half->missing = TRUE;
  half->position += length;
  wire_tls_side_lose (&half->side, length);
}

static const WireTlsRecordTaker TAKER = { take_record, lose };

/** @self sent @piece, or its bytes are missing. */
void
wire_tls_half_add (WireTlsHalf *self, const WireStreamPiece *piece)
{
  if (self->dtls)
    {
      wire_dtls_half_add (self, piece);
      return;
    }
  self->last = *piece;
  self->last.data = NULL;
  wire_tls_record_reader_add (&self->reader, piece, &TAKER, self);
}

/** Loses what @self holds of a record that is not whole: there is no room for it. */
void
wire_tls_half_drop_held (WireTlsHalf *self)
{
  if (self->dtls)
    wire_dtls_half_drop_held (self->dtls);
  if (!self->reader.held)
    return;
  lose (self->reader.held->len, &self->last, self);
  g_clear_pointer (&self->reader.held, g_byte_array_unref);
  self->reader.lost = TRUE;
}

/* The last records could not be read, and none after them could. */
static void
settle_end (WireTlsHalf *half)
{
  guint64 lost = half->side.lost;

  if (half->failed_at && half->side.opened == 0 && !half->missing)
    wire_tls_conversation_blame (half, WIRE_TLS_REASON_WRONG_KEY, half->failed_at);
  else if (half->missing)
    wire_tls_conversation_blame (half, WIRE_TLS_REASON_MISSING, half->lost_at);
  else if (half->failed_at)
    wire_tls_conversation_blame (half, WIRE_TLS_REASON_BROKEN, half->failed_at);
  if (lost > 0 && half->conversation->inside)
    wire_tls_conversation_deliver_gap (half, lost, &half->last);
}

/** Nothing more comes from @self. */
void
wire_tls_half_end (WireTlsHalf *self)
{
  if (self->dtls)
    {
      wire_dtls_half_end (self);
      return;
    }
  wire_tls_record_reader_end (&self->reader, &self->last, &TAKER, self);
  if (wire_tls_half_is_client (self))
    wire_tls_early_data_decide (self->conversation, TRUE);
  if (!self->closed)
    settle_end (self);
}
