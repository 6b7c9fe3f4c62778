/* wire-smb2-dialogue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb2-dialogue-private.h"

#include "base/wire-text-hash.h"

/* A client may have as many requests unanswered as it has credits; servers give some thousands. */
#define MAX_WAITING 16384u

/* Compounds are of a handful of messages. */
#define MAX_COMPOUND 1024u

/* Sessions of one connection: a terminal server has some hundreds. */
#define MAX_SESSIONS 65536u


#define NOBODY 2u

/* A server answers a negotiation of SMB 1 by this, if it has SMB 2; another negotiation follows. */
#define DIALECT_ANY 0x02ff

static void
free_session (gpointer session)
{
  wire_smb_session_unref (session);
}

/* Numbers come from outside. */
static guint
hash_number (gconstpointer number)
{
  return wire_bytes_hash (number, sizeof (gint64));
}

WireSmb2Dialogue *
wire_smb2_dialogue_new (WireChannel *channel)
{
  WireSmb2Dialogue *self = g_new0 (WireSmb2Dialogue, 1);

  self->channel = channel;
  self->log = wire_channel_get_log (channel);
  self->story = wire_smb_story_new (channel);
  self->copies = wire_smb2_copies_new ();
  self->calls = g_hash_table_new (hash_number, g_int64_equal);
  self->sessions = g_hash_table_new_full (hash_number, g_int64_equal, g_free, free_session);
  self->server = NOBODY;
  return self;
}

/* Sessions */

/* Returns: (transfer full): what a session goes by: its number, and who is who by @from and @to */
static GBytes *
make_name (char kind, const guint8 *from, const guint8 *to, guint64 id)
{
  GByteArray *name = g_byte_array_new ();

  g_byte_array_append (name, (const guint8 *) &kind, 1);
  g_byte_array_append (name, from, WIRE_SMB2_GUID);
  g_byte_array_append (name, to, WIRE_SMB2_GUID);
  g_byte_array_append (name, (const guint8 *) &id, sizeof id);
  return g_byte_array_free_to_bytes (name);
}

/* Returns: (transfer full) (nullable): by the numbers that client and server have, whatever their
 * addresses */
static GBytes *
make_guid_name (const WireSmb2Dialogue *self, guint64 id)
{
  return self->has_guids ? make_name ('G', self->guids[0], self->guids[1], id) : NULL;
}

G_STATIC_ASSERT (sizeof ((WireTuple *) NULL)->src == WIRE_SMB2_GUID);

/* Returns: (transfer full) (nullable): by the addresses of client and server */
static GBytes *
make_address_name (const WireSmb2Dialogue *self, guint64 id)
{
  WireTuple tuple;
  guint client = self->server == NOBODY ? 0 : !self->server;

  return wire_channel_get_tuple (self->channel, client, &tuple)
             ? make_name ('A', tuple.src, tuple.dst, id)
             : NULL;
}

static void
add_session (WireSmb2Dialogue *self, gint64 id, WireSmbSession *session)
{
  if (g_hash_table_size (self->sessions) >= MAX_SESSIONS)
    g_hash_table_remove_all (self->sessions);
  g_hash_table_replace (self->sessions, g_memdup2 (&id, sizeof id), session);
}

/** Returns: (transfer none): a new session with @id, in place of one that had it before */
WireSmbSession *
wire_smb2_dialogue_renew_session (WireSmb2Dialogue *self, guint64 id)
{
  WireSmbSession *session = wire_smb_session_new (self->log, id);
  g_autoptr (GBytes) guid_name = make_guid_name (self, id);
  g_autoptr (GBytes) address_name = make_address_name (self, id);

  if (guid_name)
    wire_smb_session_add_name (session, guid_name);
  if (address_name)
    wire_smb_session_add_name (session, address_name);
  add_session (self, (gint64) id, session);
  return session;
}

/* Returns: (transfer full) (nullable): a session that another connection has, too */
static WireSmbSession *
find_shared (const WireSmb2Dialogue *self, guint64 id)
{
  g_autoptr (GBytes) guid_name = make_guid_name (self, id);
  g_autoptr (GBytes) address_name = make_address_name (self, id);
  WireSmbSession *session = guid_name ? wire_smb_log_find_session (self->log, guid_name) : NULL;

  if (!session && address_name)
    session = wire_smb_log_find_session (self->log, address_name);
  return session ? wire_smb_session_ref (session) : NULL;
}

/**
 * wire_smb2_dialogue_get_session:
 * @self: a dialogue
 * @id: of a session
 *
 * Returns: (transfer none): the session; another connection may be of it, too
 */
WireSmbSession *
wire_smb2_dialogue_get_session (WireSmb2Dialogue *self, guint64 id)
{
  const gint64 key = (gint64) id;
  WireSmbSession *session = g_hash_table_lookup (self->sessions, &key);

  if (session)
    return session;
  session = find_shared (self, id);
  if (!session)
    return wire_smb2_dialogue_renew_session (self, id);
  add_session (self, key, session);
  return session;
}

/** Whether a message of @session may belong here: it is known, or none is. */
gboolean
wire_smb2_dialogue_may_be (const WireSmb2Dialogue *self, guint64 session)
{
  const gint64 key = (gint64) session;

  return session == 0 || g_hash_table_size (self->sessions) == 0
         || g_hash_table_contains (self->sessions, &key);
}

/** Returns: whether it is known who is the server; @side: which one */
gboolean
wire_smb2_dialogue_get_server (const WireSmb2Dialogue *self, guint *side)
{
  *side = self->server;
  return self->server != NOBODY;
}

/* Calls */

static void
free_call (WireSmb2Call *call)
{
  g_clear_pointer (&call->request, wire_smb2_request_free);
  g_clear_pointer (&call->answer, wire_smb2_answer_free);
  g_free (call);
}

static void
remove_call (WireSmb2Dialogue *self, WireSmb2Call *call)
{
  wire_smb_log_charge (self->log, call->cost, 0);
  g_queue_unlink (&self->waiting, &call->link);
  g_hash_table_remove (self->calls, &call->id);
}

/* The other half of @call is awaited no longer. */
static void
give_up (WireSmb2Dialogue *self, WireSmb2Call *call)
{
  remove_call (self, call);
  wire_smb2_dialogue_leave_open (self, call);
  free_call (call);
}

/** What was asked of @file, which is closed, is awaited no longer. */
void
wire_smb2_dialogue_give_up_file (WireSmb2Dialogue *self, const WireSmbFile *file)
{
  GList *next;

  for (GList *link = self->waiting.head; link && wire_smb_file_is_asked (file); link = next)
    {
      WireSmb2Call *call = link->data;

      next = link->next;
      if (call->request && call->request->awaited
          && wire_smb2_dialogue_find_file (self, call->request) == file)
        give_up (self, call);
    }
}

static WireSmb2Call *
get_call (WireSmb2Dialogue *self, guint64 id)
{
  const gint64 key = (gint64) id;
  WireSmb2Call *call = g_hash_table_lookup (self->calls, &key);

  if (call)
    return call;
  call = g_new0 (WireSmb2Call, 1);
  call->id = key;
  call->link.data = call;
  g_queue_push_tail_link (&self->waiting, &call->link);
  g_hash_table_insert (self->calls, &call->id, call);
  return call;
}

/* One half more is there. */
static void
settle (WireSmb2Dialogue *self, WireSmb2Call *call, gsize cost)
{
  gboolean fits = wire_smb_log_charge (self->log, call->cost, call->cost + cost);

  call->cost += cost;
  if (call->request && call->answer)
    {
      remove_call (self, call);
      wire_smb2_dialogue_do (self, call);
      free_call (call);
    }
  else if (!fits || self->waiting.length > MAX_WAITING)
    give_up (self, self->waiting.head->data);
}

static WireSmbMoment
get_moment (const WireSmb2Dialogue *self, const WireSmbMessage *message)
{
  return (WireSmbMoment){ wire_channel_get_stream (self->channel), message->packet, message->time,
                          message->side, message->decrypted };
}

static gboolean
is_ignored (const WireSmb2Header *header)
{
  if (header->command == WIRE_SMB2_CANCEL || header->message == G_MAXUINT64)
    return TRUE;
  return header->flags & WIRE_SMB2_FROM_SERVER && header->status == WIRE_SMB_STATUS_PENDING;
}

static void
take_answer (WireSmb2Dialogue *self,
             const WireSmbMessage *message,
             gsize at,
             gsize size,
             const WireSmb2Header *header)
{
  WireSmb2Answer *answer = wire_smb2_answer_parse (message, at, size, header);
  WireSmb2Call *call;

  if (header->command == WIRE_SMB2_NEGOTIATE && answer->action == DIALECT_ANY)
    {
      wire_smb2_answer_free (answer);
      return;
    }
  call = get_call (self, header->message);
  if (call->answer)
    {
      give_up (self, call);
      call = get_call (self, header->message);
    }
  answer->moment = get_moment (self, message);
  call->answer = answer;
  settle (self, call, wire_smb2_answer_get_cost (answer));
}

/* What a related request leaves out is as in the one before it (MS-SMB2, section 3.3.5.2.7.2). */
static void
relate (WireSmb2Request *request, WireSmb2Chain **chain, WireSmb2Header *before)
{
  if (request->header.flags & WIRE_SMB2_RELATED)
    {
      request->header.session = before->session;
      request->header.tree = before->tree;
    }
  else
    {
      g_clear_pointer (chain, g_rc_box_release);
      *chain = g_rc_box_new0 (WireSmb2Chain);
    }
  request->chain = *chain ? g_rc_box_acquire (*chain) : NULL;
  *before = request->header;
  if (request->chain && !request->related && request->header.command != WIRE_SMB2_CREATE)
    {
      memcpy (request->chain->file, request->file, WIRE_SMB_FILE_ID);
      request->chain->known = TRUE;
    }
}

static void
take_request (WireSmb2Dialogue *self, const WireSmbMessage *message, WireSmb2Request *request)
{
  WireSmb2Call *call = get_call (self, request->header.message);

  if (call->request)
    {
      give_up (self, call);
      call = get_call (self, request->header.message);
    }
  request->moment = get_moment (self, message);
  call->request = request;
  wire_smb2_dialogue_await (self, request);
  settle (self, call, wire_smb2_request_get_cost (request));
}

/**
 * wire_smb2_dialogue_take:
 * @self: a dialogue
 * @message: that begins with a header of SMB 2; a compound where that says so
 *
 * Returns: whether it could be read to its end, but for bytes of files that it carries
 */
gboolean
wire_smb2_dialogue_take (WireSmb2Dialogue *self, const WireSmbMessage *message)
{
  WireSmb2Chain *chain = NULL;
  WireSmb2Header before = { 0 };
  WireSmb2Header header;
  gboolean whole = FALSE;
  gboolean cut = FALSE;
  gsize at = 0;

  for (guint i = 0; i < MAX_COMPOUND && at < message->length
                    && wire_smb2_header_parse (message->bytes + at, message->length - at, &header);
       i++)
    {
      gsize left = (gsize) message->size - at;
      gsize size = header.next ? MIN (header.next, left) : left;

      self->server = header.flags & WIRE_SMB2_FROM_SERVER ? message->side : !message->side;
      if (is_ignored (&header))
        ;
      else if (header.flags & WIRE_SMB2_FROM_SERVER)
        take_answer (self, message, at, size, &header);
      else
        {
          WireSmb2Request *request = wire_smb2_request_parse (message, at, size, &header);

          relate (request, &chain, &before);
          cut |= request->cut;
          take_request (self, message, request);
        }
      whole = header.next < WIRE_SMB2_HEADER || header.next >= left;
      if (whole)
        break;
      at += header.next;
    }
  g_clear_pointer (&chain, g_rc_box_release);
  return whole && !cut;
}

/** Messages of the connection may be missing. */
void
wire_smb2_dialogue_lose (WireSmb2Dialogue *self)
{
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    wire_smb_session_lose (session);
}

/** Nothing more comes: what still waits for its other half waits no longer. */
void
wire_smb2_dialogue_end (WireSmb2Dialogue *self)
{
  while (self->waiting.length > 0)
    give_up (self, self->waiting.head->data);
  if (self->lost_answers)
    wire_smb_log_lose_answer (self->log);
  self->lost_answers = FALSE;
  g_hash_table_remove_all (self->sessions);
}

void
wire_smb2_dialogue_free (WireSmb2Dialogue *self)
{
  wire_smb2_dialogue_end (self);
  wire_smb_story_free (self->story);
  g_hash_table_unref (self->calls);
  wire_smb2_copies_free (self->copies);
  g_hash_table_unref (self->sessions);
  g_free (self);
}
