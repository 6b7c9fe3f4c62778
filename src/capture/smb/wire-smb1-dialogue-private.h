/* wire-smb1-dialogue-private.h: what the parts of a dialogue in SMB 1 share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb-session.h"
#include "capture/smb/wire-smb-story.h"
#include "capture/smb/wire-smb1-dialogue.h"
#include "capture/smb/wire-smb1-message.h"

G_BEGIN_DECLS

/*
 * WireSmb1Call:
 * @number: of both messages
 * @request: (nullable): what was asked
 * @answer: (nullable): what was answered
 * @link: its place among those that wait for the other half
 * @cost: memory that it takes
 */
typedef struct
{
  gint64 number;
  WireSmb1Message *request;
  WireSmb1Message *answer;
  GList link;
  gsize cost;
} WireSmb1Call;

/*
 * WireSmb1Dialogue:
 * @story: what happened, in words
 * @calls: (element-type WireSmb1Call): number to those of which one half is missing
 * @waiting: the same, in the order in which they came
 * @sessions: number of a user to #WireSmbSession
 */
struct _WireSmb1Dialogue
{
  WireChannel *channel;
  WireSmbLog *log;
  WireSmbStory *story;
  GHashTable *calls;
  GQueue waiting;
  GHashTable *sessions;
};

/* wire-smb1-dialogue.c */
WireSmbSession *wire_smb1_dialogue_get_session (WireSmb1Dialogue *self, guint16 user);
void wire_smb1_dialogue_give_up_file (WireSmb1Dialogue *self,
                                      guint16 user,
                                      const WireSmbFile *file);

/* wire-smb1-effect.c */
WireSmbFile *wire_smb1_dialogue_find_file (WireSmb1Dialogue *self,
                                           guint16 user,
                                           const WireSmb1Step *step);
void wire_smb1_dialogue_await (WireSmb1Dialogue *self, WireSmb1Message *request);
void wire_smb1_dialogue_do (WireSmb1Dialogue *self, WireSmb1Call *call);
void wire_smb1_dialogue_leave_open (WireSmb1Dialogue *self, WireSmb1Call *call);

G_END_DECLS
