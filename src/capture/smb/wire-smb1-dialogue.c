/* wire-smb1-dialogue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb1-dialogue.h"

#include "base/wire-text-hash.h"
#include "capture/smb/wire-smb1-dialogue-private.h"

#include <glib/gi18n.h>

/* Servers take some dozens of requests at once. */
#define MAX_WAITING 4096u

static guint
hash_number (gconstpointer number)
{
  return wire_bytes_hash (number, sizeof (gint64));
}

static void
free_session (gpointer session)
{
  wire_smb_session_unref (session);
}

WireSmb1Dialogue *
wire_smb1_dialogue_new (WireChannel *channel)
{
  WireSmb1Dialogue *self = g_new0 (WireSmb1Dialogue, 1);

  self->channel = channel;
  self->log = wire_channel_get_log (channel);
  self->story = wire_smb_story_new (channel);
  self->calls = g_hash_table_new (hash_number, g_int64_equal);
  self->sessions = g_hash_table_new_full (NULL, NULL, NULL, free_session);
  return self;
}

/** Returns: (transfer none): the session of user number @user; there are 65,536 at most */
WireSmbSession *
wire_smb1_dialogue_get_session (WireSmb1Dialogue *self, guint16 user)
{
  WireSmbSession *session = g_hash_table_lookup (self->sessions, GUINT_TO_POINTER (user));

  if (session)
    return session;
  session = wire_smb_session_new (self->log, user);
  g_hash_table_insert (self->sessions, GUINT_TO_POINTER (user), session);
  return session;
}

static void
free_call (WireSmb1Call *call)
{
  g_clear_pointer (&call->request, wire_smb1_message_free);
  g_clear_pointer (&call->answer, wire_smb1_message_free);
  g_free (call);
}

static void
remove_call (WireSmb1Dialogue *self, WireSmb1Call *call)
{
  wire_smb_log_charge (self->log, call->cost, 0);
  g_queue_unlink (&self->waiting, &call->link);
  g_hash_table_remove (self->calls, &call->number);
}

/* The other half of @call is awaited no longer. */
static void
give_up (WireSmb1Dialogue *self, WireSmb1Call *call)
{
  remove_call (self, call);
  wire_smb1_dialogue_leave_open (self, call);
  free_call (call);
}

static gboolean
is_about (WireSmb1Dialogue *self, const WireSmb1Message *request, const WireSmbFile *file)
{
  for (guint i = 0; request && i < request->n; i++)
    if (request->steps[i].awaited
        && wire_smb1_dialogue_find_file (self, request->user, &request->steps[i]) == file)
      return TRUE;
  return FALSE;
}

/** What was asked of @file, which @user closes, is awaited no longer. */
void
wire_smb1_dialogue_give_up_file (WireSmb1Dialogue *self, guint16 user, const WireSmbFile *file)
{
  GList *next;

  for (GList *link = self->waiting.head; link && wire_smb_file_is_asked (file); link = next)
    {
      WireSmb1Call *call = link->data;

      next = link->next;
      if (call->request && call->request->user == user && is_about (self, call->request, file))
        give_up (self, call);
    }
}

static WireSmb1Call *
get_call (WireSmb1Dialogue *self, gint64 number)
{
  WireSmb1Call *call = g_hash_table_lookup (self->calls, &number);

  if (call)
    return call;
  call = g_new0 (WireSmb1Call, 1);
  call->number = number;
  call->link.data = call;
  g_queue_push_tail_link (&self->waiting, &call->link);
  g_hash_table_insert (self->calls, &call->number, call);
  return call;
}

/* Commands that carry bytes of files and are not taken apart. */
static gboolean
is_unread (guint8 command)
{
  switch (command)
    {
    case 0x0a: /* READ */
    case 0x0b: /* WRITE */
    case 0x13: /* LOCK_AND_READ */
    case 0x14: /* WRITE_AND_UNLOCK */
    case 0x1a: /* READ_RAW */
    case 0x1b: /* READ_MPX */
    case 0x1d: /* WRITE_RAW */
    case 0x1e: /* WRITE_MPX */
    case 0x2c: /* WRITE_AND_CLOSE */
      return TRUE;
    default:
      return FALSE;
    }
}

static void
note_unread (WireSmb1Dialogue *self, const WireSmb1Message *message)
{
  if (!is_unread (message->steps[0].command))
    return;
  wire_smb1_dialogue_lose (self);
  wire_listening_warn (
      wire_smb_log_get_listening (self->log),
      _ ("Some bytes of files in SMB 1 were read or written by old commands, which "
         "Wirecase does not read."));
}

/* Numbers are used again: what waits for a half that it has already gives way. */
static WireSmb1Call *
get_free_call (WireSmb1Dialogue *self, const WireSmb1Message *message)
{
  WireSmb1Call *call = get_call (self, message->number);

  if (message->is_answer ? !call->answer : !call->request)
    return call;
  give_up (self, call);
  return get_call (self, message->number);
}

static void
settle (WireSmb1Dialogue *self, WireSmb1Call *call, gsize cost)
{
  gboolean fits = wire_smb_log_charge (self->log, call->cost, call->cost + cost);

  call->cost += cost;
  if (call->request && call->answer)
    {
      remove_call (self, call);
      wire_smb1_dialogue_do (self, call);
      free_call (call);
    }
  else if (!fits || self->waiting.length > MAX_WAITING)
    give_up (self, self->waiting.head->data);
}

/**
 * wire_smb1_dialogue_take:
 * @self: a dialogue
 * @message: that begins with a header of SMB 1
 */
void
wire_smb1_dialogue_take (WireSmb1Dialogue *self, const WireSmbMessage *message)
{
  WireSmb1Message *parsed = wire_smb1_message_parse (message);
  WireSmb1Call *call;

  if (!parsed || wire_smb1_message_is_cut (parsed))
    wire_smb1_dialogue_lose (self);
  if (!parsed)
    return;
  parsed->moment = (WireSmbMoment){ wire_channel_get_stream (self->channel), message->packet,
                                    message->time, message->side, message->decrypted };
  note_unread (self, parsed);
  call = get_free_call (self, parsed);
  if (parsed->is_answer)
    call->answer = parsed;
  else
    {
      call->request = parsed;
      wire_smb1_dialogue_await (self, parsed);
    }
  settle (self, call, wire_smb1_message_get_cost (parsed));
}

/** Messages of the connection may be missing. */
void
wire_smb1_dialogue_lose (WireSmb1Dialogue *self)
{
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    wire_smb_session_lose (session);
}

/** Nothing more comes: what still waits for its other half waits no longer. */
void
wire_smb1_dialogue_end (WireSmb1Dialogue *self)
{
  while (self->waiting.length > 0)
    give_up (self, self->waiting.head->data);
  g_hash_table_remove_all (self->sessions);
}

void
wire_smb1_dialogue_free (WireSmb1Dialogue *self)
{
  wire_smb1_dialogue_end (self);
  wire_smb_story_free (self->story);
  g_hash_table_unref (self->calls);
  g_hash_table_unref (self->sessions);
  g_free (self);
}
