/* wire-pop3-text.c: lines with a dot at their end, which may be a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/pop3/wire-pop3-text.h"

#include <string.h>

/** Whether what @verb asks for is a mail, or may be. */
gboolean
wire_pop3_verb_is_mail (WirePop3Verb verb)
{
  return verb == WIRE_POP3_RETR || verb == WIRE_POP3_TOP || verb == WIRE_POP3_UNKNOWN;
}

/**
 * wire_pop3_text_begin:
 * @self: its command is known
 * @side: the server's, of @channel
 * @user: (nullable): who is logged in; it must stay
 * @piece: that brings the first byte
 *
 * A text begins.
 */
void
wire_pop3_text_begin (WirePop3Text *self,
                      WireChannel *channel,
                      guint side,
                      const char *user,
                      const WireStreamPiece *piece)
{
  const WireMailOrigin origin = { "POP3", side, WIRE_TRANSFER_DOWNLOAD, user };

  self->gapped = FALSE;
  self->dots = (WireMailDots){ 0 };
  if (wire_pop3_verb_is_mail (self->command.verb))
    self->mail = wire_mail_new (channel, &origin, piece);
}

/* Lines with dots that are no mail. */
static gboolean
skip (WirePop3Text *self, const WireStreamPiece *piece, guint32 *used)
{
  WireMailDotsRun run;

  while (wire_mail_dots_next (&self->dots, piece->data, piece->length, used, &run))
    continue;
  return self->dots.state == WIRE_MAIL_DOTS_ENDED;
}

/**
 * wire_pop3_text_add:
 * @used: (inout): bytes of @piece that were used
 *
 * Returns: whether its last line came
 */
gboolean
wire_pop3_text_add (WirePop3Text *self, const WireStreamPiece *piece, guint32 *used)
{
  return self->mail ? wire_mail_add_dotted (self->mail, &self->dots, piece, used)
                    : skip (self, piece, used);
}

/** Bytes of the text were not captured. */
void
wire_pop3_text_add_gap (WirePop3Text *self, const WireStreamPiece *gap)
{
  if (self->mail)
    wire_mail_add_gap (self->mail, gap, gap->length);
  wire_mail_dots_lose (&self->dots);
  self->gapped = TRUE;
}

/* Returns: (transfer full) (nullable): why the mail need not be whole, although the text has ended
 */
static char *
find_problem (const WirePop3Text *self)
{
  if (self->command.verb == WIRE_POP3_TOP)
    return g_strdup_printf ("Only its head and the first %u lines of its text were asked for.",
                            self->command.lines);
  if (self->command.verb == WIRE_POP3_UNKNOWN
      && wire_mail_get_transfer (self->mail)->body.size != self->octets)
    return g_strdup ("Whether all of it was asked for was not captured.");
  return NULL;
}

/** The text has come to its end: a mail that it is becomes a transfer of @log. */
void
wire_pop3_text_finish (WirePop3Text *self, WireTransferLog *log)
{
  g_autofree char *problem = self->mail ? find_problem (self) : NULL;

  if (self->mail)
    wire_mail_finish (g_steal_pointer (&self->mail), !problem,
                      problem ? wire_transfer_log_keep (log, problem, strlen (problem)) : NULL);
}

/** A mail that is coming, if there is one, does not end; @problem says why. */
void
wire_pop3_text_break_off (WirePop3Text *self, const char *problem)
{
  if (self->mail)
    wire_mail_finish (g_steal_pointer (&self->mail), FALSE, problem);
}
