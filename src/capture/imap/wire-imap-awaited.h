/* wire-imap-awaited.h: commands that the server has not answered yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/imap/wire-imap-command.h"
#include "capture/reassembly/wire-transfer-log.h"

G_BEGIN_DECLS

/** More are not remembered. */
#define WIRE_IMAP_MAX_AWAITED 1024u

/**
 * WireImapAsked:
 * @tag: of the command
 * @verb: the command
 * @mails: (element-type WireTransfer) (nullable): that were appended by it
 *
 * A command that the server has not answered yet.
 */
typedef struct
{
  char *tag;
  WireImapVerb verb;
  GPtrArray *mails;
} WireImapAsked;

/**
 * WireImapAwaited:
 *
 * Commands in the order in which they came. Servers may answer in any other.
 */
typedef struct _WireImapAwaited WireImapAwaited;

WireImapAwaited *wire_imap_awaited_new (void);
void wire_imap_awaited_free (WireImapAwaited *self);

void wire_imap_awaited_add (WireImapAwaited *self, char *tag, WireImapVerb verb);
WireImapAsked *wire_imap_awaited_get_last (const WireImapAwaited *self);
WireImapAsked *wire_imap_awaited_steal (WireImapAwaited *self, const char *line);
gboolean wire_imap_awaited_is_empty (const WireImapAwaited *self);
gboolean wire_imap_awaited_has (const WireImapAwaited *self, WireImapVerb verb);
void wire_imap_awaited_set_user (WireImapAwaited *self, const char *user);

void wire_imap_asked_free (WireImapAsked *asked);
void wire_imap_asked_add_mail (WireImapAsked *asked, WireTransfer *mail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireImapAsked, wire_imap_asked_free)

G_END_DECLS
