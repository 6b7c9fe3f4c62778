/* wire-nfs-conversation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-conversation.h"

#include "capture/nfs/wire-nfs-deed.h"
#include "capture/nfs/wire-nfs-listener.h"
#include "capture/nfs/wire-nfs-waiting.h"
#include "capture/nfs/wire-rpc-reader.h"

#include <glib/gi18n.h>
#include <string.h>

#define NOBODY G_MAXUINT
#define PROTOCOL_UDP 17

/* One side, as its reader knows it. */
typedef struct
{
  WireNfsConversation *conversation;
  guint side;
  WireRpcReader *reader;    /* NULL: it sends datagrams */
  WireRpcMessage *datagram; /* that is coming, or NULL */
} Side;

/*
 * WireNfsConversation:
 * @hosts: numbers of both sides
 * @client: the side that calls, or %NOBODY where that is not known yet
 * @user: (nullable): of the last call that told one
 */
struct _WireNfsConversation
{
  WireChannel *channel;
  WireNfsLog *log;
  WireNfsWords *words;
  Side sides[2];
  guint32 hosts[2];
  guint client;
  WireNfsWaiting *waiting;
  gsize charged;
  gboolean known;
  guint32 user_number;
  const char *user;
};

static void hear (WireRpcMessage *message, gpointer user_data);

static void
begin_side (WireNfsConversation *self, guint side)
{
  WireTuple tuple = { 0 };
  gboolean known = wire_channel_get_tuple (self->channel, side, &tuple);

  self->sides[side].conversation = self;
  self->sides[side].side = side;
  if (!known || tuple.protocol != PROTOCOL_UDP)
    self->sides[side].reader = wire_rpc_reader_new (hear, &self->sides[side]);
  self->hosts[side] = wire_nfs_log_find_host (self->log, &tuple);
}

/** Returns: (transfer full): a conversation that has said nothing yet */
WireNfsConversation *
wire_nfs_conversation_new (WireChannel *channel)
{
  WireNfsConversation *self = g_new0 (WireNfsConversation, 1);
  WireListening *listening = wire_channel_get_listening (channel);

  self->channel = channel;
  self->log = wire_listening_get_log (listening, &wire_nfs_listener);
  self->words = wire_nfs_words_new (listening);
  self->waiting = wire_nfs_waiting_new ();
  self->client = NOBODY;
  for (guint side = 0; side < 2; side++)
    begin_side (self, side);
  self->charged = wire_nfs_waiting_get_cost (self->waiting);
  wire_channel_charge (channel, 0, self->charged);
  return self;
}

/* Calls and answers */

static guint32
get_client (const WireNfsConversation *self)
{
  return self->client == NOBODY ? 0 : self->hosts[self->client];
}

static void
note_loss (WireNfsConversation *self)
{
  for (guint side = 0; side < 2; side++)
    if (self->client == NOBODY || self->client == side)
      wire_nfs_log_note_loss (self->log, self->hosts[side]);
}

/* Where there is no room, what waits is forgotten, as if it had not been captured. */
static void
charge (WireNfsConversation *self)
{
  gsize now = wire_nfs_waiting_get_cost (self->waiting);
  gboolean room = wire_channel_charge (self->channel, self->charged, now);

  self->charged = now;
  if (room)
    return;
  note_loss (self);
  wire_nfs_waiting_free (self->waiting);
  self->waiting = wire_nfs_waiting_new ();
  now = wire_nfs_waiting_get_cost (self->waiting);
  wire_channel_charge (self->channel, self->charged, now);
  self->charged = now;
}

/* @answer: (nullable): of which @head is */
static void
do_deed (WireNfsConversation *self,
         WireNfsAsked *asked,
         const WireRpcMessage *answer,
         const WireRpcHead *head)
{
  const WireNfsDeed deed = {
    .log = self->log,
    .words = self->words,
    .call = &asked->call,
    .request = asked->request,
    .answer = answer,
    .at = head ? head->at + (asked->wrapped ? 8 : 0) : 0,
    .client = self->hosts[self->client],
    .server = self->hosts[!self->client],
    .asked = asked->asked,
  };

  if (asked->call.procedure != WIRE_NFS_OTHER && (!head || head->accepted))
    wire_nfs_deed_do (&deed);
}

/* Returns: (nullable): who asks, kept by the log of transfers */
static const char *
find_user (WireNfsConversation *self, const WireRpcHead *head)
{
  WireTransferLog *log = wire_listening_get_transfers (wire_channel_get_listening (self->channel));
  g_autofree char *text = NULL;

  if (!head->known || (self->known && self->user_number == head->user))
    return head->known ? self->user : NULL;
  text = *head->machine ? g_strdup_printf ("uid %u on %s", head->user, head->machine)
                        : g_strdup_printf ("uid %u", head->user);
  self->known = TRUE;
  self->user_number = head->user;
  self->user = wire_transfer_log_keep (log, text, strlen (text));
  return self->user;
}

static WireNfsAsked *
read_call (WireNfsConversation *self, WireRpcMessage *message, const WireRpcHead *head)
{
  WireNfsAsked *asked = g_new0 (WireNfsAsked, 1);
  guint32 server = self->hosts[!self->client];

  asked->asked = (WireNfsMoment){ .stream = wire_channel_get_stream (self->channel),
                                  .packet = message->packet,
                                  .time = message->time,
                                  .sender = (guint8) self->client,
                                  .user = find_user (self, head),
                                  .decrypted = wire_channel_is_decrypted (self->channel) };
  asked->wrapped = head->wrapped;
  asked->call.procedure = WIRE_NFS_OTHER;
  if (!wire_rpc_head_is_ours (head) || head->sealed)
    return asked;
  if (!wire_nfs_call_parse (message->head->data, message->head->len, head, &asked->call))
    {
      note_loss (self); /* what it asked is not known */
      wire_nfs_call_clear (&asked->call);
      asked->call.procedure = WIRE_NFS_OTHER;
    }
  asked->call.handle.server = asked->call.to.server = server;
  return asked;
}

static void
take_call (WireNfsConversation *self, guint side, WireRpcMessage *message, const WireRpcHead *head)
{
  g_autoptr (WireRpcMessage) answer = NULL;
  WireNfsAsked *asked;
  WireRpcHead answer_head;

  self->client = side;
  if (head->sealed)
    wire_listening_warn (wire_channel_get_listening (self->channel),
                         _ ("Files of NFS were left out: Kerberos encrypts them."));
  if (wire_nfs_waiting_knows (self->waiting, head->number))
    {
      wire_rpc_message_free (message);
      return;
    }
  asked = read_call (self, message, head);
  if (asked->call.procedure == WIRE_NFS_WRITE)
    {
      wire_rpc_message_trim (message);
      asked->request = message;
    }
  else
    wire_rpc_message_free (message);
  if (!wire_nfs_waiting_add_call (self->waiting, head->number, asked))
    note_loss (self);
  answer = wire_nfs_waiting_take_answer (self->waiting, head->number);
  if (answer && wire_rpc_head_parse (answer->head->data, answer->head->len, &answer_head))
    {
      g_autoptr (WireNfsAsked) taken = wire_nfs_waiting_take_call (self->waiting, head->number);

      if (taken)
        do_deed (self, taken, answer, &answer_head);
    }
}

static void
take_answer (WireNfsConversation *self, WireRpcMessage *message, const WireRpcHead *head)
{
  g_autoptr (WireNfsAsked) asked = wire_nfs_waiting_take_call (self->waiting, head->number);

  if (asked)
    {
      do_deed (self, asked, message, head);
      wire_rpc_message_free (message);
    }
  else if (wire_nfs_waiting_knows (self->waiting, head->number))
    wire_rpc_message_free (message); /* it was sent again */
  else if (!wire_nfs_waiting_add_answer (self->waiting, head->number, message))
    note_loss (self);
}

/* A WireRpcHear. */
static void
hear (WireRpcMessage *message, gpointer user_data)
{
  Side *side = user_data;
  WireNfsConversation *self = side->conversation;
  WireRpcHead head;

  if (!message)
    note_loss (self);
  else if (!wire_rpc_head_parse (message->head->data, message->head->len, &head)
           || (head.answer && self->client == side->side)
           || (!head.answer && self->client == !side->side))
    {
      if (message->body.missing > 0)
        note_loss (self);
      wire_rpc_message_free (message);
    }
  else if (head.answer)
    take_answer (self, message, &head);
  else
    take_call (self, side->side, message, &head);
  charge (self);
}

/* Datagrams */

/* What is known of a datagram by now is all of it. */
static void
end_datagram (Side *side)
{
  if (side->datagram)
    hear (g_steal_pointer (&side->datagram), side);
}

static void
add_datagram (WireNfsConversation *self, guint side, const WireStreamPiece *piece)
{
  Side *own = &self->sides[side];

  if (piece->sequence == 0)
    {
      end_datagram (&self->sides[!side]);
      end_datagram (own);
      own->datagram = wire_rpc_message_new (piece);
    }
  if (own->datagram && own->datagram->body.size < WIRE_RPC_MAX_LENGTH)
    wire_rpc_message_add (own->datagram, piece, 0, piece->length);
}

/** The next bytes of @side, or a gap. */
void
wire_nfs_conversation_add (WireNfsConversation *self, guint side, const WireStreamPiece *piece)
{
  if (self->sides[side].reader)
    wire_rpc_reader_add (self->sides[side].reader, piece);
  else
    add_datagram (self, side, piece);
}

/** Nothing more comes from @side. */
void
wire_nfs_conversation_end (WireNfsConversation *self, guint side, gboolean orderly)
{
  end_datagram (&self->sides[side]);
  if (self->sides[side].reader)
    wire_rpc_reader_end (self->sides[side].reader);
  if (orderly && side == self->client)
    wire_nfs_log_note_end (self->log, get_client (self));
}

static void
end_calls (WireNfsConversation *self)
{
  g_autoptr (GPtrArray) calls = wire_nfs_waiting_take_calls (self->waiting);

  for (guint i = 0; i < calls->len; i++)
    do_deed (self, g_ptr_array_index (calls, i), NULL, NULL);
  if (wire_nfs_waiting_count_answers (self->waiting) > 0)
    note_loss (self);
}

void
wire_nfs_conversation_free (WireNfsConversation *self)
{
  if (self->client != NOBODY)
    end_calls (self);
  wire_nfs_log_settle (self->log);
  for (guint side = 0; side < 2; side++)
    {
      g_clear_pointer (&self->sides[side].reader, wire_rpc_reader_free);
      g_clear_pointer (&self->sides[side].datagram, wire_rpc_message_free);
    }
  wire_channel_charge (self->channel, self->charged, 0);
  wire_nfs_waiting_free (self->waiting);
  wire_nfs_words_free (self->words);
  g_free (self);
}
