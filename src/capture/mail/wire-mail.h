/* wire-mail.h: a mail as it comes: a transfer, and one for each attachment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/mail/wire-mail-dots.h"
#include "capture/reassembly/wire-channel.h"
#include "capture/reassembly/wire-transfer-log.h"

G_BEGIN_DECLS

/**
 * WireMailOrigin:
 * @protocol: such as "SMTP"; a literal
 * @sender: the side that sends it
 * @direction: #WireTransferDirection
 * @user: (nullable): who was logged in; kept by the log of transfers
 * @part: it is a part of a mail, coded as it is there: see wire_mail_set_head()
 */
typedef struct
{
  const char *protocol;
  guint sender;
  WireTransferDirection direction;
  const char *user;
  gboolean part;
} WireMailOrigin;

/**
 * WireMail:
 *
 * A mail that is being transferred. Bytes stay where they are in the capture; a copy is kept,
 * within the budget of the listener, until the mail is whole and can be looked into.
 *
 * Used by the loading thread alone.
 */
typedef struct _WireMail WireMail;

WireMail *wire_mail_new (WireChannel *channel,
                         const WireMailOrigin *origin,
                         const WireStreamPiece *first);
void wire_mail_add (WireMail *mail, const WireStreamPiece *piece, guint32 from, guint32 length);
void wire_mail_add_gap (WireMail *mail, const WireStreamPiece *gap, guint64 length);
gboolean wire_mail_add_dotted (WireMail *mail,
                               WireMailDots *dots,
                               const WireStreamPiece *piece,
                               guint32 *used);
void wire_mail_drop_end (WireMail *mail, guint length);
void wire_mail_note_dot (WireMail *mail);
WireTransfer *wire_mail_finish (WireMail *mail, gboolean whole, const char *problem);

WireTransfer *wire_mail_get_transfer (const WireMail *mail);
void wire_mail_set_envelope (WireMail *mail, const char *from, const char *to);
void wire_mail_set_head (WireMail *mail, const char *head);
guint32 wire_mail_get_number (const WireMail *mail);
gboolean wire_mail_has_gaps (const WireMail *mail);

G_END_DECLS
