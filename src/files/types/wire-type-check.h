/* wire-type-check.h: what must follow short signatures, which fit by chance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-signature.h"

G_BEGIN_DECLS

gboolean wire_type_check (const WireSignature *signature,
                          const guint8 *head,
                          gsize length,
                          guint64 size);
gboolean wire_type_check_exists (const WireSignature *signature);

G_END_DECLS
