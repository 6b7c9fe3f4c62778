/* wire-mail-tnef.h: files in a winmail.dat
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/mail/wire-mail-walk.h"

G_BEGIN_DECLS

gboolean wire_mail_tnef_take (WireMailWalk *walk, const guint8 *bytes, gsize length, gsize place);

G_END_DECLS
