/* wire-imap-mailbox.h: what is known of the mails in the mailbox that is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/imap/wire-imap-item.h"
#include "capture/mail/wire-mail.h"

G_BEGIN_DECLS

/** Of more mails than this, or more ranges, nothing is remembered. */
#define WIRE_IMAP_MAILBOX_MAX 20000u

/**
 * WireImapMailbox:
 *
 * Sizes and subjects by the numbers of mails, and how long the ranges are that were asked for.
 * Numbers mean something until the mailbox is closed, or a mail is removed.
 */
typedef struct _WireImapMailbox WireImapMailbox;

WireImapMailbox *wire_imap_mailbox_new (void);

/** Frees @mailbox and what it owns. */
void wire_imap_mailbox_free (WireImapMailbox *mailbox);

void wire_imap_mailbox_forget (WireImapMailbox *mailbox);
void wire_imap_mailbox_note_size (WireImapMailbox *mailbox, guint32 number, guint64 size);
gboolean wire_imap_mailbox_find_size (const WireImapMailbox *mailbox,
                                      guint32 number,
                                      guint64 *size);
void wire_imap_mailbox_note_subject (WireImapMailbox *mailbox, guint32 number, const char *subject);
char *wire_imap_mailbox_name_part (const WireImapMailbox *mailbox, const WireImapItem *item);
void wire_imap_mailbox_note_structure (WireImapMailbox *mailbox, guint32 number, const char *text);
void wire_imap_mailbox_note_head (WireImapMailbox *mailbox,
                                  guint32 number,
                                  const char *section,
                                  const char *head);
char *wire_imap_mailbox_find_head (const WireImapMailbox *mailbox, const WireImapItem *item);
void wire_imap_mailbox_note_range (WireImapMailbox *mailbox, guint64 offset, guint64 length);
void wire_imap_mailbox_forget_ranges (WireImapMailbox *mailbox);
gboolean wire_imap_mailbox_find_range (const WireImapMailbox *mailbox,
                                       guint64 offset,
                                       guint64 *length);

G_END_DECLS
