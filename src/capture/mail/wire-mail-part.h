/* wire-mail-part.h: what a mail carries, and who hears of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-transfer-log.h"

G_BEGIN_DECLS

/** Not a part: the @parent of what is in the mail itself. */
#define WIRE_MAIL_PART_NONE G_MAXUINT32

/**
 * WireMailPart:
 * @name: (nullable): as the mail tells it, decoded
 * @content_type: (nullable): as declared
 * @note: (nullable): a sentence on what it is: that it is sealed; a literal
 * @mail: (nullable): of a mail in a mail, what that says of itself
 * @parent: the part that it is inside of, as wire_mail_part_sink returned it, or
 *   %WIRE_MAIL_PART_NONE
 * @from: where it begins in the mail, coded as it is there
 * @to: where it ends there
 * @content: (nullable): what it is, decoded; %NULL where it is what is there
 * @length: of @content
 * @problem: (nullable): why it is not whole, if not because bytes are missing
 * @text: it is a text whose lines travel with other ends than it may have had
 * @whole: all of it was there
 *
 * An attachment, or a mail in a mail. Valid during the call.
 */
typedef struct
{
  const char *name;
  const char *content_type;
  const char *note;
  const WireTransferMail *mail;
  guint32 parent;
  gsize from;
  gsize to;
  const guint8 *content;
  gsize length;
  const char *problem;
  gboolean text;
  gboolean whole;
} WireMailPart;

/** Takes @part. Returns: what names it as the parent of others; %WIRE_MAIL_PART_NONE where it could
 * not be kept */
typedef guint32 (*WireMailPartSink) (const WireMailPart *part, gpointer user_data);

G_END_DECLS
