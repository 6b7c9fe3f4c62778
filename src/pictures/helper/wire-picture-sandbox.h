/* wire-picture-sandbox.h: what a process gives up before it reads a stranger's bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean wire_picture_sandbox_limit (guint64 memory, guint seconds);
int wire_picture_sandbox_close (void);

G_END_DECLS
