/* wire-nfs-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-words.h"

#include <string.h>

struct _WireNfsWords
{
  WireSessionLog *log;
  WireSession *session; /* of @log; NULL: nothing was told, or there are too many */
};

/** Returns: (transfer full): words of a session that nobody has begun */
WireNfsWords *
wire_nfs_words_new (WireListening *listening)
{
  WireNfsWords *self = g_new0 (WireNfsWords, 1);

  self->log = wire_listening_get_sessions (listening);
  return self;
}

void
wire_nfs_words_free (WireNfsWords *self)
{
  g_free (self);
}

static gboolean
begin (WireNfsWords *self, const WireNfsMoment *asked)
{
  if (self->session)
    return TRUE;
  self->session = wire_session_log_append (self->log);
  if (!self->session)
    return FALSE;
  self->session->protocol = "NFS";
  self->session->stream = asked->stream;
  self->session->client = asked->sender;
  self->session->packet = asked->packet;
  self->session->time = asked->time;
  return TRUE;
}

/**
 * wire_nfs_words_tell:
 * @self: words
 * @kind: what happened
 * @asked: when the client asked for it
 * @text: see #WireSessionEventKind
 * @other: (nullable): likewise
 */
void
wire_nfs_words_tell (WireNfsWords *self,
                     WireSessionEventKind kind,
                     const WireNfsMoment *asked,
                     const char *text,
                     const char *other)
{
  const WireSessionEvent event = {
    .kind = (guint8) kind,
    .side = asked->sender,
    .packet = asked->packet,
    .time = asked->time,
    .text = text,
    .other = other,
  };

  if (!begin (self, asked))
    return;
  if (asked->user && g_strcmp0 (asked->user, self->session->user) != 0)
    self->session->user = wire_session_log_keep (self->log, asked->user, strlen (asked->user));
  self->session->decrypted |= asked->decrypted;
  wire_session_log_add (self->log, self->session, &event);
}

/** Tells that @command was given, of which the server said @status (RFC 1813, section 2.6). */
void
wire_nfs_words_tell_call (WireNfsWords *self,
                          const WireNfsMoment *asked,
                          const char *command,
                          const char *path,
                          guint32 status)
{
  g_autofree char *text = status == 0 ? g_strconcat (command, " ", path, NULL)
                                      : g_strdup_printf ("%s %s: status %u", command, path, status);

  wire_nfs_words_tell (self, WIRE_SESSION_SAID, asked, text, NULL);
}
