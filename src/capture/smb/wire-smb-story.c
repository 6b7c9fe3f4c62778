/* wire-smb-story.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-story.h"

#include "capture/reassembly/wire-listening.h"

#include <string.h>

struct _WireSmbStory
{
  WireChannel *channel;
  WireSessionLog *log;
  WireSession *session; /* of @log; NULL: nothing was told, or there are too many */
};

WireSmbStory *
wire_smb_story_new (WireChannel *channel)
{
  WireSmbStory *self = g_new0 (WireSmbStory, 1);

  self->channel = channel;
  self->log = wire_listening_get_sessions (wire_channel_get_listening (channel));
  return self;
}

void
wire_smb_story_free (WireSmbStory *self)
{
  g_free (self);
}

static gboolean
begin (WireSmbStory *self, const WireSmbMoment *asked)
{
  if (!self->session)
    self->session = wire_session_log_append (self->log);
  if (!self->session)
    return FALSE;
  if (self->session->protocol)
    return TRUE;
  self->session->protocol = "SMB";
  self->session->stream = asked->stream;
  self->session->client = asked->sender;
  self->session->packet = asked->packet;
  self->session->time = asked->time;
  return TRUE;
}

static const char *
keep (const WireSmbStory *self, const char *text)
{
  return text ? wire_session_log_keep (self->log, text, strlen (text)) : NULL;
}

/**
 * wire_smb_story_tell:
 * @self: a story
 * @kind: what happened
 * @asked: when the client asked for it
 * @text: (nullable): see #WireSessionEventKind
 * @other: (nullable): likewise
 */
void
wire_smb_story_tell (WireSmbStory *self,
                     WireSessionEventKind kind,
                     const WireSmbMoment *asked,
                     const char *text,
                     const char *other)
{
  WireSessionEvent event = {
    .kind = (guint8) kind, .side = asked->sender, .packet = asked->packet, .time = asked->time
  };

  if (!begin (self, asked))
    return;
  event.text = keep (self, text);
  event.other = keep (self, other);
  self->session->decrypted |= asked->decrypted;
  wire_session_log_add (self->log, self->session, &event);
}

/** Tells that @command was given, of which the server said @status (MS-ERREF, section 2.3.1). */
void
wire_smb_story_tell_command (WireSmbStory *self,
                             const WireSmbMoment *asked,
                             const char *command,
                             const char *path,
                             guint32 status)
{
  g_autofree char *text = status == 0
                              ? g_strconcat (command, " ", path, NULL)
                              : g_strdup_printf ("%s %s: status 0x%08x", command, path, status);

  wire_smb_story_tell (self, WIRE_SESSION_SAID, asked, text, NULL);
}

static void
add_name (GString *text, const char *what, const char *name)
{
  if (name)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", what, name);
}

/**
 * wire_smb_story_tell_names:
 * @self: a story
 * @asked: when the client asked to sign in
 * @names: what was said
 * @server: the server says it of itself; otherwise the client does
 */
void
wire_smb_story_tell_names (WireSmbStory *self,
                           const WireSmbMoment *asked,
                           const WireNtlmNames *names,
                           gboolean server)
{
  g_autoptr (GString) text = g_string_new (NULL);
  WireSmbMoment said = *asked;

  if (!begin (self, asked))
    return;
  said.sender = server ? !asked->sender : asked->sender;
  add_name (text, "NTLM computer", names->computer);
  add_name (text, "domain", names->domain);
  add_name (text, "DNS", names->dns_computer);
  add_name (text, "DNS domain", names->dns_domain);
  add_name (text, "system", names->system);
  wire_smb_story_tell (self, WIRE_SESSION_SAID, &said, text->str, NULL);
}

/** Tells that @user, or somebody whose name is not known, signed in, or was refused. */
void
wire_smb_story_sign_in (WireSmbStory *self,
                        const WireSmbMoment *asked,
                        const char *user,
                        gboolean accepted)
{
  wire_smb_story_tell (self, accepted ? WIRE_SESSION_LOGGED_IN : WIRE_SESSION_LOGIN_REFUSED, asked,
                       user, NULL);
  if (self->session && accepted)
    self->session->user = keep (self, user);
}
