/* wire-smb2-sign-in.c: how a connection and its sessions begin
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-ntlm.h"
#include "capture/smb/wire-smb2-dialogue-private.h"

#define DIALECT_3_1_1 0x0311

/* Where the client's number is in its negotiation, and the server's in its own. */
#define CLIENT_GUID (WIRE_SMB2_HEADER + 12u)
#define SERVER_GUID (WIRE_SMB2_HEADER + 8u)

/* What else is negotiated (MS-SMB2, section 2.2.4). */
#define CONTEXTS_COUNT (WIRE_SMB2_HEADER + 6u)
#define CONTEXTS_OFFSET (WIRE_SMB2_HEADER + 60u)
#define ENCRYPTION 2u

/* The sign-in is to an existing session, for one more connection. */
#define BINDING 1u

static WireCursor
read_at (GBytes *raw, gsize at)
{
  gsize length = 0;
  const void *bytes = raw ? g_bytes_get_data (raw, &length) : NULL;
  WireCursor cursor = wire_cursor_new (bytes, length);

  wire_cursor_skip (&cursor, at);
  return cursor;
}

static gboolean
read_guid (GBytes *raw, gsize at, guint8 *guid)
{
  WireCursor cursor = read_at (raw, at);
  const guint8 *bytes = wire_cursor_take (&cursor, WIRE_SMB2_GUID);

  if (bytes)
    memcpy (guid, bytes, WIRE_SMB2_GUID);
  return bytes != NULL;
}

/* Returns: which cipher the server chose */
static WireSmbCipherKind
read_cipher (GBytes *answer)
{
  WireCursor count = read_at (answer, CONTEXTS_COUNT);
  WireCursor offset = read_at (answer, CONTEXTS_OFFSET);
  guint n = wire_cursor_le16 (&count);
  WireCursor cursor = read_at (answer, wire_cursor_le32 (&offset));

  for (; n > 0 && !cursor.failed; n--)
    {
      guint16 type = wire_cursor_le16 (&cursor);
      guint16 length = wire_cursor_le16 (&cursor);

      wire_cursor_skip (&cursor, 4);
      if (type == ENCRYPTION)
        {
          wire_cursor_skip (&cursor, 2);
          guint16 cipher = wire_cursor_le16 (&cursor);

          return cipher < WIRE_SMB_N_CIPHERS ? cipher : WIRE_SMB_CIPHER_UNKNOWN;
        }
      wire_cursor_skip (&cursor, (length + 7u) & ~7u);
    }
  return WIRE_SMB_CIPHER_UNKNOWN;
}

/** What client and server agreed on. */
void
wire_smb2_dialogue_negotiate (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  GBytes *request = call->request->raw;
  GBytes *answer = call->answer->raw;

  self->terms.dialect = (guint16) call->answer->action;
  self->terms.cipher = WIRE_SMB_AES_128_CCM;
  if (self->terms.dialect == DIALECT_3_1_1)
    self->terms.cipher = read_cipher (answer);
  self->has_guids = read_guid (request, CLIENT_GUID, self->guids[0])
                    && read_guid (answer, SERVER_GUID, self->guids[1]);
  wire_smb_preauth_begin (&self->preauth);
  wire_smb_preauth_add (&self->preauth, request);
  wire_smb_preauth_add (&self->preauth, answer);
}

/* Sign-ins */

/* Returns: (transfer full) (nullable): who wants to sign in */
static char *
find_user (const WireSmb2Request *request)
{
  WireCursor cursor = read_at (request->raw, (gsize) request->offset);
  const guint8 *token = wire_cursor_take (&cursor, request->length);

  return token ? wire_ntlm_find_user (token, request->length) : NULL;
}

static void
sign_in (WireSmb2Dialogue *self, WireSmbSession *session, const WireSmb2Request *request)
{
  g_autofree char *user = find_user (request);

  if (!wire_smb_session_is_signed_in (session) && !(request->options & BINDING))
    wire_smb_cipher_agree (wire_smb_session_get_cipher (session), &self->terms,
                           wire_smb_session_get_preauth (session));
  wire_smb_session_sign_in (session, user);
  wire_smb_story_sign_in (self->story, &request->moment, user, TRUE);
}

/* A session that never began is forgotten; one that was to be renewed stays. */
static void
refuse (WireSmb2Dialogue *self, gint64 id, const WireSmb2Request *request)
{
  WireSmbSession *session = g_hash_table_lookup (self->sessions, &id);
  g_autofree char *user = find_user (request);

  if (session && !wire_smb_session_is_signed_in (session))
    g_hash_table_remove (self->sessions, &id);
  wire_smb_story_sign_in (self->story, &request->moment, user, FALSE);
}

/* A session that signs in for the first time hashes what it says, but for the answer that ends it.
 */
static void
add_to_hash (WireSmb2Dialogue *self, WireSmbSession *session, const WireSmb2Call *call)
{
  WireSmbPreauth *preauth = wire_smb_session_get_preauth (session);

  if (wire_smb_session_is_signed_in (session) || call->request->options & BINDING)
    return;
  if (call->request->header.session == 0)
    *preauth = self->preauth;
  wire_smb_preauth_add (preauth, call->request->raw);
  if (call->answer->header.status == WIRE_SMB_STATUS_MORE_PROCESSING)
    wire_smb_preauth_add (preauth, call->answer->raw);
}

/* A client without a session gets a new one, whose number a server that was started again may have
 * given before. */
static WireSmbSession *
find_session (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  guint64 id = call->answer->header.session;

  return call->request->header.session == 0 ? wire_smb2_dialogue_renew_session (self, id)
                                            : wire_smb2_dialogue_get_session (self, id);
}

/* What is said of who is who. */
static void
tell_names (WireSmb2Dialogue *self, const WireSmb2Call *call, GBytes *raw, gboolean server)
{
  g_auto (WireNtlmNames) names = { 0 };
  gsize length;
  const guint8 *bytes = raw ? g_bytes_get_data (raw, &length) : NULL;

  if (bytes && wire_ntlm_find_names (bytes, length, &names))
    wire_smb_story_tell_names (self->story, &call->request->moment, &names, server);
}

/** A step of a sign-in. */
void
wire_smb2_dialogue_set_up (WireSmb2Dialogue *self, const WireSmb2Call *call)
{
  guint32 status = call->answer->header.status;
  gint64 id = (gint64) call->answer->header.session;
  WireSmbSession *session;

  tell_names (self, call, call->request->raw, FALSE);
  tell_names (self, call, call->answer->raw, TRUE);
  if (status != WIRE_SMB_STATUS_SUCCESS && status != WIRE_SMB_STATUS_MORE_PROCESSING)
    {
      refuse (self, id, call->request);
      return;
    }
  session = find_session (self, call);
  add_to_hash (self, session, call);
  if (status == WIRE_SMB_STATUS_SUCCESS)
    sign_in (self, session, call->request);
}
