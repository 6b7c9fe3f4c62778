/* wire-mail-content.h: what is in a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * MIME is RFC 2045 to 2047, 2231; GMime reads it.
 */

#pragma once

#include "capture/mail/wire-mail-part.h"
#include "capture/mail/wire-mail-text.h"

G_BEGIN_DECLS

/** Parts in parts in parts: what is deeper is not looked into. GMime has a bound of its own. */
#define WIRE_MAIL_CONTENT_MAX_DEPTH 100u

/** Mails in mails, likewise: each is a transfer with all that is in it. */
#define WIRE_MAIL_CONTENT_MAX_MAILS 16u

/** Attachments of one mail. */
#define WIRE_MAIL_CONTENT_MAX_PARTS 10000u

/** Tells what the mail says of itself, before its parts; valid during the call. */
typedef void (*WireMailHeadSink) (const WireTransferMail *mail, gpointer user_data);

GMutex *wire_mail_content_get_lock (void);
const char *wire_mail_content_read (const WireMailText *text,
                                    WireMailHeadSink take_head,
                                    WireMailPartSink take_part,
                                    gpointer user_data);

G_END_DECLS
