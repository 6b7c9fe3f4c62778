/* wire-object-verdict.h: whether URI, server and bytes agree on what an object is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"
#include "files/types/wire-type-agreement.h"

G_BEGIN_DECLS

char *wire_object_make_verdict (WireTypeDetector *detector,
                                const WireType *found,
                                gboolean coded,
                                const WireObject *object);

G_END_DECLS
