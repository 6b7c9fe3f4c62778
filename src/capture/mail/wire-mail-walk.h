/* wire-mail-walk.h: a mail that is being taken apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/mail/wire-mail-part.h"
#include "capture/mail/wire-mail-text.h"

G_BEGIN_DECLS

/**
 * WireMailWalk:
 * @text: (nullable): what is missing of @bytes; %NULL in what was decoded
 * @bytes: the mail
 * @length: of @bytes
 * @take_part: called with parts
 * @user_data: for it
 * @parent: the part that all that is found now is inside of
 * @at: after the last part: up to there it was looked at
 * @parts: how many were found
 * @mails: in how many mails inside each other this is
 * @origin: where in the mail @bytes were coded, where they were decoded from there
 * @whole: what was decoded to @bytes was whole
 * @left_out: not all was looked at
 * @note: (nullable): what there is to say of the mail
 */
typedef struct
{
  const WireMailText *text;
  const guint8 *bytes;
  gsize length;
  WireMailPartSink take_part;
  gpointer user_data;
  guint32 parent;
  gsize at;
  gsize origin;
  guint parts;
  guint mails;
  gboolean whole;
  gboolean left_out;
  const char *note;
} WireMailWalk;

guint32 wire_mail_walk_add (WireMailWalk *walk, const WireMailPart *part);

G_END_DECLS
