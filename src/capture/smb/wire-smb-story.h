/* wire-smb-story.h: what happened on a connection of SMB, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"
#include "capture/reassembly/wire-session-log.h"
#include "capture/smb/wire-ntlm.h"
#include "capture/smb/wire-smb-file.h"

G_BEGIN_DECLS

/**
 * WireSmbStory:
 *
 * One session in the sense of #WireSessionLog: what a client asked a server for, and what the
 * server said of it. It is begun by the first event.
 *
 * Used by the loading thread.
 */
typedef struct _WireSmbStory WireSmbStory;

/** Returns: (transfer full): a story without events */
WireSmbStory *wire_smb_story_new (WireChannel *channel);

/** Frees @story, but not what it told. */
void wire_smb_story_free (WireSmbStory *story);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmbStory, wire_smb_story_free)

void wire_smb_story_tell (WireSmbStory *story,
                          WireSessionEventKind kind,
                          const WireSmbMoment *asked,
                          const char *text,
                          const char *other);
void wire_smb_story_tell_command (WireSmbStory *story,
                                  const WireSmbMoment *asked,
                                  const char *command,
                                  const char *path,
                                  guint32 status);
void wire_smb_story_tell_names (WireSmbStory *story,
                                const WireSmbMoment *asked,
                                const WireNtlmNames *names,
                                gboolean server);
void wire_smb_story_sign_in (WireSmbStory *story,
                             const WireSmbMoment *asked,
                             const char *user,
                             gboolean accepted);

G_END_DECLS
