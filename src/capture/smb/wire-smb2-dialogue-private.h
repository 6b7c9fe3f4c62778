/* wire-smb2-dialogue-private.h: what the parts of a dialogue share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb-story.h"
#include "capture/smb/wire-smb2-copies.h"
#include "capture/smb/wire-smb2-dialogue.h"

G_BEGIN_DECLS

/* Bytes of the number of a client or server (MS-SMB2, section 2.2.3). */
#define WIRE_SMB2_GUID 16u

/*
 * WireSmb2Dialogue:
 * @story: what happened, in words
 * @calls: (element-type WireSmb2Call): id to those of which one half is missing
 * @waiting: the same, in the order in which they came
 * @sessions: id to #WireSmbSession
 * @copies: what the server copied
 * @terms: what was agreed on
 * @preauth: the hash of that
 * @guids: of client and server
 * @has_guids: both were captured
 * @server: the side of the server, or 2
 * @lost_answers: answers with bytes of files whose requests were not captured
 */
struct _WireSmb2Dialogue
{
  WireChannel *channel;
  WireSmbLog *log;
  WireSmbStory *story;
  GHashTable *calls;
  GQueue waiting;
  GHashTable *sessions;
  WireSmb2Copies *copies;
  WireSmbTerms terms;
  WireSmbPreauth preauth;
  guint8 guids[2][WIRE_SMB2_GUID];
  gboolean has_guids;
  guint server;
  gboolean lost_answers;
};

/* wire-smb2-sign-in.c */
void wire_smb2_dialogue_negotiate (WireSmb2Dialogue *self, const WireSmb2Call *call);
void wire_smb2_dialogue_set_up (WireSmb2Dialogue *self, const WireSmb2Call *call);

/* wire-smb2-dialogue.c */
WireSmbSession *wire_smb2_dialogue_renew_session (WireSmb2Dialogue *self, guint64 id);
void wire_smb2_dialogue_give_up_file (WireSmb2Dialogue *self, const WireSmbFile *file);

/* wire-smb2-effect.c */
void wire_smb2_dialogue_await (WireSmb2Dialogue *self, WireSmb2Request *request);
WireSmbFile *wire_smb2_dialogue_find_file (WireSmb2Dialogue *self, const WireSmb2Request *request);
void wire_smb2_dialogue_do (WireSmb2Dialogue *self, WireSmb2Call *call);
void wire_smb2_dialogue_leave_open (WireSmb2Dialogue *self, WireSmb2Call *call);

G_END_DECLS
