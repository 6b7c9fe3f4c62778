/* wire-smb-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-connection.h"

#include "capture/smb/wire-smb-framer.h"
#include "capture/smb/wire-smb-unpack.h"
#include "capture/smb/wire-smb1-dialogue.h"
#include "capture/smb/wire-smb2-dialogue.h"
#include "capture/smb/wire-smb2-header.h"

#include <glib/gi18n.h>

/* What messages begin with, before `SMB`. */
#define COMPRESSED 0xfc
#define ENCRYPTED 0xfd
#define SMB_2 0xfe
#define SMB_1 0xff

/* Where the session is in a transform header. */
#define TRANSFORM_SESSION 44u

struct _WireSmbConnection
{
  WireChannel *channel;
  WireSmbLog *log;
  WireSmbFramer *framers[2];
  WireSmb2Dialogue *dialogue;
  WireSmb1Dialogue *old; /* in SMB 1; NULL: nothing was said */
  guint ended;           /* a bit a side */
};

static void take (const WireSmbMessage *message, gpointer user_data);
static void take_plain (WireSmbConnection *self, const WireSmbMessage *message);

static void
warn (WireSmbConnection *self, const char *sentence)
{
  wire_listening_warn (wire_smb_log_get_listening (self->log), sentence);
}

/* Where what comes later is said to be: among derived bytes. */
static void
take_derived (WireSmbConnection *self,
              const WireSmbMessage *outer,
              GBytes *bytes,
              gboolean decrypted)
{
  WireListening *listening = wire_smb_log_get_listening (self->log);
  WireSmbMessage inner = *outer;

  inner.bytes = g_bytes_get_data (bytes, &inner.length);
  inner.size = inner.length;
  inner.places = NULL;
  inner.offset =
      wire_derived_add (wire_listening_get_derived (listening), inner.bytes, inner.length);
  inner.decrypted |= decrypted;
  /* What is packed in what was packed is nothing that is ever sent. */
  if (decrypted)
    take (&inner, self);
  else if (wire_smb_message_is (&inner, SMB_2))
    take_plain (self, &inner);
}

static GBytes *
open_message (WireSmbConnection *self, WireSmbCipher *cipher, const WireSmbMessage *message)
{
  guint server;
  GBytes *plain;

  if (wire_smb2_dialogue_get_server (self->dialogue, &server))
    return wire_smb_cipher_open (cipher, message, message->side == server);
  plain = wire_smb_cipher_open (cipher, message, FALSE);
  return plain ? plain : wire_smb_cipher_open (cipher, message, TRUE);
}

/* A message of @session could not be opened. */
static void
fail_to_open (WireSmbConnection *self, WireSmbSession *session)
{
  wire_smb_session_lose (session);
  if (!wire_smb_cipher_has_keys (wire_smb_session_get_cipher (session)))
    wire_smb_log_lack_keys (self->log);
  warn (self,
        wire_smb_cipher_has_keys (wire_smb_session_get_cipher (session))
            ? _ ("Some messages of encrypted sessions of SMB 3 could not be decrypted: bytes of "
                 "them were not captured or were changed, or the keys are not theirs.")
            : _ ("There are encrypted sessions of SMB 3 whose keys were not given: their files "
                 "are not known."));
}

static void
take_encrypted (WireSmbConnection *self, const WireSmbMessage *message)
{
  WireCursor cursor = wire_smb_message_read (message, TRANSFORM_SESSION);
  guint64 id = wire_cursor_le64 (&cursor);
  WireSmbSession *session;
  g_autoptr (GBytes) plain = NULL;

  if (cursor.failed || message->decrypted)
    return;
  session = wire_smb2_dialogue_get_session (self->dialogue, id);
  plain = open_message (self, wire_smb_session_get_cipher (session), message);
  if (plain)
    take_derived (self, message, plain, TRUE);
  else
    fail_to_open (self, session);
}

/* A WireSmbLose. What a server sent is asked for; what was asked tells that it is missing. */
static void
lose (guint side, gpointer user_data)
{
  WireSmbConnection *self = user_data;
  guint server;

  if (!wire_smb2_dialogue_get_server (self->dialogue, &server) || side != server)
    wire_smb2_dialogue_lose (self->dialogue);
  if (self->old)
    wire_smb1_dialogue_lose (self->old);
}

/* Unpacks no more than may be. Returns: (nullable): what was packed */
static GByteArray *
unpack (WireSmbConnection *self, const WireSmbMessage *message)
{
  if (message->length < message->size
      || !wire_smb_log_charge_unpacked (self->log, WIRE_SMB_UNPACK_MAX / 256))
    return NULL;
  return wire_smb_unpack_message (message->bytes, message->length);
}

static void
take_compressed (WireSmbConnection *self, const WireSmbMessage *message)
{
  GByteArray *unpacked = unpack (self, message);
  g_autoptr (GBytes) bytes = unpacked ? g_byte_array_free_to_bytes (unpacked) : NULL;

  if (bytes && wire_smb_log_charge_unpacked (self->log, g_bytes_get_size (bytes)))
    {
      take_derived (self, message, bytes, FALSE);
      return;
    }
  lose (message->side, self);
  warn (self, _ ("Some compressed messages of SMB 3 could not be unpacked: bytes of them were not "
                 "captured, or they are packed in a way that Wirecase does not know."));
}

static void
take_plain (WireSmbConnection *self, const WireSmbMessage *message)
{
  if (!wire_smb2_dialogue_take (self->dialogue, message))
    lose (message->side, self);
}

static void
take_old (WireSmbConnection *self, const WireSmbMessage *message)
{
  if (!self->old)
    self->old = wire_smb1_dialogue_new (self->channel);
  wire_smb1_dialogue_take (self->old, message);
}

/* A WireSmbTake. */
static void
take (const WireSmbMessage *message, gpointer user_data)
{
  WireSmbConnection *self = user_data;

  if (message->length < 4 && message->size > message->length)
    lose (message->side, self);
  else if (wire_smb_message_is (message, SMB_2))
    take_plain (self, message);
  else if (wire_smb_message_is (message, ENCRYPTED))
    take_encrypted (self, message);
  else if (wire_smb_message_is (message, COMPRESSED))
    take_compressed (self, message);
  else if (wire_smb_message_is (message, SMB_1))
    take_old (self, message);
}

/* A WireSmbBelieve: files may have captures of SMB in them. */
static gboolean
believe (const guint8 *shown, guint side, gpointer user_data)
{
  WireSmbConnection *self = user_data;
  const guint8 *bytes = shown + (WIRE_SMB_SHOWN - WIRE_SMB2_HEADER);
  WireCursor cursor = wire_cursor_new (bytes, WIRE_SMB2_HEADER);
  WireSmb2Header header;
  guint server;

  if (bytes[0] == ENCRYPTED)
    {
      wire_cursor_skip (&cursor, TRANSFORM_SESSION);
      return wire_smb2_dialogue_may_be (self->dialogue, wire_cursor_le64 (&cursor));
    }
  if (bytes[0] == SMB_1)
    return !wire_smb2_dialogue_get_server (self->dialogue, &server);
  if (bytes[0] != SMB_2)
    return TRUE;
  if (!wire_smb2_header_parse (bytes, WIRE_SMB2_HEADER, &header)
      || !wire_smb2_dialogue_may_be (self->dialogue, header.session))
    return FALSE;
  return !wire_smb2_dialogue_get_server (self->dialogue, &server)
         || (header.flags & WIRE_SMB2_FROM_SERVER) == (side == server);
}

/** Returns: (transfer full): a connection that said nothing yet */
WireSmbConnection *
wire_smb_connection_new (WireChannel *channel)
{
  WireSmbConnection *self = g_new0 (WireSmbConnection, 1);
  const WireSmbFramerHooks hooks = { take, lose, believe, self };

  self->channel = channel;
  self->log = wire_channel_get_log (channel);
  self->dialogue = wire_smb2_dialogue_new (channel);
  for (guint i = 0; i < 2; i++)
    self->framers[i] = wire_smb_framer_new (channel, i, &hooks);
  return self;
}

void
wire_smb_connection_free (WireSmbConnection *self)
{
  for (guint i = 0; i < 2; i++)
    wire_smb_framer_free (self->framers[i]);
  wire_smb2_dialogue_free (self->dialogue);
  g_clear_pointer (&self->old, wire_smb1_dialogue_free);
  g_free (self);
}

/**
 * wire_smb_connection_add:
 * @self: a connection
 * @side: who sent it, 0 or 1
 * @piece: the next bytes, or a gap
 */
void
wire_smb_connection_add (WireSmbConnection *self, guint side, const WireStreamPiece *piece)
{
  wire_smb_framer_add (self->framers[side], piece);
}

/** Nothing more comes from @side. */
void
wire_smb_connection_end (WireSmbConnection *self, guint side)
{
  wire_smb_framer_end (self->framers[side]);
  if (wire_smb_framer_has_dropped (self->framers[side]))
    warn (self, _ ("Some messages of SMB were left out: there was no memory for them."));
  self->ended |= 1u << side;
  if (self->ended != 3)
    return;
  wire_smb2_dialogue_end (self->dialogue);
  if (self->old)
    wire_smb1_dialogue_end (self->old);
}
