/* wire-zeek-smtp.h: mails that connections carry, as Zeek counts them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/talk/wire-zeek-lines.h"
#include "capture/zeek/talk/wire-zeek-smtp-row.h"

G_BEGIN_DECLS

/** Conversations and rows of a capture; the rest is left out. */
#define WIRE_ZEEK_MAX_SMTP 1048576u

/**
 * WireZeekSmtp:
 *
 * SMTP (RFC 5321, 3030, 3207). A row is what a client wanted between two answers to a mail. For one
 * thread.
 */
typedef struct _WireZeekSmtp WireZeekSmtp;

WireZeekSmtp *wire_zeek_smtp_new (void);

/** Frees @smtp and what it owns. */
void wire_zeek_smtp_free (WireZeekSmtp *smtp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekSmtp, wire_zeek_smtp_free)

void wire_zeek_smtp_hear (WireZeekSmtp *smtp, const WireZeekPayload *payload);
void wire_zeek_smtp_end (WireZeekSmtp *smtp);

/** Returns: the number of rows */
guint wire_zeek_smtp_get_length (const WireZeekSmtp *smtp);

const WireZeekSmtpRow *wire_zeek_smtp_get (const WireZeekSmtp *smtp, guint i);

G_END_DECLS
