/* wire-spool.h: a file without a name, for what comes only once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

int wire_spool_open (const char *name, GError **error);
gboolean wire_spool_write (
    int spool, guint64 offset, const guint8 *bytes, gsize length, const char *name, GError **error);

G_END_DECLS
