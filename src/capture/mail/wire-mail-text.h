/* wire-mail-text.h: the bytes of a mail, and what is missing of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Mails are looked into up to this size. */
#define WIRE_MAIL_TEXT_MAX (48u * 1024 * 1024)

/** Lines that may begin a part of a mail, and such that may be a field of a head, up to these
 * numbers. Each costs memory as it is read; what follows is not looked into. */
#define WIRE_MAIL_TEXT_MAX_PARTS 20000u
#define WIRE_MAIL_TEXT_MAX_FIELDS 200000u

/**
 * WireMailText:
 *
 * A mail as it is kept until it is whole, and can be looked into. What is missing is zeros.
 */
typedef struct _WireMailText WireMailText;

WireMailText *wire_mail_text_new (void);

/** Frees @text and what it owns. */
void wire_mail_text_free (WireMailText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireMailText, wire_mail_text_free)

void wire_mail_text_add (WireMailText *text, const guint8 *bytes, gsize length);
void wire_mail_text_add_gap (WireMailText *text, guint64 length);
void wire_mail_text_end (WireMailText *text, gboolean whole, gsize superfluous);
gsize wire_mail_text_get_cost (const WireMailText *text);
GByteArray *wire_mail_text_peek (const WireMailText *text);
const guint8 *wire_mail_text_get (const WireMailText *text, gsize *length);
gboolean wire_mail_text_has (const WireMailText *text, gsize from, gsize to);
gsize wire_mail_text_find_hole (const WireMailText *text, gsize from, gsize to);
gsize wire_mail_text_find_bound (const WireMailText *text);

G_END_DECLS
