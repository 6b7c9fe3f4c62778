/* wire-key-memory.h: which files have the keys of which capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GStrv wire_key_memory_get (const char *capture);
void wire_key_memory_set (const char *capture, const char *const *paths);

G_END_DECLS
