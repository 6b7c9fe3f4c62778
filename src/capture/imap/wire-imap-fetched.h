/* wire-imap-fetched.h: mails, parts, ranges and heads as a server sends them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/imap/wire-imap-mailbox.h"
#include "capture/imap/wire-imap-reader.h"
#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/** Mails that are fetched in ranges at once. */
#define WIRE_IMAP_MAX_JOINS 256u

/** Of a head that was fetched alone, so many bytes are looked at. */
#define WIRE_IMAP_MAX_HEAD (64u * 1024)

/**
 * WireImapFetched:
 *
 * Makes transfers of the literals that a server sends, one after the other. Ranges of one mail are
 * joined, whatever comes between them.
 */
typedef struct _WireImapFetched WireImapFetched;

WireImapFetched *wire_imap_fetched_new (WireChannel *channel, WireImapMailbox *mailbox);
void wire_imap_fetched_free (WireImapFetched *self);

void wire_imap_fetched_begin (WireImapFetched *self,
                              const WireImapReader *reader,
                              guint side,
                              const char *user,
                              const WireStreamPiece *piece);
void wire_imap_fetched_add (WireImapFetched *self,
                            const WireStreamPiece *piece,
                            guint32 from,
                            guint32 n);
void wire_imap_fetched_add_gap (WireImapFetched *self, const WireStreamPiece *gap, guint64 length);
void wire_imap_fetched_end (WireImapFetched *self, gboolean whole, const char *problem);
void wire_imap_fetched_end_joins (WireImapFetched *self);

G_END_DECLS
