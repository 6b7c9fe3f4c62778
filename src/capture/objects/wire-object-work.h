/* wire-object-work.h: many objects examined on all cores
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-facts.h"

G_BEGIN_DECLS

gboolean wire_object_examine_many (const WireObjectList *list,
                                   const guint32 *objects,
                                   guint n,
                                   WireTypeDetector *detector,
                                   WireObjectWanted wanted,
                                   GCancellable *cancellable,
                                   WireObjectFacts *facts,
                                   GError **error);

G_END_DECLS
