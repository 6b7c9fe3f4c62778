/* wire-capture-magic.h: what files of packets begin with, those that are not read here too
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *wire_capture_magic_find (const guint8 *head, gsize length);
const char *wire_capture_magic_find_foreign (const guint8 *head, gsize length);

G_END_DECLS
