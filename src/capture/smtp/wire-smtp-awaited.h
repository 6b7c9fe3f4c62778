/* wire-smtp-awaited.h: commands that the server has not answered yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-transfer-log.h"
#include "capture/smtp/wire-smtp-command.h"

G_BEGIN_DECLS

/** A client that pipelines (RFC 2920) without ever being answered is followed no further. */
#define WIRE_SMTP_AWAITED_MAX 4096u

/**
 * WireSmtpAnswer:
 * @verb: what is answered
 * @transfer: (nullable): the mail that is answered
 * @recipient: the number of the recipient that is answered
 */
typedef struct
{
  WireSmtpVerb verb;
  WireTransfer *transfer;
  guint recipient;
} WireSmtpAnswer;

/**
 * WireSmtpAwaited:
 *
 * Answers come in the order of the commands. Where one of either was not captured, nobody knows
 * which answer is to which command, until nothing is awaited any more.
 */
typedef struct _WireSmtpAwaited WireSmtpAwaited;

WireSmtpAwaited *wire_smtp_awaited_new (void);

/** Frees @awaited; mails that were not answered are marked so. */
void wire_smtp_awaited_free (WireSmtpAwaited *awaited);

void wire_smtp_awaited_push (WireSmtpAwaited *awaited, const WireSmtpAnswer *answer);
gboolean wire_smtp_awaited_pop (WireSmtpAwaited *awaited, WireSmtpAnswer *answer);
gboolean wire_smtp_awaited_has (const WireSmtpAwaited *awaited, WireSmtpVerb verb);
void wire_smtp_awaited_lose (WireSmtpAwaited *awaited);

G_END_DECLS
