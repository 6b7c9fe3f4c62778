/* wire-object-content.h: an object's content in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

GBytes *wire_object_read_content (const WireObjectList *list,
                                  guint32 object,
                                  gsize limit,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
