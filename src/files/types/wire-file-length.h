/* wire-file-length.h: where formats end that say how long they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-type.h"

G_BEGIN_DECLS

gboolean wire_file_length_find (const WireTypeSource *source, guint64 *end);

G_END_DECLS
