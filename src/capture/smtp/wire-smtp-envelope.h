/* wire-smtp-envelope.h: from whom and to whom, as MAIL and RCPT say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** More recipients than this are left out. */
#define WIRE_SMTP_ENVELOPE_MAX 1000u

/**
 * WireSmtpEnvelope:
 * @from: (nullable): the sender
 * @to: (nullable) (element-type utf8): the recipients; one that the server refused is %NULL
 *
 * Zeroed is none yet.
 */
typedef struct
{
  char *from;
  GPtrArray *to;
} WireSmtpEnvelope;

void wire_smtp_envelope_begin (WireSmtpEnvelope *envelope, const char *from);
guint wire_smtp_envelope_add (WireSmtpEnvelope *envelope, const char *to);
void wire_smtp_envelope_refuse (WireSmtpEnvelope *envelope, guint recipient);
guint wire_smtp_envelope_count (const WireSmtpEnvelope *envelope);
char *wire_smtp_envelope_join (const WireSmtpEnvelope *envelope);

/** Frees what @envelope owns, but not @envelope itself. */
void wire_smtp_envelope_clear (WireSmtpEnvelope *envelope);

G_END_DECLS
