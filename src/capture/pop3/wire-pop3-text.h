/* wire-pop3-text.h: lines with a dot at their end, which may be a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/mail/wire-mail-dots.h"
#include "capture/mail/wire-mail.h"

G_BEGIN_DECLS

/** Commands that matter here. */
typedef enum
{
  WIRE_POP3_OTHER,
  WIRE_POP3_USER,
  WIRE_POP3_PASS,
  WIRE_POP3_APOP,
  WIRE_POP3_AUTH,
  WIRE_POP3_STLS,
  WIRE_POP3_LINES, /* answered with many lines that are no mail: LIST, UIDL, CAPA */
  WIRE_POP3_RETR,
  WIRE_POP3_TOP,
  WIRE_POP3_UNKNOWN, /* what was asked for was not captured, and a mail came */
} WirePop3Verb;

/**
 * WirePop3Asked:
 * @verb: the command
 * @lines: of TOP: how many of the text were asked for
 *
 * What the server has not answered yet.
 */
typedef struct
{
  WirePop3Verb verb;
  guint lines;
} WirePop3Asked;

/**
 * WirePop3Text:
 * @command: that asked for it
 * @octets: how long the mail is, as the server said; 0 where it did not
 * @mail: (nullable): that is coming
 * @dots: takes the dots out of it
 * @gapped: bytes of it were not captured
 *
 * What a server sends in many lines. All zeros: nothing yet.
 */
typedef struct
{
  WirePop3Asked command;
  guint64 octets;
  WireMail *mail;
  WireMailDots dots;
  gboolean gapped;
} WirePop3Text;

gboolean wire_pop3_verb_is_mail (WirePop3Verb verb);

void wire_pop3_text_begin (WirePop3Text *self,
                           WireChannel *channel,
                           guint side,
                           const char *user,
                           const WireStreamPiece *piece);
gboolean wire_pop3_text_add (WirePop3Text *self, const WireStreamPiece *piece, guint32 *used);
void wire_pop3_text_add_gap (WirePop3Text *self, const WireStreamPiece *gap);
void wire_pop3_text_finish (WirePop3Text *self, WireTransferLog *log);
void wire_pop3_text_break_off (WirePop3Text *self, const char *problem);

G_END_DECLS
