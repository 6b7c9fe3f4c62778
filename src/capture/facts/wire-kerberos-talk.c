/* wire-kerberos-talk.c: Kerberos (RFC 4120): who asks for a first ticket, over UDP and TCP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-ber.h"
#include "capture/facts/wire-kerberos-message.h"
#include "capture/facts/wire-message-reader.h"
#include "capture/facts/wire-talk.h"
#include "capture/frame/wire-ip.h"

#include <string.h>

#define PORT_KERBEROS 88

/* Over TCP, a length of four bytes comes first (section 7.2.2). */
#define LENGTH_BYTES 4

typedef struct
{
  WireTalk *talk;
  WireMessageReader messages;
  WireSignin *signin; /* that waits for its answer */
  gboolean datagrams;
} Talk;

static gsize
measure (const guint8 *bytes, gsize length)
{
  if (length < LENGTH_BYTES)
    return 0;
  return bytes[0] & 0x80 ? G_MAXSIZE : LENGTH_BYTES + (gsize) wire_be32 (bytes);
}

static WireListenerAnswer
may_start (const WireTalkLook *look)
{
  gboolean port = look->source_port == PORT_KERBEROS || look->other_port == PORT_KERBEROS;
  guint8 first = look->bytes[0];

  if (look->inside || !port)
    return WIRE_LISTENER_NO;
  if (first >= WIRE_BER_APPLICATION + WIRE_KERBEROS_AS_REQUEST
      && first <= WIRE_BER_APPLICATION + WIRE_KERBEROS_ERROR)
    return WIRE_LISTENER_YES;
  if (look->length <= LENGTH_BYTES)
    return first == 0 ? WIRE_LISTENER_MORE : WIRE_LISTENER_NO;
  return first == 0 && (look->bytes[LENGTH_BYTES] & 0xe0) == WIRE_BER_APPLICATION
             ? WIRE_LISTENER_YES
             : WIRE_LISTENER_NO;
}

static gpointer
begin (WireTalk *talk)
{
  Talk *self = g_new0 (Talk, 1);

  self->talk = talk;
  self->messages.most = WIRE_MESSAGE_MAX;
  self->datagrams = talk->tuple.protocol == WIRE_IP_UDP;
  return self;
}

/* A machine's own account is its name and a dollar. */
static void
name_host (Talk *self, guint side, const WireKerberosMessage *message, const WireStreamPiece *piece)
{
  gsize length = strlen (message->client);
  g_autofree char *name = NULL;

  if (message->workstation)
    wire_talk_add_name (self->talk, side, WIRE_NAME_KERBEROS, message->workstation, piece);
  if (length < 2 || message->client[length - 1] != '$')
    return;
  name = g_strndup (message->client, length - 1);
  wire_talk_add_name (self->talk, side, WIRE_NAME_KERBEROS, name, piece);
}

/* A request that is sent again with what the KDC asked for is the same sign-in. */
static void
take_request (Talk *self,
              guint side,
              const WireKerberosMessage *message,
              const WireStreamPiece *piece)
{
  const WireSignin signin = { .protocol = "Kerberos",
                              .method = "AS-REQ",
                              .user = message->client,
                              .domain = message->realm,
                              .workstation = message->workstation };
  WireTuple tuple = wire_talk_get_tuple (self->talk, side);

  self->signin =
      wire_fact_log_find_open_signin (self->talk->log, "Kerberos", &tuple, message->client);
  if (!self->signin)
    self->signin = wire_talk_add_signin (self->talk, side, &signin, piece);
  else
    {
      self->signin->packet = piece->packet;
      self->signin->time = piece->time;
      self->signin->tuple = tuple;
      self->signin->stream = wire_channel_get_stream (self->talk->channel);
    }
  name_host (self, side, message, piece);
}

static void
take_answer (Talk *self, const WireKerberosMessage *message, const WireStreamPiece *piece)
{
  g_autofree char *reason = NULL;
  WireSigninResult result = WIRE_SIGNIN_REFUSED;

  if (message->kind == WIRE_KERBEROS_AS_REPLY)
    result = WIRE_SIGNIN_ACCEPTED;
  else if (message->code == WIRE_KERBEROS_PREAUTH_REQUIRED
           || message->code == WIRE_KERBEROS_TOO_BIG)
    result = WIRE_SIGNIN_UNKNOWN;
  if (message->kind == WIRE_KERBEROS_ERROR)
    reason = g_strdup_printf ("%s (%" G_GINT64_FORMAT ")", wire_kerberos_error_name (message->code),
                              message->code);
  wire_talk_answer (self->talk, self->signin, result, reason, piece);
  self->signin = NULL;
}

/* A WireMessageVisit, of both transports. */
static gboolean
take_message (
    guint side, const guint8 *bytes, gsize length, const WireStreamPiece *piece, gpointer user_data)
{
  Talk *self = user_data;
  g_auto (WireKerberosMessage) message = { 0 };
  gsize head = self->datagrams ? 0 : LENGTH_BYTES;

  if (length < head || !wire_kerberos_message_read (bytes + head, length - head, &message))
    return TRUE;
  if (message.kind == WIRE_KERBEROS_AS_REQUEST)
    take_request (self, side, &message, piece);
  else
    take_answer (self, &message, piece);
  return TRUE;
}

static WireTalkTaken
take (gpointer reader, guint side, const WireStreamPiece *piece)
{
  Talk *self = reader;

  if (self->datagrams && piece->data)
    take_message (side, piece->data, piece->length, piece, self);
  else if (!self->datagrams)
    return wire_message_reader_add (&self->messages, side, piece, measure, take_message, self)
               ? WIRE_TALK_GOES_ON
               : WIRE_TALK_ENDS;
  return WIRE_TALK_GOES_ON;
}

static void
talk_free (gpointer reader)
{
  Talk *self = reader;

  wire_message_reader_clear (&self->messages);
  g_free (self);
}

const WireTalkKind wire_kerberos_talk = {
  .name = "Kerberos",
  .cost = 16384,
  .may_start = may_start,
  .begin = begin,
  .take = take,
  .free = talk_free,
};
