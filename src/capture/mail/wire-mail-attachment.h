/* wire-mail-attachment.h: a leaf of a mail's tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/mail/wire-mail-walk.h"

#include <gmime/gmime.h>

G_BEGIN_DECLS

gboolean wire_mail_attachment_is_mail (GMimePart *part);
gboolean wire_mail_attachment_decode (const WireMailWalk *walk, GMimePart *part, GByteArray *bytes);
void wire_mail_attachment_take (WireMailWalk *walk, GMimePart *part);

G_END_DECLS
