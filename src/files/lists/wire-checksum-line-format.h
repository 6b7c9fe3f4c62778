/* wire-checksum-line-format.h: lines of digests as others read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"

G_BEGIN_DECLS

char *wire_checksum_line_format (WireDigestAlgorithm algorithm,
                                 const guint8 *digest,
                                 const char *name,
                                 gboolean tagged);

G_END_DECLS
