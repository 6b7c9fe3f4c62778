/* wire-imap-join.h: a mail, or a part of one, that is fetched in ranges
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/imap/wire-imap-mailbox.h"
#include "capture/mail/wire-mail.h"

G_BEGIN_DECLS

/** Ranges of one mail; more than these are not joined. */
#define WIRE_IMAP_JOIN_MAX 65536u

/**
 * WireImapJoin:
 *
 * A transfer for the whole, and one for each range where there are several. Ranges may come in any
 * order, and more than once.
 *
 * Used by the loading thread alone.
 */
typedef struct _WireImapJoin WireImapJoin;

WireImapJoin *wire_imap_join_new (WireChannel *channel,
                                  const WireMailOrigin *origin,
                                  const WireStreamPiece *first);
WireTransfer *wire_imap_join_finish (WireImapJoin *join);
void wire_imap_join_begin (WireImapJoin *join, guint64 offset, const WireStreamPiece *piece);
void wire_imap_join_add (WireImapJoin *join, const WireStreamPiece *piece, guint32 from, guint32 n);
void wire_imap_join_add_gap (WireImapJoin *join, const WireStreamPiece *gap, guint64 length);
void wire_imap_join_end (WireImapJoin *join, gboolean whole, guint64 asked);
void wire_imap_join_set_head (WireImapJoin *join, const char *head);
void wire_imap_join_set_size (WireImapJoin *join, guint64 size);
WireTransfer *wire_imap_join_get_transfer (const WireImapJoin *join);

G_END_DECLS
