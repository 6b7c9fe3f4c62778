/* wire-mail-inlined.h: files that are in the text of a mail: uuencode and yEnc
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/mail/wire-mail-walk.h"

G_BEGIN_DECLS

void wire_mail_inlined_take (WireMailWalk *walk, const guint8 *text, gsize length, gsize place);
gboolean wire_mail_inlined_decode (const guint8 *text, gsize length, GByteArray *bytes);

G_END_DECLS
