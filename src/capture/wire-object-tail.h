/* wire-object-tail.h: where pictures and archives end, and whether something stands behind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Bytes enough for wire_object_tail_has_end(). */
#define WIRE_OBJECT_TAIL_HEAD 8

gboolean wire_object_tail_has_end (const guint8 *head, gsize length);
gboolean wire_object_tail_find (const guint8 *bytes, gsize length, gsize *end);

G_END_DECLS
