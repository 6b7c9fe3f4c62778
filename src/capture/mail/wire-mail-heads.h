/* wire-mail-heads.h: what a mail's head says, for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-transfer-log.h"

#include <gmime/gmime.h>

G_BEGIN_DECLS

/**
 * WireMailHeads:
 * @subject: (nullable): decoded
 * @from: (nullable): as in the header, decoded
 * @to: (nullable): likewise
 * @date: (nullable): as in the header
 * @message_id: (nullable): likewise
 *
 * Fields as RFC 5322 has them; of each the first. Owned by this.
 */
typedef struct
{
  char *subject;
  char *from;
  char *to;
  char *date;
  char *message_id;
} WireMailHeads;

void wire_mail_heads_read (GMimeMessage *message, WireMailHeads *heads);
WireTransferMail wire_mail_heads_get (const WireMailHeads *heads);

/** Frees what @heads owns, but not @heads itself. */
void wire_mail_heads_clear (WireMailHeads *heads);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireMailHeads, wire_mail_heads_clear)

GMimeParserOptions *wire_mail_heads_get_options (void);
GMimeMessage *wire_mail_heads_parse (GByteArray *bytes, gsize length);
char *wire_mail_heads_list (GMimeMessage *message, guint most, guint *left_out);

G_END_DECLS
