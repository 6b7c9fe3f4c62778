/* wire-text-hash.h: tables whose keys are texts from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint wire_text_hash (gconstpointer text);
guint wire_bytes_hash (gconstpointer bytes, gsize length);

G_END_DECLS
