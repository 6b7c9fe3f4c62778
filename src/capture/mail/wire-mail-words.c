/* wire-mail-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-words.h"

#include "capture/reassembly/wire-listening.h"

#include <string.h>

struct _WireMailWords
{
  WireChannel *channel;
  const char *protocol;
  guint client;
  WireSession *session; /* of the log; NULL: nothing was told, or there are too many */
};

/** Returns: (transfer full): words of a conversation that has said nothing yet; @protocol: a
 * literal
 */
WireMailWords *
wire_mail_words_new (WireChannel *channel, const char *protocol)
{
  WireMailWords *self = g_new0 (WireMailWords, 1);

  self->channel = channel;
  self->protocol = protocol;
  return self;
}

void
wire_mail_words_free (WireMailWords *self)
{
  g_free (self);
}

/** Tells which side the client is, before anything is told. */
void
wire_mail_words_set_client (WireMailWords *self, guint client)
{
  self->client = client;
}

static WireSessionLog *
get_log (const WireMailWords *self)
{
  return wire_listening_get_sessions (wire_channel_get_listening (self->channel));
}

static void
tell (WireMailWords *self,
      WireSessionEventKind kind,
      guint side,
      const WireStreamPiece *piece,
      const char *text)
{
  const WireSessionEvent event = {
    .kind = (guint8) kind,
    .side = (guint8) side,
    .packet = piece->packet,
    .time = piece->time,
    .text = text,
  };

  if (!self->session)
    {
      self->session = wire_session_log_append (get_log (self));
      if (!self->session)
        return;
      self->session->protocol = self->protocol;
      self->session->stream = wire_channel_get_stream (self->channel);
      self->session->client = (guint8) self->client;
      self->session->packet = piece->packet;
      self->session->time = piece->time;
      self->session->decrypted = wire_channel_is_decrypted (self->channel);
    }
  wire_session_log_add (get_log (self), self->session, &event);
}

/** Tells a line that @side said. */
void
wire_mail_words_say (WireMailWords *self,
                     guint side,
                     const WireStreamPiece *piece,
                     const char *line)
{
  g_autofree char *begin = NULL;

  if (!*line)
    return;
  if (strlen (line) > WIRE_MAIL_MAX_WORDS)
    begin = g_strdup_printf ("%.*s…", (int) WIRE_MAIL_MAX_WORDS, line);
  tell (self, WIRE_SESSION_SAID, side, piece, begin ? begin : line);
}

/** Tells that some of what @side said was not captured. */
void
wire_mail_words_lose (WireMailWords *self, guint side, const WireStreamPiece *gap)
{
  tell (self, WIRE_SESSION_LOST, side, gap, NULL);
}

/**
 * wire_mail_words_sign_in:
 * @self: words
 * @piece: that brought the server’s answer
 * @user: (nullable): who wanted to sign in
 * @accepted: the server let that user in
 */
void
wire_mail_words_sign_in (WireMailWords *self,
                         const WireStreamPiece *piece,
                         const char *user,
                         gboolean accepted)
{
  if (!user)
    return;
  tell (self, accepted ? WIRE_SESSION_LOGGED_IN : WIRE_SESSION_LOGIN_REFUSED, !self->client, piece,
        user);
  if (accepted && self->session)
    self->session->user = wire_session_log_keep (get_log (self), user, strlen (user));
}
