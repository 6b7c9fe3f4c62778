/* wire-object-packed-name.h: what names of packed files say of what is in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean wire_object_is_packed_extension (const char *extension);
char *wire_object_get_packed_extension (const char *name, const char *extension);

G_END_DECLS
