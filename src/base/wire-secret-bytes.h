/* wire-secret-bytes.h: key logs in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *wire_secret_bytes_new (gconstpointer bytes, gsize length);

G_END_DECLS
