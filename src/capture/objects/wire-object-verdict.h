/* wire-object-verdict.h: whether URI, server and bytes agree on what an object is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-mime.h"

G_BEGIN_DECLS

char *wire_object_make_verdict (const WireMime *mime,
                                const char *extension,
                                const char *content_type,
                                const char *found,
                                const char *words);

G_END_DECLS
