/* wire-mail-sealed.h: mails that are encrypted, or inside of a signature
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * S/MIME is RFC 8551, PGP/MIME RFC 3156.
 */

#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

const char *wire_mail_sealed_tell (GMimeObject *object);
const char *wire_mail_sealed_tell_text (const guint8 *text, gsize length);

G_END_DECLS
